"""What may go wrong around a build, done on purpose: kills, damage, full disks, two builders, other places and languages."""

from __future__ import annotations

import fcntl
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.store import build as build_module
from dashboard.store.build import build, verify
from dashboard.store.config import ROOT, Settings
from dashboard.store.current import current, is_fresh
from dashboard.store.database import Database, open_current
from dashboard.store.problems import DataError, StoreError

STAGES = 4  # Lines that a build prints before it is done: reading, checking, writing, verifying.


def command(name: str, settings: Settings, *more: str) -> list[str]:
    where = ["--data", str(settings.data), "--out", str(settings.out)]
    return [sys.executable, "-u", "-m", "dashboard", name, *more, *where]


def answers(database: Database) -> bool:
    return len(database.rows("pages", "vocabulary_eras")) == 2


@pytest.mark.parametrize("stage", range(1, STAGES + 1))
def test_a_killed_builder_leaves_the_served_build(
    stage: int, tiny_copy: Settings, served: tuple[str, Path], change: Callable[..., None]
) -> None:
    reader = open_current(tiny_copy)
    change("events.csv", "The war stops.", "The war ends.")
    builder = subprocess.Popen(command("build", tiny_copy), cwd=ROOT, stdout=subprocess.PIPE)
    assert builder.stdout is not None
    for _ in range(stage):
        assert builder.stdout.readline()
    try:
        # Somewhere inside the stage, not always at its start.
        builder.wait(timeout=random.Random(stage).uniform(0.0, 0.1))  # noqa: S311
    except subprocess.TimeoutExpired:
        builder.send_signal(signal.SIGKILL)
    code = builder.wait()
    builder.stdout.close()
    found = current(tiny_copy)
    assert found is not None
    # A copy, because the engine opens a file only once in a process, and the reader has it open.
    verify(Path(shutil.copy(found[1], tiny_copy.out.parent / "copy.duckdb")))
    if code != 0:
        assert found == served
    assert answers(reader)
    again = build(tiny_copy)
    assert current(tiny_copy) == (again.build_id, again.file)
    assert again.build_id != served[0]
    assert list(tiny_copy.out.glob(".building-*")) == []


def test_a_full_disk_leaves_the_served_build(
    tiny_copy: Settings, served: tuple[str, Path], change: Callable[..., None]
) -> None:
    change("events.csv", "The war stops.", "The war ends.")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        command("build", tiny_copy), cwd=ROOT, preexec_fn=small_disk, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "The build stopped" in done.stderr
    assert "Traceback" not in done.stderr
    assert current(tiny_copy) == served
    assert list(tiny_copy.out.glob(".building-*")) == []


def test_bad_data_leaves_the_served_build(
    tiny_copy: Settings, served: tuple[str, Path], change: Callable[..., None]
) -> None:
    change("citations.csv", "25,71", "26,72")
    with pytest.raises(DataError):
        build(tiny_copy)
    assert current(tiny_copy) == served
    assert answers(open_current(tiny_copy))
    assert not is_fresh(tiny_copy)


def test_a_build_that_does_not_match_its_manifest_is_not_served(
    tiny_copy: Settings, served: tuple[str, Path], change: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    change("events.csv", "The war stops.", "The war ends.")
    calls = iter(range(10**6))
    monkeypatch.setattr(build_module, "_content_hash", lambda con, table: str(next(calls)))
    with pytest.raises(StoreError, match="does not match its manifest"):
        build(tiny_copy)
    assert current(tiny_copy) == served


def test_the_second_builder_gives_way(tiny_copy: Settings) -> None:
    tiny_copy.out.mkdir()
    with (tiny_copy.out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="Another build is running"):
            build(tiny_copy)
    assert build(tiny_copy).file.is_file()


def test_a_folder_that_cannot_be_written_is_reported(tiny_copy: Settings, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    for out in (in_the_way, in_the_way / "below", Path("/proc/panmunjom")):
        with pytest.raises(StoreError, match="The build stopped"):
            build(replace(tiny_copy, out=out))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_reported(tiny_copy: Settings) -> None:
    tiny_copy.out.mkdir(mode=0o555)
    with pytest.raises(StoreError, match="The build stopped"):
        build(tiny_copy)


def damaged_copy(settings: Settings, name: str) -> Path:
    found = current(settings)
    assert found is not None
    copy = settings.out / name
    shutil.copy(found[1], copy)
    copy.chmod(0o644)
    return copy


@pytest.mark.usefixtures("served")
def test_flipped_bits_are_found_before_a_file_is_served(tiny_copy: Settings) -> None:
    chance = random.Random(7)  # noqa: S311
    refused = 0
    for number in range(25):
        copy = damaged_copy(tiny_copy, f"damaged-{number}.duckdb")
        content = bytearray(copy.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        copy.write_bytes(content)
        try:
            verify(copy)
        except StoreError as error:
            refused += 1
            assert "cannot be read back" in str(error) or "does not match" in str(error)  # noqa: PT017
        copy.unlink()
    # Half of this small file is empty space, where a bit changes no answer.
    assert refused >= 8


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9])
def test_a_truncated_file_is_refused(share: float, tiny_copy: Settings) -> None:
    copy = damaged_copy(tiny_copy, f"short-{share}.duckdb")
    content = copy.read_bytes()
    copy.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(StoreError):
        verify(copy)


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 20_000])
def test_what_is_no_database_is_refused(content: bytes, tiny_copy: Settings, served: tuple[str, Path]) -> None:
    served[1].chmod(0o644)
    served[1].write_bytes(content)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_current(tiny_copy)


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    "pointer", ["", "{", "[]", '{"file": 3}', '{"build_id": "a", "file": "../../etc/passwd"}', "null"]
)
def test_a_broken_pointer_names_no_build_and_the_newest_whole_one_is_served(pointer: str, tiny_copy: Settings) -> None:
    (tiny_copy.out / "current.json").write_text(pointer, encoding="utf-8")
    assert current(tiny_copy) is None
    assert not is_fresh(tiny_copy)
    assert answers(open_current(tiny_copy))
    with pytest.raises(StoreError, match="no database"):
        open_current(replace(tiny_copy, out=tiny_copy.data))


def test_a_served_file_that_is_deleted_keeps_answering(tiny_copy: Settings, served: tuple[str, Path]) -> None:
    reader = open_current(tiny_copy)
    served[1].unlink()
    assert answers(reader)


def test_the_previous_build_is_kept_and_older_ones_go(
    tiny_copy: Settings, served: tuple[str, Path], change: Callable[..., None]
) -> None:
    files = [served[1]]
    for old, new in (("The war stops.", "The war ends."), ("The war ends.", "The war halts.")):
        change("events.csv", old, new)
        files.append(build(tiny_copy).file)
    assert sorted(tiny_copy.out.glob("facts-*.duckdb")) == sorted(files[-2:])
    assert files[-1].stat().st_mode & 0o222 == 0
    assert json.loads((tiny_copy.out / "current.json").read_text(encoding="utf-8"))["previous"] == files[-2].name


PLACES = [
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Seoul", "LC_ALL": "ko_KR.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "UTC", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
]


# One process for all three commands: starting Python takes longer than they do.
EVERYTHING = """
import sys
from dashboard.__main__ import main
data, out = sys.argv[1:]
sys.exit(
    main(["build", "--data", data, "--out", out])
    or main(["export", "events_timeline", "--out", out, "-o", out + ".csv"])
    or main(["export", "events_timeline", "--format", "vl.json", "--out", out, "-o", out + ".json"])
)
"""


def test_place_language_and_hash_seed_change_nothing(tiny_copy: Settings) -> None:
    running = []
    for number, place in enumerate(PLACES):
        out = tiny_copy.out.with_name(f"build-{number}")
        started = subprocess.Popen(
            [sys.executable, "-c", EVERYTHING, str(tiny_copy.data), str(out)],
            cwd=ROOT,
            env={**os.environ, **place},
            stdout=subprocess.DEVNULL,
        )
        running.append((out, started))
    results = []
    for out, process in running:
        assert process.wait() == 0
        found = current(replace(tiny_copy, out=out))
        assert found is not None
        results.append((found[0], *(Path(f"{out}.{kind}").read_bytes() for kind in ("csv", "json"))))
    assert results[0] == results[1] == results[2]
