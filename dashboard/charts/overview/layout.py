"""Where things stand on the overview canvas: dots in columns, names on stems, bars in rows, each for three widths of the canvas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dashboard.charts.draw.bands import Flag
from dashboard.charts.draw.marks import text_width

FIRST_YEAR = 1945
NAME_GAP_PX = 8
BAR_GAP_PX = 12
BARE_ROW = 0.45
SEARCH_STEPS = 1500


class Item(NamedTuple):
    """An event, an era or an instrument: its name on the canvas, how important it is, from 1, and from when to when it lies, in years."""

    mark: str
    label: str
    name: str | None
    rank: float
    start: float
    stop: float
    quad_class: int | None = None
    fate: str | None = None
    shown: bool = True


class Placed(NamedTuple):
    """An item in a layout: its row, on which side of its start its name is, and the pixels that it covers."""

    item: Item
    layout: int
    row: float
    side: str
    left: float
    right: float


@dataclass(frozen=True)
class Layout:
    """How the canvas is drawn from a width on: years a column of dots holds, dot size, rows of names and of instruments."""

    number: int
    width: int
    shown: str
    years: float
    pitch: float
    dot: float
    name_rows: int
    era_rows: int
    bar_rows: int
    instruments: int


LAYOUTS = (
    Layout(0, 330, "width < 620", 1, 4.1, 13, 3, 3, 5, 6),
    Layout(1, 620, "width >= 620 && width < 1000", 1, 5.4, 24, 3, 4, 6, 11),
    Layout(2, 1000, "width >= 1000", 0.5, 6.6, 31, 4, 5, 8, 99),
)
CHOSEN_LAYOUT = "datum.layout === (width >= 1000 ? 2 : width >= 620 ? 1 : 0)"
BY_LAYOUT = "width >= 1000 ? datum.{0}2 : width >= 620 ? datum.{0}1 : datum.{0}0"


@dataclass(frozen=True)
class Years:
    """The axis of all layers: years as numbers with a fraction, so that no time zone can move a mark."""

    first: float
    last: float

    def px(self, year: float, width: float) -> float:
        """Where a year lies on a canvas of this width."""
        return (year - self.first) / (self.last - self.first) * width


def years_of(items: Sequence[Item]) -> Years:
    """From the start of the record to the end of its last year, whatever the filters leave."""
    return Years(FIRST_YEAR - 0.3, max(max(item.start, item.stop) for item in items) + 0.6)


def stacked(events: Sequence[Item], layout: Layout) -> list[tuple[float, int]]:
    """For each event the middle of its column and its place in the column, from 0 at the base of its lane."""
    heights: Counter[tuple[int | None, int]] = Counter()
    places = []
    for event in events:
        column = int(event.start / layout.years)
        places.append(((column + 0.5) * layout.years, heights[event.quad_class, column]))
        heights[event.quad_class, column] += 1
    return places


def names(items: Sequence[Item], years: Years, layout: Layout, most: int) -> list[Placed]:
    """Names on stems in at most so many rows; where there is no room for all, those of higher rank stay.

    A row is counted from the foot of the stem, on a canvas of the layout's width. No name covers another one or its stem.
    """
    ranked = sorted(items, key=lambda item: (item.rank, item.start))
    stems = tuple((years.px(item.start, layout.width), text_width(item.name or "") + NAME_GAP_PX) for item in ranked)
    flags = flags_by_rank(stems, layout.width, most)
    return [
        Placed(item, layout.number, -flag.row, "left" if flag.right > flag.stem + 1 else "right", flag.left, flag.right)
        for item, flag in zip(ranked, flags, strict=True)
        if flag
    ]


@lru_cache(maxsize=256)
def flags_by_rank(stems: tuple[tuple[float, float], ...], width: int, most: int) -> tuple[Flag | None, ...]:
    """A flag for each stem and width of its name, most important first; None for a name that has no room beside those before it."""
    kept: dict[int, Flag] = {}
    for number in range(len(stems)):
        tried = sorted([*kept, number], key=lambda one: (stems[one][0], one), reverse=True)
        flags = _together([stems[one] for one in tried], width, most, [SEARCH_STEPS])
        if flags:
            kept = dict(zip(tried, flags, strict=True))
    return tuple(kept.get(number) for number in range(len(stems)))


def _together(stems: list[tuple[float, float]], width: int, most: int, steps: list[int]) -> list[Flag]:
    """Flags for all stems, from right to left, near to their feet; none where no arrangement is found in so many steps."""
    placed: list[Flag] = []

    def place(number: int) -> bool:
        if number == len(stems):
            return True
        stem, wide = stems[number]
        sides = [(left, left + wide) for left in (stem, stem - wide) if left >= 0 and left + wide <= width]
        # Rows grow downwards for a flag: the row at the foot of the stems is 0, those above it are negative.
        for flag in (Flag(-row, stem, *side) for row in range(most) for side in sides):
            steps[0] -= 1
            if steps[0] < 0:
                return False
            if not any(flag.overlaps(other) or flag.crosses(other) for other in placed):
                placed.append(flag)
                if place(number + 1):
                    return True
                placed.pop()
        return False

    return placed if place(0) else []


def bars(items: Sequence[Item], years: Years, layout: Layout) -> list[Placed]:
    """Instruments in as few rows as they need with their names above them; where there is no room for all names, bars without."""
    room = dict.fromkeys(range(layout.bar_rows), 0.0)
    placed: list[Placed] = []
    main = sorted(items, key=lambda item: item.rank)[: layout.instruments]
    for bar in sorted(main, key=lambda item: (item.start, item.rank)):
        start, stop = (years.px(year, layout.width) for year in (bar.start, bar.stop))
        wide = text_width(bar.name or "")
        side = "left" if start + wide <= layout.width else "right"
        left, right = (start, max(stop, start + wide)) if side == "left" else (min(start, stop - wide), stop)
        row = next((row for row, end in room.items() if end <= left), None)
        if row is None or left < 0:
            continue
        room[row] = right + BAR_GAP_PX
        placed.append(Placed(bar, layout.number, row, side, left, right))
    named = {bar.item.mark for bar in placed}
    # Rows for bars alone need less height than those with names.
    rest = [layout.bar_rows - 1 + BARE_ROW * (number + 1) for number in range(len(items))]
    unnamed = [item for item in items if item.mark not in named]
    for bar in sorted(unnamed, key=lambda item: (item.start, item.rank)):
        start, stop = (years.px(year, layout.width) for year in (bar.start, bar.stop))
        taken = {one.row for one in placed if start < one.right + BAR_GAP_PX and one.left < stop + BAR_GAP_PX}
        free = next(row for row in (*room, *rest) if row not in taken)
        placed.append(Placed(bar._replace(name=""), layout.number, free, "left", start, stop))
    return placed
