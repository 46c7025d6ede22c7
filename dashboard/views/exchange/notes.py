"""What must be known of each series that a chart shows: unit, calendar, source, terms, and where it is weak."""

from __future__ import annotations

from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.rendering import rendered
from dashboard.record.filters import Filters

OPEN_UP_TO = 2

_HTML = Template("views/exchange/notes.html")


def series_notes(chart_id: str, filters: Filters) -> None:
    """One block a series, open where there are few."""
    frame = rendered(chart_id, filters).frame()
    shown = frame["series"].dropna().unique().tolist() if len(frame) else []
    if not shown:
        return
    rows = context.database().rows("pages", "series_shown", {"series": shown})
    html(_HTML.notes(rows, len(rows) <= OPEN_UP_TO))
