"""The hits of a search as HTML: grouped by type, each with its words in context and a link to its record or passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dashboard.charts.pages import opened_at
from dashboard.markup.templates import Template
from dashboard.record.filters import address
from dashboard.record.search import Found, Hit
from dashboard.record.words import TYPES
from dashboard.views.search.marks import Pieces, Words, best_window, excerpt, pieces, tight

Row = dict[str, Any]
SHOWN_NAMES = 2
# How many of the best of all types stand above the groups.
BEST = 3

_HTML = Template("views/search/results.html")


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


def page_html(head: Row, links: Sequence[tuple[str, str]], groups: Markup | str = "") -> Markup:
    """The whole page: what the head says, links to further searches, the groups of hits."""
    return _HTML.page(head, links, groups)


def noted(note: str, page: Markup) -> Markup:
    """The page with a note above it, if there is one."""
    return _HTML.noted(note, page)


def results_html(found: Found, words: Words, passages: Passages, kind: str) -> Markup:
    """The best of all, then every group in the order of its best hit. `kind` is the type that a reader limited it to, or empty."""
    best = found.hits[:BEST] if not kind and len(found.counts) > 1 and found.total > BEST else ()
    groups = [_group(found, name, count, words, passages, kind, best) for name, count in found.counts]
    nearest = [{**_hit(hit, words, passages, asked_of(found)), "kind": TYPES[hit.type].one} for hit in best]
    return _HTML.groups(nearest, [group for group in groups if group["hits"]])


def asked_of(found: Found) -> str:
    """What was looked for: the question, or what it seems to have meant."""
    return found.instead or found.text


def target(hit: Hit, words: Words, passages: Passages) -> tuple[str, bool]:
    """The address that opens a hit, and whether it is a page of this app (a record's own page is plain HTML)."""
    if hit.type == "passage":
        spans = [(hit.start + first, hit.start + last) for first, last in words.spans(hit.body)]
        left, right = best_window(hit.body, words.spans(hit.body))
        cite = passages.nearest(hit.source, hit.start + left, hit.start + right, spans)
        return address("/source", doc=hit.source, cite=cite), True
    return opened_at(hit.type, hit.id)


def _group(
    found: Found, name: str, count: int, words: Words, passages: Passages, kind: str, best: Sequence[Hit]
) -> Row:
    listed = [hit for hit in found.hits if hit.type == name]
    hits = [_hit(hit, words, passages, asked_of(found)) for hit in listed if hit not in best]
    has_more = count > len(listed) and not kind
    return {
        "type": name,
        "name": TYPES[name].heading,
        "count": count,
        "shown": len(listed),
        "hits": hits,
        "all": address("/search", q=asked_of(found), type=name) if has_more else "",
    }


def _hit(hit: Hit, words: Words, passages: Passages, asked: str) -> Row:
    url, is_page = target(hit, words, passages)
    # A document's words, in their own type, where they have more of the found words than ours.
    is_quote = len(words.spans(hit.quote)) > len(words.spans(hit.body))
    text = hit.quote if is_quote else hit.body
    return {
        "kind": "",
        "url": url,
        "is_page": is_page,
        "title": pieces(hit.title, [] if hit.type == "passage" else words.spans(hit.title)),
        "date": hit.date,
        "how": "also called" if hit.is_named else "by another name:",
        "names": _other_names(hit, words, asked),
        "text": excerpt(text, words) if text else None,
        "is_theirs": is_quote or hit.type == "passage",
    }


def _other_names(hit: Hit, words: Words, asked: str) -> list[Pieces]:
    """The other name that was asked for, or those with the found words where the shown text has none of them."""
    others = [name for name in hit.names if tight(name) not in tight(hit.title)]
    if hit.is_named:
        listed = [name for name in others if tight(name) == tight(asked)]
    elif any(words.spans(text) for text in (hit.title, hit.body, hit.quote)):
        listed = []
    else:
        listed = sorted(filter(words.spans, others), key=lambda name: (-len(words.spans(name)), len(name), name))
    return [pieces(name, words.spans(name)) for name in listed[:SHOWN_NAMES]]
