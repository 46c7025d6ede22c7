"""Columns that several tables of this page have."""

from __future__ import annotations

from dashboard.charts.draw.table import text

STANCE_UNIT = "-2 against to +2 for"
POLES = (
    text("What +2 holds", "positive_pole", is_long=True),
    text("What -2 holds", "negative_pole", is_long=True),
)
