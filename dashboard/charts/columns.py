"""The columns of every chart's table, in order, with headings in plain words. Each chart of the catalogue has its own."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.columns_acts import ACTS, AGREE, COMPLETE, DATE, DOUBT, FIRST_DAY, TONE
from dashboard.charts.draw.table import Columns, day, number, only_where, text, year

STANCES = {-2: "Strongly against", -1: "Leans against", 0: "Balanced", 1: "Leans for", 2: "Strongly for"}
SCALE = "-2 against to +2 for"
POLES = (
    text("What +2 holds", "positive_pole", is_long=True),
    text("What -2 holds", "negative_pole", is_long=True),
)
POSITION = (
    *DATE,
    text("Person", "expert"),
    text("Topic", "topic"),
    text("Stance in words", "stance", words=STANCES),
    number("Stance", "stance", SCALE, is_signed=True),
    text("What was held", "record.claim", is_long=True),
    text("On what condition", "record.condition", is_long=True),
    text("Where it was said", "record.venue"),
    AGREE,
    DOUBT,
)
LANES = {
    "launches": "Launch events of three months",
    "tests": "Nuclear test",
    "resolutions": "Resolution of the Security Council",
    "us_sanctions": "US sanctions",
    "talks": "Talks or summit",
}
PARTS = {
    "week": "One week",
    "day": "The very day",
    "before": "26 weeks before",
    "after": "26 weeks after",
    "anchors": "All days counted around",
    "outcomes": "All days counted",
}


def _date_or_quarter(rows: pd.DataFrame) -> pd.Series:
    # The launch events of a quarter are no record: their label begins with the quarter in words.
    return rows["record.date"].where(
        rows["record.date"].notna(), rows["label"].map(lambda label: label.partition(":")[0])
    )


def _title_or_label(rows: pd.DataFrame) -> pd.Series:
    return rows["record.title"].where(
        rows["record.title"].notna(), rows["label"].map(lambda label: label.partition(": ")[2])
    )


def _share(rows: pd.DataFrame) -> pd.Series:
    return rows["percent_to"] - rows["percent_from"]


VALUE = (
    text("Period", "record.date"),
    day("First day", "record.first_day", FIRST_DAY),
    number("Value", "value", "in the unit beside it", None),
    text("Unit", "unit"),
    text("Status", "record.status"),
    text("Remark", "reason"),
)

COLUMNS: dict[str, Columns] = {
    **ACTS,
    "positions_by_topic": Columns(POSITION),
    "positions_over_time": Columns(
        (*POSITION, number("Positions of the person on the topic", "positions_of_expert", "positions"))
    ),
    "positions_by_expert": Columns(
        (
            text("Person", "expert"),
            text("Topic", "topic"),
            number("Mean stance", "stance", SCALE, 1, is_signed=True),
            number("Positions", "positions", "positions"),
            *POLES,
        )
    ),
    "positions_agreement": Columns(
        (
            text("One person", "one_name"),
            text("The other", "other_name"),
            number("Similarity", "similarity", "0 opposite to 1 the same", 2),
            number("Topics they share", "topics", "topics"),
            text("Widest apart on", "widest_topic"),
            number("Widest gap", "widest_gap", "points of stance, 4 at most", 1),
        )
    ),
    "positions_by_role": Columns(
        (
            text("Topic", "topic"),
            text("Role", "role"),
            text("Country", "country"),
            number("Mean stance", "stance", SCALE, 1, is_signed=True),
            number("Lowest stance", "lowest", SCALE, is_signed=True),
            number("Highest stance", "highest", SCALE, is_signed=True),
            number("Positions", "positions", "positions"),
            number("People", "people", "people"),
            *POLES,
        )
    ),
    "tests_sanctions_talks": Columns(
        (
            text("Date", _date_or_quarter),
            day("First day", "date_earliest", FIRST_DAY),
            text("What", _title_or_label, is_long=True),
            text("Row of the chart", "lane", words=LANES),
            number("Launch events", "launch_events", "launch events"),
            TONE,
            AGREE,
            DOUBT,
        )
    ),
    "launches_by_year": Columns(
        (
            year("Year", "year"),
            text("Class", "class_label"),
            # Where no event has a published count the sum is not nought: it is not known.
            number(
                "Missiles", only_where("missiles", lambda rows: rows["uncounted"] < rows["launch_events"]), "missiles"
            ),
            number("Launch events", "launch_events", "launch events"),
            number("Launch events without a published count", "uncounted", "launch events"),
            COMPLETE,
        )
    ),
    "launch_ranges": Columns(
        (
            *DATE,
            text("Missile", "record.missile"),
            text("Class", "class_label"),
            number("Distance flown", "distance_km", "km"),
            text("Outcome", "record.outcome"),
            text("From where", "record.facility"),
            AGREE,
            DOUBT,
        )
    ),
    "launch_sites": Columns(
        (
            year("Year", "year"),
            text("Place", "site"),
            number("Launch events", "launch_events", "launch events"),
            number("Launch events of the place in all years", "site_events", "launch events"),
            COMPLETE,
        )
    ),
    "nuclear_yields": Columns(
        (
            day("Date", "date"),
            number("Number of the test", "test_no", "test"),
            number("Lowest yield", "yield_low_kt", "kilotons of TNT", 1),
            number("Highest yield", "yield_high_kt", "kilotons of TNT", 1),
            text("Where the yields come from", "record.yield_basis", is_long=True),
            number("Magnitude", "magnitude", "seismic", 1),
            text("Scale of the magnitude", "magnitude_type", words={"mb": "Body wave (mb)"}),
            AGREE,
        )
    ),
    "patterns_before_after": Columns(
        (
            text("Around what", "anchor_many"),
            text("What is counted", "outcome_many"),
            text("When", "part", words=PARTS),
            number(
                "Week",
                only_where("week", lambda rows: rows["part"] == "week"),
                "weeks, before is below zero",
                is_signed=True,
            ),
            number("Days counted", "events", "days"),
        )
    ),
    "series_explorer": Columns(
        (
            text("Series or kind of event", "short_title"),
            text("Event", only_where("record.title", lambda rows: rows["role"] == "marker"), is_long=True),
            *VALUE,
        )
    ),
    "series_overview": Columns((text("Series", "short_title"), *VALUE)),
    "detentions_spans": Columns(
        (
            text("Person", "name"),
            text("Held from", "record.date"),
            text("Held until", "record.held_until"),
            day("First day", "record.first_day", FIRST_DAY),
            number("Held at most", "days", "days"),
            text("Why", "record.circumstances", is_long=True),
            text("Who came for the release", "envoy"),
            AGREE,
            DOUBT,
        )
    ),
    "claims_by_verdict": Columns(
        (
            text("Document", "document", is_long=True),
            text("By whom", "document_note"),
            text("Verdict", "verdict"),
            number("Claims", "claims", "claims"),
            number("All claims of the document", "document_claims", "claims"),
            number("Share of the document", _share, "percent", 1),
        )
    ),
    "claims_by_dimension": Columns(
        (
            text("Field", "dimension"),
            text("Verdict", "verdict"),
            number("Claims", "claims", "claims"),
            number("All claims of the field", "dimension_claims", "claims"),
        )
    ),
    "alliance_case": Columns(
        (
            text("Field", "dimension"),
            text("For or against an alliance", "alliance_case"),
            number("Claims", "claims", "claims"),
            number("Claims on a condition", "conditional", "claims"),
            text("Conditions", "conditions", is_long=True),
        )
    ),
}
