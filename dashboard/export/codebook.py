"""What each column of a chart's file means, and what its codes stand for: from the chart's own table, the schema, and the list of codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.charts.pages import PAGE
from dashboard.store.database import Database

if TYPE_CHECKING:
    from dashboard.export.subject import Subject

COLUMNS = ("column", "type", "meaning", "values")
_TAG = re.compile(r"\s*\[[^\]]+\]$")
_CODES = re.compile(r"\[(?:one|list) of codes:([a-z_]+)\]")
# Columns that statements of charts derive; a column of a table is explained by the schema.
_DERIVED = Path(__file__).with_name("columns.csv")
_PLACE = re.compile(r"(.+)_(?:sort|rank)")
# Tables in which a name of several is looked up first, by the type of record.
_TABLES = {
    "event": "events",
    "treaty": "treaties",
    "vote": "votes",
    "position": "positions",
    "claim": "claims",
    "launch": "launches",
    "test": "tests",
    "detention": "detentions",
    "observation": "observations",
}


def codebook(subject: Subject) -> list[dict[str, Any]]:
    """A row for each column of the data, in their order; columns COLUMNS. Raises StoreError."""
    schema = _schema(subject.database)
    types = [*PAGE[subject.chart.page].opens, *PAGE[subject.chart.page].types]
    tables = [_TABLES[kind] for kind in types if kind in _TABLES]
    shown = {column.of: column for column in subject.chart.columns.columns if isinstance(column.of, str)}
    rows = []
    for field in subject.cited_table.schema:
        comments = schema.get(field.name, {})
        comment = next((comments[table] for table in [*tables, *comments] if table in comments), "")
        column = shown.get(field.name)
        said = ". ".join(filter(None, (column.title, column.hint))) if column else ""
        values = _values(subject.database, comment)
        if column and column.words:
            values = {str(value): words for value, words in column.words.items()}
        meaning = _derived(field.name) or _TAG.sub("", comment) or said or field.name.replace("_", " ").capitalize()
        listed = "; ".join(f"{value} = {words}" for value, words in values.items())
        rows.append({"column": field.name, "type": str(field.type), "meaning": meaning, "values": listed})
    return rows


@cache
def _meanings() -> dict[str, str]:
    with _DERIVED.open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["meaning"] for row in csv.DictReader(file)}


def _derived(name: str) -> str:
    placed = _PLACE.fullmatch(name)
    order = f"Place in the order of the chart, by {placed[1].replace('_', ' ')}." if placed else ""
    return _meanings().get(name, order)


def _values(database: Database, comment: str) -> Mapping[str, str]:
    tag = _CODES.search(comment)
    return _codes(database).get(tag[1], {}) if tag else {}


@lru_cache(maxsize=2)
def _schema(database: Database) -> dict[str, dict[str, str]]:
    """The comment of each column, by its name and table; data before what is derived of them."""
    found: dict[str, dict[str, str]] = {}
    for row in database.rows("pages", "method_dictionary"):
        found.setdefault(row["column_name"], {})[row["table_name"]] = row["meaning"]
    return found


@lru_cache(maxsize=2)
def _codes(database: Database) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in database.rows("pages", "codes"):
        found.setdefault(row["vocabulary"], {})[row["code"]] = row["label"]
    return found
