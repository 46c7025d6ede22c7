"""Finds a passage by its first and last words: where they stand exactly once, or, for a person to look at, what comes nearest."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.library.config import LONGEST_PASSAGE
from dashboard.library.normal import Normal, normal

# More occurrences than this of a few words are as good as none.
_MOST = 1_000
_LEAST_ALIKE = 60.0
# Scripts whose words are not kept apart by spaces, or take endings without one, begin here.
_RUNNING = "\u1100"


@dataclass(frozen=True)
class Near:
    """What comes nearest to words that were not found: the span in the text, and how alike it is in percent."""

    start: int
    end: int
    alike: int


def find(text: Normal, first: str, last: str) -> list[tuple[int, int]]:
    """Every passage that begins with `first` and ends with `last`, as spans of the text as it is, in order.

    From each place of the first words a passage goes to the nearest place of the last ones, as in a browser's text fragment,
    if that is not farther than a passage can be long. One span means found; more mean that nobody can tell which.
    """
    begins = _occurrences(text.text, normal(first))
    ends = _occurrences(text.text, normal(last))
    found = []
    for start, first_end in begins:
        end = next((end for last_start, end in ends if last_start >= start and end >= first_end), None)
        if end is not None and end - start <= LONGEST_PASSAGE:
            found.append(text.span(start, end))
    return found


def nearest(text: Normal, first: str, last: str) -> Near | None:
    """The place most like the first words, or else most like the last; None where nothing is like either."""
    # Loaded here, because only who looks for orphans needs it.
    from rapidfuzz import fuzz

    for words in (normal(first), normal(last)):
        if not words or not text.text:
            continue
        alike = fuzz.partial_ratio_alignment(words, text.text, score_cutoff=_LEAST_ALIKE)
        if alike and alike.dest_start < alike.dest_end:
            return Near(*text.span(alike.dest_start, alike.dest_end), round(alike.score))
    return None


def _occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Spans of the words in the text, as whole words, in order."""
    found: list[tuple[int, int]] = []
    position = text.find(words) if words else -1
    while position >= 0 and len(found) < _MOST:
        end = position + len(words)
        if _is_edge(text, position) and _is_edge(text, end):
            found.append((position, end))
        position = text.find(words, position + 1)
    return found


def _is_edge(text: str, position: int) -> bool:
    """Whether a word begins or ends at this position."""
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    return not (before.isalnum() and after.isalnum() and before < _RUNNING and after < _RUNNING)
