"""Source text on its way to a screen: escaped, never Markdown or HTML, with quotes in their sentences and spans marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

import markupsafe
from markupsafe import Markup

from dashboard.markup.scripts import language
from dashboard.store.signs import HIDDEN

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\d]*\s+(?=[A-Z\"“‘(])|\n{2,}")
_LINE_ENDS = re.compile(r"\n+")
# A text is taken for one that was broken at the right margin where most of its lines are about so long.
_WRAPPED = (40, 100)
_INVISIBLE = re.compile(f"[{HIDDEN}]")


def visible(text: str) -> str:
    """The text with a symbol for each character that hides or turns others."""
    # Printable letters of ASCII hide nothing, and saying so is ten times as fast as looking. Of others that is not enough: fillers and
    # selectors of variants count as printable.
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text)


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

    @property
    def language(self) -> str:
        """The language of the quote, as far as its letters tell."""
        return language(self.quote)


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

    `start` is its first code point in the text. `starts` are the ids of the marks that begin with it. `ids`, `innermost`,
    `classes` and `title` say what it carries, and are empty for text without a mark. `is_anchor` is true for the first piece
    of the chosen mark. `hit` is the number of the found words that it belongs to, 0 for none.
    """

    text: str
    start: int = 0
    starts: tuple[str, ...] = ()
    ids: str = ""
    innermost: str = ""
    classes: str = ""
    title: str = ""
    is_anchor: bool = False
    hit: int = 0


# First code point, code point after the last, and number of found words. They do not overlap.
Hit = tuple[int, int, int]


def paragraphs(
    body: str, marks: Sequence[Mark], chosen: str = "", hits: Sequence[Hit] = (), *, wrapped: bool = False
) -> list[list[Piece]]:
    """The pieces of each paragraph. Marks may overlap; each piece carries all of its marks. `wrapped`: see `is_wrapped`."""
    breaks = _breaks(body, wrapped=wrapped)
    cuts = {0, len(body), *(mark.start for mark in marks), *(mark.end for mark in marks)}
    cuts |= {end for start, stop, *_ in (*hits, *breaks) for end in (start, stop)}
    made: list[list[Piece]] = [[]]
    waiting: tuple[str, ...] = ()
    is_anchored = False
    for left, right, covering, hit, is_break in _spans(sorted(cuts), marks, hits, breaks):
        waiting += tuple(mark.id for mark in covering if mark.start == left)
        if is_break:
            made.append([])
            continue
        piece = _piece(body[left:right], covering, chosen)
        is_anchor = not is_anchored and bool(chosen) and chosen in piece.ids.split()
        is_anchored = is_anchored or is_anchor
        made[-1].append(replace(piece, start=left, starts=waiting, is_anchor=is_anchor, hit=hit))
        waiting = ()
    return [pieces for pieces in made if pieces]


@lru_cache(maxsize=16)
def is_wrapped(body: str) -> bool:
    """Whether line ends within paragraphs are those of a printed page, and blank lines part the paragraphs."""
    lengths = [end - start for start, end, stop in _lines(body) if end > start and stop - end == 1]
    fitting = sum(_WRAPPED[0] <= length <= _WRAPPED[1] for length in lengths)
    return len(lengths) >= 8 and fitting > 0.6 * len(lengths) and "\n\n" in body


@lru_cache(maxsize=16)
def paragraph_starts(body: str) -> tuple[int, ...]:
    """Where the paragraphs of a text begin."""
    ends = [0, *(stop for _, stop in _breaks(body, wrapped=is_wrapped(body)))]
    if ends[1:] and body.startswith("\n"):
        ends = ends[1:]
    return tuple(start for start in ends if start < len(body))


def _breaks(body: str, *, wrapped: bool) -> list[tuple[int, int]]:
    """Where paragraphs end: at line ends, but in a wrapped text not at a single one after a line that reaches the margin."""
    return [
        (end, stop)
        for start, end, stop in _lines(body)
        if not (wrapped and stop - end == 1 and end - start >= _WRAPPED[0])
    ]


def _lines(body: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each line, and where the line ends after it stop; what follows the last line end is none."""
    start = 0
    # A pattern of a whole line would try every letter of a long last one as its beginning: minutes for a chapter.
    for ends in _LINE_ENDS.finditer(body):
        yield start, ends.start(), ends.end()
        start = ends.end()


def _spans(
    cuts: Sequence[int], marks: Sequence[Mark], hits: Sequence[Hit], breaks: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, list[Mark], int, bool]]:
    """What lies between neighbouring cuts: the marks that cover it, the number of found words, whether it parts paragraphs."""
    ahead = deque(sorted(range(len(marks)), key=lambda number: marks[number].start))
    found, ends = deque(hits), deque(breaks)
    covering: list[int] = []
    for left, right in pairwise(cuts):
        while ahead and marks[ahead[0]].start <= left:
            covering.append(ahead.popleft())
        covering = [number for number in covering if marks[number].end >= right]
        while found and found[0][1] <= left:
            found.popleft()
        while ends and ends[0][1] <= left:
            ends.popleft()
        hit = found[0][2] if found and found[0][0] <= left else 0
        # Marks are told in the order in which they were given, whatever begins first.
        yield left, right, [marks[number] for number in sorted(covering)], hit, bool(ends) and ends[0][0] <= left


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
