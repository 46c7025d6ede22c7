"""Opens files of charts with the programs that people open them with, and says what of the chart is not in them."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pypdfium2
import vl_convert
from lxml import etree
from PIL import Image

from dashboard.export.cells import LONG, cell, unguarded
from tests.taken import references

SPACES = re.compile(r"\s+")
# Of a picture: pixels of the drawing with its margins.
WIDTH = 948
_ABOUT = (
    "Chart",
    "Question",
    "Filters",
    "Lens",
    "Rows",
    "Data version",
    "Date of the data",
    "Permalink",
    "How to cite",
    "Licence",
)


@dataclass(frozen=True)
class Screen:
    """A chart as its page has it: the rows that it draws, with columns called as files call them, and what must be said of them."""

    chart: str
    rows: pa.Table
    title: str
    question: str
    filters: str
    version: str
    day: str
    permalink: str
    licence: str = "CC BY 4.0"

    @property
    def records(self) -> list[str]:
        return sorted({one for row in self.rows["records"].to_pylist() for one in row})


Faults = Iterator[str]


def opened(form: str, content: bytes, screen: Screen) -> list[str]:
    """What is wrong with a file of that format; nothing where every reader finds in it what the screen has."""
    try:
        return list(READERS[form](content, screen))
    except Exception as error:
        return [f"a reader gave up: {type(error).__name__}: {str(error)[:300]}"]


def _same(who: str, found: Sequence[Mapping[str, Any]], screen: Screen, *, texts: bool = False) -> Faults:
    """Whether a reader has the rows of the screen, cell by cell. With `texts` all values are as CSV writes them."""
    if len(found) != screen.rows.num_rows:
        yield f"{who}: {len(found)} rows, on screen {screen.rows.num_rows}"
        return
    for number, (row, shown) in enumerate(zip(found, screen.rows.to_pylist(), strict=True)):
        for name, value in shown.items():
            wanted = unguarded(cell(value)) if texts else _plain(value)
            has = row.get(name, "no such column")
            if not _equal(has if texts else _plain(has), wanted):
                yield f"{who}: row {number} {name} is {str(has)[:60]!r}, on screen {str(wanted)[:60]!r}"
                return


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime | pd.Timestamp):
        return None if pd.isna(value) else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return None if value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)) else value


def _equal(has: Any, wanted: Any) -> bool:
    if isinstance(has, int | float) and isinstance(wanted, int | float):
        return math.isclose(float(has), float(wanted), rel_tol=1e-12)
    return bool(has == wanted)


def _told(who: str, text: str, screen: Screen, *, question: bool = True) -> Faults:
    """Whether a text says what the file is."""
    flat = SPACES.sub("", text)
    wanted = [
        screen.title,
        screen.filters,
        screen.version,
        screen.permalink,
        screen.licence,
        *([screen.question] if question else []),
    ]
    for one in wanted:
        if SPACES.sub("", one) not in flat:
            yield f"{who}: does not say “{one[:90]}”"


def _tail(who: str, rows: Sequence[Mapping[str, Any]], screen: Screen) -> Faults:
    """Whether the first and the last row say where they come from."""
    for row in [*rows[:1], *rows[-1:]]:
        yield from _told(who, " ".join(str(value) for value in row.values()), screen, question=False)
        for name in ("lens", "rows", "data_date", "how_to_cite", "citations", "record_dates"):
            if row.get(name) in (None, "") and name not in ("record_dates", "citations"):
                yield f"{who}: {name} is empty"


def _csv(content: bytes, screen: Screen) -> Faults:
    text = content.decode("utf-8-sig")
    plain = [
        {name: unguarded(value) for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
    ]
    yield from _same("csv", plain, screen, texts=True)
    yield from _tail("csv", plain, screen)
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    yield from _same(
        "pandas", [{k: unguarded(v) for k, v in row.items()} for row in frame.to_dict("records")], screen, texts=True
    )
    with _file(content, "csv") as name:
        read = (
            duckdb.connect()
            .sql(
                f"from read_csv('{name}', all_varchar = true, null_padding = false, header = true, quote = '\"', escape = '\"')"
            )
            .fetchall()
        )
    if len(read) != screen.rows.num_rows:
        yield f"DuckDB: {len(read)} rows, on screen {screen.rows.num_rows}"


def _json(content: bytes, screen: Screen) -> Faults:
    read = json.loads(content)
    yield from _same("json", read["rows"], screen)
    yield from _told(
        "json",
        json.dumps({k: v for k, v in read.items() if k not in ("rows", "citations")}, ensure_ascii=False),
        screen,
    )
    if read["count"] != screen.rows.num_rows or {row["record"] for row in read["citations"]} - set(screen.records):
        yield "json: its count or its citations are not those of the screen"


def _jsonl(content: bytes, screen: Screen) -> Faults:
    rows = [json.loads(line) for line in content.decode("utf-8").splitlines()] if content else []
    yield from _same("jsonl", rows, screen)
    yield from _tail("jsonl", rows, screen)
    if rows:
        frame = pd.read_json(io.BytesIO(content), lines=True, dtype=False)
        yield from _same("pandas", frame.to_dict("records"), screen)
        with _file(content, "jsonl") as name:
            read = (
                duckdb.connect()
                .sql(
                    f"select mark from read_json('{name}', format = 'newline_delimited', maximum_object_size = 50000000)"
                )
                .fetchall()
            )
        if [str(row[0]) for row in read] != [str(row["mark"]) for row in rows]:
            yield "DuckDB: other marks than the screen"


def _parquet(content: bytes, screen: Screen) -> Faults:
    table = pq.read_table(pa.BufferReader(content))
    yield from _same("pyarrow", table.to_pylist(), screen)
    yield from _tail("pyarrow", table.to_pylist(), screen)
    about = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
    yield from _told("parquet metadata", " ".join(about.values()), screen)
    yield from (f"parquet metadata: no {name}" for name in _ABOUT if not about.get(name))
    yield from _same("pandas", pd.read_parquet(io.BytesIO(content)).to_dict("records"), screen)
    with _file(content, "parquet") as name:
        read = duckdb.connect().sql(f"from read_parquet('{name}')").to_arrow_table()
    yield from _same("DuckDB", read.to_pylist(), screen)


def _xlsx(content: bytes, screen: Screen) -> Faults:
    book = openpyxl.load_workbook(io.BytesIO(content))
    head, *lines = list(book["Data"].iter_rows(values_only=True)) or [()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    yield from _same("openpyxl", [_as_text(row) for row in rows], _as_sheet(screen, book), texts=True)
    if any(one.data_type == "f" for sheet in book for line in sheet.iter_rows() for one in line):
        yield "openpyxl: a formula"
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    yield from _told("sheet About", " ".join(str(value) for value in about.values()), screen)
    yield from (f"sheet About: no {name}" for name in _ABOUT if not about.get(name))
    if book.sheetnames[:4] != ["Data", "Citations", "Codebook", "About"]:
        yield f"openpyxl: sheets {book.sheetnames}"
    columns = {row[0] for row in book["Codebook"].iter_rows(min_row=2, values_only=True)} | {
        row[1] for row in book["Codebook"].iter_rows(min_row=2, values_only=True)
    }
    yield from (f"sheet Codebook: no {name}" for name in head if name not in columns)
    if len(pd.read_excel(io.BytesIO(content), sheet_name="Data")) != screen.rows.num_rows:
        yield "pandas: other rows than the screen"


def _as_text(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: cell(value.date() if isinstance(value, datetime) else value).lstrip("'") for name, value in row.items()
    }


def _as_sheet(screen: Screen, book: Any) -> Screen:
    """The rows of the screen as a workbook writes them, which has long cells elsewhere."""
    long = (
        {(row[1], row[2]) for row in book[LONG].iter_rows(min_row=2, values_only=True) if row[0] == "Data"}
        if LONG in book.sheetnames
        else set()
    )
    data = book["Data"]
    columns = [one.value for one in data[1]]
    rows = []
    for down, row in enumerate(screen.rows.to_pylist(), start=2):
        made = {name: cell(value).lstrip("'") for name, value in row.items()}
        for name in list(made):
            if (down, name) in long:
                made[name] = str(data.cell(down, columns.index(name) + 1).value)
            elif isinstance(row[name], float) and not math.isnan(row[name]):
                # A workbook has numbers, not their writing.
                made[name] = cell(data.cell(down, columns.index(name) + 1).value)
                if not math.isclose(float(made[name]), row[name], rel_tol=1e-9):
                    made[name] = f"not {row[name]}"
        rows.append(made)
    return Screen(
        **{
            **vars(screen),
            "rows": pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in screen.rows.column_names])),
        }
    )


def _svg(content: bytes, screen: Screen) -> Faults:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    yield from _told("svg", " ".join(root.itertext()), screen)
    outside = [
        value
        for one in root.iter()
        for name, value in one.attrib.items()
        if name.endswith(("href", "src")) and not value.startswith(("#", "data:"))
    ]
    yield from (f"svg: fetches {one[:80]}" for one in outside)
    if "Source Sans 3" not in content.decode("utf-8") or b"@font-face" not in content:
        yield "svg: does not bring its typeface"


def _pdf(content: bytes, screen: Screen) -> Faults:
    document = pypdfium2.PdfDocument(content)
    if len(document) != 1:
        yield f"pdf: {len(document)} pages"
    yield from _told("pdf", document[0].get_textpage().get_text_range(), screen)
    told = document.get_metadata_dict()
    if told.get("Title") != screen.title:
        yield f"pdf: its title is {told.get('Title')!r}"


def _png(content: bytes, screen: Screen) -> Faults:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        if picture.size[0] < 2 * WIDTH or len(picture.convert("RGB").getcolors(1 << 24) or ()) < 3:
            yield f"png: {picture.size} of one colour or too small"
        told = " ".join(str(value) for value in picture.info.values())
    yield from _told("png", told, screen, question=False)


def _vl(content: bytes, screen: Screen) -> Faults:
    spec = json.loads(content)
    drawn = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    yield from _told("vl-convert", " ".join(etree.fromstring(drawn.encode()).itertext()), screen)
    yield from _told("usermeta", json.dumps(spec["usermeta"], ensure_ascii=False), screen)
    if "url" in _keys(spec, "data"):
        yield "vl: its data are elsewhere"


def _keys(node: Any, name: str) -> set[str]:
    if isinstance(node, dict):
        own = set(node[name]) if isinstance(node.get(name), dict) else set()
        return own.union(*(_keys(one, name) for key, one in node.items() if key != "datasets")) if node else own
    return set().union(*(_keys(one, name) for one in node)) if isinstance(node, list) else set()


def _zip(content: bytes, screen: Screen) -> Faults:
    with zipfile.ZipFile(io.BytesIO(content)) as archive, tempfile.TemporaryDirectory() as folder:
        if archive.testzip() or any(Path(name).name != name for name in archive.namelist()):
            yield "zip: a broken or a misplaced file"
        archive.extractall(folder)
        files = {name: archive.read(name) for name in archive.namelist()}
        yield from references.of_package(Path(folder))
    for form, name in (
        ("csv", f"{screen.chart}.csv"),
        ("vl.json", f"{screen.chart}.vl.json"),
        ("svg", f"{screen.chart}.svg"),
        ("png", f"{screen.chart}.png"),
    ):
        yield from (f"{name}: {fault}" for fault in opened(form, files[name], screen))
    yield from _told("README", files["README.txt"].decode("utf-8"), screen)
    yield from references.of_sources(files, screen.title)
    yield from references.of_annotations(json.loads(files["passages.jsonld"]))


class _file:  # noqa: N801
    """A file of that content under a name, for programs that read by name."""

    def __init__(self, content: bytes, ending: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._name = Path(self._folder.name) / f"file.{ending}"
        self._name.write_bytes(content)

    def __enter__(self) -> str:
        return str(self._name)

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


READERS: dict[str, Callable[[bytes, Screen], Faults]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "png": _png,
    "svg": _svg,
    "pdf": _pdf,
    "vl.json": _vl,
    "zip": _zip,
}
