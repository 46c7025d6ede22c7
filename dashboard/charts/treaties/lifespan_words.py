"""What lifespans say in words: of all instruments, of a group of them, and of the end of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from statistics import median
from typing import NamedTuple

from dashboard.charts.draw.marks import plural
from dashboard.charts.draw.rows import Rows

BOTH = "both"
SIDES = {
    BOTH: "United States and North Korea",
    "us": "United States, without North Korea",
    "others": "Without the United States",
}
DAYS_A_YEAR = 365.25


class Life(NamedTuple):
    """An instrument as the rows tell it."""

    mark: str
    label: str
    short_title: str
    side: str
    lane: str
    kind_label: str
    signed: datetime
    in_force: datetime | None
    ended: datetime | None
    is_in_force: bool
    ending: str
    is_broken_off: bool
    checked: int
    is_disputed: bool
    last_day: datetime

    @property
    def years(self) -> float | None:
        """How long it lived, where the day of its end is known."""
        return (self.ended - (self.in_force or self.signed)).days / DAYS_A_YEAR if self.ended else None

    @property
    def fate(self) -> str:
        """What became of it: open, over, broken, unknown where only the day is not, or undated where it may never have been in force."""
        if self.is_in_force:
            return "open"
        if self.in_force is None:
            return "undated"
        return "unknown" if not self.ended else "broken" if self.is_broken_off else "over"

    @property
    def end(self) -> str:
        """Its end in a few words: how, when, and after how long."""
        if self.is_in_force:
            return "in force"
        if self.ended is None:
            return f"{self.ending.lower()}, day not known"
        return f"{self.short_end}, {_after(self.years or 0)}"

    @property
    def short_end(self) -> str:
        """How it ended, and when."""
        return f"{self.ending.lower()} in {self.ended.year}" if self.ended else self.ending.lower()


def lives_of(rows: Rows) -> list[Life]:
    """The rows of the chart as instruments."""
    return [Life(*values) for values in zip(*(rows.column(name) for name in Life._fields), strict=True)]


def reading(rows: Rows) -> str:
    """Of those that both states share how many are in force and how long the others lived; then how it is with the rest."""
    lives = lives_of(rows)
    parts = {side: [life for life in lives if life.side == side] for side in SIDES}
    if not parts[BOTH]:
        return f"{plural(len(lives), 'instrument')}: {in_force(lives)}{_lived(lives)}."
    told = {"us": "that the United States has without North Korea", "others": "without the United States"}
    rest = [f"{_count(parts[side])} {words}" for side, words in told.items() if parts[side]]
    more = f" In force are also {' and '.join(rest)}." if rest else ""
    return _shared(parts[BOTH]) + more


def _count(lives: Sequence[Life]) -> str:
    return f"{sum(life.is_in_force for life in lives)} of {len(lives)}"


def in_force(lives: Sequence[Life]) -> str:
    """How many of several are in force: `2 of 4 in force`."""
    count = sum(life.is_in_force for life in lives)
    if len(lives) == 1:
        return lives[0].end
    if count in (0, len(lives)):
        return f"{'all' if count else 'none of'} {len(lives)} in force"
    return f"{_count(lives)} in force"


def of_lane(lives: Sequence[Life]) -> str:
    """A sentence on the instruments of one kind on one side."""
    first = lives[0]
    return f"{SIDES[first.side]}, {kind_of(lives).lower()}: {in_force(lives)}{_lived(lives)}"


def kind_of(lives: Sequence[Life]) -> str:
    """The kind of instruments, of several where there are several."""
    kind = lives[0].kind_label
    if len(lives) == 1:
        return kind
    if kind.endswith("treaty"):
        return f"{kind[:-1]}ies"
    return f"{kind}s" if kind.endswith(("agreement", "declaration", "resolution", "convention", "Convention")) else kind


def _shared(lives: Sequence[Life]) -> str:
    """The answer: how many of the shared instruments are in force, since when there is no newer one, and how long the others lived."""
    alive = [life for life in lives if life.is_in_force]
    start = f"Of {plural(len(lives), 'instrument')} that the United States and North Korea share"
    if not alive:
        return f"{start}, none is in force{_lived(lives)}."
    newest = max(alive, key=lambda life: life.signed)
    verb = "is" if len(alive) == 1 else "are"
    since = "" if len(alive) == len(lives) else f", none of them newer than {newest.signed.year}"
    return f"{start}, {len(alive)} {verb} in force{since}{_lived(lives)}."


def _lived(lives: Sequence[Life]) -> str:
    years = [life.years for life in lives if life.years is not None]
    return f"; those that ended on a known day lasted {_long(median(years))} in the median" if len(years) > 1 else ""


def _after(years: float) -> str:
    return f"after {_long(years)}" if years * DAYS_A_YEAR >= 1 else "on the same day"


def _long(years: float) -> str:
    """A stretch of time in days, months or years, whichever says it best."""
    days = round(years * DAYS_A_YEAR)
    if days < 60:
        return plural(days, "day")
    return plural(round(years * 12), "month") if years < 2 else f"{years:.0f} years"


def day_of(moment: datetime | date) -> date:
    """The day of a column that may hold moments."""
    return moment.date() if isinstance(moment, datetime) else moment
