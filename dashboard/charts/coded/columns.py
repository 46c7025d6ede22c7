"""Columns that both tables of this page have."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.draw.table import day, text

SIDE = text("Cooperation or conflict", "side")


def _time(rows: pd.DataFrame) -> pd.Series:
    """The month or year as the label begins with it."""
    return rows["label"].astype(object).map(lambda label: str(label).partition(",")[0])


TIME = (
    text("Time", _time),
    day("First day", "start", "The first day of the month or year. Sort by it to sort by time."),
)
