"""In which charts a record appears, and as which mark: read from the charts themselves, once a build."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dashboard.charts.catalogue import CHARTS
from dashboard.record.filters import Filters
from dashboard.store.database import Database


class Appearance(NamedTuple):
    """A mark of a chart, without filters. It is small: there are tens of thousands."""

    chart: str
    mark: str


def appearances(database: Database, record_id: str) -> tuple[Appearance, ...]:
    """The first mark of each chart behind which the record stands, in the order of the charts. Raises StoreError."""
    return _by_record(database).get(record_id, ())


def shown_record(database: Database) -> str:
    """Any record that a chart shows; empty where there is none. What is read for this is what `appearances` tells from."""
    return next(iter(_by_record(database)), "")


@lru_cache(maxsize=1)
def _by_record(database: Database) -> Mapping[str, tuple[Appearance, ...]]:
    found: dict[str, list[Appearance]] = {}
    for chart in CHARTS:
        table = database.table("charts", chart.id, Filters().parameters())
        seen: set[str] = set()
        for mark, records in zip(table["mark"].to_pylist(), table["records"].to_pylist(), strict=True):
            one = Appearance(chart.id, mark)
            for record in records:
                if record not in seen:
                    seen.add(record)
                    found.setdefault(record, []).append(one)
    return {record: tuple(marks) for record, marks in found.items()}
