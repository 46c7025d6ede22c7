"""A document to read: what it is, how far it can be trusted, its text with every cited span marked, the records behind the chosen one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import guarded, heading
from dashboard.parts.rich import rich
from dashboard.parts.titles import say_open
from dashboard.record.cite import DOCUMENT_TERMS
from dashboard.store.dates import in_words
from dashboard.views.reader.beside import claim_list, document_text, passage_address, passage_citation
from dashboard.views.reader.held import held_page

Row = dict[str, Any]
VERDICTS = {"vocabulary": "verdict"}

_HTML = Template("views/reader/page.html")


def reader_page() -> None:
    """The page /source?doc=…&cite=…; unknown values are ignored with a note."""
    doc = st.query_params.get("doc", "")
    rows = context.database().rows("pages", "document", {"doc": doc})
    if not rows and held_page(doc):
        return
    if not rows:
        _choose_document(doc)
        return
    document = rows[0]
    passages = context.database().rows("pages", "document_passages", {"doc": doc})
    say_open(document["title"])
    heading(document["title"], _what_it_is(document))
    html(_HTML.trust(document, DOCUMENT_TERMS))
    cite = _chosen(passages)
    _reader(document, passages, cite)


def _choose_document(asked: str) -> None:
    heading(PAGE["source"].title, PAGE["source"].purpose)
    if asked:
        show_notes([f"There is no document “{asked[:60]}” here; it was ignored."])
    for row in context.database().rows("pages", "source_list"):
        if row["is_document"]:
            st.page_link(PAGE["source"].script, label=row["title"], query_params={"doc": row["source_id"]})


def _chosen(passages: list[Row]) -> Row | None:
    cite = st.query_params.get("cite", "")
    found = next((row for row in passages if row["citation_id"] == cite), None)
    if cite and not found:
        show_notes([f"There is no passage “{cite[:60]}” in this document; it was ignored."])
    return found


def _reader(document: Row, passages: list[Row], chosen: Row | None) -> None:
    cite = chosen["citation_id"] if chosen else ""
    claims, text, side = st.columns([20, 47, 33], gap="medium")
    with claims, st.container(key="claim-list-box"):
        rich(claim_list(document["body"], passages, cite), key="claim-list", focus=cite, on_cite=_go)
    with text, st.container(key="document-box"):
        rich(document_text(document["body"], passages, cite), key="reader", focus=cite, on_cite=_go)
    with side, st.container(key="passage-side"):
        if chosen is None:
            _hint(passages)
        else:
            _side(document, passages, chosen)


def _hint(passages: list[Row]) -> None:
    verdicts = {row["code"]: row["label"] for row in context.database().rows("pages", "vocabulary_kinds", VERDICTS)}
    html(_HTML.hint(len(passages), verdicts))


def _side(document: Row, passages: list[Row], chosen: Row) -> None:
    number = passages.index(chosen)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="passage-steps"):
        st.button("Previous", disabled=number == 0, on_click=lambda: _go(passages[number - 1]["citation_id"]))
        st.button(
            "Next", disabled=number == len(passages) - 1, on_click=lambda: _go(passages[number + 1]["citation_id"])
        )
        html(_HTML.step(number + 1, len(passages)))
        st.button("Close", key="close-passage", on_click=_close, type="tertiary")
    if chosen["statement"]:
        html(_HTML.chosen_claim(chosen))
    _take_away(document, chosen)
    evidence_panel("Records that rest on this passage or are mentioned in it", chosen["records"], key="reader-evidence")


def _take_away(document: Row, chosen: Row) -> None:
    url = passage_address(document, chosen)
    record = chosen["claim_id"] or chosen["records"][0]
    with st.popover("Link and citation", key="pop-cite"):
        st.caption("Link to this passage")
        st.code(url, language=None, wrap_lines=True)
        st.caption("Citation")
        st.code(passage_citation(document, chosen, context.database().build_id, url), language=None, wrap_lines=True)
        html(_HTML.managers(record))


def _go(citation: str) -> None:
    st.query_params["cite"] = citation


def _close() -> None:
    st.query_params.pop("cite", None)


def _what_it_is(document: Row) -> str:
    author = document["author"] or "no author named"
    return f"{author}, {document['publisher']}, {in_words(document['published'])}. {document['genre']}."


guarded(reader_page)
