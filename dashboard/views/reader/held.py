"""A text of the reader's own library: with every passage marked that was found in it, for whom it may be shown to."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.held import held_text
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import heading
from dashboard.parts.rich import rich
from dashboard.parts.titles import say_open
from dashboard.record.filters import address
from dashboard.store.dates import in_words
from dashboard.views.reader.beside import document_text

Row = dict[str, Any]

_HTML = Template("views/reader/page.html")
# A browser reads about this much at once without a wait; a volume is shown in parts.
PART = 120_000
_NO_CLAIM = {"is_claim": False, "statement": None, "verdict": None, "verdict_label": None}


def held_page(doc: str) -> bool:
    """Shows the held text of a source at /source?doc=…&cite=…; whether there is one that this reader may see."""
    sources = context.database().rows("pages", "library_source", {"doc": doc})
    body = held_text(doc) if sources else None
    if body is None:
        return False
    source = sources[0]
    passages = _passages(doc)
    chosen = _chosen(passages)
    say_open(source["title"])
    heading(source["title"], ". ".join(filter(None, [source["kind_label"], source["publisher"], _published(source)])))
    html(_HTML.held_terms(source))
    left, right = part_at(body, chosen["start_offset"] if chosen else _at())
    if right - left < len(body):
        html(_HTML.held_part(left, right, len(body), _part(doc, left - PART), _part(doc, right)))
    text, side = st.columns([62, 38], gap="medium")
    with text, st.container(key="document-box"):
        cite = chosen["citation_id"] if chosen else ""
        rich(
            document_text(body[left:right], _within(passages, left, right), cite), key="reader", focus=cite, on_cite=_go
        )
    with side, st.container(key="passage-side"):
        if chosen:
            evidence_panel("Records that rest on this passage", chosen["records"], key="reader-evidence")
        else:
            html(_HTML.held_hint(len(passages)))
    return True


def part_at(body: str, position: int) -> tuple[int, int]:
    """The part of a text to show: all of a short one, else what surrounds a position, in whole paragraphs."""
    if len(body) <= PART:
        return 0, len(body)
    left = max(0, min(position - PART // 10, len(body) - PART))
    left = max(0, body.rfind("\n", 0, left) + 1) if left else 0
    right = body.find("\n", min(left + PART, len(body)))
    return left, min(right, left + 2 * PART) if right >= 0 else min(len(body), left + 2 * PART)


def _passages(doc: str) -> list[Row]:
    """The passages that were found in the text as it is held now."""
    rows = context.database().rows("pages", "library_passages", {"doc": doc})
    return [{**row, **_NO_CLAIM} for row in rows if held_text(doc, row["text_sha256"]) is not None]


def _chosen(passages: list[Row]) -> Row | None:
    cite = st.query_params.get("cite", "")
    found = next((row for row in passages if row["citation_id"] == cite), None)
    if cite and not found:
        show_notes([f"The passage “{cite[:60]}” was not found in this text; it was ignored."])
    return found


def _within(passages: list[Row], left: int, right: int) -> list[Row]:
    return [
        {**row, "start_offset": row["start_offset"] - left, "end_offset": row["end_offset"] - left}
        for row in passages
        if left <= row["start_offset"] and row["end_offset"] <= right
    ]


def _published(source: Row) -> str:
    return in_words(source["published"]) if source["published"] else ""


def _at() -> int:
    asked = st.query_params.get("at", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


def _part(doc: str, position: int) -> str:
    return address("/source", doc=doc, at=str(max(0, position)))


def _go(citation: str) -> None:
    st.query_params["cite"] = citation
