"""The record itself: every check passes on the real data, marks have evidence, quotes are verbatim, known facts stand as known."""

from __future__ import annotations

import codecs
import csv
from dataclasses import replace

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.checks.record import run
from dashboard.record.filters import Filters
from dashboard.store.config import DEFAULT


def _rows(name):
    with (DEFAULT.data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_check_passes(database):
    settings = replace(DEFAULT, out=database.file.parent)
    results = dict(run(settings))
    assert len(results) > 15
    assert {name: problems for name, problems in results.items() if problems} == {}


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_mark_has_records_and_every_record_has_a_source(database, chart):
    cited = {row["record_id"] for row in database.rows("pages", "cited_records")}
    rows = database.rows("charts", chart.id, Filters().parameters())
    assert rows
    assert len({row["mark"] for row in rows}) == len(rows)
    for row in rows:
        assert row["records"] or chart.is_coded, row["mark"]
        assert set(row["records"]) <= cited, row["mark"]
        assert row["label"].strip()


@pytest.mark.parametrize(
    "file", sorted([*DEFAULT.data.glob("*.csv"), *DEFAULT.data.glob("sources/*")]), ids=lambda f: f.name
)
def test_every_file_is_utf8_with_line_feeds_and_no_byte_order_mark(file):
    raw = file.read_bytes()
    raw.decode("utf-8")
    assert not raw.startswith(codecs.BOM_UTF8)
    assert b"\r" not in raw
    assert file.suffix != ".csv" or raw.endswith(b"\n")


def test_every_quote_is_what_the_document_says():
    texts = {row["source_id"]: (DEFAULT.data / "sources" / row["file"]) for row in _rows("sources") if row["file"]}
    bodies = {source: path.read_bytes().decode("utf-8") for source, path in texts.items()}
    quoted = [row for row in _rows("citations") if row["quote"]]
    assert len(quoted) >= 108
    for row in quoted:
        start, end = int(row["start_offset"]), int(row["end_offset"])
        assert bodies[row["source"]][start:end] == row["quote"], row["citation_id"]


@pytest.mark.parametrize(
    ("event", "date"),
    [
        ("ev-1950-06-25-north-korea-invades", "1950-06-25"),
        ("ev-1953-07-27-armistice", "1953-07-27"),
        ("ev-1994-10-21-agreed-framework", "1994-10-21"),
        ("ev-2006-10-09-first-nuclear-test", "2006-10-09"),
        ("ev-2018-06-12-singapore-summit", "2018-06-12"),
    ],
)
def test_dates_that_everybody_knows(event, date):
    dates = {row["event_id"]: row["date"] for row in _rows("events")}
    assert dates[event] == date


def test_no_source_stands_twice_and_each_is_classified():
    sources = _rows("sources")
    bare = [row["url"].partition("://")[2].removeprefix("www.").rstrip("/") for row in sources]
    assert len(set(bare)) == len(bare)
    assert all(row["kind"] and row["voice"] for row in sources)


def test_votes_add_up_to_the_council_of_their_year():
    for row in _rows("votes"):
        if row["in_favour"]:
            not_voting = len([code for code in row["not_voting_by"].split(";") if code])
            size = sum(int(row[name]) for name in ("in_favour", "against", "abstained")) + not_voting
            assert size == (11 if row["date"] < "1966" else 15), row["vote_id"]
