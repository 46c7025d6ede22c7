"""Positions by topic: a strip from one pole to the other, and on it a dot for each position."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import Plot, by_width, down, finish, hint, key, pick, plural, title, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns
from dashboard.charts.positions.columns import POSITION
from dashboard.charts.positions.topics import LINE_PX, POLE_LETTERS, acts, points, topic_names, topics_of

ACROSS = 7
STEP = 0.115
DOT_PX = 10
WIDE_POLE_LETTERS = 52
MANY = 5


def draw(palette: Palette) -> alt.TopLevelMixin:
    """For each topic a strip from one pole to the other, both in words, and a dot for each position."""
    height, chosen = hole("height"), pick()
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-2.5, 2.5], nice=False, zero=False))
    block = Plot(table("topics"))
    lines = block.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(height, "base"))
    ticks = Plot(table("ticks")).mark_rule(color=palette.neutral_soft, aria=False)
    rings = (
        Plot(table("positions"))
        .transform_filter("datum.is_disputed")
        .mark_point(size=110, strokeWidth=1.1, color=palette.ink, aria=False)
    )
    left = hint(block, text=by_width("wide_negative", "negative"), align="left", baseline="top", color=palette.muted)
    right = hint(block, text=by_width("wide_positive", "positive"), align="right", baseline="top", color=palette.muted)
    layers = [
        lines,
        ticks.encode(x=x, y=down(height), y2="y2:Q"),
        points(palette, chosen).encode(x=x, y=down(height)).add_params(chosen),
        rings.encode(x=x, y=down(height)),
        topic_names(palette),
        left.encode(x=alt.value(0), y=down(height, "pole_y")),
        right.encode(x=alt.value("width"), y=down(height, "pole_y")),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The blocks of topics one below the other, and the dots of a stance side by side in rows of seven."""
    sorts, stances, places = rows.column("topic_sort"), rows.column("stance"), rows.column("place")
    last: dict[tuple[int, int], int] = defaultdict(int)
    for sort, stance, place in zip(sorts, stances, places, strict=True):
        last[sort, stance] = max(last[sort, stance], place)
    topics, height = _topic_blocks(rows, last)
    base = {topic["topic_sort"]: topic["base"] for topic in topics}
    x, y = [], []
    for sort, stance, place in zip(sorts, stances, places, strict=True):
        row = place // ACROSS
        in_row = min(last[sort, stance] + 1 - row * ACROSS, ACROSS)
        x.append(stance + (place % ACROSS - (in_row - 1) / 2) * STEP)
        y.append(base[sort] - (row + 0.5) * DOT_PX - 2)
    dots = rows.table.select(["mark", "label", "checked", "is_disputed", "is_act"])
    ticks = [(stance, y) for y in base.values() for stance in range(-2, 3)]
    return Layout(
        {
            "positions": with_columns(dots, x=x, y=y),
            "topics": pa.Table.from_pylist(topics),
            "ticks": table_of(x=[x for x, _ in ticks], y=[y for _, y in ticks], y2=[y + 4 for _, y in ticks]),
        },
        {"height": height, "title": title(key(dots, *acts(rows)))},
    )


def reading(rows: Rows) -> str:
    """How many positions on how many topics; on which of them people are most divided, and on which most of one mind."""
    stances: dict[str, list[int]] = defaultdict(list)
    for topic, stance in zip(rows.column("topic"), rows.column("stance"), strict=True):
        stances[topic].append(stance)
    people = len(set(rows.column("expert")))
    start = (
        f"{plural(len(rows), 'position')} of {plural(people, 'person', 'people')} on {plural(len(stances), 'topic')}"
    )
    sides = {topic: (sum(s > 0 for s in own), sum(s < 0 for s in own)) for topic, own in sorted(stances.items())}
    many = {topic: both for topic, both in sides.items() if len(stances[topic]) >= MANY}
    one_sided = {topic: abs(both[0] - both[1]) / len(stances[topic]) for topic, both in many.items()}
    if len(set(one_sided.values())) < 2:
        lean_for, against = (sum(both[side] for both in sides.values()) for side in (0, 1))
        return f"{start}; {lean_for} lean for the proposition, {against} against."
    divided, united = min(one_sided, key=one_sided.__getitem__), max(one_sided, key=one_sided.__getitem__)
    return (
        f"{start}; most divided on “{divided}” ({_sides(many[divided])}), "
        f"most of one mind on “{united}” ({_sides(many[united])})."
    )


def _sides(both: tuple[int, int]) -> str:
    return f"{both[0]} for, {both[1]} against"


def _topic_blocks(rows: Rows, last: dict[tuple[int, int], int]) -> tuple[list[dict[str, Any]], float]:
    """For each topic the places of its name, its dots' base line and its poles; and the height of the whole."""
    most: dict[int, int] = defaultdict(int)
    for (sort, _), place in last.items():
        most[sort] = max(most[sort], place)
    topics, y = [], 2.0
    for topic in topics_of(rows, "negative_pole", "positive_pole"):
        poles = {side: topic[f"{side}_pole"] for side in ("negative", "positive")}
        narrow = {side: wrapped(pole, POLE_LETTERS) for side, pole in poles.items()}
        wide = {f"wide_{side}": wrapped(pole, WIDE_POLE_LETTERS) for side, pole in poles.items()}
        base = y + 22 + (most[topic["topic_sort"]] // ACROSS + 1) * DOT_PX + 4
        places = {"name_y": y + 10, "base": base, "pole_y": base + 8}
        topics.append({"topic_sort": topic["topic_sort"], "topic": topic["topic"], **narrow, **wide, **places})
        y = base + 8 + (max(pole.count("\n") for pole in narrow.values()) + 1) * LINE_PX + 16
    return topics, y


CHART = Chart(
    id="positions_by_topic",
    title="Positions by topic",
    question="Where do experts stand on each question?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(POSITION),
    rule="A position counts once, on its topic and at its stance; one whose stance is not on the scale, or "
    "that was traced to no source, is not shown.",
    group="Topics",
)
