"""Files that readers take away: the same bytes every time, safe in a spreadsheet, complete, and never fetched from anywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import date
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.export import cells, pictures
from dashboard.export.chart_file import FORMATS, UnknownExportError, export
from dashboard.export.choices import Choices
from dashboard.export.codebook import codebook
from dashboard.export.subject import CITATION_COLUMNS, Subject
from dashboard.record.filters import Filters
from dashboard.store.config import ROOT
from dashboard.store.database import Database

GOLDEN = ROOT / "tests" / "fixtures" / "golden"
TRIGGERS = tuple("=+-@\t\r\n\0＝＋－＠")
ABOUT = [
    *["Chart", "Question", "Reading", "Filters", "Lens", "Rows", "Records", "Data version", "Date of the data"],
    *["Permalink", "How to cite", "Licence", "Terms"],
]
TOLD = ["chart", "filters", "lens", "rows", "build_id", "data_date", "permalink", "how_to_cite", "licence"]
NOTHING = Filters(date_from="1890", date_to="1891")


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_the_network_of_one_year_says_so_in_its_file(database: Database) -> None:
    rows = csv_rows(export("who_owes_whom", "csv", Filters(year=1961), database).content)
    assert {row["year"] for row in rows} == {"1961"}
    assert {row["filters"] for row in rows} == {"At the end of 1961"}
    assert export("who_owes_whom", "svg", Filters(year=1961), database).content.count(b"Soviet-DPRK treaty of 1961")


@pytest.mark.parametrize("chart_id", ["events_timeline", "treaty_lifespans", "claims_by_verdict"])
def test_csv_is_the_golden_one(chart_id: str, tiny_database: Database) -> None:
    """To accept a wanted change: PANMUNJOM_GOLDEN=write make test-unit, then read the difference."""
    made = export(chart_id, "csv", Filters(), tiny_database).content
    made = made.replace(tiny_database.build_id.encode(), b"BUILD-ID")
    file = GOLDEN / f"{chart_id}.csv"
    if os.environ.get("PANMUNJOM_GOLDEN") == "write":
        file.write_bytes(made)
    assert made == file.read_bytes()


@pytest.mark.parametrize("form", ["csv", "json", "vl.json", "parquet"])
def test_the_same_question_gives_the_same_bytes(form: str, tiny_database: Database) -> None:
    filters = Filters(actors=("PRK",), words="embargo")
    first, second = (export("events_timeline", form, filters, tiny_database) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_csv_of_every_chart_carries_records_citations_filters_and_build(chart: Any, database: Database) -> None:
    made = export(chart.id, "csv", Filters(), database)
    rows = csv_rows(made.content)
    assert rows
    assert list(rows[0])[:2] == ["mark", "label"]
    assert list(rows[0])[-11:-9] == ["records", "citations"]
    assert list(rows[0])[-9:] == TOLD
    assert len({row["mark"] for row in rows}) == len(rows)
    for row in rows:
        # Coded events rest on imported rows, and on records only where the record has something at the same time.
        assert row["records"] or chart.is_coded
        assert not row["records"] or all(
            re.search(r" <https?://[^>]+>$", cited) for cited in row["citations"].split(" | ")
        ), row["citations"]
        assert row["build_id"] == database.build_id
    first = rows[0]
    assert {tuple(row[name] for name in TOLD) for row in rows} == {tuple(first[name] for name in TOLD)}
    assert (first["chart"], first["rows"], first["lens"]) == (chart.title, str(len(rows)), "All records")
    assert first["permalink"] in first["how_to_cite"]
    assert not [value for row in rows for value in row.values() if is_risky(value)]
    assert made.content.count(b"\r\n") >= len(rows)


def is_risky(text: str) -> bool:
    return text.startswith(TRIGGERS) and not re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text)


def test_json(tiny_database: Database) -> None:
    made = json.loads(export("events_timeline", "json", Filters(eras=("truce",)), tiny_database).content)
    assert made["filters"] == {"era": ["truce"]}
    assert made["filters_in_words"] == "Era: Truce"
    assert made["build_id"] == tiny_database.build_id
    assert made["reading"]
    assert [row["records"] for row in made["rows"]] == [["ev-1994-10-talks"], ["ev-2006-embargo"]]
    assert made["rows"][0]["date_earliest"] == "1994-10-01"
    cited = {citation["record"] for citation in made["citations"]}
    assert cited == {"ev-1994-10-talks", "ev-2006-embargo"}
    quote = next(citation["quote"] for citation in made["citations"] if citation["role"] == "mention")
    assert quote.startswith("<script>")


def test_parquet(tiny_database: Database) -> None:
    made = export("events_timeline", "parquet", Filters(), tiny_database)
    table = pq.read_table(io.BytesIO(made.content))
    assert table.num_rows == 3
    assert table.column("records").to_pylist()[0] == ["ev-1953-07-27-armistice"]
    assert table.column("date_earliest").to_pylist()[0] == date(1953, 7, 27)
    assert table.schema.metadata[b"Data version"] == tiny_database.build_id.encode()
    empty = pq.read_table(io.BytesIO(export("events_timeline", "parquet", NOTHING, tiny_database).content))
    assert empty.num_rows == 0
    assert empty.schema.field("date_earliest").type == table.schema.field("date_earliest").type


def test_xlsx_has_texts_not_formulas_and_real_dates(tiny_database: Database) -> None:
    made = export("events_timeline", "xlsx", Filters(), tiny_database)
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["Data", "Citations", "Codebook", "About"]
    head, *rows = book["Data"].iter_rows()
    at = {cell.value: number for number, cell in enumerate(head)}
    label = rows[1][at["label"]]
    assert label.value.startswith("=1+1")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert rows[0][at["date_earliest"]].value.date() == date(1953, 7, 27)
    assert [cell.value for cell in next(book["Citations"].iter_rows())] == list(CITATION_COLUMNS)
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Data version"] == tiny_database.build_id
    assert about["Filters"] == "No filters"
    assert list(about)[1:] == ABOUT
    assert about["Permalink"] in about["How to cite"]
    meanings = {row[0].value: row[2].value for row in book["Codebook"].iter_rows(min_row=2)}
    assert list(meanings) == list(at)
    assert all(meanings.values())


def test_nothing_is_lost_of_what_is_longer_than_excel_takes_in_a_cell() -> None:
    days = [date(1950, 1, 1)] * 4_000
    rows = [{"a": "x" * 40_000, "b": [f"ev-{number}" for number in range(9_000)], "c": days}]
    book = openpyxl.load_workbook(io.BytesIO(cells.to_xlsx({"Data": (("a", "b", "c"), rows)})))
    assert {cell.value[:28] for cell in book["Data"][2]} == {
        "In the sheet “Long cells”: 4",
        "In the sheet “Long cells”: 7",
    }
    long = [[cell.value for cell in row] for row in book[cells.LONG].iter_rows(min_row=2)]
    assert "".join(part for _, _, column, part in long if column == "a") == "x" * 40_000
    assert [part for _, _, column, part in long if column == "b"] == rows[0]["b"]
    assert [part for _, _, column, part in long if column == "c"] == ["1950-01-01"] * 4_000
    assert {(sheet, row) for sheet, row, *_ in long} == {("Data", 2)}


@pytest.mark.parametrize("chart_id", [chart.id for chart in CHARTS])
def test_a_workbook_holds_what_the_csv_holds(chart_id: str, database: Database) -> None:
    for filters in (Filters(), Filters(actors=("PRK",), date_from="1990"), Filters(words="nuclear")):
        table = csv_rows(export(chart_id, "csv", filters, database).content)
        book = openpyxl.load_workbook(io.BytesIO(export(chart_id, "xlsx", filters, database).content), read_only=True)
        head, *rows = book["Data"].iter_rows(values_only=True)
        assert len(rows) == len(table)
        at = head.index("label")
        assert [row[at] for row in rows] == [cells.unguarded(row["label"]) for row in table]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_specification_holds_its_data_and_says_what_it_shows(chart: Any, tiny_database: Database) -> None:
    spec = json.loads(export(chart.id, "vl.json", Filters(actors=("PRK",)), tiny_database).content)
    text = json.dumps(spec)
    assert '"url"' not in text
    assert '"container"' not in text
    assert spec["title"]["text"] == chart.title
    assert "Actor: North Korea." in spec["title"]["subtitle"]
    assert tiny_database.build_id in text
    assert spec["usermeta"]["filters"] == {"actor": ["PRK"]}


def test_pictures(tiny_database: Database) -> None:
    svg = export("events_timeline", "svg", Filters(), tiny_database).content.decode("utf-8")
    assert svg.startswith("<svg")
    assert BY_ID["events_timeline"].title in svg
    assert "No filters." in svg
    assert f"data version {tiny_database.build_id}" in svg
    assert "CC BY 4.0" in svg
    assert "<script" not in svg
    png = export("events_timeline", "png", Filters(), tiny_database).content
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 2 * 948
    chosen = export("events_timeline", "png", Filters(), tiny_database, choices=Choices("1", "dark"))
    assert chosen.file_name.endswith("_dark_1x.png")
    assert int.from_bytes(chosen.content[16:20]) == 948


def test_a_picture_of_nothing_says_so(tiny_database: Database) -> None:
    spec = json.loads(export("events_timeline", "vl.json", NOTHING, tiny_database).content)
    assert spec["mark"]["type"] == "text"
    assert spec["description"] in json.dumps(spec["datasets"], ensure_ascii=False)


def test_a_picture_that_wants_the_network_fails() -> None:
    spec = {"data": {"url": "https://example.org/a.csv"}, "mark": "point", "encoding": {"x": {"field": "a"}}}
    with pytest.raises(pictures.PictureError, match="not allowed"):
        pictures.svg(pictures.Picture(spec))


def test_a_picture_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "TIMEOUT_S", 0.01)
    with pytest.raises(pictures.PictureError, match=r"longer than 0\.01 s"):
        pictures.svg(pictures.Picture({"mark": "point"}))


def test_no_rows_still_make_a_file(tiny_database: Database) -> None:
    for chart in CHARTS:
        for form in ("csv", "json", "xlsx", "parquet", "vl.json"):
            assert export(chart.id, form, NOTHING, tiny_database).content
    assert csv_rows(export("events_timeline", "csv", NOTHING, tiny_database).content) == []


@pytest.mark.parametrize(("chart_id", "form"), [("nothing", "csv"), ("events_timeline", "exe"), ("../x", "csv")])
def test_unknown_names_are_refused(chart_id: str, form: str, tiny_database: Database) -> None:
    with pytest.raises(UnknownExportError):
        export(chart_id, form, Filters(), tiny_database)


def test_file_names_are_plain(tiny_database: Database) -> None:
    for form in FORMATS.keys() - {"svg", "png", "pdf", "zip"}:
        named = export("unsc_votes", form, Filters(), tiny_database).file_name
        assert re.fullmatch(r"panmunjom_unsc-votes_[0-9-]{10}_[0-9a-f]{12}\.[a-z.]+", named)
    narrow = Filters(eras=("truce",), actors=("PRK", "USA"), words="한국 Kim", date_from="1990")
    said = export("events_timeline", "csv", narrow, tiny_database, choices=Choices(bom="1")).file_name
    assert re.fullmatch(r"panmunjom_events-timeline_era-truce_actor-prk-usa_from-1990_q-kim_\S+_for-excel\.csv", said)
    many = Filters(actors=tuple(f"actor-{number}" for number in range(40)))
    assert "_1-filters_" in Subject(BY_ID["events_timeline"], many, tiny_database).file_name("csv")


def test_a_byte_order_mark_is_only_for_who_asks(tiny_database: Database) -> None:
    plain = export("events_timeline", "csv", Filters(), tiny_database).content
    assert (
        export("events_timeline", "csv", Filters(), tiny_database, choices=Choices(bom="1")).content
        == b"\xef\xbb\xbf" + plain
    )


def test_a_line_of_json_is_a_row_of_the_file(tiny_database: Database) -> None:
    lines = export("events_timeline", "jsonl", Filters(), tiny_database).content.decode("utf-8").splitlines()
    rows = pq.read_table(io.BytesIO(export("events_timeline", "parquet", Filters(), tiny_database).content)).to_pylist()
    assert [json.loads(line)["mark"] for line in lines] == [row["mark"] for row in rows]
    assert [json.loads(line)["records"] for line in lines] == [row["records"] for row in rows]
    assert json.loads(lines[0])["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_column_of_every_file_is_explained(chart: Any, database: Database) -> None:
    rows = codebook(Subject(chart, Filters(), database))
    assert [row["column"] for row in rows if row["meaning"] == row["column"].replace("_", " ").capitalize()] == []
    assert all(row["meaning"] for row in rows)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
risky = st.builds(lambda start, rest: start + rest, st.sampled_from([*TRIGGERS, "'", "'=", "''"]), texts)


@given(st.lists(st.one_of(texts, risky), max_size=6))
def test_parsing_a_csv_gives_the_texts_back_and_no_cell_is_risky(values: list[str]) -> None:
    content = cells.to_csv(pa.table({"a": pa.array(values, pa.string())}))
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(content.decode("utf-8"), newline=""))][1:]
    assert not [cell for cell in read if cell.startswith(TRIGGERS)]
    assert [cells.unguarded(cell) for cell in read] == values


@given(st.one_of(st.integers(), st.floats(allow_nan=False), st.dates(), st.booleans()))
def test_numbers_and_dates_are_never_guarded(value: Any) -> None:
    text = cells.cell(value)
    assert not text.startswith("'")
    if isinstance(value, float):
        assert float(text) == value


VALUES = {
    "text": (pa.string(), texts),
    "risky": (pa.string(), risky),
    "whole": (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    "number": (pa.float64(), st.floats()),
    "day": (pa.date32(), st.dates()),
    "truth": (pa.bool_(), st.booleans()),
    "texts": (pa.list_(pa.string()), st.lists(risky | texts, max_size=3)),
    "days": (pa.list_(pa.date32()), st.lists(st.dates(), max_size=3)),
    "numbers": (pa.list_(pa.float64()), st.lists(st.floats(), max_size=3)),
}


@given(st.lists(st.fixed_dictionaries({name: st.none() | values for name, (_, values) in VALUES.items()}), max_size=4))
def test_a_column_at_a_time_is_what_a_cell_at_a_time_would_be(rows: list[dict[str, Any]]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([list(VALUES), *([cells.cell(row[name]) for name in VALUES] for row in rows)])
    table = pa.Table.from_pylist(rows, pa.schema([(name, kind) for name, (kind, _) in VALUES.items()]))
    assert cells.to_csv(table) == file.getvalue().encode("utf-8")


def test_cells() -> None:
    shown = [cells.cell(value) for value in (None, float("nan"), True, -2, -2.5, ["=a", "b"], "-2", date(1953, 7, 27))]
    assert shown == ["", "", "true", "-2", "-2.5", "'=a;b", "'-2", "1953-07-27"]
    assert cells.to_csv(pa.table({"a": pa.array([], pa.string())}), bom=True) == b"\xef\xbb\xbfa\r\n"


def test_a_file_has_the_dates_of_the_record_and_not_only_the_days_that_are_drawn(tiny_database: Database) -> None:
    rows = {row["mark"]: row for row in csv_rows(export("events_timeline", "csv", Filters(), tiny_database).content)}
    month = rows["ev-1994-10-talks"]
    told = (month["record_dates"], month["earliest"], month["latest"], month["is_approximate"])
    assert told == ("1994-10", "1994-10-01", "1994-10-31", "false")


def test_dates_of_real_files_are_those_of_the_record(database: Database) -> None:
    known = {row["record"]: row for row in database.rows("pages", "record_dates")}
    made = json.loads(export("events_timeline", "json", Filters(), database).content)
    assert any(row["is_approximate"] for row in made["rows"])
    for row in made["rows"]:
        (one,) = row["records"]
        told = known[one]
        assert row["record_dates"] == [told["edtf"]]
        assert row["earliest"] == told["earliest"].isoformat()
        assert row["is_approximate"] == told["approximate"]
