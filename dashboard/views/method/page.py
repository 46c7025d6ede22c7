"""The method page: contents, codebook, coverage and data dictionary as one page of short sections, made once a build."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.charts.pages import PAGE
from dashboard.parts import context
from dashboard.parts.held import client
from dashboard.parts.page import guarded, heading
from dashboard.parts.rich import rich
from dashboard.store.served import Served, served
from dashboard.views.method.codebook import codebook
from dashboard.views.method.coverage import coverage
from dashboard.views.method.dictionary import dictionary
from dashboard.views.method.tables import page


def method_page() -> None:
    """The page /method. Raises StoreError."""
    heading(PAGE["method"].title, PAGE["method"].purpose)
    rich(method_html(context.database().build_id, served(context.database(), client())), key="method")


@st.cache_data(max_entries=4, show_spinner=False)
def method_html(build_id: str, readable: Served) -> Markup:
    """The whole page as HTML. `build_id`, and what the library shows to the reader, key the cache. Raises StoreError."""
    database = context.database()
    return page([*codebook(database), *coverage(database, readable), dictionary(database)])


guarded(method_page)
