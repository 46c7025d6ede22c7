"""What stands beside a document in the reader: verdict marks in the margin, its claims in reading order, link and citation of a passage."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard.markup.marks import escape
from dashboard.parts.record_link import GLYPHS, paragraph_number
from dashboard.record.cite import SITE
from dashboard.record.filters import address
from dashboard.store.dates import in_words

Row = Mapping[str, Any]

# Neighbouring marks stand in different places of the margin, so that two that begin on one line do not cover each other.
SLOTS = 3
QUOTED_LETTERS = 60


def margin_marks(passages: Sequence[Row], chosen: str) -> dict[str, str]:
    """HTML of the mark of each claim by citation: a sign in the margin at the line where its passage begins."""
    claims = [row for row in passages if row["is_claim"]]
    return {row["citation_id"]: _margin_mark(row, number % SLOTS, chosen) for number, row in enumerate(claims)}


def _margin_mark(row: Row, slot: int, chosen: str) -> str:
    said = f"{row['verdict_label']}: {row['statement']}"
    here = " here" if row["citation_id"] == chosen else ""
    return (
        f"<span class='margin-mark slot-{slot} glyph {escape(row['verdict'])}{here}' data-cite='{escape(row['citation_id'])}'"
        f" role='button' tabindex='-1' aria-label='{escape(said)}' title='{escape(said)}'>{GLYPHS.get(row['verdict'], '')}</span>"
    )


def claim_list(body: str, passages: Sequence[Row], chosen: str) -> str:
    """HTML of the claims in reading order, by paragraph; the chosen one is marked with the class `here`."""
    claims = [(paragraph_number(body, row["start_offset"]), row) for row in passages if row["is_claim"]]
    groups = "".join(
        f"<li><p class='quiet'>Paragraph {number}</p><ol>{''.join(_item(row, chosen) for _, row in rows)}</ol></li>"
        for number, rows in groupby(claims, key=lambda claim: claim[0])
    )
    return (
        f"<nav class='claim-list' aria-label='Claims in reading order'><p class='panel-title'>{len(claims)} claims in reading order</p>"
        f"<ol class='scroll-box' tabindex='0'>{groups}</ol></nav>"
    )


def _item(row: Row, chosen: str) -> str:
    is_here = row["citation_id"] == chosen
    here, current = (" class='here'", " aria-current='true'") if is_here else ("", "")
    return (
        f"<li{here}><span class='claim-item' role='button' tabindex='0' data-cite='{escape(row['citation_id'])}'{current}>"
        f"<span class='glyph {escape(row['verdict'])}' aria-hidden='true'>{GLYPHS.get(row['verdict'], '')}</span>"
        f"<span>{escape(row['statement'])} <span class='said'>{escape(row['verdict_label'])}</span></span></span></li>"
    )


def legend() -> str:
    """HTML that explains the signs of the verdicts."""
    words = {code: code.replace("_", " ") for code in GLYPHS} | {"unverifiable": "not verifiable"}
    items = "".join(
        f"<li><span class='glyph {code}' aria-hidden='true'>{GLYPHS[code]}</span> <span class='verdict {code}'>{word}</span></li>"
        for code, word in words.items()
    )
    return f"<ul class='legend'>{items}</ul>"


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
