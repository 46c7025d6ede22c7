"""Why this number, of a mark of coded events: what is counted, out of how many rows, and what the filters took from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.marks import plural
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.why_panel import taken_away
from dashboard.record.filters import Filters, lifted

_HTML = Template("parts/why_panel.html")
DAYS = "A coded event has the day that the program took from the report, or that of the report: late news may stand in the next month."
RECORDS = "Events of the record stand in their own month, and only those that are dated to the month or the day."


@dataclass(frozen=True)
class CodedWhy:
    """What is behind one mark: its row, the sums of the data, and the events with each filter lifted alone, then with all lifted."""

    row: dict[str, Any]
    sums: dict[str, Any]
    without: tuple[tuple[str, int], ...]
    without_any: int


@st.cache_data(max_entries=512, show_spinner=False)
def coded_why_html(chart_id: str, mark: str, filters: Filters, version: str) -> Markup:
    """The panel as HTML. `version` keys the cache."""
    chart, found = BY_ID[chart_id], coded_why(chart_id, mark, filters)
    events, records = found.row.get("events", 0), found.row.get("records", [])
    is_record = found.row.get("role") == "record"
    without = taken_away(found.without, found.without_any, events, filters, chart.kinds)
    said = plural(
        events,
        "event of the record" if is_record else "coded event",
        "events of the record" if is_record else "coded events",
    )
    origins = [] if is_record else [_origin(found)]
    return _HTML.why(
        chart.rule, origins, said, without, RECORDS if is_record else f"{DAYS} {RECORDS if records else ''}".strip()
    )


def coded_why(chart_id: str, mark: str, filters: Filters) -> CodedWhy:
    """The figures behind one mark. With a filter lifted the chart's own statement is asked, so that its counting rule holds."""
    without = [(name, _events(chart_id, mark, wider)) for name, wider in lifted(filters).items()]
    return CodedWhy(
        _row(chart_id, mark, filters),
        context.database().rows("pages", "coded_why", filters.parameters())[0],
        tuple(without),
        _events(chart_id, mark, Filters()),
    )


def _origin(found: CodedWhy) -> str:
    """From all rows of the data to the mark."""
    row, sums = found.row, found.sums
    text = f"Of {plural(sums['in_all'], 'event')} in the data {sums['paired']:,} name two different states."
    text += f" {sums['asked']}: {sums['between']:,}"
    text += "" if sums["in_time"] == sums["between"] else f", {sums['in_time']:,} of them in the time that is chosen"
    text += f"; {row.get('events', 0):,} stand behind this mark."
    if row.get("per_mille"):
        text += (
            f" That is {row['per_mille']:,.2f} of each 1,000 events of all the world that the data have in that time."
        )
    return text


def _events(chart_id: str, mark: str, filters: Filters) -> int:
    return int(_row(chart_id, mark, filters).get("events", 0))


def _row(chart_id: str, mark: str, filters: Filters) -> dict[str, Any]:
    rows = context.database().rows("charts", chart_id, filters.parameters())
    return next((row for row in rows if row["mark"] == mark), {})
