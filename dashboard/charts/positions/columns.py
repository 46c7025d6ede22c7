"""Columns that several tables of this page have."""

from __future__ import annotations

from dashboard.charts.draw.columns import AGREE, DATE, DOUBT
from dashboard.charts.draw.table import number, text
from dashboard.record.words import STANCES, capitalised

STANCE_UNIT = "-2 against to +2 for"
POLES = (
    text("What +2 holds", "positive_pole", is_long=True),
    text("What -2 holds", "negative_pole", is_long=True),
)
IN_WORDS = {stance: capitalised(said) for stance, said in STANCES.items()}

POSITION = (
    *DATE,
    text("Person", "expert"),
    text("Topic", "topic"),
    text("Stance in words", "stance", words=IN_WORDS),
    number("Stance", "stance", STANCE_UNIT, is_signed=True),
    text("What was held", "record.claim", is_long=True),
    text("On what condition", "record.condition", is_long=True),
    text("Spoken as", "record.spoken"),
    text("Where it was said", "record.venue"),
    AGREE,
    DOUBT,
)
