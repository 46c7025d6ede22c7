"""Where the marks of a lane go: each instrument has its own stretch of years, and marks that would cover one another take a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from dashboard.charts.draw.marks import text_width

LEFT_PX = 308
WIDE_LANE_PX, NARROW_LANE_PX = 320, 300
MARK_PX, ROWS, WORDS_LETTERS = 11, 3, 16
PROMISE_PX = -12
STEPS = (1, 2, 5, 10, 20)


@dataclass(frozen=True)
class Span:
    """The years of one instrument: from its signature to the last act on it or to its end."""

    first: date
    last: date

    @classmethod
    def over(cls, marks: Sequence[Any]) -> Span:
        """The stretch that holds every mark, at least a year long."""
        days = {day for mark in marks for day in (mark.signed, mark.ended, mark.day_from, mark.day_to) if day}
        return cls(min(days), max(*days, min(days) + timedelta(days=365)))

    def share(self, day: date) -> float:
        """Where a day lies: 0 at the left end, 1 at the right end."""
        return (day - self.first) / (self.last - self.first)


def ticks(span: Span) -> list[tuple[float, str]]:
    """At most seven days to write at the head, as shares of the span: years, or half-years of a short one."""
    years = (span.last - span.first).days / 365.25
    if years < 3:
        days = [_months_on(span.first, months) for months in range(0, 42, 6)]
        return [(span.share(day), f"{day:%b %Y}") for day in days if span.first < day <= span.last]
    step = next((step for step in STEPS if years / step <= 7), STEPS[-1])
    numbers = [year for year in range(span.first.year + 1, span.last.year + 1) if year % step == 0]
    return [(span.share(span.first.replace(year=year, month=1, day=1)), str(year)) for year in numbers]


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1, day=1)


class Place(NamedTuple):
    """Where a mark of a lane stands: its row, and who says so beside it with its alignment, both empty where that covers something."""

    row: int
    words: str
    align: str


def placed(lane: Sequence[Any], span: Span, *, wide: bool) -> dict[str, Place]:
    """The place of each mark of a lane, by its id. The marks are rows with `mark`, `reading`, `speaker` and their days."""
    width = WIDE_LANE_PX if wide else NARROW_LANE_PX
    marks = sorted(lane, key=lambda mark: (mark.reading != "promise", mark.day, mark.mark))
    at = [PROMISE_PX if mark.reading == "promise" else span.share(mark.day) * width for mark in marks]
    rows = _rows(at)
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    for mark, x, row in zip(marks, at, rows, strict=True):
        bar = [span.share(day) * width for day in (mark.day_from, mark.day_to)]
        taken[row] += [(x - MARK_PX / 2, x + MARK_PX / 2), (min(bar), max(bar))]
    places = {}
    for mark, x, row in zip(marks, at, rows, strict=True):
        text = _words(mark.speaker)
        long = text_width(text) + 4
        side = _side(x, long, width, taken[row]) if text else ""
        if side:
            taken[row].append((x + 8, x + 8 + long) if side == "left" else (x - 8 - long, x - 8))
        places[mark.mark] = Place(row, text if side else "", side)
    return places


def _rows(at: list[float]) -> list[int]:
    """For each mark, from left to right, the first row in which it covers no other; the last one where there is none."""
    last, rows = [-1e9] * ROWS, []
    for x in at:
        row = next((i for i in range(ROWS) if x - last[i] >= MARK_PX), ROWS - 1)
        last[row] = x
        rows.append(row)
    return rows


def _words(speaker: object) -> str:
    return speaker if isinstance(speaker, str) and len(speaker) <= WORDS_LETTERS else ""


def _side(x: float, long: float, width: float, taken: list[tuple[float, float]]) -> str:
    """The alignment of words beside a mark: left (to its right), right (to its left), or none where both sides are taken."""
    for side, start in (("left", x + 8), ("right", x - 8 - long)):
        free = all(stop <= start or start + long <= begin for begin, stop in taken)
        if free and start >= 0 and start + long <= width + 8:
            return side
    return ""
