"""The promise tracker: lanes, signs, the sentence under it, and the rows against the CSV files."""

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
    ("tc-a", 1, "promise", "1994-10-21", None),
    ("tc-a", 1, "kept", "1995-06-13", "US"),
    ("tc-a", 1, "broken", "2002-10-16", "N. Korea"),
    ("tc-b", 2, "promise", "1994-10-21", None),
    ("tc-b", 2, "disputed", "2002-10-16", "A publisher with a long name"),
    ("tc-c", 3, "promise", "1994-10-21", None),
]


def tracker_frame():
    rows = [
        {
            "mark": f"{clause}-{reading}",
            "label": f"{clause} {reading}",
            "records": [f"{clause}-{reading}"],
            "treaty": "Agreed Framework",
            "signed": pd.Timestamp("1994-10-21"),
            "ended": pd.Timestamp("2002-12-01"),
            "ending": "Collapsed December 2002",
            "clause": clause,
            "clause_rank": rank,
            "clause_title": f"Title of {clause}",
            "obliged": "North Korea, due 2003",
            "reading": reading,
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
        "3 clauses of 1 instrument and 3 later acts: 1 said to keep a clause, 1 to break it, 1 disputed."
        " Of 1 clause some acts are said to keep it and others to break it."
    )
    assert says(Rows.of(tracker_frame().head(1))).endswith("no later act is coded for them.")
    assert says(Rows.of(tracker_frame().head(0))) == NOTHING


@pytest.mark.parametrize("row", range(len(ACTS)))
def test_any_row_alone_is_a_chart(row):
    one = tracker_frame().iloc[[row]].reset_index(drop=True)
    assert spec_of(promises.CHART, one, PALETTES["dark"])["height"] > 0


def test_marks_of_one_day_take_a_row_each():
    frame = tracker_frame().iloc[[1, 2]].assign(day=pd.Timestamp("2000-01-01"))
    found = lanes.placed(each(frame), lanes.Span.over(each(tracker_frame())), wide=True)
    assert sorted(place.row for place in found.values()) == [0, 1]


def test_words_never_run_over_the_end_of_a_lane():
    rows = each(tracker_frame())
    (found,) = lanes.placed(rows[2:3], lanes.Span.over(rows), wide=False).values()
    assert (found.align, found.words) == ("right", "N. Korea")


def test_rows_are_the_clauses_and_their_acts(database):
    frame = database.frame("charts", "promise_tracker", Filters().parameters())
    clauses, acts = table("clauses"), table("clause_events")
    assert set(frame["mark"]) == {row["clause_id"] for row in clauses} | {row["clause_event_id"] for row in acts}
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
