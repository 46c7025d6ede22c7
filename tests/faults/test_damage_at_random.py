"""Kills, full disks, damage and rival builders at random moments and places: what is served afterwards is right, or is the build before."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.store.build import build, verify
from dashboard.store.config import ROOT, Settings
from dashboard.store.current import current
from dashboard.store.database import open_current
from dashboard.store.problems import DataError
from dashboard.web.health import Health
from tests.faults.often import IS_LONG, often
from tests.faults.twice import NEW, OLD, as_new_server, says

# A build of the tiny data takes about two seconds, most of them for reading Python's packages.
BUILD_S = 2.5


def builder(settings: Settings, **how: object) -> subprocess.Popen[str]:
    where = ["--data", str(settings.data), "--out", str(settings.out)]
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "build", *where],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **how,  # type: ignore[call-overload]
    )


def test_kills_at_random_moments(two_builds: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    events = two_builds.data / "events.csv"
    killed, told = 0, {"The war ends."}
    for number in often(2, 50):
        chance = random.Random(number)  # noqa: S311
        sentence = f"The war ends {number}."
        events.write_text(
            events.read_text(encoding="utf-8").replace(max(told, key=len), sentence), encoding="utf-8", newline=""
        )
        told = {sentence}
        before = current(two_builds)
        running = builder(two_builds)
        time.sleep(chance.uniform(0, BUILD_S))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        found = current(two_builds)
        assert found is not None, f"seed {number}"
        # A copy, because the engine opens a file only once in a process.
        verify(Path(shutil.copy(found[1], two_builds.out.parent / f"copy-{number}.duckdb")))
        killed += found == before
        as_new_server(monkeypatch)
        assert says(open_current(two_builds)).startswith("The war ends"), f"seed {number}"
    build(two_builds)
    as_new_server(monkeypatch)
    assert says(open_current(two_builds)) in told
    assert list(two_builds.out.glob(".building-*")) == []
    assert killed or len(often(2, 50)) < 10


@pytest.mark.parametrize("number", often(2, 16))
def test_a_disk_that_is_full_at_any_size(number: int, two_builds: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    found = current(two_builds)
    assert found
    events = two_builds.data / "events.csv"
    events.write_bytes(events.read_bytes().replace(NEW.encode(), b"The war pauses."))
    room = random.Random(number).randrange(0, int(found[1].stat().st_size * 0.5))  # noqa: S311

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    running = builder(two_builds, preexec_fn=small_disk)
    _, said = running.communicate(timeout=120)
    as_new_server(monkeypatch)
    if running.returncode == 0:
        # There was room enough.
        assert says(open_current(two_builds)) == "The war pauses."
        return
    assert (running.returncode, "The build stopped" in said, "Traceback" in said) == (1, True, False), (room, said)
    assert current(two_builds) == found
    assert says(open_current(two_builds)) == NEW
    build(two_builds)
    as_new_server(monkeypatch)
    assert says(open_current(two_builds)) == "The war pauses."


def cut(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])


def flip(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def blank(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    at = chance.randrange(len(content))
    content[at : at + 50_000] = bytes(len(content[at : at + 50_000]))
    file.write_bytes(content)


def other_file(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.write_bytes(chance.choice((b"", b"no database", bytes(8192), b"SQLite format 3\0", chance.randbytes(40_000))))


def gone(file: Path, _: random.Random) -> None:
    file.unlink()


def folder(file: Path, _: random.Random) -> None:
    file.unlink()
    file.mkdir()


def loop(file: Path, _: random.Random) -> None:
    file.unlink()
    file.symlink_to(file)


DAMAGE: tuple[Callable[[Path, random.Random], None], ...] = (cut, flip, blank, other_file, gone, folder, loop)


@pytest.mark.parametrize("number", often(7, 70))
def test_damage_of_every_sort_never_shows_anything_wrong(
    number: int, two_builds: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(number)  # noqa: S311
    found = current(two_builds)
    assert found
    found[1].chmod(0o644)
    harm = DAMAGE[number % len(DAMAGE)]
    was = found[1].read_bytes()
    harm(found[1], chance)
    is_same = found[1].is_file() and found[1].read_bytes() == was
    assert says(open_current(two_builds)) == (NEW if is_same else OLD), harm.__name__
    assert Health().look(two_builds)["status"] == ("ok" if is_same else "degraded"), harm.__name__
    if found[1].is_dir():
        found[1].rmdir()
    build(two_builds)
    as_new_server(monkeypatch)
    assert (says(open_current(two_builds)), Health().look(two_builds)["status"]) == (NEW, "ok"), harm.__name__


@pytest.mark.parametrize("number", often(1, 8))
def test_two_builders_at_once(number: int, two_builds: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    events = two_builds.data / "events.csv"
    events.write_bytes(events.read_bytes().replace(NEW.encode(), b"The war pauses."))
    both = [builder(two_builds)]
    time.sleep(random.Random(number).uniform(0, 0.3))  # noqa: S311
    both.append(builder(two_builds))
    said = [one.communicate(timeout=180)[1] for one in both]
    codes = [one.returncode for one in both]
    assert 0 in codes, said
    assert all(code == 0 or "Another build is running" in told for code, told in zip(codes, said, strict=True)), said
    as_new_server(monkeypatch)
    assert says(open_current(two_builds)) == "The war pauses."
    assert list(two_builds.out.glob(".building-*")) == []


def test_queries_while_new_builds_come(two_builds: Settings) -> None:
    wanted = 1000 if len(often(1, 2)) > 1 else 120
    events = two_builds.data / "events.csv"
    failures: list[Exception] = []
    told: list[str] = []
    is_done = threading.Event()

    def reads() -> None:
        while not is_done.is_set():
            try:
                told.append(says(open_current(two_builds)))
            except Exception as error:
                failures.append(error)
            time.sleep(0.001)

    readers = [threading.Thread(target=reads) for _ in range(3)]
    for reader in readers:
        reader.start()
    sentence, rounds = NEW, 0
    while (len(told) < wanted or rounds < 2) and not failures and rounds < 40:
        rounds += 1
        after = f"The war rests {rounds}."
        events.write_bytes(events.read_bytes().replace(sentence.encode(), after.encode()))
        sentence = after
        build(two_builds)
        time.sleep(0.05)
    is_done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(told) >= wanted
    assert set(told) <= {NEW, *(f"The war rests {number}." for number in range(1, rounds + 1))}
    assert says(open_current(two_builds)) == sentence


@pytest.mark.parametrize("number", often(3, 12))
def test_a_document_that_is_missing_or_changed_is_named(number: int, two_builds: Settings) -> None:
    chance = random.Random(number)  # noqa: S311
    documents = sorted((two_builds.data / "sources").glob("*.txt"))
    document = chance.choice(documents)
    content = document.read_bytes()
    at = chance.randrange(len(content))
    changed: bytes | None = (
        None,
        content[:at] + b"x" + content[at + 1 :] if content[at : at + 1] != b"x" else content + b"x",
        content[:at],
    )[number % 3]
    if changed is None:
        document.unlink()
    else:
        document.write_bytes(changed)
    with pytest.raises(DataError) as caught:
        build(two_builds)
    said = " ".join(map(str, caught.value.problems))
    assert document.name in said or "sha256" in said
    assert says(open_current(two_builds)) == NEW
    document.write_bytes(content)
    build(two_builds)


NOBODY = 54_321
SERVES = """
import os, sys
os.setgroups([]); os.setgid({who}); os.setuid({who})
from dashboard.__main__ import main
sys.exit(main(["serve", "--port", "{port}", "--data", "{data}", "--out", "{out}"]))
"""


def can_start() -> bool:
    """Whether this process may become another, and that other may read Python and the program."""
    if os.geteuid() != 0:
        return False
    tried = "import os; os.setgroups([]); os.setgid(54321); os.setuid(54321); import dashboard.store.build"
    done = subprocess.run([sys.executable, "-c", tried], cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize("is_due", [False, True], ids=["fresh", "a-build-is-due"])
def test_a_stranger_without_a_home_serves_what_nobody_may_write(is_due: bool, two_builds: Settings) -> None:
    from tests.browser.serving import free_port, running

    if not can_start():
        pytest.skip("this user cannot become another, or that one may not read the program")
    if is_due:
        events = two_builds.data / "events.csv"
        events.write_bytes(events.read_bytes().replace(NEW.encode(), b"The war pauses."))
    for place in (*two_builds.out.parent.rglob("*"), two_builds.out.parent, *two_builds.out.parent.parents):
        if place.is_relative_to(Path("/tmp")) and place != Path("/tmp"):  # noqa: S108
            place.chmod(
                0o555
                if place.is_dir() and place.is_relative_to(two_builds.out.parent)
                else place.stat().st_mode | 0o055
            )
    port = free_port()
    code = SERVES.format(who=NOBODY, port=port, data=two_builds.data, out=two_builds.out)
    with (
        without("HOME", "USER", "LOGNAME", "XDG_CACHE_HOME"),
        running([sys.executable, "-c", code], port, "/healthz") as server,
    ):
        import urllib.request

        for path in ("/r/ev-1953-07-27-armistice", "/charts/events_timeline.csv", "/charts/events_timeline.png"):
            with urllib.request.urlopen(f"{server.address}{path}", timeout=60) as answer:  # noqa: S310
                assert answer.status == 200
                content = answer.read()
            assert len(content) > 500
            assert path.endswith("png") or "csv" in path or NEW.encode() in content
    assert sorted(file.name for file in two_builds.out.glob("facts-*")) == sorted(
        file.name for file in two_builds.out.iterdir() if file.suffix == ".duckdb"
    )


class without:  # noqa: N801
    """Takes settings out of the environment for a while."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __enter__(self) -> None:
        self.kept = {name: os.environ.pop(name) for name in self.names if name in os.environ}

    def __exit__(self, *_: object) -> None:
        os.environ.update(self.kept)


def python_of(version: str) -> str | None:
    """A Python of that version: on the path, or among those of pyenv."""
    kept = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
    return str(kept[-1]) if kept else shutil.which(f"python{version}")


# Several minutes and a network: in `make faults` alone.
if IS_LONG:

    @pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
    def test_every_python_makes_the_same_build(version: str, tmp_path: Path, real_settings: Settings) -> None:
        python = python_of(version)
        if python is None:
            pytest.skip(f"there is no Python {version} on this machine")
        venv = ROOT / f".venv-{version}"
        if not (venv / "ready").exists():
            subprocess.run([python, "-m", "venv", str(venv)], check=True, capture_output=True)
            install = [str(venv / "bin" / "pip"), "install", "-q", "-r", "requirements.txt", "-c", "constraints.txt"]
            done = subprocess.run(install, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
            if done.returncode:
                pytest.skip(f"its packages cannot be had: {done.stderr.strip().splitlines()[-1][:200]}")
            (venv / "ready").touch()
        out = tmp_path / "build"
        command = [str(venv / "bin" / "python"), "-m", "dashboard", "build", "--out", str(out)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=600)
        made, known = current(replace(real_settings, out=out)), current(real_settings)
        assert made
        assert known
        assert made[0] == known[0]
        file = tmp_path / "chart.csv"
        subprocess.run(
            [*command[:3], "export", "events_timeline", "--out", str(out), "-o", str(file)], cwd=ROOT, check=True
        )
        assert file.stat().st_size > 100_000
