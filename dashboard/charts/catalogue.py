"""The one list of charts. Pages, downloads, routes, the command line, tests and the method page all read it."""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.entries import acts, claims, measures, positions, treaties

__all__ = ["BY_ID", "CHARTS", "Chart", "on_page"]

CHARTS: tuple[Chart, ...] = (
    *acts.CHARTS,
    *treaties.CHARTS,
    *positions.CHARTS,
    *measures.CHARTS,
    *claims.CHARTS,
)

BY_ID = {chart.id: chart for chart in CHARTS}


def on_page(page: str) -> list[Chart]:
    """The charts of one page, in order."""
    return [chart for chart in CHARTS if chart.page == page]
