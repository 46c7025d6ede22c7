"""What a page or a chart shows where nothing matches: what is the case, and a button for each way out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.links import Filters, year_in_words
from dashboard.parts import rerun
from dashboard.parts.filter_bar import put

# Each filter with the fields that make it up and its name in a sentence; dropping all fields of one lifts it.
PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("eras",), "era"),
    (("actors",), "actor"),
    (("kinds",), "kind"),
    (("date_from", "date_to"), "period"),
    (("words",), "words"),
    (("lens",), "lens"),
    (("year",), "year"),
)


def without(filters: Filters, fields: tuple[str, ...]) -> Filters:
    """The filters with these fields as they are when nothing is chosen."""
    return replace(filters, **{field: getattr(Filters(), field) for field in fields})


def nothing_matches(filters: Filters) -> None:
    """The empty state of a page."""
    _empty("No record matches these filters.", filters, "page")


def nothing_on_chart(chart_id: str, filters: Filters) -> None:
    """The empty state of one chart on a page whose other charts may have marks."""
    when = f" {year_in_words(filters.year)}" if filters.year is not None else ""
    _empty(f"Nothing on this chart matches these filters{when}.", filters, chart_id)


def _empty(text: str, filters: Filters, key: str) -> None:
    with st.container(border=True, key=f"empty-{key}"):
        st.html(
            f"<p class='empty-title'>{text}</p><p class='quiet'>The record may be thin here, or the filters may "
            "exclude each other. Lift one of them:</p>"
        )
        with st.container(horizontal=True):
            for fields, name in PARTS:
                wider = without(filters, fields)
                if wider != filters:
                    st.button(f"Any {name}", key=f"any-{name}-{key}", on_click=_lift, args=(wider,))
            st.button("Show everything", key=f"everything-{key}", on_click=_lift, args=(Filters(),))


def _lift(wider: Filters) -> None:
    rerun.ask_for_page()
    put(wider)
