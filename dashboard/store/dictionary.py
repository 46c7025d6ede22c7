"""The data dictionary, read back from the engine: tables, columns, keys, checks, and the cell formats named in column comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import duckdb

LINE = "csv_line"
_TAG = re.compile(r"\[(?P<tag>[^\]]+)\]$")
_REFERENCE = re.compile(r"(?P<many>one|list) of (?P<targets>[a-z_]+(?::[a-z_]+)?(?: or [a-z_]+)*)")


@dataclass(frozen=True)
class Column:
    """A column: engine type, whether it may be empty, the comment without its tag, and the tag (a cell format) or an empty string."""

    name: str
    type: str
    required: bool
    comment: str
    tag: str

    @property
    def is_list(self) -> bool:
        return self.type.endswith("[]")

    @property
    def references(self) -> list[str]:
        """Tables (or `codes:vocabulary`) that a cell must point to."""
        match = _REFERENCE.fullmatch(self.tag)
        return match["targets"].split(" or ") if match else []


@dataclass(frozen=True)
class Table:
    """A table that is loaded from a CSV file."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    checks: tuple[tuple[str, tuple[str, ...]], ...]
    foreign: tuple[tuple[str, str, str], ...]

    @property
    def file(self) -> str:
        """Name of its file. What changed is news: it is named like the other papers that people open first."""
        return "CHANGES.csv" if self.name == "changes" else f"{self.name}.csv"

    @property
    def csv_columns(self) -> list[str]:
        return [column.name for column in self.columns if column.name != LINE]


def read_tables(con: duckdb.DuckDBPyConnection, *, loaded_only: bool = True) -> list[Table]:
    """Tables in the order they were created; with `loaded_only`, only those that come from a CSV file (they have the line column)."""
    here = "where database_name = current_database() and schema_name = 'main'"
    names = con.execute(f"select table_name, coalesce(comment, '') from duckdb_tables() {here} order by table_oid")
    tables = names.fetchall()
    columns = con.execute(
        "select table_name, column_name, data_type, not is_nullable, coalesce(comment, '')"
        f" from duckdb_columns() {here} order by column_index"
    ).fetchall()
    constraints = con.execute(
        "select table_name, constraint_type, constraint_column_names, expression, referenced_table,"
        f" referenced_column_names from duckdb_constraints() {here} order by constraint_index"
    ).fetchall()
    found = [
        _table(name, comment, [c[1:] for c in columns if c[0] == name], [c[1:] for c in constraints if c[0] == name])
        for name, comment in tables
    ]
    return [table for table in found if not loaded_only or any(column.name == LINE for column in table.columns)]


def _table(name: str, comment: str, columns: list[Any], constraints: list[Any]) -> Table:
    return Table(
        name,
        comment,
        tuple(_column(*column) for column in columns),
        tuple(tuple(cols) for kind, cols, *_ in constraints if kind in ("PRIMARY KEY", "UNIQUE")),
        tuple((expression, tuple(cols)) for kind, cols, expression, *_ in constraints if kind == "CHECK"),
        tuple((cols[0], table, keys[0]) for kind, cols, _, table, keys in constraints if kind == "FOREIGN KEY"),
    )


def _column(name: str, kind: str, required: bool, comment: str) -> Column:
    match = _TAG.search(comment)
    tag = match["tag"] if match else ""
    return Column(name, kind, required, comment[: match.start()].rstrip() if match else comment, tag)
