"""The title of a page in the tab and in the history: what is open, the view, the page, the site."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.catalogue import on_page
from dashboard.charts.pages import PAGES
from dashboard.parts.groups import PARAMETER, group_asked, groups_of
from dashboard.record.cite import PUBLISHER, SITE
from dashboard.record.search import clean

_OWN, _OPEN = "title-own", "title-open"
_LONGEST = 90


def title_of(path: str, view: str = "", mark: str = "", question: str = "") -> str:
    """The title of the page at a path: with the group of charts that `view` or `mark` asks for, on the search page with the question."""
    page = next((page for page in PAGES if page.path == path), None)
    if page is None or not path:
        return SITE
    charts = on_page(page.name)
    group = group_asked(charts, view, mark) if len(groups_of(charts)) > 1 else ""
    asked = f"“{clean(question)}”" if page.name == "search" and clean(question) else ""
    return _joined([asked, group, page.label])


def say_title(path: str) -> None:
    """Titles the page that is shown by its address."""
    asked = (st.query_params.get(name, "") for name in (PARAMETER, "mark", "q"))
    st.session_state[_OWN], st.session_state[_OPEN] = title_of(path, *asked), False
    st.set_page_config(page_title=st.session_state[_OWN])


def say_part(label: str) -> None:
    """Titles the page by the part of it that is shown, such as a step of a story."""
    st.session_state[_OWN] = _joined([label, st.session_state.get(_OWN, SITE)])
    st.set_page_config(page_title=st.session_state[_OWN])


def say_open(label: str) -> None:
    """Titles the page by what is open on it."""
    st.session_state[_OPEN] = True
    st.set_page_config(page_title=_joined([label, st.session_state.get(_OWN, SITE)]))


def say_closed() -> None:
    """Gives the page its own title back, where it had one of what was open."""
    if st.session_state.get(_OPEN):
        st.session_state[_OPEN] = False
        st.set_page_config(page_title=st.session_state[_OWN])


def _joined(parts: Sequence[str]) -> str:
    """The parts that say something, the most special first, and last the site."""
    shown = [part if len(part) <= _LONGEST else f"{part[:_LONGEST].rstrip()}…" for part in parts if part]
    return " · ".join(shown if PUBLISHER in shown[-1] else [*shown, PUBLISHER])
