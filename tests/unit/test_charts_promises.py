"""The promise tracker: strips, lanes, signs, the sentence under it, and the rows against the CSV files."""

import re

import pandas as pd
import pytest

from dashboard.charts.draw.marks import NOTHING, each
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties import promise_lanes as lanes
from dashboard.charts.treaties import promises
from dashboard.record.filters import Filters
from tests.unit.counting import table
from tests.unit.drawn import spec as spec_of

ACTS = [
    (None, 0, "instrument", "1994-10-21", None),
    ("tc-a", 1, "promise", "1994-10-21", None),
    ("tc-a", 1, "kept", "1995-06-13", "US"),
    ("tc-a", 1, "broken", "2002-10-16", "N. Korea"),
    ("tc-b", 2, "promise", "1994-10-21", None),
    ("tc-b", 2, "disputed", "2002-10-16", "A publisher with a long name"),
    ("tc-c", 3, "promise", "1994-10-21", None),
]
TIES = {"instrument": None, "promise": None, "disputed": "ours"}


def tracker_frame():
    rows = [
        {
            "mark": f"{clause}-{reading}" if clause else "tr-a",
            "label": f"{clause} {reading}",
            "records": [f"{clause}-{reading}" if clause else "tr-a"],
            "instrument": "tr-a",
            "treaty": "Agreed Framework",
            "signed": pd.Timestamp("1994-10-21"),
            "ended": pd.Timestamp("2002-12-01"),
            "ending": "Collapsed December 2002",
            "clause": clause,
            "clause_rank": rank,
            "clause_title": f"Title of {clause}",
            "obliged": "North Korea, due 2003",
            "reading": reading,
            "tie": TIES.get(reading, "speaker"),
            "day_from": pd.Timestamp(day),
            "day_to": pd.Timestamp(day),
            "day": pd.Timestamp(day),
            "speaker": speaker,
        }
        for clause, rank, reading, day, speaker in ACTS
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("theme", PALETTES)
def test_every_mark_is_drawn_without_its_records(theme):
    spec = spec_of(promises.CHART, tracker_frame(), PALETTES[theme])
    rows = [row for data in spec["datasets"].values() for row in data]
    assert {row["mark"] for row in rows if "mark" in row} == set(tracker_frame()["mark"])
    assert all("records" not in row for row in rows)
    picks = [param for param in spec["params"] if param["name"] == "pick"]
    assert [param["select"]["fields"] for param in picks] == [["mark"]]


def test_reading():
    says = promises.CHART.says
    assert says(Rows.of(tracker_frame())) == (
        "3 promises of 1 instrument: 2 disputed or read both ways, 1 without a reading."
        " North Korea calls 1 broken, the United States 0."
    )
    assert says(Rows.of(tracker_frame().head(2))).endswith("no later act is coded for them.")
    assert says(Rows.of(tracker_frame().head(0))) == NOTHING


@pytest.mark.parametrize("row", range(len(ACTS)))
def test_any_row_alone_is_a_chart(row):
    one = tracker_frame().iloc[[row]].reset_index(drop=True)
    assert spec_of(promises.CHART, one, PALETTES["dark"])["height"] > 0


def test_what_keeps_a_promise_stands_above_it_and_what_breaks_it_below():
    drawn = spec_of(promises.CHART, tracker_frame())["datasets"]
    cell = next(cell for cell in drawn["cells"] if cell["mark"] == "tc-a-promise")
    at = {sign["mark"]: sign["wide_y"] for sign in drawn["signs"]}
    assert at["tc-a-kept"] < cell["wide_top"] < cell["wide_bottom"] < at["tc-a-broken"]
    assert cell["wide_top"] < at["tc-b-disputed"] < cell["wide_bottom"]


def test_a_sign_is_open_where_the_tie_is_ours():
    signs = spec_of(promises.CHART, tracker_frame())["datasets"]["signs"]
    assert {sign["reading"] for sign in signs if sign["is_ours"]} == {"disputed"}


def test_a_click_opens_the_instrument_of_every_mark(database):
    """The expression finds it by the beginning of the mark."""
    rows = Rows(database.table("charts", "promise_tracker", Filters().parameters()))
    opened = promises.lay_out(rows).values["opened"]
    cases = [(re.compile(found), int(number)) for found, number in re.findall(r"test\(/(.*?)/, .*?\) \? (\d+)", opened)]
    instruments = list(dict.fromkeys(rows.column("instrument")))
    assert len(cases) == len(instruments)
    for mark, instrument in zip(rows.column("mark"), rows.column("instrument"), strict=True):
        assert [number for pattern, number in cases if pattern.search(mark)] == [instruments.index(instrument)]


def test_the_only_instrument_is_open_and_of_several_none():
    one = tracker_frame()
    two = pd.concat([one, one.assign(instrument="tr-b", mark=one["mark"] + "2", clause_rank=one["clause_rank"] + 3)])
    starts = [promises.lay_out(Rows.of(frame)).values["opened"] for frame in (one, two)]
    assert [start.split(" : ")[0] for start in starts] == ["!pick.mark ? 0", "!pick.mark ? -1"]


def test_marks_of_one_day_take_a_row_each():
    frame = tracker_frame().iloc[[2, 3]].assign(day=pd.Timestamp("2000-01-01"))
    found = lanes.placed(each(frame), lanes.Span.over(each(tracker_frame())), wide=True)
    assert sorted(place.row for place in found.values()) == [0, 1]


def test_words_never_run_over_the_end_of_a_lane():
    rows = each(tracker_frame())
    (found,) = lanes.placed(rows[3:4], lanes.Span.over(rows), wide=False).values()
    assert (found.align, found.words) == ("right", "N. Korea")


def test_rows_are_the_clauses_and_their_acts(database):
    frame = database.frame("charts", "promise_tracker", Filters().parameters())
    clauses, acts = table("clauses"), table("clause_events")
    instruments = {row["treaty"] for row in clauses}
    assert set(frame["mark"]) == (
        instruments | {row["clause_id"] for row in clauses} | {row["clause_event_id"] for row in acts}
    )
    ties = frame.set_index("mark")["tie"].dropna().to_dict()
    assert ties == {row["clause_event_id"]: row["tie"] for row in acts}
    records = dict(zip(frame["mark"], frame["records"], strict=True))
    for act in acts:
        assert set(records[act["clause_event_id"]]) == {act["clause_event_id"], act["record"], act["clause"]}
    labels = dict(zip(frame["mark"], frame["label"], strict=True))
    assert all(act["note"].rstrip(".") in labels[act["clause_event_id"]] for act in acts)
    assert all(", says " in labels[act["clause_event_id"]] for act in acts)


def test_the_kinds_are_those_of_the_instrument(database):
    frame = database.frame("charts", "promise_tracker", Filters(kinds=("armistice",)).parameters())
    armistices = {row["short_title"] for row in table("treaties") if row["instrument"] == "armistice"}
    assert set(frame["treaty"]) <= armistices
    assert len(frame)
