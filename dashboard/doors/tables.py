"""Whole tables to take away, a part at a time, so that a large one needs no more memory than a small one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.export.cells import json_line, to_csv
from dashboard.record import cite
from dashboard.store.database import Database

# A part holds so many rows; at most two are in memory.
ROWS = 2000
# Derived tables that are worth having beside those that people keep; the others are made for pages.
_DERIVED = ("record", "evidence", "standing")
_NOT_GIVEN = ("document_text", "library_places")


@dataclass(frozen=True)
class Column:
    """A column and what it means."""

    name: str
    kind: str
    meaning: str
    is_key: bool


@dataclass(frozen=True)
class Table:
    """A table and what one row of it is."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@lru_cache(maxsize=2)
def tables(database: Database) -> Mapping[str, Table]:
    """The tables that can be taken away, by name. Raises StoreError."""
    found: dict[str, list[Column]] = {}
    meanings: dict[str, str] = {}
    for row in database.rows("pages", "method_dictionary"):
        name = row["table_name"]
        if (row["is_data"] or name in _DERIVED) and name not in _NOT_GIVEN:
            meanings[name] = row["table_meaning"]
            one = Column(row["column_name"], row["data_type"], row["meaning"], row["is_key"])
            found.setdefault(name, []).append(one)
    return {name: Table(name, meanings[name], tuple(columns)) for name, columns in found.items()}


def parts(database: Database, name: str, rows: int = ROWS) -> Iterator[pa.Table]:
    """A table in parts of so many rows, the first also where there are none. `name` is one of `tables`. Raises StoreError."""
    columns = [column.name for column in tables(database)[name].columns]
    yield from database.parts(name, columns, rows)


def table(database: Database, name: str) -> pa.Table:
    """A whole table at once. `name` is one of `tables`. Raises StoreError."""
    return pa.concat_tables(parts(database, name))


def csv_parts(database: Database, name: str) -> Iterator[bytes]:
    """A table as CSV; the names of the columns come once."""
    for number, part in enumerate(parts(database, name)):
        text = to_csv(part)
        yield text if number == 0 else text.partition(b"\r\n")[2]


def jsonl_parts(database: Database, name: str) -> Iterator[bytes]:
    """A table as JSON Lines: an object a row."""
    for part in parts(database, name):
        yield b"".join(json_line(row) for row in part.to_pylist())


def parquet_parts(database: Database, name: str) -> Iterator[bytes]:
    """A table as Parquet, a row group a part."""
    sink = _Drain()
    told = {"table": name, "build": database.build_id, "terms": cite.TERMS, "site": cite.SITE}
    writer: pq.ParquetWriter | None = None
    for part in parts(database, name):
        if writer is None:
            writer = pq.ParquetWriter(sink, part.schema.with_metadata(told), compression="zstd")
        writer.write_table(part.replace_schema_metadata(told))
        yield sink.taken()
    if writer is not None:
        writer.close()
    yield sink.taken()


Parts = Callable[[Database, str], Iterator[bytes]]
FORMS: dict[str, tuple[str, Parts]] = {
    "csv": ("text/csv; charset=utf-8", csv_parts),
    "jsonl": ("application/x-ndjson", jsonl_parts),
    "parquet": ("application/vnd.apache.parquet", parquet_parts),
}


class _Drain(io.RawIOBase):
    """A file that gives away what was written to it and remembers only how much that was."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: object) -> int:
        content = bytes(data)  # type: ignore[call-overload]
        self._held.append(content)
        self._written += len(content)
        return len(content)

    def taken(self) -> bytes:
        content = b"".join(self._held)
        self._held.clear()
        return content
