"""The small timeline of a record: where its dates lie, how sure they look, and what sources give instead."""

from __future__ import annotations

import csv
from typing import Any

import pyarrow as pa
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.chart import Chart
from dashboard.export.subject import DRAWN_AS, Subject
from dashboard.parts.record_dates import timeline
from dashboard.record.filters import Filters
from dashboard.store.config import ROOT
from dashboard.store.database import Database
from dashboard.store.dates import in_words, span


def dated(text: str, field: str = "date", reason: str = "") -> dict[str, Any]:
    found = span(text)
    shown = {name: getattr(found, name) for name in ("earliest", "latest", "precision", "approximate", "open_end")}
    return {"field": field, "reason": reason, "words": in_words(text), **shown}


def test_dates_lie_on_one_line_between_their_ends() -> None:
    line = timeline([dated("1953-07-27", "signed"), dated("1953-07-17", "signed", "Sources differ")])
    assert line is not None
    assert (line["first"], line["last"]) == ("17 Jul 1953", "27 Jul 1953")
    assert [(one["at"], one["wide"], one["look"]) for one in line["dates"]] == [
        ("1.000", "0.000", ""),
        ("0.000", "0.000", "rival"),
    ]


def test_own_dates_of_one_day_are_one_and_rival_ones_stay_apart() -> None:
    day, rival = "1953-07-27", "1953-07-28"
    line = timeline(
        [dated(day, "signed"), dated(day, "in_force"), dated(rival, "signed", "x"), dated(rival, "ended", "x")]
    )
    assert line is not None
    assert [one["what"] for one in line["dates"]] == ["Signed, in force", "Signed", "Ended"]


@pytest.mark.parametrize(
    ("text", "look", "wide"),
    [
        ("1953", "rough", "1.000"),
        ("1953-07~", "rough", "1.000"),
        ("1950/1953", "", "1.000"),
        ("1950-06/..", "open-end", "1.000"),
    ],
)
def test_what_is_not_sure_looks_so(text: str, look: str, wide: str) -> None:
    line = timeline([dated(text)])
    assert line is not None
    assert [(one["look"], one["wide"]) for one in line["dates"]] == [(look, wide)]
    assert bool(line["last"]) == ("/.." not in text), "an open end has no day"


def test_nothing_is_drawn_of_no_dates() -> None:
    assert timeline([]) is None


def test_every_rival_date_of_the_record_is_told_with_its_source(database: Database) -> None:
    rows = database.rows("pages", "evidence_by_record", {"records": ["tr-npt-1968"]})
    told: list[dict[str, Any]] = rows[0]["dates"]
    rivals = [one for one in told if one["reason"]]
    assert rivals
    assert all(one["publisher"] and one["url"] and one["note"] for one in rivals)
    line = timeline(told)
    assert line is not None
    assert all(0 <= float(one["at"]) <= float(one["at"]) + float(one["wide"]) <= 1.01 for one in line["dates"])


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_no_file_gives_a_day_of_the_drawing_for_the_date_of_a_record(chart: Chart, database: Database) -> None:
    table = Subject(chart, Filters(), database).dated_table
    days = {field.name for field in table.schema if pa.types.is_date(field.type)}
    assert not days & set(DRAWN_AS)
    # Every other day is the bound of a date, or one that needs none.
    assert all(
        name.endswith(("earliest", "latest", "drawn_at", "drawn_until", "_start", "_end", "_from", "_to"))
        or name in ("start", "stop", "in_force")
        for name in days
    ), days


def test_what_lasted_is_a_span_of_dates_as_they_are_written(database: Database) -> None:
    for chart, table, ends in (
        ("detentions_spans", "detentions", ("start_date", "end_date")),
        ("treaty_lifespans", "treaties", ("signed", "ended")),
    ):
        lasted = {row["mark"]: row["lasted"] for row in database.rows("charts", chart, Filters().parameters())}
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = {next(iter(row.values())): row for row in csv.DictReader(file)}
        for mark, whole in lasted.items():
            start, _, end = whole.partition("/")
            first, last = (rows[mark][name] for name in ends)
            assert start == first.split("/")[0]
            assert end in (last.split("/")[-1], "..")
