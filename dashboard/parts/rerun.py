"""How a click inside a panel has the whole page run again: Streamlit runs the panel alone."""

from __future__ import annotations

import streamlit as st

_ASKED = "page-asked"


def ask_for_page() -> None:
    """Asks, from a callback of a panel, that the page is run and not only the panel."""
    st.session_state[_ASKED] = True


def page_if_asked() -> None:
    """Runs the whole page where a callback has asked for it; the first thing a panel does."""
    if st.session_state.pop(_ASKED, False):
        st.rerun(scope="app")


def forget() -> None:
    """Drops the wish, because the page is running."""
    st.session_state.pop(_ASKED, None)
