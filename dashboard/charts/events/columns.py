"""Columns that several tables of this page have."""

from __future__ import annotations

from dashboard.charts.draw.table import number, text

SIDE = text("Cooperation or conflict", "side")
EVENTS = number("Events", "events", "events")
