"""What may go wrong under a running server, and beside one that starts: the data still come, and health tells the truth."""

from __future__ import annotations

import fcntl
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import __main__ as command_line
from dashboard.store.build import build
from dashboard.store.config import Settings
from dashboard.store.current import current, is_fresh, pointer_of
from dashboard.store.database import open_current
from dashboard.store.problems import StoreError
from dashboard.web.health import Health
from tests.faults.twice import NEW, OLD, says

Change = Callable[..., None]


pytestmark = pytest.mark.usefixtures("new_server")


@pytest.fixture
def two_builds(tiny_copy: Settings, built_twice: Settings, change: Change) -> Settings:
    """A previous build and a current one in a folder of the test's own, with data that it may change."""
    shutil.copytree(built_twice.out, tiny_copy.out)
    change("events.csv", OLD, NEW)
    return tiny_copy


def status(settings: Settings) -> str:
    return str(Health().look(settings)["status"])


def damage(file: Path, share: float = 0.5) -> None:
    file.chmod(0o644)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])


def test_a_deleted_file_goes_on_and_is_told_and_a_build_heals(two_builds: Settings) -> None:
    reader = open_current(two_builds)
    reader.file.unlink()
    assert status(two_builds) == "degraded"
    assert open_current(two_builds) is reader
    assert says(reader) == "The war ends."
    again = build(two_builds)
    assert status(two_builds) == "ok"
    assert open_current(two_builds).file == again.file


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_damage_in_place_is_seen_and_the_previous_build_takes_over(share: float, two_builds: Settings) -> None:
    reader = open_current(two_builds)
    damage(reader.file, share)
    other = open_current(two_builds)
    assert other.file != reader.file
    assert says(other) == "The war stops."
    assert status(two_builds) == "degraded"
    assert not command_line.is_intact(command_line.kept_builds(two_builds)[0])
    again = build(two_builds)
    assert again.build_id == reader.build_id
    assert again.file != reader.file
    assert (says(open_current(two_builds)), status(two_builds)) == ("The war ends.", "ok")


def test_flipped_bits_are_seen_at_the_start(two_builds: Settings) -> None:
    found = current(two_builds)
    assert found
    content = bytearray(found[1].read_bytes())
    content[len(content) // 3] ^= 4
    found[1].chmod(0o644)
    found[1].write_bytes(content)
    assert says(open_current(two_builds)) == "The war stops."


@pytest.mark.parametrize("pointer", ["", '{"build_id": "', '{"file": "facts-000.duckdb", "build_id": "000"}'])
def test_a_half_written_pointer_leaves_what_is_open(pointer: str, two_builds: Settings) -> None:
    reader = open_current(two_builds)
    (two_builds.out / "current.json").write_text(pointer, encoding="utf-8")
    assert open_current(two_builds) is reader
    assert status(two_builds) == "degraded"
    build(two_builds)
    assert status(two_builds) == "ok"


def test_without_a_whole_build_health_says_so_and_nothing_of_the_server(two_builds: Settings) -> None:
    for file in two_builds.out.glob("facts-*.duckdb"):
        damage(file, 0.1)
    found = Health().look(two_builds)
    assert found["status"] == "unavailable"
    assert str(two_builds.out) not in str(found)
    with pytest.raises(StoreError) as caught:
        open_current(two_builds)
    assert "duckdb" not in caught.value.public.lower()
    assert str(two_builds.out) not in caught.value.public


def test_rollback_serves_the_previous_build_until_the_data_change(
    two_builds: Settings, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(two_builds.data), "--out", str(two_builds.out)]
    assert command_line.main(["rollback", *arguments]) == 0
    assert "Now current" in capsys.readouterr().out
    assert says(open_current(two_builds)) == "The war stops."
    assert is_fresh(two_builds)
    assert command_line.main(["rollback", *arguments]) == 0
    assert says(open_current(two_builds)) == "The war ends."
    command_line.main(["rollback", *arguments])
    change("events.csv", "The war ends.", "The war halts.")
    assert not is_fresh(two_builds)
    for file in two_builds.out.glob("facts-*.duckdb"):
        if file.name != pointer_of(two_builds)["file"]:
            file.unlink()
    assert command_line.main(["rollback", *arguments]) == 1


def test_a_server_starts_beside_faulty_data(
    two_builds: Settings, change: Change, capfd: pytest.CaptureFixture[str]
) -> None:
    change("events.csv", "1953-07-27,", "1953-07-99,")
    assert command_line._built_for_serving(two_builds) == 0
    told = capfd.readouterr().err
    assert "1953-07-99" in told
    assert "Serving" in told
    assert says(open_current(two_builds)) == "The war ends."


def test_a_server_starts_in_a_folder_that_cannot_be_written(
    two_builds: Settings, change: Change, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change("events.csv", "The war ends.", "The war halts.")
    # Root may write everywhere, so that the lock is made a folder: nobody can open it for writing.
    (two_builds.out / ".lock").unlink()
    (two_builds.out / ".lock").mkdir()
    assert command_line._built_for_serving(two_builds) == 0
    assert "Serving" in capfd.readouterr().err


def test_without_any_build_faulty_data_still_end_the_start(tiny_copy: Settings, change: Change) -> None:
    change("events.csv", "1953-07-27,", "1953-07-99,")
    assert command_line._built_for_serving(tiny_copy) == 1


def test_a_server_that_starts_beside_a_builder_waits_for_it(two_builds: Settings, change: Change) -> None:
    change("events.csv", "The war ends.", "The war halts.")
    with (two_builds.out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        threading.Timer(0.5, lambda: fcntl.flock(lock, fcntl.LOCK_UN)).start()
        made = build(two_builds, wait_s=20)
    assert current(two_builds) == (made.build_id, made.file)


def test_a_new_build_comes_without_a_failed_query(two_builds: Settings, change: Change) -> None:
    stop = threading.Event()
    failures: list[Exception] = []
    asked = [0]

    def reads() -> None:
        while not stop.is_set():
            try:
                open_current(two_builds).rows("pages", "health")
                asked[0] += 1
                time.sleep(0.002)
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=reads) for _ in range(2)]
    for reader in readers:
        reader.start()
    change("events.csv", NEW, "The war rests.")
    build(two_builds)
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert asked[0] > 50
    assert says(open_current(two_builds)) == "The war rests."


def test_the_command_line_tells_one_line_and_no_traceback(
    two_builds: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    where = ["--data", str(two_builds.data), "--out", str(two_builds.out)]
    for arguments, code, told in (
        (["export", "events_timeline", "--format", "tsv"], 2, "no format 'tsv'"),
        (["export", "nothing"], 2, "no chart 'nothing'"),
        (["export", "events_timeline", "--era", "atlantis"], 2, "atlantis"),
        (["export", "events_timeline", "-o", str(tmp_path / "no" / "where")], 1, "No such file"),
    ):
        assert command_line.main([*arguments, *where]) == code
        said = capsys.readouterr().err
        assert told in said
        assert len(said.strip().splitlines()) == 1
