"""The questions of the page on exchange, each with the series that answer it: `ask` in the address. The address is the truth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.parts import context
from dashboard.parts.filter_bar import put
from dashboard.parts.verbatim import verbatim
from dashboard.record.filters import Filters

PARAMETER, KEY = "ask", "x-question"


def themes() -> dict[str, dict[str, Any]]:
    """The questions of the current build by theme, in order of display. Raises StoreError."""
    return {str(row["theme"]): row for row in context.database().rows("pages", "series_themes")}


def asked(filters: Filters) -> tuple[Filters, list[str]]:
    """The filters with the series that answer the question of the address, and a sentence where there is no such question.

    Series that the filters name themselves go first.
    """
    known, theme = themes(), st.query_params.get(PARAMETER, "")
    if not theme or _series(filters, known):
        return filters, []
    if theme not in known:
        return filters, [f"The address asked “{theme[:40]}”, which is no question of this page; it was ignored."]
    return replace(filters, kinds=(*known[theme]["answers"], *filters.kinds)), []


def questions(filters: Filters) -> None:
    """Draws the questions; that whose series are all that is shown is chosen, without series the first."""
    known = themes()
    first, series = next(iter(known)), _series(filters, known)
    chosen = next((theme for theme, row in known.items() if series <= set(row["series"])), None)
    if st.session_state.get(KEY) != chosen:
        st.session_state[KEY] = chosen

    def ask() -> None:
        # A second click on a question leaves none; it stands for all of its series again.
        theme = st.session_state[KEY] or chosen or first
        forget()
        if theme != first:
            st.query_params[PARAMETER] = theme
        put(replace(filters, kinds=tuple(code for code in filters.kinds if code not in _series(filters, known))))

    with st.container(key="questions"):
        st.pills(
            "Question",
            list(known),
            key=KEY,
            format_func=lambda theme: verbatim(known[theme]["question"]),
            on_change=ask,
            label_visibility="collapsed",
        )


def forget() -> None:
    """Takes the question out of the address, where series are chosen one by one."""
    st.query_params.pop(PARAMETER, None)


def _series(filters: Filters, known: dict[str, dict[str, Any]]) -> set[str]:
    """The series among the kinds; the others are kinds of event."""
    return {code for code in filters.kinds if any(code in row["series"] for row in known.values())}
