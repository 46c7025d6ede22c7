"""What several charts of positions need of their rows: the topics in order, and the dots that stand for positions."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.marks import CONFIRMED, SMALL, WIDE, Plot, down, fade, hint, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows

LINE_PX = 13
POLE_LETTERS = 27


def topics_of(rows: Rows, *columns: str) -> list[dict[str, Any]]:
    """What the first row of each topic says in `topic_sort`, `topic` and these columns; topics in their order."""
    first: dict[int, int] = {}
    for i, sort in enumerate(rows.column("topic_sort")):
        first.setdefault(sort, i)
    topics: list[dict[str, Any]] = (
        rows.table.select(["topic_sort", "topic", *columns]).take([first[sort] for sort in sorted(first)]).to_pylist()
    )
    return topics


def points(palette: Palette, chosen: alt.Parameter) -> Any:
    """A dot for each of the positions, a square for an act of office, hollow where a single source stands behind it."""
    return (
        Plot(table("positions"))
        .mark_point(
            shape=alt.ExprRef("datum.is_act ? 'square' : 'circle'"),
            size=alt.ExprRef(f"{WIDE} ? 52 : 34"),
            stroke=palette.neutral,
            strokeWidth=1.5,
            cursor="pointer",
            opacity=1,
        )
        .encode(
            fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        )
    )


def acts(rows: Rows) -> list[str]:
    """What the square means, where there is one."""
    return ["Square: an act of office."] if any(rows.column("is_act")) else []


def topic_names(palette: Palette) -> Any:
    """The name of each topic at the left, on its line `name_y`."""
    names = hint(Plot(table("topics")), align="left", fontSize=SMALL + 2, fontWeight=600, color=palette.ink)
    return names.encode(x=alt.value(0), y=down(hole("height"), "name_y"), text="topic:N")
