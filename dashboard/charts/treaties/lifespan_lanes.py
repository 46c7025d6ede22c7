"""Where the lanes of lifespans lie: folded, each life is a thin bar; of the open lane each has a row and a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, key, text_width, title
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties.lifespan_words import SIDES, Life, day_of, in_force, kind_of, lives_of, of_lane

STRIP_PX, ROW_PX, NARROW_ROW_PX = 5, 18, 28
NAME_PX, PART_PX, PAD_PX = 20, 28, 8
LEFT_PX, INDENT_PX = 322, 26
# Where the end of an instrument is not known its bar fades over this share of the years.
FADE_SHARE = 0.09
# Where all rows fit beneath one another there is nothing to fold.
FEW = 16
NARROW_TEXT_PX = 322
SIGN = "Click a group: its instruments open beneath it, each with its name and its end."
_HEIGHTS = [(name, pa.float64()) for name in ("wide_y", "narrow_y", "wide_bottom", "narrow_bottom")]
PART = pa.schema([("words", pa.string()), ("row", pa.float64()), *_HEIGHTS])
LANE = pa.schema(
    [(name, pa.string()) for name in ("lane", "label", "name", "words")]
    + [("row", pa.float64()), ("words_px", pa.float64()), ("folds", pa.bool_()), *_HEIGHTS]
)
BAR = pa.schema(
    [(name, pa.string()) for name in ("mark", "label", "name", "fate", "end", "narrow_end")]
    + [(name, pa.bool_()) for name in ("folds", "is_disputed")]
    + [("checked", pa.int64())]
    + [(name, pa.float64()) for name in ("row", "signed", "start", "stop", "end_px", "folded", "wide", "narrow")]
    + [(name, pa.float64()) for name in ("wide_y", "narrow_y")]
)
YEAR = pa.schema([("words", pa.string()), ("share", pa.float64())])


class Years(NamedTuple):
    """The axis from its first to its last day."""

    first: date
    last: date

    @classmethod
    def over(cls, lives: Sequence[Life]) -> Years:
        """The axis that holds every day of the instruments, at least a year long."""
        days = {day_of(day) for life in lives for day in (life.signed, life.in_force, life.ended, life.last_day) if day}
        return cls(min(days) - timedelta(days=200), max(*days, min(days) + timedelta(days=365)))

    def share(self, day: date) -> float:
        """Where a day lies: 0 at the left end, 1 at the right end."""
        return (day - self.first) / (self.last - self.first)

    def ticks(self) -> list[dict[str, Any]]:
        """The years to write at the head: every tenth, or oftener on a short axis."""
        years = (self.last - self.first).days / 365.25
        step = 10 if years > 40 else 5 if years > 15 else 2 if years > 6 else 1
        numbers = range(self.first.year + 1, self.last.year + 1)
        return [{"words": str(year), "share": self.share(date(year, 1, 1))} for year in numbers if year % step == 0]


class Top(NamedTuple):
    """How far down something begins in both layouts."""

    wide: float
    narrow: float

    def plus(self, wide: float, narrow: float) -> Top:
        """So much further down."""
        return Top(self.wide + wide, self.narrow + narrow)


def lay_out(rows: Rows) -> Layout:
    """Parts and lanes from top to bottom, the bars of each lane folded and open, and what the browser needs to open one."""
    lives = lives_of(rows)
    years, lanes = Years.over(lives), _lanes_of(lives)
    folds = [len(lane) > 1 and len(lives) > FEW for lane in lanes]
    tables: dict[str, list[dict[str, Any]]] = {"parts": [], "lanes": [], "bars": [], "years": years.ticks()}
    top, side, depths = Top(0, 0), "", []
    for number, (lane, is_folding) in enumerate(zip(lanes, folds, strict=True)):
        if lane[0].side != side:
            side = lane[0].side
            top = _part(tables, [life for life in lives if life.side == side], number, top)
        bottom, depth = _extent(lane, top, folds=is_folding)
        tables["lanes"].append(_lane(lane, number, top, bottom, folds=is_folding))
        tables["bars"] += [
            _bar(life, i, len(lane), number, top, years, folds=is_folding) for i, life in enumerate(lane)
        ]
        depths.append(depth)
        top = bottom
    values = {
        "lanes_open": str([lane[0].lane if is_folding else "" for lane, is_folding in zip(lanes, folds, strict=True)]),
        "lane_of": _numbers(lanes, folds),
        "wide_depths": str([depth.wide for depth in depths]),
        "narrow_depths": str([depth.narrow for depth in depths]),
        "wide_height": top.wide,
        "narrow_height": top.narrow,
        "title": title(key(rows.table, *([SIGN] if any(folds) else []))),
    }
    schemas = {"parts": PART, "lanes": LANE, "bars": BAR, "years": YEAR}
    return Layout({name: pa.Table.from_pylist(tables[name], schema) for name, schema in schemas.items()}, values)


def _lanes_of(lives: Sequence[Life]) -> list[list[Life]]:
    found: dict[str, list[Life]] = {}
    for life in lives:
        found.setdefault(life.lane, []).append(life)
    return list(found.values())


def _numbers(lanes: Sequence[Sequence[Life]], folds: Sequence[bool]) -> str:
    """An expression for the number of the lane of a mark, as an object; of those that can be folded."""
    pairs = [f"'{life.mark}':{i}" for i, lane in enumerate(lanes) if folds[i] for life in lane]
    return "{" + ",".join(pairs) + "}"


def _extent(lane: Sequence[Life], top: Top, *, folds: bool) -> tuple[Top, Top]:
    """Where a lane ends, and how much deeper it is when it is open."""
    if len(lane) == 1:
        return top.plus(NAME_PX, NARROW_ROW_PX + 2), Top(0, 0)
    opened = (NAME_PX + len(lane) * ROW_PX + PAD_PX, NAME_PX + len(lane) * NARROW_ROW_PX + PAD_PX)
    if not folds:
        return top.plus(*opened), Top(0, 0)
    strip = len(lane) * STRIP_PX + PAD_PX
    folded = (max(NAME_PX, strip), NAME_PX - 4 + strip)
    return top.plus(*folded), Top(*(one - other for one, other in zip(opened, folded, strict=True)))


def _part(tables: dict[str, list[dict[str, Any]]], lives: Sequence[Life], number: int, top: Top) -> Top:
    """Adds the heading of the lanes of one side; returns where they begin."""
    words = f"{SIDES[lives[0].side]}: {in_force(lives)}"
    foot = top.plus(PART_PX, PART_PX)
    # It moves with the lane above it.
    heights = {
        "wide_y": top.wide + 17,
        "narrow_y": top.narrow + 17,
        "wide_bottom": foot.wide,
        "narrow_bottom": foot.narrow,
    }
    tables["parts"].append({"words": words, "row": number - 0.5, **heights})
    return foot


def _lane(lane: Sequence[Life], number: int, top: Top, bottom: Top, *, folds: bool) -> dict[str, Any]:
    """The name of a lane, how many are in force, and where it lies; an instrument that is alone gives its lane its own name."""
    alone = len(lane) == 1
    name = lane[0].short_title if alone else kind_of(lane)
    return {
        "lane": lane[0].lane,
        "label": of_lane(lane),
        "name": name,
        "words": lane[0].kind_label.lower() if alone else in_force(lane),
        "words_px": 13 + text_width(name, SMALL, 600) + 10,
        "row": number,
        "folds": folds,
        "wide_y": top.wide,
        "narrow_y": top.narrow,
        "wide_bottom": bottom.wide,
        "narrow_bottom": bottom.narrow,
    }


def _bar(life: Life, place: int, count: int, number: int, top: Top, years: Years, *, folds: bool) -> dict[str, Any]:
    """One life: its shares of the years, its place in the folded and in the open lane, and its words."""
    alone = count == 1
    start = years.share(day_of(life.in_force or life.signed))
    known = life.ended or (life.last_day if life.is_in_force else None)
    stop = years.share(day_of(known)) if known else min(start + FADE_SHARE, 1)
    room = NARROW_TEXT_PX - INDENT_PX - 14 - text_width(life.short_title)
    return {
        "mark": life.mark,
        "label": life.label,
        "name": "" if alone else life.short_title,
        "fate": life.fate,
        "end": life.end,
        "narrow_end": "" if alone else next((end for end in (life.end, life.short_end) if text_width(end) < room), ""),
        "folds": folds,
        "is_disputed": life.is_disputed,
        "checked": life.checked,
        "row": number,
        "signed": years.share(day_of(life.signed)),
        "start": start,
        "stop": stop,
        "end_px": text_width(life.end) + 14,
        "folded": PAD_PX / 2 + STRIP_PX * (place + 0.5),
        "wide": NAME_PX / 2 if alone else NAME_PX + ROW_PX * (place + 0.5),
        "narrow": NAME_PX + 2 if alone else NAME_PX + NARROW_ROW_PX * (place + 1) - 8,
        "wide_y": top.wide,
        "narrow_y": top.narrow,
    }
