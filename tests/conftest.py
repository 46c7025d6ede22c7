"""Fixtures of all tests: a tiny data folder with hostile text in it, and the real data, each built once."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests import coded_sample

# What whoever runs the tests holds in a library of their own is nothing to test with.
os.environ["PANMUNJOM_LIBRARY"] = str(Path(__file__).with_name("no-library"))
os.environ["PANMUNJOM_CODED"] = coded_sample.made()
os.environ.pop("PANMUNJOM_URL", None)

from dashboard.store.build import build
from dashboard.store.config import DEFAULT, ROOT, Settings
from dashboard.store.current import current
from dashboard.store.database import Database, open_current
from dashboard.store.service import PREFIX, service

TINY = ROOT / "tests" / "fixtures" / "tiny"


# Files and tests that run what others run too, only more often; to trace each line of it again would take minutes.
UNTRACED = {
    "test_chart_contracts",
    "test_page_filters",
    "test_page_no_rows",
    "test_page_poison",
    "test_page_tables",
    "test_a_mark_chosen_from_the_list_opens_the_same",
    "test_a_mark_in_the_address_is_open_at_once",
    "test_a_workbook_holds_what_the_csv_holds",
    "test_every_step_shows_its_chart_with_marks_and_no_note",
    "test_what_is_written_well_is_not_taken_for_something_else",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves tests that repeat the same code out of the measure of coverage."""
    for item in items:
        if {item.path.stem, getattr(item, "originalname", None)} & UNTRACED:
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Starts a test where no loop runs, if it opens no browser."""
    with _no_loop_of_a_browser(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """The same of its body."""
    with _no_loop_of_a_browser(item):
        return (yield)


@contextmanager
def _no_loop_of_a_browser(item: pytest.Item) -> Iterator[None]:
    """Where a browser is open in this process its loop counts as running, and no other could be run."""
    loop = asyncio._get_running_loop()
    if loop is None or "browser" in getattr(item, "fixturenames", ()):
        yield
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Gives a setting of the server another value, for one test: `setting("URL", "https://panmunjom.example")`."""

    def apply(name: str, value: str) -> None:
        monkeypatch.setenv(PREFIX + name, value)
        service.cache_clear()

    yield apply
    service.cache_clear()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def _built_once(folder: Path, settings: Settings) -> Settings:
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if current(settings) is None:
            build(settings)
    return settings


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The tiny data folder as it lies in the repository: do not change it, see `tiny_copy`."""
    return TINY


@pytest.fixture(scope="session")
def tiny_settings(shared_folder: Path) -> Settings:
    """Settings of a build of the tiny data."""
    folder = shared_folder / "tiny"
    return _built_once(folder, replace(DEFAULT, data=TINY, out=folder / "build"))


@pytest.fixture(scope="session")
def tiny_database(tiny_settings: Settings) -> Database:
    """The tiny data, built and open."""
    return open_current(tiny_settings)


@pytest.fixture(scope="session")
def real_settings(shared_folder: Path) -> Settings:
    """Settings of a build of `data/`."""
    folder = shared_folder / "real"
    # How fast a query is belongs to `make bench`: a busy machine is no reason to fail here.
    return _built_once(folder, replace(DEFAULT, out=folder / "build", deadline_s=60.0))


@pytest.fixture(scope="session")
def database(real_settings: Settings) -> Database:
    """The real data, built and open; one build a test run, whatever the number of workers."""
    return open_current(real_settings)


@pytest.fixture
def tiny_copy(tmp_path: Path) -> Settings:
    """Settings of a copy of the tiny data that a test may change, with its own empty folder for builds."""
    shutil.copytree(TINY, tmp_path / "data")
    return replace(DEFAULT, data=tmp_path / "data", out=tmp_path / "build")


@pytest.fixture
def served(tiny_copy: Settings, tiny_settings: Settings) -> tuple[str, Path]:
    """A build of `tiny_copy` in service: id and file. It is copied from the one that all tests share."""
    shutil.copytree(tiny_settings.out, tiny_copy.out)
    found = current(tiny_copy)
    assert found is not None
    return found


@pytest.fixture
def change(tiny_copy: Settings) -> Callable[[str, str, str], None]:
    """Replaces text that occurs exactly once in a file of the copy: `change(file, old, new)`."""

    def apply(file: str, old: str, new: str) -> None:
        path = tiny_copy.data / file
        text = path.read_bytes().decode("utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        path.write_bytes(text.replace(old, new).encode("utf-8"))

    return apply
