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


def slug(group: str) -> str:
    """The name of a group as it stands in an address: `By year and era` is `by-year-and-era`."""
    return "-".join(group.lower().split())


def view_of(chart: Chart) -> str:
    """What the address of its page says so that the chart is shown; empty where it is shown at first."""
    return "" if chart.group == on_page(chart.page)[0].group else slug(chart.group)
