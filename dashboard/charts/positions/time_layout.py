"""Where the chart of positions over time places things: a row for each who moved, under them a strip for each topic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import TimeAxis, key, plural, text_width, title
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.positions.moves import Path, paths
from dashboard.charts.positions.stances import signs
from dashboard.charts.positions.topics import topics_of
from dashboard.charts.positions.widths import GUTTERS, LAYOUTS, LINE_PX, WIDTHS, lines_of, words_of
from dashboard.markup.typefaces import SEMIBOLD

HEAD_PX, ROWS_PX, STANCE_PX, LABEL_PX = 22, (28, 34, 23, 23), 4.5, 16
SIGN_PX, PITCH_PX, NAME_PX, GAP_PX = 8.0, 7.0, 14.0, 9
# Among many topics a side is at most so high: its signs move together, and a click on the name of the topic lets them apart.
MOST_PX = 19.0
NAMED = 60
OPEN_SIGN = "Click the name of a topic for everybody by name."
DRAWN = [
    *("mark", "label", "date", "date_earliest", "date_latest", "date_precision"),
    *("stance", "side", "checked", "is_disputed", "is_act"),
]
ARROWS = ("↑", "↓")
# The words of a topic, of which each layout has its own.
WORDS = ("topic", "poles")
# Written down, because there may be nobody who moved.
MOVED = pa.schema(
    [(f"{y}{i}", pa.float64()) for y in ("y", "from_y", "to_y") for i in LAYOUTS] + [("name", pa.string())]
)


class Sign(NamedTuple):
    """Where a position lies on the axis, 0 to 1, its side, and the pixels that the name beside it takes."""

    share: float
    side: int
    px: float


@dataclass
class Swarm:
    """Signs of one side, from the middle outwards; those at one height do not touch, nor do their names."""

    levels: list[list[tuple[float, float]]] = field(default_factory=list)

    def place(self, left: float, right: float) -> int:
        """The lowest level on which nothing stands in this interval, which is taken from then on."""
        for level, taken in enumerate(self.levels):
            if all(right <= start or end <= left for start, end in taken):
                taken.append((left, right))
                return level
        self.levels.append([(left, right)])
        return len(self.levels) - 1


def lay_out(rows: Rows) -> Layout:
    """The rows of those who moved, the strips of the topics, and the height of the whole, for each width."""
    axis, moved = (
        TimeAxis.over(rows.table, "date_earliest", "date_latest"),
        [own for own in paths(rows) if own.has_moved],
    )
    tops = [2.0 for _ in LAYOUTS]
    movers = _movers(rows, moved, tops)
    strips = _strips(rows, axis, tops)
    said = [*signs(rows), "Above a line: for; below: against.", *([OPEN_SIGN] if _are_many(rows) else [])]
    values = {**axis.values(), "heights": list(tops), "title": title(key(rows.table, *said))}
    return Layout({**movers, **strips}, values)


def _at(values: Sequence[float], name: str = "y") -> dict[str, float]:
    return {f"{name}{i}": float(value) for i, value in enumerate(values)}


def _movers(rows: Rows, moved: Sequence[Path], tops: list[float]) -> dict[str, pa.Table]:
    """For each who moved a line of stance 0, the name, the signs and what joins them. Moves `tops` down."""
    days, names, joined, dots = rows.days("date"), [], [], []
    for path in moved:
        tops[0] += LABEL_PX
        middle = [top + row / 2 + (HEAD_PX if path is moved[0] else 0) for top, row in zip(tops, ROWS_PX, strict=True)]
        px = text_width(path.expert, weight=SEMIBOLD) + 8
        both = f"{path.expert}: {path.topic}"
        names.append({"name": path.expert, "topic": path.topic, "both": both, "px": px, **_at(middle)})
        height = [[y - stance * STANCE_PX for y in middle] for stance in path.stances]
        dots += list(zip(path.places, height, strict=True))
        joined += [
            {"date": days[one], "to_date": days[two], **_at(start, "from_y"), **_at(end, "to_y")}
            for one, two, start, end in zip(path.places, path.places[1:], height, height[1:], strict=False)
        ]
        tops[:] = [y + row / 2 for y, row in zip(middle, ROWS_PX, strict=True)]
    head = [{"words": f"Who moved: {plural(len(moved), 'time')}", **_at([12 for _ in LAYOUTS])}] if moved else []
    if moved:
        tops[:] = [top + GAP_PX for top in tops]
    return {
        "movers": _table(
            names, pa.schema([*MOVED, ("topic", pa.string()), ("both", pa.string()), ("px", pa.float64())])
        ),
        "joined": _table(joined, pa.schema([*MOVED, ("date", pa.date32()), ("to_date", pa.date32())])),
        "moved": _picked(rows, dots),
        "heads": _table(head, pa.schema([*MOVED, ("words", pa.string())])),
    }


def _table(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """The rows; with the columns of the schema where there are none."""
    return pa.Table.from_pylist(list(rows)) if rows else schema.empty_table()


def _picked(rows: Rows, dots: Sequence[tuple[int, Sequence[float]]]) -> pa.Table:
    """The positions at these places among the rows, with their heights."""
    picked = rows.table.select(DRAWN).take(pa.array([place for place, _ in dots], pa.int64()))
    return with_columns(picked, **{f"y{i}": pa.array([y[i] for _, y in dots], pa.float64()) for i in LAYOUTS})


def _are_many(rows: Rows) -> bool:
    return len(rows) > NAMED and len(set(rows.column("topic_sort"))) > 1


def _strips(rows: Rows, axis: TimeAxis, tops: list[float]) -> dict[str, pa.Table]:
    """For each topic its name and poles, its line, and the signs above and below it. Moves `tops` down."""
    sorts, is_named = rows.column("topic_sort"), not _are_many(rows)
    drawn, pitch = _signs_of(rows, axis, is_named=is_named), NAME_PX if is_named else PITCH_PX
    y: list[list[float]] = [[0.0] * len(rows) for _ in LAYOUTS]
    left_of = [[False] * len(rows) for _ in LAYOUTS]
    topics = []
    for topic in topics_of(rows, "topic_id", "negative_pole", "positive_pole"):
        own = [i for i, sort in enumerate(sorts) if sort == topic["topic_sort"]]
        told = [words_of(topic, lay, ARROWS, has_poles=is_named or lay > 0) for lay in LAYOUTS]
        middles, starts, poles_y = [], [], []
        for lay, (name, poles) in enumerate(told):
            lines = lines_of(name, poles)
            up, down, placed = _swarmed([drawn[i] for i in own], lay, pitch, math.inf if is_named else MOST_PX)
            head = 0 if lay else lines * LINE_PX + 4
            least = max((lines * LINE_PX + 6 if lay else 0) - up - down, 0)
            middle = tops[lay] + head + up + least / 2
            for i, (shift, is_left) in zip(own, placed, strict=True):
                y[lay][i], left_of[lay][i] = middle + shift, is_left
            starts.append(tops[lay] + 6)
            poles_y.append(tops[lay] + 6 + lines_of(name, "") * LINE_PX)
            middles.append(middle)
            tops[lay] = middle + down + least / 2 + GAP_PX
        ends = {**_at(middles), **_at(starts, "from_y"), **_at([top - GAP_PX / 2 for top in tops], "to_y")}
        words = {f"{name}{lay}": own_words[i] for lay, own_words in enumerate(told) for i, name in enumerate(WORDS)}
        said = "" if is_named else f"Show only “{topic['topic']}”, with the names"
        topics.append({"topic_id": topic["topic_id"], "said": said, **words, **ends, **_at(poles_y, "poles_y")})
    table = _picked(rows, list(enumerate(zip(*y, strict=True))))
    names = rows.column("expert") if is_named else [""] * len(rows)
    sides = {f"left{i}": pa.array(left_of[i], pa.bool_()) for i in LAYOUTS}
    return {
        "positions": with_columns(table, name=pa.array(names, pa.string()), **sides),
        "topics": pa.Table.from_pylist(topics),
    }


def _swarmed(
    signs: Sequence[Sign], lay: int, pitch: float, most: float
) -> tuple[float, float, list[tuple[float, bool]]]:
    """The room that signs of a topic need above and below its line; the distance of each, and whether its name is at its left."""
    plot = WIDTHS[lay] - GUTTERS[lay]
    swarms = {side: Swarm() for side in (-1, 0, 1)}
    placed = []
    for sign in signs:
        x, before, after = sign.share * plot, 0.0, sign.px
        is_left = x + after > plot
        if is_left:
            before, after = after, before
        level = swarms[sign.side].place(x - SIGN_PX / 2 - before, x + SIGN_PX / 2 + after)
        placed.append((level, sign.side, is_left))
    between = len(swarms[0].levels)
    steps = {side: min(pitch, most / max(len(swarm.levels), 1)) for side, swarm in swarms.items()}
    # Several in between share the middle, which grows with them.
    middle = (between - 1) / 2 * steps[0] + pitch if between else PITCH_PX
    room = [middle + max(len(swarms[side].levels), 1) * steps[side] - steps[side] / 2 + 4 for side in (1, -1)]
    shifts = [
        ((level - (between - 1) / 2) * steps[0] if not side else -side * (middle + level * steps[side]), is_left)
        for level, side, is_left in placed
    ]
    return room[0], room[1], shifts


def _signs_of(rows: Rows, axis: TimeAxis, *, is_named: bool) -> list[Sign]:
    first, span = axis.first.date().toordinal(), (axis.last - axis.first).days
    shares = [(day.toordinal() - first) / span for day in rows.days("date")]
    px = [text_width(expert) + 10 if is_named else 0.0 for expert in rows.column("expert")]
    return [Sign(*sign) for sign in zip(shares, rows.column("side"), px, strict=True)]
