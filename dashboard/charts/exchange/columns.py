"""Columns that several tables of this page have."""

from __future__ import annotations

from dashboard.charts.draw.columns import FIRST_DAY
from dashboard.charts.draw.table import day, number, text

VALUE = (
    text("Period", "record.date"),
    day("First day", "record.first_day", FIRST_DAY),
    number("Value", "value", "in the unit beside it", None),
    text("Unit", "unit"),
    text("Status", "record.status"),
    text("Remark", "reason"),
)
