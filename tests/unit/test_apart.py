"""Files that are made by a process of their own: the same as here, whatever becomes of the process."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from dashboard.export.apart import Apart
from dashboard.export.chart_file import Exported, UnknownExportError, export
from dashboard.export.choices import Choices
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.store.database import Database

ASKED = ("events_timeline", "csv", Filters(words="treaty"))


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    made = Apart(idle_s=1.0)
    yield made
    made.end()


def made(apart: Apart, database: Database) -> Exported:
    return apart.export(*ASKED, database, Site(), Choices())


def here(database: Database) -> Exported:
    return export(*ASKED, database, Site(), Choices())


def test_a_file_is_the_same(apart: Apart, tiny_database: Database) -> None:
    assert made(apart, tiny_database) == here(tiny_database)
    assert apart.is_running


def test_a_fault_is_the_same(apart: Apart, tiny_database: Database) -> None:
    with pytest.raises(UnknownExportError, match="no chart"):
        apart.export("nowhere", "csv", Filters(), tiny_database, Site(), Choices())


def test_a_process_that_was_killed_costs_nobody_the_file(apart: Apart, tiny_database: Database) -> None:
    made(apart, tiny_database)
    assert apart._process is not None
    apart._process.kill()
    assert made(apart, tiny_database) == here(tiny_database)


def test_nobody_holds_a_process_that_is_not_needed(apart: Apart, tiny_database: Database) -> None:
    made(apart, tiny_database)
    until = time.monotonic() + 20
    while apart.is_running and time.monotonic() < until:
        time.sleep(0.1)
    assert not apart.is_running
