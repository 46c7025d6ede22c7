"""The overview page: headline figures, the relationship at a glance, and where to start."""

from __future__ import annotations

import streamlit as st

from dashboard.markup.marks import escape
from dashboard.parts import context
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.page import filtered_head, guarded
from dashboard.parts.rich import rich
from dashboard.record.filters import Filters, address

STARTS: tuple[tuple[str, dict[str, str], str, str], ...] = (
    ("/events", {"era": "first-crisis"}, "The first nuclear crisis", "Twenty months from the NPT notice to Geneva"),
    ("/events", {"era": "summits"}, "The summits", "2018 and 2019, event by event"),
    ("/treaties", {"actor": "USA"}, "What was promised", "Instruments with the United States, and what became of them"),
    ("/positions", {"kind": "alliance-or-normalization"}, "Alliance or normal relations?", "Where experts stand"),
    ("/claims", {}, "Two documents, checked", "What they claim and whether it holds"),
)


def overview_page() -> None:
    """The page /."""
    filters = filtered_head("overview")
    if filters is not None:
        chart_panel("relationship_at_a_glance", filters)
    st.html(_figures(context.database().build_id))
    _starts()


@st.cache_data(max_entries=2, show_spinner=False)
def _figures(build_id: str) -> str:
    """The headline figures as HTML. `build_id` keys the cache."""
    (figures,) = context.database().rows("pages", "headline_figures")
    shown = (
        (figures["events"], "events", f"{figures['first_year']} to {figures['last_year']}"),
        (figures["treaties"], "instruments", f"{figures['in_force']} still in force"),
        (figures["positions"], "expert positions", f"by {figures['experts']} people"),
        (figures["claims"], "claims checked", f"{figures['contradicted']} contradicted"),
        (figures["sources"], "sources", f"{figures['two_sources']} of events rest on two or more"),
    )
    items = "".join(
        f"<div class='figure'><dt>{escape(name)}</dt><dd class='number'>{number:,}</dd><dd>{escape(note)}</dd></div>"
        for number, name, note in shown
    )
    return f"<dl class='figures'>{items}</dl>"


def _starts() -> None:
    cards = "".join(
        f"<li><a data-page href='{escape(address(path, Filters(), **extra))}'>{escape(title)}"
        f"<span>{escape(text)}</span></a></li>"
        for path, extra, title, text in STARTS
    )
    st.html("<h2 class='section-title'>Where to start</h2>")
    rich(f"<ul class='starts'>{cards}</ul>", key="starts")


guarded(overview_page)
