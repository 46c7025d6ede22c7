"""Sources: the two documents kept here, and every source that any record rests on."""

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.markup.marks import escape
from dashboard.parts import context
from dashboard.parts.page import guarded, heading, open_record
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.store.dates import in_words
from dashboard.views.sources.register import register


def _documents() -> None:
    rows = [row for row in context.database().rows("pages", "source_list") if row["is_document"]]
    cards = "".join(
        f"<li class='document-card'><a data-page href='{escape(address('/source', doc=row['source_id']))}'>"
        f"{escape(row['title'])}</a><p class='quiet'>{escape(row['author'] or 'no author named')}, "
        f"{escape(row['publisher'])}, {escape(in_words(row['published']))} · {escape(row['kind'])} · "
        f"{row['records']} records</p></li>"
        for row in rows
    )
    st.html("<h2 class='section-title'>The documents</h2>")
    rich(f"<ul class='document-cards'>{cards}</ul>", key="documents")


def _page() -> None:
    heading(PAGE["sources"].title, PAGE["sources"].purpose)
    open_record()
    _documents()
    st.html("<h2 class='section-title'>All sources</h2>")
    register()


guarded(_page)
