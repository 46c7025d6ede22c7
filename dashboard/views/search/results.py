"""The hits of a search as HTML: grouped by type, each with its words in context and a link to its record or passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.charts.pages import page_of_type
from dashboard.markup.marks import escape
from dashboard.record.filters import address
from dashboard.record.search import TYPES, Found, Hit
from dashboard.views.search.marks import Words, best_window, excerpt_html, marked, tight

Row = dict[str, Any]
SHOWN_NAMES = 2


@dataclass(frozen=True)
class Passages:
    """The cited passages of each document: rows of sql/pages/document_passages.sql by document."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def nearest(self, document: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
        """Id of the cited passage that holds most of the found words (`spans` of the document), else the nearest; empty without any."""

        def rank(row: Row) -> tuple[int, int, int]:
            left, right = row["start_offset"], row["end_offset"]
            inside = sum(last - first for first, last in spans if left <= first and last <= right)
            return -inside, max(left - end, start - right, 0), right - left

        rows = self.rows.get(document, ())
        return str(min(rows, key=rank)["citation_id"]) if rows else ""


def results_html(found: Found, words: Words, passages: Passages, kind: str) -> str:
    """Every group, in the order of its best hit. `kind` is the type that the reader limited the search to, or empty."""
    return "".join(_group(found, name, count, words, passages, kind) for name, count in found.counts)


def target(hit: Hit, words: Words, passages: Passages) -> tuple[str, bool]:
    """The address that opens a hit, and whether it is a page of this app (a record's own page is plain HTML)."""
    if hit.type == "passage":
        spans = [(hit.start + first, hit.start + last) for first, last in words.spans(hit.body)]
        left, right = best_window(hit.body, words.spans(hit.body))
        cite = passages.nearest(hit.source, hit.start + left, hit.start + right, spans)
        return address("/source", doc=hit.source, cite=cite), True
    if hit.type == "expert":
        return address("/positions", None, actor=hit.id), True
    page = page_of_type(hit.type)
    return (address(f"/{page.path}", record=hit.id), True) if page else (f"/r/{hit.id}", False)


def _group(found: Found, name: str, count: int, words: Words, passages: Passages, kind: str) -> str:
    hits = [hit for hit in found.hits if hit.type == name]
    more = ""
    if count > len(hits) and not kind:
        url = address("/search", q=found.text, type=name)
        more = (
            f"<p class='hit-more'><a data-page href='{escape(url)}'>All {count:,} {escape(TYPES[name].lower())}</a></p>"
        )
    elif count > len(hits):
        more = f"<p class='quiet'>The first {len(hits):,} of {count:,}; more words narrow it down.</p>"
    items = "".join(_hit(hit, words, passages, found.text) for hit in hits)
    return (
        f"<section class='hits' id='hits-{name}' aria-label='{escape(TYPES[name])}'>"
        f"<h2>{escape(TYPES[name])} <span>{count:,}</span></h2><ol>{items}</ol>{more}</section>"
    )


def _hit(hit: Hit, words: Words, passages: Passages, asked: str) -> str:
    url, is_page = target(hit, words, passages)
    title_spans = [] if hit.type == "passage" else words.spans(hit.title)
    body = _text(hit, words)
    meta = " · ".join(filter(None, [escape(hit.date), _other_names(hit, words, asked)]))
    return (
        f"<li><a class='hit-title' {'data-page ' if is_page else ''}href='{escape(url)}'>{marked(hit.title, title_spans)}</a>"
        f"{f'<span class=hit-meta>{meta}</span>' if meta else ''}{body}</li>"
    )


def _text(hit: Hit, words: Words) -> str:
    """The text of a hit in context: a document's words, in their own type, where they have more of the found words than ours."""
    is_quote = len(words.spans(hit.quote)) > len(words.spans(hit.body))
    text = hit.quote if is_quote else hit.body
    theirs = " source-text" if is_quote or hit.type == "passage" else ""
    return f"<p class='hit-text{theirs}'>{excerpt_html(text, words)}</p>" if text else ""


def _other_names(hit: Hit, words: Words, asked: str) -> str:
    """The other name that was asked for, or those with the found words where the shown text has none of them."""
    others = [name for name in hit.names if tight(name) not in tight(hit.title)]
    if hit.is_named:
        listed = [name for name in others if tight(name) == tight(asked)]
    elif any(words.spans(text) for text in (hit.title, hit.body, hit.quote)):
        listed = []
    else:
        listed = sorted(filter(words.spans, others), key=lambda name: (-len(words.spans(name)), len(name), name))
    shown = ", ".join(marked(name, words.spans(name)) for name in listed[:SHOWN_NAMES])
    return f"{'also called' if hit.is_named else 'by another name:'} {shown}" if shown else ""
