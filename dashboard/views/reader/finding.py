"""Words within a text: found whatever their case, their diacritics, their hyphens and the blanks of a script that has none of its own."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dashboard.library.normal import Normal, normal

LONGEST = 100
# More occurrences than these nobody walks through.
MOST = 5_000
# Scripts that keep words apart by blanks at will, or not at all, begin here; before it two letters are the least to look for.
_RUNNING = "\u1100"
_LEAST_LETTERS = 2
_JOINTS = re.compile(r"[ -]+")
# Letters that have a stroke instead of a mark that can be taken off.
_STRUCK = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i"}


@dataclass(frozen=True)
class Hits:
    """Where words stand in a text: spans in code points, in order. `more` tells that there are others after the last."""

    spans: tuple[tuple[int, int], ...] = ()
    more: bool = False

    def within(self, left: int, right: int) -> list[tuple[int, int, int]]:
        """The spans that lie between two places, counted from the left one, each with its number from 1."""
        first = bisect_left(self.spans, (left, left))
        found = []
        for number, (start, end) in enumerate(self.spans[first:], first + 1):
            if end > right:
                break
            found.append((start - left, end - left, number))
        return found

    def next_to(self, position: int) -> int:
        """The number of the first span that begins at a place or after it, else of the first of all; 0 where there is none."""
        number = bisect_left(self.spans, (position, position)) + 1
        return number if number <= len(self.spans) else min(1, len(self.spans))


def asked(words: str) -> str:
    """Words to look for: on one line, cut to a length that a reader would type; empty where they are too short to be told apart."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in words[: 4 * LONGEST]).split())[:LONGEST]
    folded = _folded(normal(shown))
    letters = [char for char in folded if char.isalnum()]
    is_enough = len(letters) >= _LEAST_LETTERS or any(char >= _RUNNING for char in letters)
    return shown.strip() if is_enough else ""


@lru_cache(maxsize=16)
def find(body: str, words: str) -> Hits:
    """Where `words`, as `asked` gives them, stand in a text. Kept, because a reader walks from one to the next."""
    text = _comparable(body)
    pattern = _pattern(_folded(normal(words)))
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(text.folded) if pattern else ():
        if len(spans) == MOST:
            return Hits(tuple(spans), more=True)
        spans.append(text.normal.span(*match.span()))
    return Hits(tuple(spans))


@dataclass(frozen=True)
class _Comparable:
    normal: Normal
    folded: str


@lru_cache(maxsize=4)
def _comparable(body: str) -> _Comparable:
    made = Normal(body)
    return _Comparable(made, _folded(made.text))


def _folded(text: str) -> str:
    """The text in small letters without diacritics, letter for letter, so that places stay what they are."""
    if text.isascii():
        return text.lower()
    return text.translate({ord(char): _plain(char) for char in set(text)})


def _plain(char: str) -> str:
    small = char.lower()
    # The marks of kana and the parts of Hangul are letters of their own.
    if small >= _RUNNING:
        return small if len(small) == 1 else char
    bare = "".join(part for part in unicodedata.normalize("NFKD", small) if not unicodedata.combining(part))
    bare = _STRUCK.get(bare, bare)
    return bare if len(bare) == 1 else char


def _pattern(words: str) -> re.Pattern[str] | None:
    """What finds the words: a hyphen is a blank, an apostrophe nothing, and blanks between syllables of Hangul or Chinese are free."""
    parts = [part for part in _JOINTS.split(words.replace("'", "")) if part]
    if not parts:
        return None
    written = [_part(part) for part in parts]
    joints = ["[ -]*" if max(left[-1], right[0]) >= _RUNNING else "[ -]+" for left, right in pairwise(parts)]
    return re.compile("".join(piece for pair in zip(written, [*joints, ""], strict=True) for piece in pair))


def _part(part: str) -> str:
    made = re.escape(part[0])
    for left, right in pairwise(part):
        if left >= _RUNNING and right >= _RUNNING:
            made += " ?"
        elif left.isalpha() and right.isalpha():
            made += "'?"
        made += re.escape(right)
    return made
