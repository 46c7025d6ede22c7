"""The one list of charts. Pages, downloads, routes, the command line, tests and the method page all read it."""

from __future__ import annotations

from dashboard.charts import claims, coded, events, exchange, overview, patterns, positions, treaties, weapons
from dashboard.charts.chart import Chart

CHARTS: tuple[Chart, ...] = (
    *overview.CHARTS,
    *events.CHARTS,
    *treaties.CHARTS,
    *positions.CHARTS,
    *weapons.CHARTS,
    *patterns.CHARTS,
    *exchange.CHARTS,
    *coded.CHARTS,
    *claims.CHARTS,
)

BY_ID = {chart.id: chart for chart in CHARTS}


def on_page(page: str) -> list[Chart]:
    """The charts of one page, in order."""
    return [chart for chart in CHARTS if chart.page == page]
