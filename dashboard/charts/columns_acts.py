"""The columns of the tables of events and instruments, in order, and those that the tables of other charts have too."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.draw.palette import QUAD_LABELS
from dashboard.charts.draw.table import Columns, day, number, text, year

FIRST_DAY = "The first day that the date may mean. Sort by this column to sort by time."
DATE = (text("Date", "record.date"), day("First day", "record.first_day", FIRST_DAY))
SIDE = text("Cooperation or conflict", "side")
TONE = text("Cooperation or conflict", "record.quad_class", words=QUAD_LABELS)
AGREE = number("Sources that agree", "record.checked", "sources")
DOUBT = text("In doubt", "record.doubt")
EVENTS = number("Events", "events", "events")
COMPLETE = text("Is the year over?", "is_partial", words={False: "Yes", True: "Not yet"})
STATES = {
    "USA": "United States",
    "PRK": "North Korea",
    "KOR": "South Korea",
    "CHN": "China",
    "RUS": "Soviet Union or Russia",
    "JPN": "Japan",
    "UN": "United Nations or all parties",
}


def _instruments(rows: pd.DataFrame) -> pd.Series:
    return rows["label"].map(lambda label: label.partition(", under ")[2])


ACTS: dict[str, Columns] = {
    "relationship_at_a_glance": Columns(
        (
            *DATE,
            text("What", "record.title", is_long=True),
            text("Event, instrument or era", "part", words={"treaty": "Instrument"}),
            text("Kind", "record.kind"),
            TONE,
            text("How the instrument ended", "record.how_ended"),
            AGREE,
            DOUBT,
            # The chart keeps what the filters leave out, in the background.
            text("Within the filters", "shown", words={True: "Yes", False: "No"}),
        )
    ),
    "events_timeline": Columns(
        (
            *DATE,
            text("Event", "record.title", is_long=True),
            text("Kind", "record.kind"),
            text("Who acted", "record.who_acted"),
            text("Toward whom", "record.toward_whom"),
            TONE,
            text("Where", "record.place"),
            AGREE,
            DOUBT,
        )
    ),
    "cooperation_balance": Columns(
        (
            year("Year", "year"),
            SIDE,
            number("Sum", "goldstein_sum", "Goldstein points", 1, is_signed=True),
            EVENTS,
            number("Balance of the year", "net_goldstein", "Goldstein points", 1, is_signed=True),
            COMPLETE,
        )
    ),
    "events_by_year": Columns(
        (
            year("Year", "year"),
            text("Kinds", "family"),
            text("Cooperation or conflict", "quad_class", words=QUAD_LABELS),
            EVENTS,
            COMPLETE,
        )
    ),
    "eras_compared": Columns(
        (
            text("Era", "era"),
            text("From and to", "span"),
            number("Length", "years", "years", 1),
            text("Kinds", "family"),
            SIDE,
            EVENTS,
            number("Events a year", "rate", "events a year", 1),
        )
    ),
    "events_kind_by_actor": Columns(
        (
            text("Actor", "actor"),
            text("Kind", "kind"),
            EVENTS,
            number("Events of the actor of any kind", "actor_events", "events"),
        )
    ),
    "initiator_by_target": Columns((text("Who acted", "initiator"), text("Toward whom", "target"), SIDE, EVENTS)),
    "event_places": Columns(
        (
            text("Place", "place"),
            SIDE,
            EVENTS,
            number("All events of the place", "place_events", "events"),
            number("Latitude", "lat", "degrees north", 1),
            number("Longitude", "lon", "degrees east", 1),
        )
    ),
    "promise_tracker": Columns(
        (
            *DATE,
            text("Instrument", "treaty"),
            text("Promise", "clause_title"),
            text("Who owed it", "obliged"),
            text("Promised, kept or broken", "reading_label"),
            text("Who says so", "record.speaker"),
            text("In detail", "record.summary", is_long=True),
            AGREE,
        )
    ),
    "treaty_lifespans": Columns(
        (
            text("Instrument", "record.title"),
            text("Signed", "record.date"),
            text("In force", "record.in_force"),
            text("Ended", "record.ended"),
            text("How it ended", "record.how_ended"),
            text("Kind", "record.kind"),
            text("Parties", "record.parties"),
            text("Legal force", "record.legal_force"),
            day("Signed, first day", "record.first_day", FIRST_DAY),
            day("Ended, first day", "record.ended_first_day", FIRST_DAY),
            AGREE,
            DOUBT,
        )
    ),
    "who_owes_whom": Columns(
        (
            year("End of the year", "year"),
            text("Who owed", "ower", words=STATES),
            text("To whom", "owed", words=STATES),
            text("What", "obligation"),
            text("Instruments", _instruments, is_long=True),
            number("How many instruments", "instruments", "instruments"),
            text("Is any of them binding?", "is_binding", words={True: "Yes", False: "No"}),
        )
    ),
    "treaty_obligations": Columns(
        (
            text("Instrument", "short_title"),
            text("Obligation", "obligation"),
            text("Legal force", "legal_force"),
            text("Kind", "record.kind"),
            text("Parties", "record.parties"),
            text("Signed", "record.date"),
            day("Signed, first day", "record.first_day", FIRST_DAY),
            AGREE,
            DOUBT,
        ),
        record="treaty",
    ),
    "unsc_votes": Columns(
        (
            day("Date", "date"),
            text("Symbol", "symbol"),
            text("Subject", "subject", is_long=True),
            text("Result", "result"),
            number("For", "votes_for", "votes"),
            number("Against", "votes_against", "votes"),
            number("Abstained", "votes_abstained", "members"),
            number("Not voting", "votes_not_cast", "members"),
            text("Vetoed by", "vetoed_by"),
            text("Who did not vote for it", "dissent", is_long=True),
            AGREE,
        )
    ),
}
