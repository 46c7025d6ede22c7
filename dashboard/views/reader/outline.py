"""The headings of a text as an outline: those of its file, or lines that stand like headings, opened where the reader is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Level from 1, first code point, words.
Heading = tuple[int, int, str]
LONGEST_TITLE = 80
# A heading stands above more words than it has itself.
_LEAST_BELOW = 160
_LEAST_HEADINGS = 2
_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[.!?:;,…。、]['\"”’)]*$")


@dataclass(frozen=True)
class Entry:
    """A line of the outline. `is_here`: the reader is under this heading; `is_closed`: there are lines below that are not shown."""

    level: int
    start: int
    title: str
    is_here: bool
    is_closed: bool


def outline(headings: Sequence[Heading], position: int) -> list[Entry]:
    """The lines to show: the highest headings, and below each one that leads to the place its own."""
    if not headings:
        return []
    here = bisect_right([start for _, start, _ in headings], position) - 1
    parents = _parents(headings)
    opened = {-1, here}
    while here >= 0 and parents[here] >= 0:
        here = parents[here]
        opened.add(here)
    at = max(opened)
    depths: list[int] = []
    for parent in parents:
        depths.append(depths[parent] + 1 if parent >= 0 else 1)
    having = set(parents)
    return [
        Entry(depths[number], start, title, number == at, number in having and number not in opened)
        for number, (_, start, title) in enumerate(headings)
        if parents[number] in opened
    ]


def _parents(headings: Sequence[Heading]) -> list[int]:
    """For each heading the number of the one that it stands under, -1 for the highest."""
    parents, under = [], list[int]()
    for number, (level, _, _) in enumerate(headings):
        while under and headings[under[-1]][0] >= level:
            under.pop()
        parents.append(under[-1] if under else -1)
        under.append(number)
    return parents


@lru_cache(maxsize=8)
def headings_of(body: str) -> tuple[Heading, ...]:
    """Lines of a plain text that stand like headings: short, not closed like a sentence, above a paragraph."""
    lines = [(match.start(), match[0].strip()) for match in _LINE.finditer(body)]
    found = [
        (1, start, line)
        for (start, line), (_, below) in pairwise(lines)
        if len(line) <= LONGEST_TITLE and len(below) >= _LEAST_BELOW and _is_title(line)
    ]
    # Where every other line is one, they are lines of a table or a list.
    is_list = 3 * len(found) > 2 * len(lines)
    return tuple(found) if len(found) >= _LEAST_HEADINGS and not is_list else ()


def _is_title(line: str) -> bool:
    begins = line[0]
    return not _CLOSED.search(line) and (
        begins.isupper() or begins.isdigit() or (begins.isalpha() and begins > "\u1100")
    )
