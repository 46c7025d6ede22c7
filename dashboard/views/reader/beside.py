"""A document in the reader and what stands beside it: its marked text, verdicts in the margin, its claims, how to cite a passage."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from dashboard.markup.marks import Mark, paragraphs
from dashboard.markup.templates import Template
from dashboard.parts.record_link import paragraph_number
from dashboard.record.cite import SITE
from dashboard.record.filters import address
from dashboard.store.dates import in_words

Row = Mapping[str, Any]

_HTML = Template("views/reader/page.html")

# Neighbouring marks stand in different places of the margin, so that two that begin on one line do not cover each other.
SLOTS = 3
QUOTED_LETTERS = 60


def margin_marks(passages: Sequence[Row], chosen: str) -> dict[str, Markup]:
    """HTML of the mark of each claim by citation: a sign in the margin at the line where its passage begins."""
    claims = [row for row in passages if row["is_claim"]]
    return {
        row["citation_id"]: _HTML.margin_mark(row, number % SLOTS, row["citation_id"] == chosen)
        for number, row in enumerate(claims)
    }


def document_text(body: str, passages: Sequence[Row], chosen: str) -> Markup:
    """HTML of a document with every cited passage marked, and its claims in the margin."""
    marks = [
        Mark(row["start_offset"], row["end_offset"], row["citation_id"], row["verdict"] or "plain", _title(row))
        for row in passages
    ]
    order = [row["citation_id"] for row in passages]
    return _HTML.text(paragraphs(body, marks, chosen), order, chosen, margin_marks(passages, chosen))


def _title(row: Row) -> str:
    return f"{row['statement']} ({row['verdict_label'].lower()})" if row["statement"] else "cited passage"


def claim_list(body: str, passages: Sequence[Row], chosen: str) -> Markup:
    """HTML of the claims in reading order, by paragraph; the chosen one is marked with the class `here`."""
    claims = [(paragraph_number(body, row["start_offset"]), row) for row in passages if row["is_claim"]]
    groups = [(number, [row for _, row in rows]) for number, rows in groupby(claims, key=lambda claim: claim[0])]
    return _HTML.claim_list(len(claims), groups, chosen)


def passage_address(document: Row, passage: Row) -> str:
    """The whole address of a passage, for use outside this site."""
    shown = urlsplit(str(st.context.url or ""))
    base = os.environ.get("PANMUNJOM_URL") or (f"{shown.scheme}://{shown.netloc}" if shown.netloc else "")
    return base.rstrip("/") + address("/source", doc=document["source_id"], cite=passage["citation_id"])


def passage_citation(document: Row, passage: Row, build_id: str, url: str) -> str:
    """How to cite a passage: author, title, publisher, year, paragraph and first words, and where it was read."""
    author = f"{document['author']}, " if document["author"] else ""
    words = " ".join(passage["quote"].split())
    quoted = words if len(words) <= QUOTED_LETTERS else words[:QUOTED_LETTERS].rsplit(" ", 1)[0] + " …"
    number = paragraph_number(document["body"], passage["start_offset"])
    return (
        f"{author}“{document['title']}”, {document['publisher']}, {in_words(document['published'])}, paragraph {number},"
        f" passage “{quoted}”. Read in {SITE}, build {build_id}. {url}"
    )
