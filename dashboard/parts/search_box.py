"""The search box in the header of every page: Enter opens the search page with the question in its address."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.record.search import MAX_LENGTH, clean

SEARCH = "search"
_BOX = "search-box"
_ASKED = "search-asked"


def search_box(page: str) -> None:
    """Draws the box. `page` is the path of the page that is shown; on the search page the box holds the question."""
    asked = clean(st.session_state.pop(_ASKED, ""))
    if asked:
        st.switch_page(PAGE[SEARCH].script, query_params={"q": asked})
    standing = clean(st.query_params.get("q", "")) if page == SEARCH else ""
    if st.session_state.get(_BOX) != standing:
        st.session_state[_BOX] = standing
    st.text_input(
        "Search everything",
        key=_BOX,
        placeholder="Search",
        max_chars=MAX_LENGTH,
        on_change=_ask,
        label_visibility="collapsed",
        icon=":material/search:",
        autocomplete="off",
        width=180,
    )


def _ask() -> None:
    st.session_state[_ASKED] = st.session_state[_BOX]
