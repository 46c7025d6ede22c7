"""Experts by topic: a small scale in each cell, and on it the mean stance of one person on one topic."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    KEY_LETTERS,
    SMALL,
    WIDE,
    Plot,
    by_width,
    down,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.positions.columns import POLES, STANCE_UNIT
from dashboard.charts.positions.stances import side, side_channels
from dashboard.charts.positions.topics import topics_of

ROW_PX, HEAD_PX, NUMBER_PX, LINE_PX = 22, 158, 18, 13
CELL = 0.36
NAME_LETTERS, TIGHT_PX = 19, 10.5
TITLES_SHARE = 0.37
SIGNS = [
    "Left, grey: against; right, violet: for; dot: between.",
    "What for and against mean is said on the charts by topic.",
    "Larger: several positions, with their number; of one person their mean.",
]
OTHERS_SIGN = "Last row: all who took one position each, a sign for each stance with the number of people."


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Experts down, topics across; in each cell a small scale from against to for with the mean stance on it.

    The last row stands for everybody who took a single position.
    """
    names = Plot(table("names"))
    lines = names.mark_rule(color=palette.rule, aria=False)
    people = hint(names, text=by_width("expert", "narrow"), align="right", lineHeight=TIGHT_PX, color=palette.ink)
    layers = [
        lines.encode(x=alt.value(0), x2=alt.value("width"), y=down(hole("height"), "line")),
        *_topic_heads(palette),
        people.encode(x=_across("x"), y=alt.value(by_width("y", "narrow_y"))),
        *_cells(palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """A row for each expert and a column for each topic that has any position, and the places in their cells."""
    topics = topics_of(rows)
    columns = {topic["topic_sort"]: i for i, topic in enumerate(topics)}
    experts = list(dict.fromkeys(rows.column("expert")))
    names = _names(experts)
    places = dict(zip(experts, names["y"].to_pylist(), strict=True))
    column = [columns[sort] for sort in rows.column("topic_sort")]
    cells = with_columns(
        rows.table.select(["mark", "label", "is_others", "positions"]),
        side=[side(stance) for stance in rows.column("stance")],
        count=[str(positions) for positions in rows.column("positions")],
        y=[places[expert] for expert in rows.column("expert")],
        column=column,
        start=[at - CELL for at in column],
        stop=[at + CELL for at in column],
        x=[at + stance / 2 * CELL for at, stance in zip(column, rows.column("stance"), strict=True)],
    )
    signs = [*SIGNS, *(wrapped(OTHERS_SIGN, KEY_LETTERS).split("\n") if any(rows.column("is_others")) else [])]
    values = {
        "across": [-0.6 - len(columns) * TITLES_SHARE / (1 - TITLES_SHARE), len(columns) - 0.4],
        "height": HEAD_PX + NUMBER_PX + ROW_PX * len(experts) + 4,
        "title": title(signs),
    }
    return Layout({"names": names, "topics": _heads([topic["topic"] for topic in topics]), "cells": cells}, values)


def reading(rows: Rows) -> str:
    """How many people have a row of their own, who spoke on most topics, and how many share the last row."""
    topics: dict[str, set[str]] = {}
    single = 0
    columns = ("expert", "topic", "is_others", "positions")
    for expert, topic, is_others, positions in zip(*map(rows.column, columns), strict=True):
        if is_others:
            single += positions
        else:
            topics.setdefault(expert, set()).add(topic)
    last = (
        f"{plural(single, 'person', 'people')} with a single position {'is' if single == 1 else 'share'} the last row"
    )
    if not topics:
        return f"Nobody took more than one position; {last}."
    most = min(topics, key=lambda expert: (-len(topics[expert]), expert))
    start = f"{plural(len(topics), 'person', 'people')} with two positions or more"
    return f"{start}; {most} spoke on most topics, {len(topics[most])}{f'; {last}' if single else ''}."


def _across(column: str) -> alt.X:
    return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=hole("across"), nice=False))


def _topic_heads(palette: Palette) -> list[Any]:
    """The topics above their columns: slanted on a wide chart, numbered with a list on a narrow one."""
    plot, height = Plot(table("topics")), hole("height")
    slanted = hint(plot, align="left", baseline="bottom", angle=315, dx=2, dy=-6, color=palette.muted)
    narrow = alt.when(f"!({WIDE})")
    listed, number = (narrow.then(words).otherwise(alt.value("")) for words in ("listed:N", "number:N"))
    return [
        slanted.encode(x=_across("x"), y=down(height), text=alt.when(WIDE).then("name:N").otherwise(alt.value(""))),
        hint(plot, align="left", color=palette.ink).encode(x=alt.value(0), y=down(height, "list_y"), text=listed),
        hint(plot, color=palette.muted).encode(x=_across("x"), y=down(height), text=number),
    ]


def _cells(palette: Palette) -> list[Any]:
    """In each cell the scale, its middle, the stance, and the number of positions where there are several.

    The last row has a sign for each stance that anybody took there.
    """
    plot, chosen, y = Plot(table("cells")), pick(), down(hole("height"))
    tracks = plot.mark_rule(color=palette.neutral_soft, aria=False)
    middles = plot.mark_tick(color=palette.neutral_soft, size=7, thickness=1, orient="vertical", aria=False)
    size = alt.ExprRef(f"({WIDE} ? 62 : 34) * (datum.positions > 1 ? 1.9 : 1)")
    signs = plot.mark_point(size=size, strokeWidth=0, cursor="pointer", opacity=1).encode(
        x=_across("x"), y=y, **side_channels(palette), opacity=fade(chosen, 1, 0.35), **spoken()
    )
    numbers = hint(plot.transform_filter("datum.positions > 1"), fontSize=SMALL - 2, dy=-8, dx=7, color=palette.muted)
    shown = alt.when(WIDE).then("count:N").otherwise(alt.value(""))
    return [
        tracks.encode(x=_across("start"), x2="stop:Q", y=y),
        middles.encode(x=_across("column"), y=y),
        signs.add_params(chosen),
        numbers.encode(x=_across("x"), y=y, text=shown),
    ]


def _heads(topics: list[str]) -> pa.Table:
    """The names of topics for both widths, with their places."""
    count = range(len(topics))
    return table_of(
        x=list(count),
        number=[str(i + 1) for i in count],
        name=[wrapped(topic, 24) for topic in topics],
        listed=[f"{i + 1}  {topic}" for i, topic in enumerate(topics)],
        y=[HEAD_PX + 12] * len(topics),
        list_y=[8 + i * LINE_PX for i in count],
    )


def _names(experts: list[str]) -> pa.Table:
    """The names down the side, with their places and the line under each."""
    y = [HEAD_PX + NUMBER_PX + ROW_PX * (i + 0.5) for i in range(len(experts))]
    narrow = [wrapped(expert, NAME_LETTERS) for expert in experts]
    return table_of(
        expert=experts,
        x=[-0.7] * len(experts),
        y=y,
        line=[place + ROW_PX / 2 for place in y],
        narrow=narrow,
        narrow_y=[place - name.count("\n") * TIGHT_PX / 2 for place, name in zip(y, narrow, strict=True)],
    )


CHART = Chart(
    id="positions_by_expert",
    title="Experts by topic",
    question="Where does each expert stand on each question?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Person", "expert"),
            text("Topic", "topic"),
            number("Mean stance", "stance", STANCE_UNIT, 1, is_signed=True),
            number("Positions", "positions", "positions"),
            *POLES,
        )
    ),
    rule="Each sign is the mean stance of one person on one topic, from -2 to +2, over the positions traced to a "
    "source. People with a single position among those that match the filters are one last row together, with a "
    "sign for each stance on each topic; no mean is taken of different people.",
    group="People",
)
