"""When the records behind a mark took place, as the record has it: what a chart draws is one day, and may stand for a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from dashboard.store.database import Database

# Columns that a data file has beside those of the chart. The first holds the dates of the records in their order, EDTF.
COLUMNS = pa.schema(
    [
        ("record_dates", pa.list_(pa.string())),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("is_approximate", pa.bool_()),
    ]
)


def moments(database: Database, marks: Iterable[Sequence[str]]) -> pa.Table:
    """A row for each mark, given by its records: their dates, the first and last day these may mean, whether one is approximate.

    The last day is empty where something still goes on. Raises StoreError.
    """
    known = _by_record(database)
    return pa.Table.from_pylist([_row([known[one] for one in mark if one in known]) for mark in marks], COLUMNS)


def _row(dated: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    ends: list[date | None] = [row["latest"] for row in dated]
    closed = [end for end in ends if end is not None]
    return {
        "record_dates": [row["edtf"] for row in dated],
        "earliest": min((row["earliest"] for row in dated), default=None),
        "latest": max(closed) if closed and len(closed) == len(ends) else None,
        "is_approximate": any(row["approximate"] for row in dated) if dated else None,
    }


@lru_cache(maxsize=2)
def _by_record(database: Database) -> Mapping[str, Mapping[str, Any]]:
    return {row["record"]: row for row in database.rows("pages", "record_dates")}
