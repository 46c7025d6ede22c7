"""A text to read, whether it came with the project or is held in the library: its words, pages, headings and cited passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.parts import context
from dashboard.parts.held import held
from dashboard.parts.record_link import paragraph_number
from dashboard.views.reader.outline import Heading, headings_of

Row = dict[str, Any]

# Nobody counts on after these, and there is no room in the margin.
MOST_NUMBERED = 999
_NO_CLAIM = {"is_claim": False, "claim_id": None, "statement": None, "verdict": None, "verdict_label": None}


@dataclass(frozen=True)
class Text:
    """A text. `source` is its row; `passages` are the cited ones in order; `pages` are the first code points of its pages.

    `version` is another for other words: what is made of the text may be kept under it.
    """

    source: Row
    body: str
    passages: Sequence[Row]
    pages: Sequence[int]
    headings: Sequence[Heading]
    version: str
    is_held: bool

    @property
    def id(self) -> str:
        """The id of its source."""
        return str(self.source["source_id"])

    def passage(self, citation: str) -> Row | None:
        """The passage of a citation; None where the text has none."""
        return next((row for row in self.passages if row["citation_id"] == citation), None)

    def page_at(self, position: int) -> int:
        """The number of the page that holds a place; 0 where the text has no pages."""
        return max(1, bisect_right(self.pages, position)) if self.pages else 0

    def paragraph_at(self, position: int) -> tuple[int, str]:
        """The number of the paragraph that holds a place; in a held text with headings it is counted from the last one, which is named."""
        number = paragraph_number(self.body, position)
        under = bisect_right(self._heading_starts, position) if self.is_held else 0
        if not under:
            return number, ""
        _, start, title = self.headings[under - 1]
        return number - paragraph_number(self.body, start), title

    def place_of(self, passage: Row) -> str:
        """Where a passage stands, in words: the page, else the paragraph."""
        page = self.page_at(passage["start_offset"])
        if page:
            return f"page {page} of the file"
        number, title = self.paragraph_at(passage["start_offset"])
        if number > MOST_NUMBERED:
            return f"character {passage['start_offset'] + 1:,} of {len(self.body):,}"
        return f"paragraph {number}{f' under “{title}”' if title else ''}"

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [start for _, start, _ in self.headings]


def open_text(doc: str) -> Text | None:
    """The text of a source; None where there is none that this reader may see. Raises StoreError."""
    return _document(doc) or _held(doc)


def _document(doc: str) -> Text | None:
    rows = context.database().rows("pages", "document", {"doc": doc})
    if not rows:
        return None
    passages = context.database().rows("pages", "document_passages", {"doc": doc})
    body = rows[0]["body"]
    return Text(rows[0], body, passages, (), headings_of(body), rows[0]["sha256"], is_held=False)


def _held(doc: str) -> Text | None:
    sources = context.database().rows("pages", "library_source", {"doc": doc})
    found = held(doc) if sources else None
    if found is None:
        return None
    body, snapshot = found.body, found.snapshot
    rows = context.database().rows("pages", "library_passages", {"doc": doc})
    passages = [
        {**row, **_NO_CLAIM, "quote": body[row["start_offset"] : row["end_offset"]]}
        for row in rows
        # Places hold for the text in which they were found.
        if row["text_sha256"] == snapshot.text_sha256
    ]
    headings = [(level, start, _tidy(title)) for level, start, title in snapshot.headings] or headings_of(body)
    return Text(sources[0], body, passages, snapshot.pages, headings, snapshot.text_sha256, is_held=True)


def _tidy(title: str) -> str:
    """A title without the blanks that taking it out of its markup leaves inside brackets."""
    return title.replace("( ", "(").replace(" )", ")")
