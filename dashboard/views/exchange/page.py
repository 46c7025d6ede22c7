"""The page on exchange: a question and the series that answer it; behind it all series with their choice, and the detentions."""

from __future__ import annotations

from dashboard.charts.catalogue import on_page
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.groups import charts_shown
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import filtered_head, guarded
from dashboard.views.exchange.choice import choice, with_series_of_mark
from dashboard.views.exchange.notes import series_notes
from dashboard.views.exchange.questions import asked, questions

PAGE = "exchange"
# What stands above a chart; the notes of its series stand below it.
CHOICES = {"series_answers": questions, "series_explorer": choice}


def exchange_page() -> None:
    """Title, filters and charts of the page; the kinds of its filter, or else the question of the address, name the series."""
    filters = filtered_head(PAGE)
    if filters is None:
        return
    filters, notes = asked(filters)
    show_notes(notes)
    for chart in charts_shown(on_page(PAGE)):
        if chart.id == "series_explorer":
            filters = with_series_of_mark(filters, chart.id)
        if chart.id in CHOICES:
            CHOICES[chart.id](filters)
        chart_panel(chart.id, filters)
        if chart.id in CHOICES:
            series_notes(chart.id, filters)


guarded(exchange_page)
