"""Files of tables and rows: CSV that no spreadsheet runs, JSON, Parquet and Excel workbooks."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Row = Mapping[str, Any]

# What a spreadsheet may take for a formula, with the full-width forms that East Asian versions accept too.
_RISKY = "^'*[=+\\-@\\t\\r\\n\\x00\uff1d\uff0b\uff0d\uff20]"
_TRIGGER = re.compile(_RISKY)
BOM = "\ufeff"
_LINE_END = "\r\n"
EXCEL_CELL = 32_767
LONG = "Long cells"
# How several references are joined to one text.
JOINED = " | "
_EXCEL_FIRST_YEAR = 1900
_NO_DAY = "1980-01-01"


def guarded(text: str) -> str:
    """A text as a cell: an apostrophe goes before one that a spreadsheet would run. `unguarded` takes it off again."""
    return f"'{text}" if _TRIGGER.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _TRIGGER.match(cell) else cell


def cell(value: Any) -> str:
    """A value as it stands in a CSV file: dates in ISO 8601, lists joined by `;`, nothing for null; texts are guarded."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return guarded(";".join(str(part) for part in value))
    return guarded(str(value))


def to_csv(table: pa.Table, *, bom: bool = False) -> bytes:
    """CSV after RFC 4180 in UTF-8; `bom` puts a byte order mark first, which old versions of Excel need.

    It is written a column at a time: the csv module takes three times as long over a chart with its citations.
    """
    columns = [_quoted(_cells(column)) for column in table.columns]
    lines = pc.binary_join_element_wise(*columns, ",", null_handling="replace", null_replacement="")
    text = _LINE_END.join([",".join(table.column_names), *lines.to_pylist(), ""])
    return ((BOM if bom else "") + text).encode("utf-8")


def _cells(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """`cell` of each value; Arrow writes whole numbers, days and what is true in the same way."""
    if pa.types.is_list(column.type) and _is_written_alike(column.type.value_type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if _is_written_alike(column.type):
        texts = column.cast(pa.string())
        if not (pa.types.is_string(column.type) and pc.any(pc.match_substring_regex(texts, _RISKY)).as_py()):
            return texts
    return pa.chunked_array([pa.array([cell(value) for value in column.to_pylist()], pa.string())])


def _is_written_alike(kind: pa.DataType) -> bool:
    return any(
        is_kind(kind) for is_kind in (pa.types.is_string, pa.types.is_integer, pa.types.is_date32, pa.types.is_boolean)
    )


def _quoted(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    special = pc.match_substring_regex(texts, '[",\r\n]')
    if not pc.any(special).as_py():
        return texts
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), texts)


def to_json(content: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8 with a line feed at the end; dates in ISO 8601, numbers that JSON lacks as null."""
    return (json.dumps(_json_value(content), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def json_line(row: Row) -> bytes:
    """A row as a line of JSON Lines, its values as in `to_json`."""
    return (json.dumps(_json_value(row), ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def to_parquet(table: pa.Table, metadata: Mapping[str, str]) -> bytes:
    """Parquet of a table with metadata of the file."""
    table = table.replace_schema_metadata(dict(metadata))
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


def to_xlsx(
    sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]], day: str = "", told: Mapping[str, str] | None = None
) -> bytes:
    """An Excel workbook: sheet name -> columns and rows. Texts are written as texts, never as formulas or links.

    `day` is that of the data: the moment of making would make equal workbooks differ. `told` is what the file says of itself.
    What is longer than Excel takes in a cell stands whole in the sheet LONG, a row for each item of a list or piece of a text.
    """
    file = io.BytesIO()
    # It takes a tenth of a second to read, and most servers start without being asked for a workbook.
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({**(told or {}), "created": datetime.fromisoformat(day or _NO_DAY)})
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    long: list[Row] = []
    for name, (columns, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for across, column in enumerate(columns):
            sheet.write_string(0, across, column, head)
            sheet.set_column(across, across, _width(column, rows))
            for down, row in enumerate(rows, start=1):
                parts = _write_cell(sheet, down, across, row[column], day)
                long += [{"sheet": name, "row": down + 1, "column": column, "part": part} for part in parts]
    if long:
        sheet = book.add_worksheet(LONG)
        for across, column in enumerate(long[0]):
            sheet.write_string(0, across, column, head)
            sheet.write_column(1, across, [row[column] for row in long])
    book.close()
    return file.getvalue()


def _write_cell(sheet: Any, down: int, across: int, value: Any, day: Any) -> list[str]:
    """Writes a value; a day before those that Excel knows as text.

    Returns the parts of one that is too long for a cell, which then only says where they are.
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return []
    if isinstance(value, bool):
        sheet.write_boolean(down, across, value)
    elif isinstance(value, int | float):
        sheet.write_number(down, across, value)
    elif isinstance(value, date) and value.year >= _EXCEL_FIRST_YEAR:
        sheet.write_datetime(down, across, value, day)
    else:
        parts = [str(part) for part in value] if isinstance(value, list | tuple) else str(value).split(JOINED)
        text = (";" if isinstance(value, list | tuple) else JOINED).join(parts)
        if len(text) > EXCEL_CELL:
            sheet.write_string(down, across, f"In the sheet “{LONG}”: {len(text):,} characters")
            return [part[at : at + EXCEL_CELL] for part in parts for at in range(0, len(part), EXCEL_CELL)]
        sheet.write_string(down, across, text)
    return []


def _width(column: str, rows: Sequence[Row]) -> int:
    longest = max((len(cell(row[column])) for row in rows[:200]), default=0)
    return max(len(column) + 2, min(longest, 60))


def _json_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, date | datetime) else value
