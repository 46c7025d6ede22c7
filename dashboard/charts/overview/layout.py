"""Where things stand on the overview canvas: dots in columns, names on stems, bars in rows, each for three widths of the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.charts.draw.bands import Flag
from dashboard.charts.draw.marks import each, text_width

FIRST_YEAR = 1945
NAME_GAP_PX = 8
BAR_GAP_PX = 12
BARE_ROW = 0.45
SEARCH_STEPS = 1500
PLACE = ["mark", "layout", "row", "side", "left", "right"]


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


def years_of(frame: pd.DataFrame) -> Years:
    """From the start of the record to the end of its last year, whatever the filters leave."""
    return Years(FIRST_YEAR - 0.3, float(frame[["start", "stop"]].max().max()) + 0.6)


def stacked(events: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """For each event the middle of its column and its place in the column, from 0 at the base of its lane."""
    column = (events["start"] / layout.years).astype(int)
    place = events.groupby([events["quad_class"], column]).cumcount()
    return pd.DataFrame({"x": (column + 0.5) * layout.years, "place": place}, index=events.index)


def names(rows: pd.DataFrame, years: Years, layout: Layout, most: int) -> pd.DataFrame:
    """Names on stems in at most so many rows; where there is no room for all, those of higher rank stay.

    Has one row a name: its row counted from the foot of the stem, its side of the stem, and the pixels it covers on a canvas
    of the layout's width. No name covers another one or its stem.
    """
    ranked = rows.sort_values(["rank", "start"])
    stems = tuple((years.px(row.start, layout.width), text_width(row.name) + NAME_GAP_PX) for row in each(ranked))
    flags = flags_by_rank(stems, layout.width, most)
    found = [
        (row.mark, layout.number, -flag.row, "left" if flag.right > flag.stem + 1 else "right", flag.left, flag.right)
        for row, flag in zip(each(ranked), flags, strict=True)
        if flag
    ]
    return pd.DataFrame(found, columns=PLACE).merge(rows, on="mark", how="left")


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


def bars(rows: pd.DataFrame, years: Years, layout: Layout) -> pd.DataFrame:
    """Instruments in as few rows as they need with their names above them; where there is no room for all names, bars without."""
    room = dict.fromkeys(range(layout.bar_rows), 0.0)
    placed: list[tuple[str, int, float, str, float, float]] = []
    main = rows.sort_values("rank").head(layout.instruments)
    for bar in each(main.sort_values(["start", "rank"])):
        start, stop = (years.px(year, layout.width) for year in (bar.start, bar.stop))
        wide = text_width(bar.name)
        side = "left" if start + wide <= layout.width else "right"
        left, right = (start, max(stop, start + wide)) if side == "left" else (min(start, stop - wide), stop)
        row = next((row for row, end in room.items() if end <= left), None)
        if row is None or left < 0:
            continue
        room[row] = right + BAR_GAP_PX
        placed.append((bar.mark, layout.number, row, side, left, right))
    named = {mark for mark, *_ in placed}
    # Rows for bars alone need less height than those with names.
    rest = [layout.bar_rows - 1 + BARE_ROW * (number + 1) for number in range(len(rows))]
    for bar in each(rows[~rows["mark"].isin(named)].sort_values(["start", "rank"])):
        start, stop = (years.px(year, layout.width) for year in (bar.start, bar.stop))
        taken = {row for _, _, row, _, left, right in placed if start < right + BAR_GAP_PX and left < stop + BAR_GAP_PX}
        free = next(row for row in (*room, *rest) if row not in taken)
        placed.append((bar.mark, layout.number, free, "left", start, stop))
    found = pd.DataFrame(placed, columns=PLACE).merge(rows, on="mark", how="left")
    return found.assign(name=found["name"].where(found["mark"].isin(named), ""))
