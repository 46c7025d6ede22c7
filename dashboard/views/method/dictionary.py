"""The data dictionary: every table and column with its type and meaning, read from the database's own comments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from dashboard.store.database import Database
from dashboard.views.method.tables import Section, dictionary_table, paragraph, pieces, table

Row = Mapping[str, Any]

TYPES = {
    "VARCHAR": "text",
    "VARCHAR[]": "list of texts",
    "INTEGER": "whole number",
    "BIGINT": "whole number",
    "DOUBLE": "number",
    "BOOLEAN": "true or false",
    "DATE": "day",
    "TIMESTAMP": "day and time",
}
_FORMAT = re.compile(r"\s*\[(?P<format>[^\]]+)\]$")
FORMATS = {"edtf": "date (EDTF)", "link": "address", "doi": "DOI", "source file": "file in data/sources"}


def dictionary(database: Database) -> Section:
    """The section with one table a table of the database. Raises StoreError."""
    rows = database.rows("pages", "method_dictionary")
    tables = [list(group) for _, group in groupby(rows, key=lambda row: row["table_name"])]
    data = [columns for columns in tables if columns[0]["is_data"]]
    said = paragraph(
        f"{len(data)} tables are kept as CSV files that people review; the build derives {len(tables) - len(data)} more from them.",
        "What follows is read from the comments in the database itself.",
    )
    return Section("dictionary", "Data dictionary", pieces(said, *(_table(columns) for columns in tables)))


def described(comment: str) -> tuple[str, str]:
    """The meaning of a column, and the format of its cells where the comment ends with one in brackets."""
    match = _FORMAT.search(comment)
    if not match:
        return comment, ""
    form = match["format"].replace("codes:", "the codes of ")
    return comment[: match.start()], FORMATS.get(form, form)


def _table(columns: Sequence[Row]) -> Markup:
    first = columns[0]
    file = f"data/{first['table_name']}.csv" if first["is_data"] else "derived by the build"
    listed = []
    for column in columns:
        meaning, form = described(column["meaning"])
        need = "key" if column["is_key"] else "yes" if column["is_required"] else ""
        kind = TYPES.get(column["data_type"], column["data_type"].lower())
        listed.append((column["column_name"], kind, need, form, meaning))
    head = ("Column", "Type", "Required", "Cell format", "Meaning")
    name = first["table_name"]
    return dictionary_table(name, first["table_meaning"], table(f"{name}: {file}", head, listed))
