"""Sources: the two documents kept here, and every source that any record rests on."""

import streamlit as st

from dashboard.links import address
from dashboard.parts import context
from dashboard.parts.page import guarded, heading, open_record
from dashboard.parts.rich import rich
from dashboard.store.dates import in_words
from dashboard.text import escape


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


def _all_sources() -> None:
    st.html("<h2 class='section-title'>All sources</h2>")
    words = st.text_input("Find a source", key="source-words", placeholder="Title, publisher, kind or voice")
    rows = context.database().frame("pages", "source_list", {})
    if words:
        haystack = rows[["title", "publisher", "author", "kind", "voice", "url"]].fillna("").agg(" ".join, axis=1)
        for word in words.casefold().split():
            rows = rows[haystack.loc[rows.index].str.casefold().str.contains(word, regex=False)]
    st.caption(f"{len(rows):,} sources. Records: how many records rest on the source or are mentioned in it.")
    st.dataframe(
        rows.drop(columns=["source_id", "is_document"]).fillna({"author": "", "published": "", "reliability_note": ""}),
        hide_index=True,
        width="stretch",
        height=560,
        key="source-table",
        column_config={
            "title": st.column_config.TextColumn("Title", width="large"),
            "publisher": st.column_config.TextColumn("Publisher", width="medium"),
            "author": "Author",
            "published": "Published",
            "kind": "Kind",
            "voice": "Voice",
            "records": st.column_config.NumberColumn("Records"),
            "reliability_note": st.column_config.TextColumn("How far to trust it", width="large"),
            "url": st.column_config.LinkColumn("Link", validate="^https?://", display_text="open"),
        },
        alt="All sources",
    )


def _page() -> None:
    heading("Sources", "The two documents kept here word for word, and every source that a record rests on.")
    open_record()
    _documents()
    _all_sources()


guarded(_page)
