"""Which words of a shown text a question found, and the piece of a long text that has most of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup.templates import Template
from dashboard.record.fields import plain

WINDOW = 260
_CHUNK = re.compile(r"[^\W_]+(?:[-\u2010-\u2013'’‘ʼʻ.][^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['’‘ʼʻ][^\W_]+)*")
_JOINTS = re.compile(r"[\W_]+")
_JOINED = ("", " ", "-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
_HANGUL = re.compile("[가-힣]{2,}")

Span = tuple[int, int]
Pieces = list[tuple[str, bool]]

_HTML = Template("views/search/marks.html")


@dataclass(frozen=True)
class Words:
    """The words that count as found: `matched` in lower case without diacritics, `terms` of the index for pairs of Hangul syllables."""

    matched: frozenset[str]
    terms: frozenset[str]

    def spans(self, text: str) -> list[Span]:
        """Where the found words stand in `text`, in order, without overlaps; neighbours are one span."""
        found: list[Span] = []
        for start, end in self._found(text):
            if found and text[found[-1][1] : start] in _JOINED:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return found

    def _found(self, text: str) -> Iterator[Span]:
        for chunk in _CHUNK.finditer(text):
            if tight(chunk[0]) in self.matched:
                yield chunk.span()
                continue
            for part in _PART.finditer(text, *chunk.span()):
                if tight(part[0]) in self.matched:
                    yield part.span()
                else:
                    yield from self._pairs(part)

    def _pairs(self, part: re.Match[str]) -> Iterator[Span]:
        for at in range(part.start(), part.end() - 1):
            if part.string[at : at + 2] in self.terms and _HANGUL.match(part.string, at):
                yield at, at + 2


def candidates(texts: Iterable[str]) -> set[str]:
    """Every word of the texts in the form in which it is compared: whole compounds and their parts."""
    words: set[str] = set()
    for text in texts:
        for chunk in _CHUNK.finditer(text):
            words.add(tight(chunk[0]))
            words.update(tight(part) for part in _PART.findall(chunk[0]))
    return words


def find_words(texts: Iterable[str], terms: tuple[str, ...], matching: Callable[[set[str]], frozenset[str]]) -> Words:
    """The words of the texts that `matching` (a question to the index) takes for a term."""
    return Words(matching(candidates(texts)), frozenset(terms))


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """The text as HTML with the spans marked."""
    return _HTML.marked(pieces(text, spans))


def pieces(text: str, spans: Iterable[Span]) -> Pieces:
    """The text cut at the ends of the spans; each piece with whether it is one."""
    cut: Pieces = []
    at = 0
    for start, end in spans:
        cut += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*cut, (text[at:], False)]


def best_window(text: str, spans: list[Span], size: int = WINDOW) -> Span:
    """The piece of about `size` characters, cut between words, in which most different found words stand; the first where several do."""
    if len(text) <= size:
        return 0, len(text)
    best, most = 0, -1
    for first, _ in spans:
        different = len(
            {plain(text[start:end]) for start, end in spans if first <= start and end <= first + size * 3 // 4}
        )
        if different > most:
            best, most = first, different
    start = max(0, min(best - size // 4, len(text) - size))
    end = min(len(text), start + size)
    if start:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def excerpt_html(text: str, words: Words) -> Markup:
    """The best piece of a text as HTML with its found words marked; dots show where it was cut."""
    return _HTML.excerpt(*excerpt(text, words))


def excerpt(text: str, words: Words) -> tuple[Pieces, bool, bool]:
    """The pieces of the best part of a text, and whether text was left out before and after it."""
    spans = words.spans(text)
    left, right = best_window(text, spans)
    inside = [(start - left, end - left) for start, end in spans if start >= left and end <= right]
    return pieces(text[left:right], inside), left > 0, right < len(text)


def tight(word: str) -> str:
    """A word or name in lower case, without diacritics, spaces, hyphens and apostrophes."""
    return _JOINTS.sub("", plain(word))
