"""Bundles: a chart with its rows, sources, passages, picture, statement and specification, the same bytes for the same content."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.export import cells, citations, package, pictures
from dashboard.export.annotations import collection
from dashboard.export.codebook import COLUMNS as CODEBOOK_COLUMNS
from dashboard.export.codebook import codebook
from dashboard.export.subject import CITATIONS, Subject
from dashboard.record import cite, csl

# The moment of packing would make equal bundles differ.
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_REBUILD = Path(__file__).with_name("rebuild.py")
_CODEBOOK = pa.schema([(name, pa.string()) for name in CODEBOOK_COLUMNS])
FILTERS, CHART = "filters", "chart"


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of `files` (name -> content) in that order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def of_chart(subject: Subject) -> bytes:
    """The bundle of a chart. Raises StoreError, PictureError or CitingError."""
    return pack(files_of(subject))


def files_of(subject: Subject, *, with_pictures: bool = True) -> dict[str, bytes]:
    """The files of a bundle by name. Pictures take a second. Raises StoreError, PictureError or CitingError."""
    name = subject.chart.id
    tables = {
        name: subject.told_table,
        "citations": pa.Table.from_pylist(subject.citations, CITATIONS),
        "codebook": pa.Table.from_pylist(codebook(subject), _CODEBOOK),
    }
    files = {f"{table}.csv": cells.to_csv(rows) for table, rows in tables.items()}
    files |= _sources(subject)
    files |= {
        "passages.jsonld": _passages(subject),
        f"{name}.sql": _statement(subject),
        f"{name}.vl.json": cells.to_json(subject.specification),
    }
    if with_pictures:
        files |= {f"{name}.svg": pictures.svg(subject.picture), f"{name}.png": pictures.png(subject.picture)}
    files["rebuild.py"] = _REBUILD.read_bytes()
    described = cells.to_json(_described(subject, files, {table: rows.schema for table, rows in tables.items()}))
    readme = _readme(subject).encode("utf-8")
    return {"README.txt": readme, "datapackage.json": described, **files}


def _sources(subject: Subject) -> dict[str, bytes]:
    """The chart and each source behind it, once, in the three forms of reference managers."""
    own = csl.chart_item(
        subject.chart.id, subject.chart.title, subject.filters_text, subject.edition.base, subject.edition
    )
    own["URL"] = subject.permalink
    sources = {row["source"]: csl.source_item(row, row["source"]) for row in subject.evidence}
    items = [own, *(sources[key] for key in sorted(sources))]
    return {
        "sources.csl.json": citations.to_csl(items),
        "sources.ris": citations.to_ris(items),
        "sources.bib": citations.to_bibtex(items),
    }


def _passages(subject: Subject) -> bytes:
    bodies = {row["source"]: row["body"] for row in subject.database.rows("pages", "document_bodies")}
    label = f"What {subject.chart.title} rests on. {subject.filters_text}. {subject.edition.said}"
    return cells.to_json(collection(subject.permalink, label, subject.evidence, bodies, subject.site))


def _statement(subject: Subject) -> bytes:
    """The statement with what was bound to it, and the definitions of the filters that it names."""
    asked = json.dumps(subject.filters.query(), ensure_ascii=False)
    head = f"-- {subject.chart.title}. {subject.edition.said}\n-- Filters: {asked}\n"
    text: str = subject.database.statement("charts", subject.chart.id).text
    return (head + text.rstrip() + "\n").encode("utf-8")


def _described(subject: Subject, files: Mapping[str, bytes], tables: Mapping[str, pa.Schema]) -> dict[str, Any]:
    about = {
        "title": subject.chart.title,
        "description": f"{subject.chart.question} {subject.reading} {subject.filters_text}. {cite.TERMS}",
        "homepage": subject.permalink,
        "version": subject.build_id,
        "created": f"{subject.edition.day}T00:00:00Z",
    }
    own = {
        CHART: subject.chart.id,
        FILTERS: subject.filters.query(),
        "filters_in_words": subject.filters_text,
        "how_to_cite": subject.citation,
        "site": subject.site.base,
    }
    return package.described(subject.chart.id, about, files, tables, own)


def _readme(subject: Subject) -> str:
    name = subject.chart.id
    facts = "\n".join(f"{row['what']}: {row['value']}" for row in subject.about)
    return f"""{cite.SITE}

{facts}

Files
  {name}.csv       one row is one mark of the chart; `records` are the facts behind it, `citations` what they rest on;
                   the last columns say on every row what the file is
  citations.csv    one row is one record with one source; quotes are verbatim; the role `mention` is what a document
                   says of a record, which does not count as support
  codebook.csv     what each column means, and what its codes stand for
  sources.csl.json, sources.ris, sources.bib
                   the chart and its sources for Zotero, EndNote, LaTeX and the like
  passages.jsonld  every passage and place as a W3C Web Annotation
  {name}.sql       the statement that made the rows
  {name}.vl.json   the chart as a Vega-Lite specification with its data, for any Vega editor
  {name}.svg, {name}.png
                   the picture
  datapackage.json columns, types, sizes and hashes (Data Package, datapackage.org)
  rebuild.py       checks the files and draws the chart anew, without a network

Draw it again
  pip install vl-convert-python
  python rebuild.py

Check it against the record as it is today, where the program is installed
  python -m dashboard verify THIS.zip

Reading the CSV files
  UTF-8, comma separated, dates as in ISO 8601, lists joined by semicolons. A text that a spreadsheet might run as a
  formula has an apostrophe before it; take it off where you need the exact text.
"""
