"""The page on exchange: the explorer of series with its choice above and its notes below, the main series, and the detentions."""

from __future__ import annotations

from dashboard.charts.catalogue import on_page
from dashboard.parts import context
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.empty_state import nothing_matches
from dashboard.parts.filter_bar import filter_bar
from dashboard.parts.groups import charts_shown
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import filter_sentence, guarded, heading, open_record
from dashboard.views.exchange.choice import choice
from dashboard.views.exchange.notes import series_notes

PAGE, KINDS = "exchange", "series"
TYPES = {"observation": "values", "detention": "detentions"}


def exchange_page() -> None:
    """Title, filters and charts of the page; the kinds of its filter are the series that the explorer shows."""
    heading(
        "Aid, trade, people and power",
        "Forty-seven measured series: what was given, traded, counted and voted, and who was held or brought home.",
    )
    filters, notes = context.filters(KINDS)
    filter_bar(filters, context.page_vocabulary(KINDS), "Series")
    show_notes(notes)
    matched = filter_sentence(filters, KINDS, TYPES, "exchange_counts")
    open_record()
    if not matched:
        nothing_matches(filters)
        return
    for chart in charts_shown(PAGE, on_page(PAGE)):
        if chart.id == "series_explorer":
            choice(filters)
        chart_panel(chart.id, filters)
        if chart.id == "series_explorer":
            series_notes(filters)


guarded(exchange_page)
