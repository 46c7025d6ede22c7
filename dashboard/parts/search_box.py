"""The search box in the header of every page: it suggests while a reader types; Enter opens the search page with the question."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.markup.site import prefix
from dashboard.markup.templates import Template
from dashboard.record.search import MAX_LENGTH, clean

SEARCH = "search"
_component = st.components.v2.component(
    "panmunjom_search_box",
    html=str(Template("parts/search_box.html").box(MAX_LENGTH)),
    js=Path(__file__).with_name("search_box.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def search_box(page: str) -> None:
    """Draws the box. `page` is the path of the page that is shown; on the search page the box holds the question."""
    asked = clean(st.query_params.get("q", "")) if page == SEARCH else ""
    # What a reader chooses is opened by its address, so that the page is not run for what is typed.
    _component(key="search-box", data={"asked": asked, "base": prefix()}, width=180)
