"""A long text in portions: what of it is shown, so that a volume opens as fast as a page, with passages whole and words before them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from dashboard.library.config import LONGEST_PASSAGE

# A browser reads about this much at once without a wait.
PORTION = 60_000
# What stands before a place that is opened, so that it does not begin the page.
BEFORE = 2_000
# A portion goes on into the next, so that what begins at its end is whole.
BEYOND = BEFORE + LONGEST_PASSAGE
# A paragraph longer than this is cut where no line ends.
_SLACK = 4_000


def portion_at(body: str, position: int) -> tuple[int, int]:
    """The portion of a text that shows a place: all of a short one. A place in the same stretch gets the same portion."""
    begins = _begins(body)
    number = max(0, bisect_right(begins, max(0, min(position, len(body)) - BEFORE)) - 1)
    if number + 1 == len(begins):
        return begins[number], len(body)
    return begins[number], _line_end(body, begins[number + 1] + BEYOND)


def neighbours(body: str, left: int) -> tuple[int | None, int | None]:
    """Places that open the portion before and after the one that begins at `left`; None where there is none."""
    begins = _begins(body)
    number = bisect_right(begins, left) - 1
    before = begins[number - 1] + BEFORE if number else None
    after = begins[number + 1] + BEFORE if number + 1 < len(begins) else None
    return before, after


@lru_cache(maxsize=8)
def _begins(body: str) -> tuple[int, ...]:
    """Where portions begin: at line ends, about as far apart as a portion is long. The last is not much shorter than the others."""
    begins = [0]
    while len(body) - begins[-1] > PORTION + PORTION // 2:
        begins.append(_line_end(body, begins[-1] + PORTION))
    return tuple(begins)


def _line_end(body: str, position: int) -> int:
    """The first line end after a place, or the place itself where a line goes on and on."""
    if position >= len(body):
        return len(body)
    end = body.find("\n", position, position + _SLACK)
    return end + 1 if end >= 0 else position
