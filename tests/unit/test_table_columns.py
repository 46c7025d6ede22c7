"""The tables of the charts: every chart has its own columns, in words, with units; and what a cell makes of a value."""

import csv
import re
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.draw.table import Columns, day, number, only_where, text, year
from dashboard.record.filters import Filters
from dashboard.store.config import ROOT

each_chart = pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)
EVERY_KIND = {"series_explorer": Filters(kinds=("china-prk-trade-musd", "summit", "talks"))}


def table(database, entry, filters=None):
    rows = database.frame("charts", entry.id, (filters or EVERY_KIND.get(entry.id, Filters())).parameters())
    columns = entry.columns
    words = database.frame("pages", "record_words", {"records": list(rows[columns.record])})
    return rows, columns.frame(rows, words)


def texts(entry, frame):
    for column in entry.columns.columns:
        if column.kind == "text":
            yield from ((column.title, value) for value in frame[column.title].dropna().unique())


def test_every_chart_has_its_own_columns_and_no_other_has():
    assert len({columns.columns for columns in map(_heads, (chart.columns for chart in CHARTS))}) == len(CHARTS)


def _heads(columns):
    return Columns(tuple(column.title for column in columns.columns), columns.record)


@each_chart
def test_a_table_has_a_row_for_each_mark_in_the_order_of_the_chart(database, entry):
    rows, frame = table(database, entry)
    assert len(frame) == len(rows) > 0
    assert frame.index.tolist() == rows.index.tolist()
    assert list(frame.columns) == [column.title for column in entry.columns.columns]
    assert frame.columns.is_unique
    assert all(title[0].isupper() or title[0].isdigit() for title in frame.columns)


@each_chart
def test_no_column_is_empty_and_no_text_is_a_code(database, entry):
    _, frame = table(database, entry)
    empty = [title for title in frame if frame[title].isna().all()]
    assert empty == []
    with (ROOT / "data" / "actors.csv").open(encoding="utf-8", newline="") as file:
        states = {row["actor_id"] for row in csv.DictReader(file) if row["kind"] == "state"}
    cells = list(texts(entry, frame))
    assert [cell for cell in cells if states & set(cell[1].split(", "))] == []
    assert [cell for cell in cells if re.search(r"[a-z]_[a-z]|\bnan\b|\bNone\b", cell[1])] == []
    assert [cell for cell in cells if re.match(r"(ev|tr|vo|po|cl|ml|nt|de|ob|tc|ce|ac|doc)-", cell[1].lower())] == []
    assert [cell for cell in cells if cell[1][0].islower()] == []


@each_chart
def test_numbers_are_numbers_with_a_unit_and_days_are_days(database, entry):
    _, frame = table(database, entry)
    for column in entry.columns.columns:
        values = frame[column.title].dropna()
        if column.kind in ("number", "year"):
            assert column.unit
            assert column.unit.lower() in column.title.lower()
            assert pd.api.types.is_numeric_dtype(frame[column.title])
        elif column.kind == "day":
            assert all(type(value) is date for value in values)
        else:
            assert all(isinstance(value, str) for value in values)


@each_chart
def test_a_day_stands_beside_the_date_in_words_wherever_it_may_not_be_exact(database, entry):
    days = [column for column in entry.columns.columns if column.kind == "day"]
    for column in days:
        if "first day" not in column.title.lower():
            rows = database.rows("pages", "evidence_by_record", {"records": list(table(database, entry)[0]["mark"])})
            assert {row["date_precision"] for row in rows} == {"day"}
        else:
            assert column.hint


@each_chart
def test_no_rows_make_an_empty_table(database, entry):
    # Words are no filter of coded events, but days are.
    nothing = Filters(words="no such words anywhere", date_from="1900", date_to="1900")
    _, frame = table(database, entry, nothing)
    assert len(frame) == 0
    assert len(frame.columns) == len(entry.columns.columns)


def test_events_say_who_acted_toward_whom(database):
    entry = next(chart for chart in CHARTS if chart.id == "events_timeline")
    rows, frame = table(database, entry)
    armistice = frame[rows["mark"] == "ev-1953-07-27-armistice"].iloc[0]
    assert armistice["Date"] == "27 July 1953"
    assert armistice["First day"] == date(1953, 7, 27)
    # Both sides sign: a joint act has all as its authors and no addressee.
    assert armistice["Who acted"].startswith("UN Command, ")
    assert {"North Korea", "China"} <= set(armistice["Who acted"].split(", "))
    assert pd.isna(armistice["Toward whom"])
    embargo = frame[rows["mark"] == "ev-1950-06-28-us-export-embargo"].iloc[0]
    assert (embargo["Who acted"], embargo["Toward whom"]) == ("United States", "North Korea")
    assert armistice["Sources that agree"] >= 1


def test_cells():
    rows = pd.DataFrame(
        {
            "mark": ["a", "b"],
            "side": ["cooperation", None],
            "many": [np.array(["Kim", "Moon"]), np.array([])],
            "is_partial": [True, False],
            "count": [3, 0],
            "year": [1953, 1954],
        }
    )
    words = pd.DataFrame({"record_id": ["b"], "title": ["armistice"], "first_day": pd.to_datetime(["1953-07-27"])})
    columns = Columns(
        (
            text("Side", "side"),
            text("Who", "many"),
            text("Over?", "is_partial", words={True: "Not yet", False: "Yes"}),
            number("Missiles", only_where("count", lambda frame: frame["count"] > 0), "missiles"),
            number("Distance", "count", "km"),
            year("Year", "year"),
            text("Title", "record.title"),
            day("First day", "record.first_day"),
        )
    )
    made = columns.frame(rows, words)
    assert list(made.columns) == ["Side", "Who", "Over?", "Missiles", "Distance (km)", "Year", "Title", "First day"]
    assert made.iloc[0, :3].tolist() == ["Cooperation", "Kim, Moon", "Not yet"]
    assert made["Missiles"].isna().tolist() == [False, True]
    assert made.iloc[1, 5:].tolist() == [1954, "Armistice", date(1953, 7, 27)]
    assert made.iloc[1, :2].isna().all()
