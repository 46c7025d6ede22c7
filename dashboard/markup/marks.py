"""Source text on its way to a screen: escaped, never Markdown or HTML, with quotes in their sentences and spans marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

import markupsafe
from markupsafe import Markup

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\d]*\s+(?=[A-Z\"“‘(])|\n{2,}")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """The text with a symbol for each character that hides or turns others."""
    # Printable text has none of them, and saying so is ten times as fast as looking for them.
    return text if text.isprintable() else _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text)


def escape(text: object) -> Markup:
    """HTML of any text: nothing in it is interpreted. Templates do this by themselves."""
    return markupsafe.escape(visible(str(text if text is not None else "")))


def is_outside(url: str) -> bool:
    """Whether an address leads to the web: http or https and no other scheme."""
    return urlsplit(url).scheme in ("http", "https")


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
    bounds = _sentence_bounds(body)
    first = max(0, bisect_right(bounds, start) - 1 - sentences)
    last = min(len(bounds) - 1, bisect_left(bounds, end) + sentences)
    left, right = bounds[first], bounds[last]
    return Excerpt(body[left:start], body[start:end], body[end:right], left > 0, right < len(body))


@lru_cache(maxsize=16)
def _sentence_bounds(body: str) -> tuple[int, ...]:
    """Where sentences begin, and the end. Kept, because a panel asks for many quotes of one document."""
    return (0, *(match.end() for match in _SENTENCE_END.finditer(body)), len(body))


@dataclass(frozen=True)
class Mark:
    """A span of a document: code points `start` to `end`, its id, a CSS class and a title for the reader."""

    start: int
    end: int
    id: str
    css_class: str
    title: str


@dataclass(frozen=True)
class Piece:
    """A piece of a paragraph that carries the same marks throughout.

    `starts` are the ids of the marks that begin with it. `ids`, `innermost`, `classes` and `title` say what it carries, and
    are empty for text without a mark. `is_anchor` is true for the first piece of the chosen mark.
    """

    text: str
    starts: tuple[str, ...] = ()
    ids: str = ""
    innermost: str = ""
    classes: str = ""
    title: str = ""
    is_anchor: bool = False


def paragraphs(body: str, marks: Sequence[Mark], chosen: str = "") -> list[list[Piece]]:
    """The pieces of each paragraph. Marks may overlap; each piece carries all of its marks. A paragraph ends at one or more line feeds."""
    cuts = sorted({0, len(body), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    made: list[list[Piece]] = [[]]
    waiting: tuple[str, ...] = ()
    is_anchored = False
    for left, right in pairwise(cuts):
        covering = [mark for mark in marks if mark.start <= left and right <= mark.end]
        waiting += tuple(mark.id for mark in marks if mark.start == left)
        for number, part in enumerate(re.split(r"(\n+)", body[left:right])):
            if number % 2:
                made.append([])
            elif part:
                piece = _piece(part, covering, chosen)
                is_anchor = not is_anchored and chosen in piece.ids.split()
                is_anchored = is_anchored or is_anchor
                made[-1].append(replace(piece, starts=waiting, is_anchor=is_anchor))
                waiting = ()
    return [pieces for pieces in made if pieces]


def _piece(part: str, covering: Sequence[Mark], chosen: str) -> Piece:
    if not covering:
        return Piece(part)
    innermost = min(covering, key=lambda mark: mark.end - mark.start)
    is_chosen = any(mark.id == chosen for mark in covering)
    return Piece(
        part,
        ids=" ".join(mark.id for mark in covering),
        innermost=innermost.id,
        classes=" ".join(dict.fromkeys(["cited", innermost.css_class, *(["chosen"] if is_chosen else [])])),
        title=" / ".join(mark.title for mark in covering),
    )
