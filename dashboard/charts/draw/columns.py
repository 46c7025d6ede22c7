"""Columns that the tables of several pages have."""

from __future__ import annotations

from dashboard.charts.draw.palette import QUAD_LABELS
from dashboard.charts.draw.table import day, number, text

FIRST_DAY = "The first day that the date may mean. Sort by this column to sort by time."
DATE = (text("Date", "record.date"), day("First day", "record.first_day", FIRST_DAY))
TONE = text("Cooperation or conflict", "record.quad_class", words=QUAD_LABELS)
AGREE = number("Sources that agree", "record.checked", "sources")
DOUBT = text("In doubt", "record.doubt")
COMPLETE = text("Is the year over?", "is_partial", words={False: "Yes", True: "Not yet"})
