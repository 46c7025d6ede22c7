"""Where the chart of one pair puts its bars, bands, rules and words: two bars for all weeks above, then a bar a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.draw.marks import plural
from dashboard.record.chance import WEEKS, Pattern, Side

Row = Mapping[str, Any]

NAMES_PX, TOTALS_PX, WEEKS_PX, GAP_PX = 20, 86, 270, 44
PART_PX = NAMES_PX + TOTALS_PX + WEEKS_PX + GAP_PX
BULLET_PX = 12
# Room to the left and right of the outermost weeks, in weeks; a full bar of 26 weeks on one side is so long.
EDGE, LONGEST = 0.8, 25.5
LEFT, RIGHT = -WEEKS - EDGE, WEEKS + EDGE


@dataclass(frozen=True)
class Place:
    """Where the part of a pair stands: `bullet` is the top of its two bars, `base` the foot of its weeks, in pixels from the top.

    A count of one is `px` high in a week and `length` weeks long in a bar of all weeks; `most` is the highest count of a week.
    """

    bullet: float
    base: float
    px: float
    length: float
    most: float

    @classmethod
    def of(cls, found: Pattern, place: int) -> Place:
        """The place of the pair that is `place`-th from the top, counted from 0."""
        top = place * PART_PX
        most = max(float(found.counts.max()), float(found.high.max()), found.same_day, 1)
        longest = max(found.before.count, found.after.count, found.before.high, found.after.high, 1)
        base = top + NAMES_PX + TOTALS_PX + WEEKS_PX
        return cls(top + NAMES_PX + 34, base, (WEEKS_PX - 28) / most, LONGEST / longest, most)

    @property
    def ticks(self) -> list[int]:
        """Round numbers above zero, four at most."""
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if self.most / step < 5)
        return list(range(step, int(self.most) + 1, step))


def bar(row: Row, place: Place) -> dict[str, Any]:
    """The box of one row, and its words where it is a name."""
    x, x2, y, y2 = _box(row["part"], row["week"], row["events"], place)
    return {"x": float(x), "x2": float(x2), "y": float(y), "y2": float(y2), "name": _name(row)}


def bands(found: Pattern, place: Place) -> list[dict[str, float]]:
    """The bands of the weeks and of the two totals, each with the line of its median: `from` to `to`, `top` to `foot`."""
    low, median, high = ((place.base - band * place.px).tolist() for band in (found.low, found.median, found.high))
    weeks = [
        {"x": left, "x2": left + 1, "from": left, "to": left + 1, "y": high[i], "y2": low[i], "top": at, "foot": at}
        for i, (left, at) in enumerate(zip((found.weeks - 0.5).tolist(), median, strict=True))
    ]
    top, foot = place.bullet - 4.0, place.bullet + BULLET_PX + 4.0
    totals = []
    for end, side in ((-place.length, found.before), (place.length, found.after)):
        ends = {"x": end * side.low, "x2": end * side.high, "from": end * side.median, "to": end * side.median}
        totals.append({**ends, "y": top, "y2": foot, "top": top, "foot": foot})
    return [*weeks, *totals]


def rules(place: Place) -> list[dict[str, Any]]:
    """The rules of the scale, the base line, and the line of the anchors, which leaves room for their name."""
    levels = [(place.base - tick * place.px, "grid") for tick in place.ticks] + [(place.base, "base")]
    stems = [(place.bullet - 8, place.bullet + BULLET_PX + 29), (place.bullet + BULLET_PX + 46, place.base)]
    return [
        *({"x": LEFT, "x2": RIGHT, "y": float(y), "y2": float(y), "look": look} for y, look in levels),
        *({"x": 0.0, "x2": 0.0, "y": float(y), "y2": float(y2), "look": "stem"} for y, y2 in stems),
    ]


def words(found: Pattern, place: Place) -> list[dict[str, Any]]:
    """What stands over and under the two bars of 26 weeks, and the numbers of the scale."""
    rows = []
    for name, side, x, align in (("before", found.before, LEFT, "left"), ("after", found.after, RIGHT, "right")):
        wide, narrow = f"26 weeks {name}: {side.count}", f"{name.capitalize()}: {side.count}"
        rows.append(_words(x, place.bullet - 12, wide, narrow, align, is_name=True))
        rows.append(_words(x, place.bullet + BULLET_PX + 18, f"shuffled: {span_of(side)}", align=align))
    rows.append(_words(LEFT, place.bullet + BULLET_PX + 38, "In each week"))
    return rows + [_words(LEFT, place.base - tick * place.px - 6, f"{tick}") for tick in place.ticks]


def span_of(side: Side) -> str:
    """The band of the shuffles in whole numbers: `3 to 9`, or one where both ends are the same."""
    low, high = round(side.low), round(side.high)
    return f"{low}" if low == high else f"{low} to {high}"


def _box(part: str, week: int, events: int, place: Place) -> Sequence[float]:
    if part == "outcomes":
        return LEFT, 0, place.bullet - NAMES_PX - 34 + 8, 0
    if part == "anchors":
        return 0, 0, place.bullet + BULLET_PX + 38, 0
    if part in ("before", "after"):
        # A count of nothing keeps a sliver that can be clicked.
        length = events * place.length or 0.15
        return -length if part == "before" else length, 0, place.bullet, place.bullet + BULLET_PX
    half = 0.31 if part == "week" else 0.16
    return week - half, week + half, place.base - events * place.px, place.base


def _name(row: Row) -> str:
    if row["part"] == "anchors":
        return plural(row["events"], row["anchor_one"], row["anchor_many"])
    if row["part"] == "outcomes":
        return f"{plural(row['events'], row['outcome_one'], row['outcome_many'])} around {row['anchor_many']}"
    return ""


def _words(
    x: float, y: float, wide: str, narrow: str = "", align: str = "left", *, is_name: bool = False
) -> dict[str, Any]:
    return {"x": x, "y": float(y), "align": align, "wide": wide, "narrow": narrow or wide, "is_name": is_name}
