"""What a callback learns of a choice and asks of the next run: the whole page instead of a panel alone, a drawing without selection."""

from __future__ import annotations

from typing import Any

import streamlit as st

_ASKED = "page-asked"


def ask_for_page() -> None:
    """Asks, from a callback of a panel, that the page is run and not only the panel."""
    st.session_state[_ASKED] = True


def page_if_asked() -> None:
    """Runs the whole page where a callback has asked for it; the first thing a panel does."""
    if st.session_state.pop(_ASKED, False):
        st.rerun(scope="app")


def drawing(of: str) -> int:
    """Which drawing of a chart or list this is, to be part of its key: under another key the browser begins anew."""
    return int(st.session_state.get(f"drawing-{of}", 0))


def draw_anew(of: str) -> None:
    """Lets go of what is selected in a chart or list, which cannot be cleared from here: the next drawing has none."""
    st.session_state[f"drawing-{of}"] = drawing(of) + 1


def forget() -> None:
    """Drops the wish, because the page is running."""
    st.session_state.pop(_ASKED, None)


def chosen(key: str) -> Any:
    """What is chosen in a box of this key; None where nothing is.

    A reader who goes to another page while this one is still run leaves boxes of this one empty, of which it is told as of any choice.
    """
    return st.session_state.get(key)
