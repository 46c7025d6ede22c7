"""Positions over time: for each topic the positions by date and stance, joined where a person took several."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    WIDE,
    Plot,
    TimeAxis,
    by_width,
    down,
    finish,
    hint,
    key,
    pick,
    plural,
    time_x,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number
from dashboard.charts.positions.columns import POSITION
from dashboard.charts.positions.topics import LINE_PX, POLE_LETTERS, acts, points, topic_names, topics_of

STANCE_PX = 14
DRAWN = ["mark", "label", "date", "date_earliest", "date_latest", "date_precision", "checked", "is_disputed", "is_act"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """For each topic the positions by date and stance; positions of one person on the same topic are joined by a line."""
    height, chosen = hole("height"), pick()
    spans = (
        Plot(table("positions"))
        .transform_filter("datum.date_precision !== 'day'")
        .mark_rule(color=palette.neutral, strokeWidth=3, opacity=0.25, aria=False)
    )
    tone = alt.when("datum.zero").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule))
    layers = [
        Plot(table("stances")).mark_rule(aria=False).encode(y=down(height), color=tone),
        spans.encode(x=time_x("date_earliest", orient="top"), x2="date_latest:T", y=down(height)),
        *_moves(palette),
        points(palette, chosen).encode(x=time_x("date", orient="top"), y=down(height)).add_params(chosen),
        topic_names(palette),
        *(_pole(side, palette) for side in ("above", "below")),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The blocks of topics one below the other, the dots on their stance, and the lines of who took several positions."""
    axis = TimeAxis.over(rows.table, "date_earliest", "date_latest")
    topics, height = _time_blocks(rows)
    middle = {topic["topic_sort"]: topic["middle"] for topic in topics}
    dots = zip(rows.column("topic_sort"), rows.column("stance"), rows.column("place"), strict=True)
    y = [middle[sort] - stance * STANCE_PX - (place % 4) * 3.5 for sort, stance, place in dots]
    stances = [(line - stance * STANCE_PX, stance == 0) for line in middle.values() for stance in range(-2, 3)]
    positions = with_columns(rows.table.select(DRAWN), y=y)
    return Layout(
        {
            "positions": positions,
            "topics": pa.Table.from_pylist(topics),
            "stances": table_of(y=[y for y, _ in stances], zero=[zero for _, zero in stances]),
            **_joined(rows, y, axis),
        },
        {**axis.values(), "height": height, "title": title(key(positions, *acts(rows)))},
    )


def reading(rows: Rows) -> str:
    """The years covered, and how many people took more than one position on a topic and how many of them moved."""
    years = [day.year for day in rows.days("date")]
    period = f"in {min(years)}" if min(years) == max(years) else f"from {min(years)} to {max(years)}"
    start = f"{plural(len(rows), 'position')} {period}"
    stances = defaultdict(list)
    for expert, topic, stance in zip(rows.column("expert"), rows.column("topic"), rows.column("stance"), strict=True):
        stances[expert, topic].append(stance)
    several = [own for own in stances.values() if len(own) > 1]
    if not several:
        return f"{start}; nobody took more than one position on a topic."
    moved = sum(len(set(own)) > 1 for own in several)
    return f"{start}; in {plural(len(several), 'case')} a person took more than one on the same topic, and in {moved} the stance moved."


def _moves(palette: Palette) -> list[Any]:
    """A line for each person with several positions on a topic; dark and named where the stance moved."""
    domain: list[Any] = [True, False]
    tone = alt.Scale(domain=domain, range=[palette.ink, palette.neutral_soft])
    lines = Plot(table("moves")).mark_line(strokeWidth=1.5, aria=False)
    names = hint(
        Plot(table("moved")), align=alt.ExprRef("datum.align"), dy=alt.ExprRef("datum.shift"), color=palette.ink
    )
    x, y = time_x("date", orient="top"), down(hole("height"))
    return [
        lines.encode(x=x, y=y, detail=["expert:N", "topic:N"], color=alt.Color("moved:N", scale=tone, legend=None)),
        names.encode(x=x, y=y, text=alt.when(WIDE).then("expert:N").otherwise(alt.value(""))),
    ]


def _pole(side: str, palette: Palette) -> Any:
    words = by_width(f"{side}_wide", side)
    pole = hint(Plot(table("topics")), text=words, align="left", baseline="top", color=palette.muted)
    return pole.encode(x=alt.value(0), y=down(hole("height"), f"{side}_y"))


def _joined(rows: Rows, y: list[float], axis: TimeAxis) -> dict[str, pa.Table]:
    """The positions that lines join, and for each stance that moved the place of the person's name at the end of the line."""
    who = list(zip(rows.column("expert"), rows.column("topic"), strict=True))
    several = [i for i, positions in enumerate(rows.column("positions_of_expert")) if positions > 1]
    days, stances = rows.days("date"), rows.column("stance")
    lines: dict[tuple[str, str], list[tuple[datetime.date, int, int]]] = defaultdict(list)
    for i in several:
        lines[who[i]].append((days[i], i, stances[i]))
    moved = {own: len({stance for _, _, stance in line}) > 1 for own, line in lines.items()}
    joined = rows.table.select(["expert", "topic", "date"]).take(pa.array(several, pa.int64()))
    ends = []
    for own in sorted(own for own in lines if moved[own]):
        first, *_, last = sorted(lines[own])
        if last[0] > first[0]:
            align = "right" if axis.share(pd.Timestamp(last[0])) > 0.5 else "left"
            ends.append((own[0], last[0], y[last[1]], 12 if last[2] < first[2] else -11, align))
    names = ("expert", "date", "y", "shift", "align")
    return {
        "moves": with_columns(
            joined,
            y=pa.array([y[i] for i in several], pa.float64()),
            moved=pa.array([moved[who[i]] for i in several], pa.bool_()),
        ),
        "moved": table_of(**{name: [end[at] for end in ends] for at, name in enumerate(names)}),
    }


def _time_blocks(rows: Rows) -> tuple[list[dict[str, Any]], float]:
    """For each topic the places of its name, its poles above and below, and its line of stance 0; and the height of the whole."""
    topics, y = [], 2.0
    for topic in topics_of(rows, "negative_pole", "positive_pole"):
        wide = {"above_wide": f"↑ {topic['positive_pole']}", "below_wide": f"↓ {topic['negative_pole']}"}
        above, below = (wrapped(pole, POLE_LETTERS * 2) for pole in wide.values())
        middle = y + 20 + (above.count("\n") + 1) * LINE_PX + 10 + 2 * STANCE_PX
        bottom = middle + 2 * STANCE_PX + 8
        places = {"name_y": y + 10, "above_y": y + 20, "below_y": bottom, "middle": middle}
        own = {"topic_sort": topic["topic_sort"], "topic": topic["topic"], "above": above, "below": below}
        topics.append({**own, **wide, **places})
        y = bottom + (below.count("\n") + 1) * LINE_PX + 16
    return topics, y


CHART = Chart(
    id="positions_over_time",
    title="Positions over time",
    question="When was each position taken, and who moved?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns((*POSITION, number("Positions of the person on the topic", "positions_of_expert", "positions"))),
    rule="A position counts once, on its first day; one without a stance on the scale, without a date, or "
    "traced to no source is not shown.",
    group="Over time",
)
