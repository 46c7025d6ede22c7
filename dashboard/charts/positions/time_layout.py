"""Where the chart of positions over time places things: a row for each who moved, under them a strip for each topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import TimeAxis, key, plural, text_width, title, wrapped
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.positions.moves import Path, paths
from dashboard.charts.positions.stances import signs
from dashboard.charts.positions.topics import topics_of

# From which width of the chart a layout is used; the first has no gutter for names.
WIDTHS = (330, 620, 900, 1200)
LAYOUTS = range(len(WIDTHS))
GUTTER_PX, NAME_LETTERS, POLE_LETTERS, LINE_PX = 240, 33, 38, 14
HEAD_PX, ROW_PX, STANCE_PX, LABEL_PX = 22, 34, 5, 16
SIGN_PX, PITCH_PX, NAME_PX, GAP_PX = 8.0, 7.0, 14.0, 12
NAMED = 60
DRAWN = [
    *("mark", "label", "date", "date_earliest", "date_latest", "date_precision"),
    *("stance", "side", "checked", "is_disputed", "is_act"),
]
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
    said = [*signs(rows), "Above a line: for; below: against."]
    values = {**axis.values(), "heights": list(tops), "title": title(key(rows.table, *said))}
    return Layout({**movers, **strips}, values)


def _at(values: Sequence[float], name: str = "y") -> dict[str, float]:
    return {f"{name}{i}": float(value) for i, value in enumerate(values)}


def _movers(rows: Rows, moved: Sequence[Path], tops: list[float]) -> dict[str, pa.Table]:
    """For each who moved a line of stance 0, the name, the signs and what joins them. Moves `tops` down."""
    days, names, joined, dots = rows.days("date"), [], [], []
    for path in moved:
        tops[0] += LABEL_PX
        middle = [top + ROW_PX / 2 + (HEAD_PX if path is moved[0] else 0) for top in tops]
        names.append({"name": path.expert, "topic": path.topic, "both": f"{path.expert}: {path.topic}", **_at(middle)})
        height = [[y - stance * STANCE_PX for y in middle] for stance in path.stances]
        dots += list(zip(path.places, height, strict=True))
        joined += [
            {"date": days[one], "to_date": days[two], **_at(start, "from_y"), **_at(end, "to_y")}
            for one, two, start, end in zip(path.places, path.places[1:], height, height[1:], strict=False)
        ]
        tops[:] = [y + ROW_PX / 2 for y in middle]
    head = [{"words": f"Who moved: {plural(len(moved), 'time')}", **_at([12 for _ in LAYOUTS])}] if moved else []
    if moved:
        tops[:] = [top + GAP_PX for top in tops]
    return {
        "movers": _table(names, pa.schema([*MOVED, ("topic", pa.string()), ("both", pa.string())])),
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


def _strips(rows: Rows, axis: TimeAxis, tops: list[float]) -> dict[str, pa.Table]:
    """For each topic its name and poles, its line, and the signs above and below it. Moves `tops` down."""
    sorts, is_named = rows.column("topic_sort"), len(rows) <= NAMED or len(set(rows.column("topic_sort"))) == 1
    drawn, pitch = _signs_of(rows, axis, is_named=is_named), NAME_PX if is_named else PITCH_PX
    y: list[list[float]] = [[0.0] * len(rows) for _ in LAYOUTS]
    left_of = [[False] * len(rows) for _ in LAYOUTS]
    topics = []
    for topic in topics_of(rows, "negative_pole", "positive_pole"):
        own = [i for i, sort in enumerate(sorts) if sort == topic["topic_sort"]]
        words = "\n".join(
            wrapped(f"{arrow} {topic[f'{side}_pole']}", POLE_LETTERS)
            for arrow, side in (("↑", "positive"), ("↓", "negative"))
        )
        name = wrapped(topic["topic"], NAME_LETTERS)
        lines, name_lines = words.count("\n") + name.count("\n") + 2, name.count("\n") + 1
        middles, starts = [], []
        for lay in LAYOUTS:
            up, down, placed = _swarmed([drawn[i] for i in own], lay, pitch)
            head = 0 if lay else lines * LINE_PX + 4
            least = max((lines * LINE_PX + 6 if lay else 0) - up - down, 0)
            middle = tops[lay] + head + up + least / 2
            for i, (shift, is_left) in zip(own, placed, strict=True):
                y[lay][i], left_of[lay][i] = middle + shift, is_left
            starts.append(tops[lay] + 6)
            middles.append(middle)
            tops[lay] = middle + down + least / 2 + GAP_PX
        ends = {**_at(middles), **_at(starts, "from_y"), **_at([top - GAP_PX / 2 for top in tops], "to_y")}
        poles = _at([start + name_lines * LINE_PX for start in starts], "poles_y")
        topics.append({"topic": name, "poles": words, **ends, **poles})
    table = _picked(rows, list(enumerate(zip(*y, strict=True))))
    said = rows.column("expert") if is_named else [""] * len(rows)
    sides = {f"left{i}": pa.array(left_of[i], pa.bool_()) for i in LAYOUTS}
    return {
        "positions": with_columns(table, name=pa.array(said, pa.string()), **sides),
        "topics": pa.Table.from_pylist(topics),
    }


def _swarmed(signs: Sequence[Sign], lay: int, pitch: float) -> tuple[float, float, list[tuple[float, bool]]]:
    """The room that signs of a topic need above and below its line; the distance of each, and whether its name is at its left."""
    plot = WIDTHS[lay] - (GUTTER_PX if lay else 0)
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
    # Several in between share the middle, which grows with them.
    middle = (between - 1) / 2 * pitch + pitch if between else PITCH_PX
    room = [middle + max(len(swarms[side].levels), 1) * pitch - pitch / 2 + 4 for side in (1, -1)]
    shifts = [
        ((level - (between - 1) / 2) * pitch if not side else -side * (middle + level * pitch), is_left)
        for level, side, is_left in placed
    ]
    return room[0], room[1], shifts


def _signs_of(rows: Rows, axis: TimeAxis, *, is_named: bool) -> list[Sign]:
    first, span = axis.first.date().toordinal(), (axis.last - axis.first).days
    shares = [(day.toordinal() - first) / span for day in rows.days("date")]
    px = [text_width(expert) + 10 if is_named else 0.0 for expert in rows.column("expert")]
    return [Sign(*sign) for sign in zip(shares, rows.column("side"), px, strict=True)]
