"""Source text on its way to a screen: escaped, never Markdown or HTML, with quotes in their sentences and spans marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape as _escape
from itertools import pairwise
from urllib.parse import urlsplit

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\d]*\s+(?=[A-Z\"“‘(])|\n{2,}")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def escape(text: object) -> str:
    """HTML of any text: nothing in it is interpreted, and characters that hide or turn text are shown as a symbol."""
    return _escape(_INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", str(text if text is not None else "")), quote=True)


def link(url: str, text: str, *, new_tab: bool = True) -> str:
    """An HTML link to an outside address; only its text where the address is not http or https."""
    if urlsplit(url).scheme not in ("http", "https"):
        return escape(text)
    target = ' target="_blank" rel="noopener noreferrer"' if new_tab else ""
    return f'<a href="{escape(url)}"{target}>{escape(text)}</a>'


def host(url: str) -> str:
    """The host name of an address without www, to show where a link leads."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class Excerpt:
    """A quote with what stands before and after it in its sentences; `cut` tells whether text was left out at that side."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool


def excerpt(body: str, start: int, end: int, sentences: int = 1) -> Excerpt:
    """The words `body[start:end]` in context: up to `sentences` whole sentences more on each side."""
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(body)), len(body)]
    first = max(0, max(i for i, bound in enumerate(bounds) if bound <= start) - sentences)
    last = min(len(bounds) - 1, min(i for i, bound in enumerate(bounds) if bound >= end) + sentences)
    left, right = bounds[first], bounds[last]
    return Excerpt(body[left:start], body[start:end], body[end:right], left > 0, right < len(body))


@dataclass(frozen=True)
class Mark:
    """A span of a document: code points `start` to `end`, its id, a CSS class and a title for the reader."""

    start: int
    end: int
    id: str
    css_class: str
    title: str


def marked_paragraphs(
    body: str, marks: Sequence[Mark], chosen: str = "", before: Mapping[str, str] | None = None
) -> list[str]:
    """HTML of each paragraph with the marks in it. Marks may overlap; each piece of text carries all of its marks.

    A paragraph ends at one or more line feeds. Pieces are `<mark data-ids="a b" class="...">`; the first piece
    of the chosen mark has the id `chosen`. `before` maps the id of a mark to HTML that is put where the mark starts.
    """
    cuts = sorted({0, len(body), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    pieces: list[str] = []
    shown_chosen = False
    for left, right in pairwise(cuts):
        covering = [mark for mark in marks if mark.start <= left and right <= mark.end]
        is_chosen = any(mark.id == chosen for mark in covering)
        pieces += [before[mark.id] for mark in marks if mark.start == left and mark.id in before] if before else []
        for number, part in enumerate(re.split(r"(\n+)", body[left:right])):
            if number % 2:
                pieces.append("\n")
            elif part:
                anchor = ' id="chosen"' if is_chosen and not shown_chosen else ""
                shown_chosen = shown_chosen or is_chosen
                pieces.append(_piece(part, covering, is_chosen, anchor))
    return [paragraph for paragraph in "".join(pieces).split("\n") if paragraph]


def _piece(part: str, covering: Sequence[Mark], is_chosen: bool, anchor: str) -> str:
    if not covering:
        return escape(part)
    ids = " ".join(mark.id for mark in covering)
    innermost = min(covering, key=lambda mark: mark.end - mark.start)
    classes = " ".join(dict.fromkeys(["cited", innermost.css_class, *(["chosen"] if is_chosen else [])]))
    title = " / ".join(mark.title for mark in covering)
    # A line feed may not reach the page inside a piece: paragraphs are split at them.
    return (
        f'<mark{anchor} class="{escape(classes)}" data-ids="{escape(ids)}" data-cite="{escape(innermost.id)}"'
        f' title="{escape(title)}" tabindex="0" role="button">{escape(part)}</mark>'
    )
