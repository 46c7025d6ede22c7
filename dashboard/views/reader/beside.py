"""What the reader makes of a text: its words with passages and found words marked, its claims and outline, how to cite a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from dashboard.markup.marks import Mark, Piece, is_wrapped, paragraphs
from dashboard.markup.scripts import language
from dashboard.markup.site import origin
from dashboard.markup.templates import Template
from dashboard.parts.record_link import paragraph_number
from dashboard.record.cite import SITE
from dashboard.record.filters import address
from dashboard.store.dates import in_words
from dashboard.views.reader.finding import Hits
from dashboard.views.reader.texts import MOST_NUMBERED, Text

Row = dict[str, Any]

_HTML = Template("views/reader/page.html")

# Neighbouring marks stand in different places of the margin, so that two that begin on one line do not cover each other.
SLOTS = 3
QUOTED_LETTERS = 60


@dataclass(frozen=True)
class Shown:
    """What of a text is shown, and how: the portion, the chosen passage, the words that were looked for.

    `start` is the place to bring into view where that is no passage, -1 for none; `is_anchor` tells whether the passage is.
    """

    left: int
    right: int
    cite: str = ""
    is_anchor: bool = True
    words: str = ""
    start: int = -1


def document_text(text: Text, shown: Shown, hits: Hits) -> Markup:
    """HTML of a portion of a text with cited passages and found words marked, and the signs of its claims in the margin.

    Nothing is put between its words that a browser's own search would trip over: numbers, pages and signs are drawn by the style.
    """
    left, right = shown.left, shown.right
    within = [row for row in text.passages if left <= row["start_offset"] and row["end_offset"] <= right]
    marks = [
        Mark(
            row["start_offset"] - left,
            row["end_offset"] - left,
            row["citation_id"],
            row["verdict"] or "plain",
            _title(row),
        )
        for row in within
    ]
    split = paragraphs(
        text.body[left:right], marks, shown.cite, hits.within(left, right), wrapped=is_wrapped(text.body)
    )
    claims = {row["citation_id"]: (row, n % SLOTS) for n, row in enumerate(r for r in within if r["is_claim"])}
    order = [row["citation_id"] for row in within]
    return _HTML.text(_paragraphs(text, shown, split), order, shown, claims)


def _paragraphs(text: Text, shown: Shown, split: Sequence[Sequence[Piece]]) -> list[dict[str, Any]]:
    """The paragraphs with what the style draws beside them: number, heading, page that begins, language, whether to open there."""
    levels = {start: level for level, start, _ in text.headings}
    before, is_open, made = text.page_at(shown.left) - (shown.left == 0), shown.start >= 0, []
    for pieces in split:
        start = shown.left + pieces[0].start
        end = shown.left + pieces[-1].start + len(pieces[-1].text)
        page = text.page_at(start)
        number, _ = text.paragraph_at(start)
        made.append(
            {
                "pieces": pieces,
                "number": number if number <= MOST_NUMBERED else 0,
                "level": levels.get(start, 0),
                "page": page if page != before else 0,
                "language": language("".join(piece.text for piece in pieces)),
                "is_start": is_open and end > shown.start,
            }
        )
        is_open, before = is_open and end <= shown.start, page
    return made


def _title(row: Row) -> str:
    return f"{row['statement']} ({row['verdict_label'].lower()})" if row["statement"] else "cited passage"


def claim_list(text: Text, chosen: str) -> Markup:
    """HTML of the claims in reading order, by paragraph; the chosen one is marked with the class `here`."""
    claims = [(paragraph_number(text.body, row["start_offset"]), row) for row in text.passages if row["is_claim"]]
    groups = [(number, [row for _, row in rows]) for number, rows in groupby(claims, key=lambda claim: claim[0])]
    return _HTML.claim_list(len(claims), groups, chosen)


def passage_address(text: Text, passage: Row) -> str:
    """The whole address of a passage, for use outside this site."""
    shown = urlsplit(str(st.context.url or ""))
    # What a browser says of its own place is shown to nobody else.
    asked = f"{shown.scheme}://{shown.netloc}" if shown.netloc else ""
    return origin(asked, asked) + address("/source", doc=text.id, cite=passage["citation_id"])


def passage_citation(text: Text, passage: Row, build_id: str, url: str) -> str:
    """How to cite a passage: author, title, publisher, year, place and first words, and where it was read."""
    source = text.source
    author = f"{source['author']}, " if source["author"] else ""
    words = " ".join(passage["quote"].split())
    quoted = words if len(words) <= QUOTED_LETTERS else words[:QUOTED_LETTERS].rsplit(" ", 1)[0] + " …"
    named = [
        f"{author}“{source['title']}”",
        source["publisher"],
        in_words(source["published"] or ""),
        text.place_of(passage),
    ]
    original = f" Original: {source['url']}." if text.is_held else ""
    return f"{', '.join(filter(None, named))}, passage “{quoted}”. Read in {SITE}, build {build_id}. {url}{original}"
