"""The overview page: headline figures, the relationship at a glance, and where to start."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.html import html
from dashboard.parts.page import filtered_head, guarded, section_title
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.stories.story import stories

_HTML = Template("views/overview/page.html")


def overview_page() -> None:
    """The page /."""
    filters = filtered_head("overview")
    if filters is not None:
        chart_panel("relationship_at_a_glance", filters)
    html(_figures(context.database().build_id))
    _starts()


@st.cache_data(max_entries=2, show_spinner=False)
def _figures(build_id: str) -> Markup:
    """The headline figures as HTML. `build_id` keys the cache."""
    (figures,) = context.database().rows("pages", "headline_figures")
    shown = (
        (figures["events"], "events", f"{figures['first_year']} to {figures['last_year']}"),
        (figures["treaties"], "instruments", f"{figures['in_force']} still in force"),
        (figures["positions"], "expert positions", f"by {figures['experts']} people"),
        (figures["claims"], "claims checked", f"{figures['contradicted']} contradicted"),
        (figures["sources"], "sources", f"{figures['two_sources']} of events rest on two or more"),
        (figures["citations"], "citations", f"{figures['placed']:,} lead to the words or to their place"),
    )
    return _HTML.figures(shown)


def _starts() -> None:
    section_title("Stories to start with")
    told = stories(context.database()).values()
    cards = [(address("/stories", id=story.id), story.title, story.question) for story in told]
    rich(_HTML.starts(cards), key="starts")


guarded(overview_page)
