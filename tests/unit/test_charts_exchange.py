"""The charts of exchange: valid specifications, honest lines, readings worked out by hand, and values as the CSV files hold them."""

import re

import pandas as pd
import pytest

from dashboard.charts.catalogue import on_page
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.exchange import answers, detentions, explorer, series_overview
from dashboard.charts.exchange.series_panels import number, panels_of, placed, scale_of, segments, values_of
from dashboard.record.filters import Filters, parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store.config import ROOT
from tests.unit.counting import assert_marks_records_and_drawing, frame_of, table
from tests.unit.drawn import spec as spec_of
from tests.unit.test_charts_specs import picks, texts

CHARTS = [chart.id for chart in on_page("exchange")]
FILTERS = {
    "none": Filters(),
    "two series": Filters(kinds=("us-troops-kor", "us-remains-returned")),
    "a series and events": Filters(kinds=("us-aid-total-musd", "summit", "agreement")),
    "events alone": Filters(kinds=("summit",)),
    "one era": Filters(eras=("agreed-framework",)),
    "one year": Filters(date_from="1954", date_to="1954"),
    "two sources": Filters(lens="checked2"),
    "nobody": Filters(actors=("no-such-actor",)),
}


def value_frame():
    """Two series: one with a gap after 1996 and a value apart, one with an unsourced and a partial value; and an event."""
    rows = [
        ("ob-a-1995", "aid", "Aid", "tonnes", 1995.5, 100.0, "sourced", False, False, 0),
        ("ob-a-1996", "aid", "Aid", "tonnes", 1996.5, 300.0, "sourced", False, False, 0),
        ("ob-a-1999", "aid", "Aid", "tonnes", 1999.5, 50.0, "computed", False, False, 1),
        ("ob-a-1954", "aid", "Aid", "tonnes", 1954.5, 9000.0, "sourced", True, False, 0),
        ("ob-b-2024", "growth", "Growth", "percent", 2024.5, -2.5, "unsourced", False, False, 0),
        ("ob-b-2025", "growth", "Growth", "percent", 2025.5, 3.25, "sourced", False, False, 0),
        ("ob-b-2026", "growth", "Growth", "percent", 2026.5, 1.0, "sourced", False, True, 0),
    ]
    columns = ["mark", "series", "short_title", "unit", "moment", "value", "status", "is_apart", "is_partial", "run"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        label=frame["mark"],
        records=[[mark] for mark in frame["mark"]],
        role="value",
        date_words=frame["moment"].astype(int).astype(str),
        reason=[None, None, None, "bodies", None, None, "the year is not over"],
        series_sort=1,
    )


def explorer_frame():
    event = {
        "mark": "ev-a",
        "label": "Summit, 2018",
        "records": ["ev-a"],
        "role": "marker",
        "short_title": "Summit",
        "moment": 2018.4,
        "series_sort": 13,
    }
    return pd.concat([value_frame(), pd.DataFrame([event])], ignore_index=True)


def answer_frame():
    """The same values; those of aid may be added."""
    frame = value_frame()
    return frame.assign(question="How much was given?", adds_up=frame["series"] == "aid")


def detention_frame():
    days = pd.to_datetime
    return pd.DataFrame(
        {
            "mark": ["de-a", "de-b", "de-c"],
            "label": ["A", "B", "C"],
            "records": [["de-a"], ["de-b"], ["de-c"]],
            "name": ["Kenneth Bae", "Eddie Jun", "Someone Held"],
            "start_earliest": days(["2012-11-03", "2010-11-01", "2026-01-01"]),
            "start_latest": days(["2012-11-03", "2010-11-30", "2026-01-01"]),
            "end_earliest": days(["2014-11-08", "2011-05-28", None]),
            "end_latest": days(["2014-11-08", "2011-05-28", "2026-10-03"]),
            "is_held": [False, False, True],
            "lasted": ["2012-11-03/2014-11-08", "2010-11/2011-05-28", "2026-01-01/.."],
            "days_least": [735, 179, 275],
            "days_most": [735, 208, 275],
            "envoy": ["James Clapper", "Robert King", None],
            "checked": [2, 0, 2],
            "is_disputed": [False, False, False],
        }
    )


CASES = [
    pytest.param(explorer.CHART, explorer_frame, id="series_explorer"),
    pytest.param(answers.CHART, answer_frame, id="series_answers"),
    pytest.param(series_overview.CHART, value_frame, id="series_overview"),
    pytest.param(detentions.CHART, detention_frame, id="detentions_spans"),
]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("chart", "make"), CASES)
def test_spec(chart, make, palette):
    frame = make()
    before = frame.copy(deep=True)
    spec = spec_of(chart, frame, palette)
    pd.testing.assert_frame_equal(frame, before)
    assert [(param["name"], param["select"]["fields"]) for param in picks(spec)] == [("pick", ["mark"])]
    assert spec["width"] == "container"
    assert not re.search(r"\butc", texts(spec).lower())
    assert not [colour for colour in {*palette.quad.values(), palette.accent} if colour in texts(spec)]
    rows = [row for data in spec["datasets"].values() for row in data]
    assert not any("records" in row for row in rows)
    assert {row["mark"] for row in rows if row.get("mark")} == set(frame["mark"])


@pytest.mark.parametrize(("chart", "make"), CASES)
def test_clickable_marks_say_their_label_and_the_rest_is_silent(chart, make):
    layers = spec_of(chart, make())["layer"]
    clickable = [part for part in layers if part["mark"].get("cursor") == "pointer"]
    assert clickable
    assert all(part["encoding"]["tooltip"]["field"] == "label" for part in clickable)
    assert all(part["mark"].get("aria") is False for part in layers if part not in clickable)


@pytest.mark.parametrize(("chart", "make"), CASES)
def test_every_row_alone_and_no_row_at_all(chart, make):
    full = make()
    for i in range(len(full)):
        one = full.iloc[[i]].reset_index(drop=True)
        if "role" in one and one["role"].iloc[0] == "marker":
            continue
        assert spec_of(chart, one)["height"] > 0
        said = chart.says(Rows.of(one))
        assert said.endswith(".")
        assert "nan" not in said.lower()
        assert "none" not in said.lower()
    assert chart.says(Rows.of(full.iloc[:0])) == NOTHING


def in_pixels():
    values = values_of(Rows.of(value_frame()))
    panels, _ = panels_of(values, 100, 20, 0)
    return placed(values, panels), panels


def test_a_gap_a_break_and_a_value_apart_are_not_joined():
    dots, _ = in_pixels()
    joined = {(part["moment"], part["moment2"]): part["is_loose"] for part in segments(dots).to_pylist()}
    assert joined == {(1995.5, 1996.5): False, (2024.5, 2025.5): True, (2025.5, 2026.5): True}


def test_scales_hold_zero_and_are_not_stretched_by_a_value_apart():
    values = values_of(Rows.of(value_frame()))
    assert scale_of([value for value in values if value.series == "aid"]) == (0.0, 300.0)
    assert scale_of([value for value in values if value.series == "growth"]) == (-2.5, 3.25)
    dots, panels = in_pixels()
    (apart,) = [dot for dot in dots if dot.value.moment == 1954.5]
    assert apart.is_off
    assert apart.y == panels["aid"].top
    assert not any(dot.is_off for dot in dots if dot is not apart)


def test_each_series_has_its_own_panel_and_unit():
    _, panels = in_pixels()
    assert {series: panel.unit for series, panel in panels.items()} == {"aid": "tonnes", "growth": "percent"}
    assert panels["aid"].bottom <= panels["growth"].top


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (326863, "326,863"), (287.2, "287.2"), (15.58, "15.6"), (-0.1495, "-0.149"), (0.00223, "0.00223")],
)
def test_numbers_as_a_reader_writes_them(value, words):
    assert number(value) == words


def test_explorer_reading():
    assert explorer.reading(Rows.of(explorer_frame())) == (
        "Aid: 100 tonnes in 1995, 50 in 1999; the highest is 300 in 1996. "
        "Growth: -2.5 percent in 2024, 1 in 2026; the highest is 3.25 in 2025. "
        "1 of 7 values was not seen in the source named."
    )


def test_answers_add_up_what_may_be_added_and_else_say_the_last_value():
    assert answers.reading(Rows.of(answer_frame())) == (
        "Aid: 450 tonnes in all, 1995 to 1999. 1 further series below. 1 of 7 values was not seen in the source named."
    )
    heads = spec_of(answers.CHART, answer_frame())["datasets"]["heads"]
    assert [head["answer"] for head in heads] == [
        "450 tonnes in all, 1995 to 1999; most in 1996, 300; 3 values.",
        "1 percent in 2026, -2.5 in 2024; most in 2025, 3.25.",
    ]
    assert [head["name"] for head in heads] == ["Aid, tonnes", "Growth, percent"]


def test_each_question_has_answers_of_its_theme_and_values_that_may_not_be_added_are_not(database):
    themes = database.rows("pages", "series_themes")
    assert all(theme["question"].endswith("?") and theme["answers"] for theme in themes)
    for theme in themes:
        assert set(theme["answers"]) <= set(theme["series"])
        rows = frame_of(database, "series_answers", Filters(kinds=tuple(theme["answers"])))
        assert set(rows["series"]) == set(theme["answers"])
        assert set(rows["question"]) == {theme["question"]}
        units = rows[rows["adds_up"]]["unit"]
        assert not units.str.contains("percent|share|index").any()
    assert set(frame_of(database, "series_answers")["series"]) == set(themes[0]["answers"])
    trade = frame_of(database, "series_answers", Filters(kinds=("china-prk-trade-musd",)))
    assert not trade["adds_up"].any(), "its basis changes"


def test_a_question_that_has_no_values_left_gives_way_to_the_next(database):
    rows = frame_of(database, "series_answers", Filters(date_from="1954", date_to="1954"))
    assert len(set(rows["question"])) == 1
    assert set(rows["question"]) != {"How much was given?"}


def test_overview_reading():
    assert series_overview.reading(Rows.of(value_frame())) == (
        "2 series with 7 values from 1954 to 2026. 1 of 7 values was not seen in the source named."
    )


def test_detentions_reading():
    assert detentions.reading(Rows.of(detention_frame())) == (
        "3 US citizens held, 1 of them still; for 2 an envoy came. "
        "Half of them were held for 275 days or fewer; the longest was Kenneth Bae with 735 days."
    )


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("chart", CHARTS)
def test_marks_records_and_drawing(database, chart, filters):
    assert_marks_records_and_drawing(database, chart, filters)


def test_explorer_shows_every_value_of_every_series_it_is_asked_for(database):
    for series in table("series"):
        rows = frame_of(database, "series_explorer", Filters(kinds=(series["series_id"],)))
        values = {
            row["observation_id"]: float(row["value"])
            for row in table("observations")
            if row["series"] == series["series_id"]
        }
        assert rows.set_index("mark")["value"].to_dict() == values


def test_events_are_marked_only_when_asked_for(database):
    assert set(frame_of(database, "series_explorer")["role"]) == {"value"}
    rows = frame_of(database, "series_explorer", Filters(kinds=("us-troops-kor", "summit")))
    summits = {row["event_id"] for row in table("events") if row["kind"] == "summit"}
    assert set(rows.loc[rows["role"] == "marker", "mark"]) == summits


def test_every_series_is_listed_under_a_theme(database):
    grouped = database.rows("pages", "series_themes")
    listed = [series for group in grouped for series in group["series"]]
    assert sorted(listed) == sorted(row["series_id"] for row in table("series"))
    assert "other" not in {group["theme"] for group in grouped}


def test_the_actor_filter_knows_whom_a_series_speaks_of(database):
    rows = frame_of(database, "series_explorer", Filters(kinds=("cinc-kor", "us-aid-total-musd"), actors=("KOR",)))
    assert set(rows["series"]) == {"cinc-kor"}


def test_an_unknown_series_is_ignored_with_a_note(database):
    filters, notes = parse({"kind": ["us-troops-kor", "no-such-series"]}, vocabulary(database, "series"))
    assert filters.kinds == ("us-troops-kor",)
    assert len(notes) == 1
    assert "no-such-series" in notes[0]


def test_values_on_another_basis_are_apart_and_the_year_that_is_not_over_is_partial(database):
    kinds = ("us-troops-kor", "us-remains-returned", "un-1718-listings-people", "nuclear-warheads-prk")
    rows = frame_of(database, "series_explorer", Filters(kinds=kinds)).set_index("mark")
    assert set(rows.index[rows["is_apart"]]) == {
        "ob-us-troops-kor-1951",
        "ob-us-troops-kor-1952",
        "ob-us-remains-returned-1954",
        "ob-us-remains-returned-1990-1994",
    }
    assert set(rows.index[rows["is_partial"]]) == {"ob-un-1718-listings-people-2026"}


def test_every_basis_names_a_value_of_the_table():
    text = (ROOT / "sql" / "marts" / "00_series_group.sql").read_text(encoding="utf-8")
    named = set(re.findall(r"\('(ob-[a-z0-9-]+)'", text))
    assert named
    assert named <= {row["observation_id"] for row in table("observations")}
    assert set(re.findall(r"\('([a-z0-9-]+)', '[a-z]+', '[^']+(?:''[^']*)*', \[", text)) == {
        row["series_id"] for row in table("series")
    }


def test_detentions_are_those_of_the_table(database):
    rows = frame_of(database, "detentions_spans").set_index("mark")
    assert set(rows.index) == {row["detention_id"] for row in table("detentions")}
    assert rows["is_held"].sum() == sum(not row["end_date"] for row in table("detentions"))
    assert rows.loc["de-kenneth-bae", ["lasted", "days_least", "days_most"]].tolist() == [
        "2012-11-03/2014-11-08",
        735,
        735,
    ]
    assert (rows["days_least"] <= rows["days_most"]).all()
    assert (rows["days_least"] < rows["days_most"]).any()
