"""A document to read: what it is and how far it can be trusted, the text with every cited span marked, the records behind the chosen one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.links import address
from dashboard.parts import context
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.page import heading
from dashboard.parts.rich import rich
from dashboard.store.dates import in_words
from dashboard.text import Mark, escape, host, link, marked_paragraphs

Row = dict[str, Any]


def reader_page() -> None:
    """The page /source?doc=…&cite=…; unknown values are ignored with a note."""
    doc = st.query_params.get("doc", "")
    rows = context.database().rows("pages", "document", {"doc": doc})
    if not rows:
        _choose_document(doc)
        return
    document = rows[0]
    passages = context.database().rows("pages", "document_passages", {"doc": doc})
    heading(document["title"], _what_it_is(document))
    st.html(_trust(document))
    cite = _chosen(passages)
    _reader(document, passages, cite)


def _choose_document(asked: str) -> None:
    heading("Documents", "The documents whose words are kept here, with every cited passage marked.")
    if asked:
        st.info(f"There is no document “{asked[:60]}” here; it was ignored.")
    for row in context.database().rows("pages", "source_list"):
        if row["is_document"]:
            st.page_link("views/source.py", label=row["title"], query_params={"doc": row["source_id"]})


def _chosen(passages: list[Row]) -> Row | None:
    cite = st.query_params.get("cite", "")
    found = next((row for row in passages if row["citation_id"] == cite), None)
    if cite and not found:
        st.info(f"There is no passage “{cite[:60]}” in this document; it was ignored.")
    return found


def _reader(document: Row, passages: list[Row], chosen: Row | None) -> None:
    text, side = st.columns([3, 2], gap="large")
    with text:
        marks = [
            Mark(row["start_offset"], row["end_offset"], row["citation_id"], row["verdict"] or "plain", _title(row))
            for row in passages
        ]
        cite = chosen["citation_id"] if chosen else ""
        paragraphs = marked_paragraphs(document["body"], marks, cite)
        numbered = "".join(
            f"<p><span class='number' aria-hidden='true'>{number}</span>{paragraph}</p>"
            for number, paragraph in enumerate(paragraphs, start=1)
        )
        rich(f"<article class='source-text document'>{numbered}</article>", key="reader", focus=cite, on_cite=_go)
    with side, st.container(key="passage-side"):
        _side(document, passages, chosen)


def _side(document: Row, passages: list[Row], chosen: Row | None) -> None:
    if chosen is None:
        st.html(
            f"<p class='quiet'>{len(passages)} passages are cited. Choose a marked one to see the records that rest on"
            " it. With the keyboard: Tab to the text, then j and k move between passages, Enter opens one.</p>"
        )
        _legend()
        return
    number = passages.index(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", disabled=number == 0, on_click=lambda: _go(passages[number - 1]["citation_id"]))
        st.button(
            "Next", disabled=number == len(passages) - 1, on_click=lambda: _go(passages[number + 1]["citation_id"])
        )
        st.html(f"<p class='quiet'>Passage {number + 1} of {len(passages)}</p>")
    if chosen["statement"]:
        st.html(
            f"<p class='claim'><span class='verdict {escape(chosen['verdict'])}'>{escape(chosen['verdict_label'])}</span>"
            f" {escape(chosen['statement'])}</p><p class='quiet'>{escape(chosen['verdict_note'])}</p>"
        )
    evidence_panel("Records that rest on this passage or are mentioned in it", chosen["records"], key="reader-evidence")
    url = address("/source", doc=document["source_id"], cite=chosen["citation_id"])
    st.html(f"<p class='quiet'>Link to this passage: <a href='{escape(url)}'>{escape(url)}</a></p>")


def _legend() -> None:
    verdicts = ("supported", "partly_supported", "contradicted", "opinion", "unverifiable")
    listed = "".join(f"<li><span class='verdict {v}'>{escape(v.replace('_', ' '))}</span></li>" for v in verdicts)
    st.html(
        f"<p class='quiet'>The line under a passage tells whether its claim holds:</p><ul class='legend'>{listed}</ul>"
    )


def _go(citation: str) -> None:
    st.query_params["cite"] = citation


def _title(row: Row) -> str:
    return f"{row['statement']} ({str(row['verdict']).replace('_', ' ')})" if row["statement"] else "cited passage"


def _what_it_is(document: Row) -> str:
    author = document["author"] or "no author named"
    return f"{author}, {document['publisher']}, {in_words(document['published'])}. {document['genre']}."


def _trust(document: Row) -> str:
    return (
        f"<div class='trust'><p><b>How far it can be trusted.</b> {escape(document['reliability_note'])}</p>"
        f"<p>The text belongs to its publisher and is outside this project's licence. Original: "
        f"{link(document['url'], host(document['url']))}</p></div>"
    )
