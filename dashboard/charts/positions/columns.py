"""Columns that several tables of this page have."""

from __future__ import annotations

from dashboard.charts.draw.columns import AGREE, DATE, DOUBT
from dashboard.charts.draw.table import number, text

STANCE_UNIT = "-2 against to +2 for"
POLES = (
    text("What +2 holds", "positive_pole", is_long=True),
    text("What -2 holds", "negative_pole", is_long=True),
)
STANCES = {-2: "Strongly against", -1: "Leans against", 0: "Balanced", 1: "Leans for", 2: "Strongly for"}

POSITION = (
    *DATE,
    text("Person", "expert"),
    text("Topic", "topic"),
    text("Stance in words", "stance", words=STANCES),
    number("Stance", "stance", STANCE_UNIT, is_signed=True),
    text("What was held", "record.claim", is_long=True),
    text("On what condition", "record.condition", is_long=True),
    text("Where it was said", "record.venue"),
    AGREE,
    DOUBT,
)
