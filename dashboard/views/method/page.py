"""The method page: contents, codebook, coverage and data dictionary as one page of short sections, made once a build."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.markup.marks import escape
from dashboard.parts import context
from dashboard.parts.page import guarded, heading
from dashboard.parts.rich import rich
from dashboard.views.method.codebook import codebook
from dashboard.views.method.coverage import coverage
from dashboard.views.method.dictionary import dictionary
from dashboard.views.method.tables import Section


def method_page() -> None:
    """The page /method. Raises StoreError."""
    heading(PAGE["method"].title, PAGE["method"].purpose)
    rich(method_html(context.database().build_id), key="method")


@st.cache_data(max_entries=4, show_spinner=False)
def method_html(build_id: str) -> str:
    """The whole page as HTML. `build_id` keys the cache. Raises StoreError."""
    database = context.database()
    sections = [*codebook(database), *coverage(database), dictionary(database)]
    return f"<div class='method'>{_contents(sections)}<div>{''.join(map(_section, sections))}</div></div>"


def _contents(sections: list[Section]) -> str:
    items = "".join(f"<li><a href='#{escape(section.id)}'>{escape(section.title)}</a></li>" for section in sections)
    return f"<nav class='toc' aria-label='On this page'><p>On this page</p><ol>{items}</ol></nav>"


def _section(section: Section) -> str:
    return (
        f"<section class='method-section' aria-labelledby='{escape(section.id)}'>"
        f"<h2 class='section-title' id='{escape(section.id)}'>{escape(section.title)}</h2>{section.html}</section>"
    )


guarded(method_page)
