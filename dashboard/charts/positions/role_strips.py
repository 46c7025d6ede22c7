"""Roles and countries on many topics: a strip for each topic, on it a sign for each group at its mean, named where enough spoke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import has_rows, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import Plot, fade, hint, spoken, text_width
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.positions.stances import tone
from dashboard.charts.positions.topics import topics_of
from dashboard.charts.positions.widths import (
    GUTTER,
    GUTTERS,
    LAYOUTS,
    LINE_PX,
    WIDTHS,
    at,
    beside,
    lines_of,
    topic_words,
    words_of,
)

STEP_PX, HEAD_PX, GAP_PX, SIGN_PX, FEW_PX, END_PX = 14, 20, 9, 12, 9, 10
ARROWS = ("→", "←")
FEW = 3
ENDS = (("strongly against", -2, "left"), ("in between", 0, "center"), ("strongly for", 2, "right"))


class Taken(NamedTuple):
    """The pixels that a sign and its name take on a line, and whether the name stands at the left of the sign."""

    start: float
    end: float
    is_left: bool = False

    def meets(self, other: Taken) -> bool:
        """Whether both would cover one another."""
        return self.start < other.end and other.start < self.end


def strip_layers(palette: Palette, chosen: alt.Parameter) -> list[Any]:
    """The ends of the scale at the head, the topics with what their poles hold, and the signs."""
    strips, means, ends = (Plot(table(name)) for name in ("strips", "means", "ends"))
    line = strips.mark_rule(color=palette.rule, aria=False)
    foot = strips.mark_rule(color=palette.rule, aria=False)
    grid = ends.mark_rule(color=palette.rule, aria=False)
    head = hint(ends, align=alt.ExprRef("datum.align"), color=palette.muted)
    end = {"x": alt.value(0), "x2": alt.value("width")}
    return [
        grid.encode(x=_across(), y=alt.value(HEAD_PX), y2=alt.value(alt.ExprRef("height"))),
        head.encode(x=_across(), y=alt.value(8), text="words:N"),
        line.encode(x=_pixels(_x("-2")), x2=_pixels(_x("2")), y=at()),
        foot.encode(**end, y=at("foot")),
        *topic_words(strips, palette, at("top"), at("poles_y")),
        *_groups(means, palette, chosen),
    ]


def _groups(means: Any, palette: Palette, chosen: alt.Parameter) -> list[Any]:
    """A sign for each group, large and named where enough spoke; small and open where they were few."""
    fill = alt.when("datum.is_few").then(alt.value(palette.paper)).when("datum.side > 0")
    size = alt.ExprRef("datum.is_few ? 34 : 80")
    signs = means.mark_point(size=size, strokeWidth=1.5, cursor="pointer", opacity=1, aria=has_rows("means"))
    return [
        signs.encode(
            x=_across(),
            y=at(),
            fill=fill.then(alt.value(palette.favour)).otherwise(alt.value(palette.neutral)),
            stroke=tone(palette),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        ).add_params(chosen),
        hint(means, **beside(9), color=palette.ink).encode(x=_across(), y=at(), text="name:N"),
    ]


def strip_layout(rows: Rows, names: Sequence[str], sides: Sequence[int]) -> tuple[Layout, list[float]]:
    """The strips of the topics one below the other, and how high the whole is in each layout."""
    sorts, stances = rows.column("topic_sort"), rows.column("stance")
    few = [positions < FEW for positions in rows.column("positions")]
    tops = [float(HEAD_PX + 4) for _ in LAYOUTS]
    y: list[list[float]] = [[0.0] * len(rows) for _ in LAYOUTS]
    left = [[False] * len(rows) for _ in LAYOUTS]
    strips = []
    own_rows = defaultdict(list)
    for i, sort in enumerate(sorts):
        own_rows[sort].append(i)
    for topic in topics_of(rows, "topic_id", "negative_pole", "positive_pole"):
        # Those that are named take the places nearest to the line.
        own = sorted(own_rows[topic["topic_sort"]], key=lambda i: (few[i], stances[i]))
        strip: dict[str, Any] = {
            "topic_id": topic["topic_id"],
            "said": f"Show only “{topic['topic']}”, with all groups",
        }
        for lay in LAYOUTS:
            placed = _placed([(stances[i], "" if few[i] else names[i]) for i in own], lay)
            name, poles = words_of(topic, lay, ARROWS, has_poles=lay > 0)
            lines = lines_of(name, poles)
            up, down = (
                max([0, *(sign * level for level, _ in placed)]) * STEP_PX + STEP_PX / 2 + 2 for sign in (-1, 1)
            )
            least = 0 if lay == 0 else max(0.0, lines * LINE_PX + 4 - up - down)
            middle = tops[lay] + (lines * LINE_PX + 2 if lay == 0 else 0) + least / 2 + up
            for i, (level, is_left) in zip(own, placed, strict=True):
                y[lay][i], left[lay][i] = middle + level * STEP_PX, is_left
            foot = middle + down + least / 2
            strip |= {f"topic{lay}": name, f"poles{lay}": poles, f"y{lay}": middle, f"top{lay}": tops[lay] + 8}
            strip |= {
                f"poles_y{lay}": tops[lay] + 8 + lines_of(name, "") * LINE_PX,
                f"foot{lay}": foot + GAP_PX / 2,
            }
            tops[lay] = foot + GAP_PX
        strips.append(strip)
    means = with_columns(
        rows.table.select(["mark", "label", "stance"]),
        side=list(sides),
        is_few=few,
        name=["" if is_few else name for name, is_few in zip(names, few, strict=True)],
        **{f"y{i}": y[i] for i in LAYOUTS},
        **{f"left{i}": left[i] for i in LAYOUTS},
    )
    words, places, aligned = zip(*ENDS, strict=True)
    ends = table_of(words=list(words), stance=list(places), align=list(aligned))
    return Layout({"strips": pa.Table.from_pylist(strips), "means": means, "ends": ends}), tops


def no_strips() -> Layout:
    """The same without any, where there is a single topic."""
    empty = pa.schema([("stance", pa.float64()), ("words", pa.string())])
    return Layout({name: empty.empty_table() for name in ("strips", "means", "ends")})


def _placed(signs: Sequence[tuple[float, str]], lay: int) -> list[tuple[int, bool]]:
    """A level for each sign, 0 on the line and others above and below it, so that none covers another; and where its name stands."""
    plot = WIDTHS[lay] - GUTTERS[lay] - 2 * END_PX
    levels: dict[int, list[Taken]] = defaultdict(list)
    placed = []
    for stance, name in signs:
        x, half = (stance + 2) / 4 * plot, (SIGN_PX if name else FEW_PX) / 2
        room = text_width(name) + 6 if name else 0
        right, left = Taken(x - half, x + half + room), Taken(x - half - room, x + half, is_left=True)
        ways = [way for way in (right, left) if way.start >= -END_PX - GUTTERS[lay] / 8 and way.end <= plot + END_PX]
        level, way = next(
            (level, way)
            for level in _outwards()
            for way in ways or [right]
            if not any(way.meets(other) for other in levels[level])
        )
        levels[level].append(way)
        placed.append((level, way.is_left))
    return placed


def _outwards() -> Sequence[int]:
    """0, -1, 1, -2, 2 and so on."""
    return [0, *(sign * level for level in range(1, 60) for sign in (-1, 1))]


def _pixels(expression: str) -> Any:
    return alt.value(alt.ExprRef(expression))


def _x(stance: str) -> str:
    return f"{GUTTER} + {END_PX} + ({stance} + 2) / 4 * (width - {GUTTER} - {2 * END_PX})"


def _across() -> Any:
    return _pixels(_x("datum.stance"))
