"""What a page or a chart shows where nothing matches: what is the case, and a button for each way out."""

from __future__ import annotations

import streamlit as st

from dashboard.markup.templates import Template
from dashboard.parts import rerun
from dashboard.parts.filter_bar import put
from dashboard.parts.html import html
from dashboard.record.fields import year_in_words
from dashboard.record.filters import Filters, lifted, with_days_in_order

_HTML = Template("parts/empty_state.html")


def nothing_matches(filters: Filters) -> None:
    """The empty state of a page."""
    _empty("No record matches these filters.", filters, "page")


def nothing_on_chart(chart_id: str, filters: Filters) -> None:
    """The empty state of one chart on a page whose other charts may have marks."""
    when = f" {year_in_words(filters.year)}" if filters.year is not None else ""
    _empty(f"Nothing on this chart matches these filters{when}.", filters, chart_id)


def _empty(text: str, filters: Filters, key: str) -> None:
    with st.container(border=True, key=f"empty-{key}"):
        html(_HTML.empty(text))
        with st.container(horizontal=True):
            swapped = with_days_in_order(filters)
            if swapped != filters:
                st.button("Swap the two days", key=f"swap-{key}", on_click=_lift, args=(swapped,))
            for name, wider in lifted(filters).items():
                st.button(f"Any {name}", key=f"any-{name}-{key}", on_click=_lift, args=(wider,))
            st.button("Show everything", key=f"everything-{key}", on_click=_lift, args=(Filters(),))


def _lift(wider: Filters) -> None:
    rerun.ask_for_page()
    put(wider)
