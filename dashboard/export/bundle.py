"""Bundles of a chart's files with a note and a Data Package description, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboard.record import cite

# The moment of packing would make equal bundles differ.
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_KINDS: tuple[tuple[Callable[[pa.DataType], bool], str], ...] = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_decimal, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of `files` (name -> content) in that order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def data_package(name: str, texts: Mapping[str, str], version: str, tables: Mapping[str, pa.Schema]) -> dict[str, Any]:
    """A Data Package (version 2) of CSV files.

    `texts` go in as they are; `tables` maps the name of a file, without its ending, to its columns.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name.replace("_", "-"),
        **texts,
        "version": version,
        "licenses": [{"name": "CC-BY-4.0", "title": cite.RECORD_LICENCE, "path": cite.RECORD_LICENCE_URL}],
        "resources": [
            {
                "name": table.replace("_", "-"),
                "path": f"{table}.csv",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [_field(field) for field in schema]},
            }
            for table, schema in tables.items()
        ],
    }


def _field(field: pa.Field) -> dict[str, Any]:
    if pa.types.is_list(field.type):
        return {"name": field.name, "type": "list", "delimiter": ";", "itemType": "string"}
    return {"name": field.name, "type": next((kind for is_kind, kind in _KINDS if is_kind(field.type)), "string")}


def readme(about: Sequence[Mapping[str, str]], chart_id: str) -> str:
    """The text beside the files of a bundle; `about` has rows of `what` and `value`."""
    facts = "\n".join(f"{row['what']}: {row['value']}" for row in about)
    return f"""{cite.SITE}

{facts}

Files
  {chart_id}.csv      one row is one mark of the chart; `records` are the facts behind it, `citations` what they rest on
  citations.csv       one row is one record with one source; quotes are verbatim; the role `mention` is what a document
                      says of a record, which does not count as support
  {chart_id}.png      the picture
  {chart_id}.vl.json  the same picture as a Vega-Lite specification with its data, for any Vega editor
  datapackage.json    columns and their types (Data Package, datapackage.org)

Reading the CSV files
  UTF-8, comma separated, dates as in ISO 8601, lists joined by semicolons. A text that a spreadsheet might run as a
  formula has an apostrophe before it; take it off where you need the exact text.
"""
