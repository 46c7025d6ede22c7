"""A text to read: what it is, how far it can be trusted, its words with every cited passage marked, the records behind the chosen one."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.pages import PAGE
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import guarded, heading
from dashboard.parts.rich import rich
from dashboard.parts.titles import say_open
from dashboard.parts.verbatim import verbatim
from dashboard.record.cite import DOCUMENT_TERMS
from dashboard.store.dates import in_words
from dashboard.views.reader import asked
from dashboard.views.reader.asked import Asked, place_address
from dashboard.views.reader.beside import Shown, claim_list, document_text, passage_address, passage_citation
from dashboard.views.reader.find_box import find_box
from dashboard.views.reader.finding import Hits
from dashboard.views.reader.outline import outline
from dashboard.views.reader.portion import neighbours, portion_at
from dashboard.views.reader.texts import Text, open_text
from dashboard.views.reader.together import texts_of_record

Row = dict[str, Any]
VERDICTS = {"vocabulary": "verdict"}

_HTML = Template("views/reader/page.html")


def reader_page() -> None:
    """The page /source?doc=…&cite=…&find=…&page=…, or ?record=… for what the texts say of a record; unknown values get a note."""
    html(styles.of_wing("reader"))
    doc, record = st.query_params.get("doc", ""), st.query_params.get("record", "")
    if record and not doc:
        texts_of_record(record)
        return
    text = open_text(doc)
    if text is None:
        _choose_document(doc)
        return
    wanted = asked.read(text)
    say_open(text.source["title"])
    heading(text.source["title"], _what_it_is(text.source))
    html(_HTML.trust(text.source, text.is_held, DOCUMENT_TERMS))
    show_notes(wanted.notes)
    _columns(text, wanted)


def _choose_document(doc: str) -> None:
    heading(PAGE["source"].title, PAGE["source"].purpose)
    if doc:
        show_notes([f"There is no document “{doc[:60]}” here; it was ignored."])
    for row in context.database().rows("pages", "source_list"):
        if row["is_document"]:
            st.page_link(PAGE["source"].script, label=verbatim(row["title"]), query_params={"doc": row["source_id"]})


def _columns(text: Text, wanted: Asked) -> None:
    cite = wanted.passage["citation_id"] if wanted.passage else ""
    if text.headings or any(row["is_claim"] for row in text.passages):
        left, middle, right = st.columns([20, 47, 33], gap="medium")
        with left, st.container(key="claim-list-box"):
            _contents(text, wanted, cite)
    else:
        middle, right = st.columns([62, 38], gap="medium")
    with middle, st.container(key="document-box"):
        with st.container(key="find-box"):
            find_box(text, wanted)
        _words(text, wanted, cite)
    with right, st.container(key="passage-side"):
        if wanted.passage is None:
            _hint(text)
        else:
            _side(text, wanted.passage)


def _contents(text: Text, wanted: Asked, cite: str) -> None:
    entries = [
        (entry, place_address(text, wanted.words, entry.start)) for entry in outline(text.headings, wanted.position)
    ]
    has_claims = any(row["is_claim"] for row in text.passages)
    if entries:
        rich(_HTML.outline(entries, not has_claims), key="outline", focus=str(wanted.position))
    if has_claims:
        rich(claim_list(text, cite), key="claim-list", focus=cite, on_cite=_go)


def _words(text: Text, wanted: Asked, cite: str) -> None:
    left, right = portion_at(text.body, wanted.position)
    shown = Shown(
        left,
        right,
        cite,
        is_anchor=wanted.by == "cite",
        words=wanted.words,
        start=wanted.position if wanted.by in ("page", "at") else -1,
    )
    ways = [
        place_address(text, wanted.words, place) if place is not None else "" for place in neighbours(text.body, left)
    ]
    article = _article(context.database().file.name, text.version, text.id, shown, text, wanted.hits)
    rich(_HTML.portion(article, shown, len(text.body), *ways), key="reader", focus=_focus(wanted, cite), on_cite=_go)


def _focus(wanted: Asked, cite: str) -> str:
    return cite if wanted.by == "cite" else f"{wanted.by} {wanted.position}" if wanted.by in ("page", "at") else ""


@st.cache_data(max_entries=64, show_spinner=False)
def _article(build: str, version: str, source: str, shown: Shown, _text: Text, _hits: Hits) -> Markup:
    """The words of a portion. The build, the version of the text and its source key the cache: who asks was let in before."""
    return document_text(_text, shown, _hits)


def _hint(text: Text) -> None:
    verdicts = {row["code"]: row["label"] for row in context.database().rows("pages", "vocabulary_kinds", VERDICTS)}
    has_claims = any(row["is_claim"] for row in text.passages)
    html(_HTML.hint(len(text.passages), verdicts, has_claims))


def _side(text: Text, chosen: Row) -> None:
    passages = text.passages
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
    _take_away(text, chosen)
    evidence_panel("Records that rest on this passage or are mentioned in it", chosen["records"], key="reader-evidence")


def _take_away(text: Text, chosen: Row) -> None:
    url = passage_address(text, chosen)
    record = chosen["claim_id"] or chosen["records"][0]
    with st.popover("Link and citation", key="pop-cite"):
        st.caption("Link to this passage")
        st.code(url, language=None, wrap_lines=True)
        st.caption("Citation")
        st.code(passage_citation(text, chosen, context.database().build_id, url), language=None, wrap_lines=True)
        html(_HTML.managers(record))


def _go(citation: str) -> None:
    asked.go(cite=citation)


def _close() -> None:
    asked.go(cite="")


def _what_it_is(source: Row) -> str:
    published = in_words(source["published"]) if source["published"] else ""
    named = [source["author"] or "no author named", source["publisher"], published]
    kind = source["genre"] or source["kind_label"]
    return f"{', '.join(filter(None, named))}. {kind}."


guarded(reader_page)
