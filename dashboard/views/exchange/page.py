"""The page on exchange: the explorer of series with its choice above and its notes below, the main series, and the detentions."""

from __future__ import annotations

from dashboard.charts.catalogue import on_page
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.groups import charts_shown
from dashboard.parts.page import filtered_head, guarded
from dashboard.views.exchange.choice import choice, with_series_of_mark
from dashboard.views.exchange.notes import series_notes

PAGE = "exchange"


def exchange_page() -> None:
    """Title, filters and charts of the page; the kinds of its filter are the series that the explorer shows."""
    filters = filtered_head(PAGE)
    if filters is None:
        return
    for chart in charts_shown(on_page(PAGE)):
        if chart.id == "series_explorer":
            filters = with_series_of_mark(filters, chart.id)
            choice(filters)
        chart_panel(chart.id, filters)
        if chart.id == "series_explorer":
            series_notes(filters)


guarded(exchange_page)
