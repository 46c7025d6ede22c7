"""Who acted toward whom: a matrix whose cells have two halves, cooperation above and conflict below."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import ACTOR_SIGN, actor_names, clicked, offer, pick_beside
from dashboard.charts.draw.marks import (
    WIDE,
    Plot,
    down,
    fade,
    finish,
    hint,
    in_two,
    plural,
    spoken,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.events.columns import EVENTS, SIDE
from dashboard.charts.events.sides import side_fill

CELL_PX, HEAD_PX, NO_TARGET_RANK = 44, 96, 99
TINT = {"light": 0.55, "dark": 0.42}
DRAWN = ["mark", "label", "side", "events"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Who acted down, toward whom across; each cell has the events of cooperation above those of conflict."""
    chosen, height = pick_beside("actor"), hole("height")
    heat = alt.Scale(type="sqrt", domain=[0, hole("most")], range=[0.08, TINT[palette.name]])
    # An empty box for every pair, so that a pair without events is seen to have none.
    frames = Plot(table("frames")).mark_rect(color=palette.band, cornerRadius=2, aria=False)
    cells = Plot(table("cells"))
    boxes = cells.mark_rect(cursor="pointer", cornerRadius=2).encode(
        x=_x("left"),
        x2="right:Q",
        y=down(height, "top"),
        y2="bottom:Q",
        fill=side_fill(palette),
        fillOpacity=alt.FillOpacity("events:Q", scale=heat, legend=None),
        opacity=fade(chosen),
        **spoken(),
    )
    counts = hint(cells, color=palette.ink).encode(x=_x("middle"), y=down(height), text="events:Q")
    layers = [
        frames.encode(x=_x("left"), x2="right:Q", y=down(height, "top"), y2="bottom:Q"),
        boxes.add_params(chosen),
        counts,
        *_actor_names(palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """A row for each who acted and a column for each toward whom, with places in pixels down and in columns across."""
    doers, others = _heads(rows, "initiator"), _heads(rows, "target")
    row_of, column_of = ({rank: number for number, rank in enumerate(heads)} for heads in (doers, others))
    row = [row_of[rank] for rank in rows.column("initiator_rank")]
    column = [column_of[rank] for rank in rows.column("target_rank")]
    half = [CELL_PX / 2 - 1 if side == "conflict" else 0 for side in rows.column("side")]
    top = [HEAD_PX + CELL_PX * number + below + 1 for number, below in zip(row, half, strict=True)]
    cells = with_columns(
        rows.table.select(DRAWN),
        top=top,
        bottom=[y + CELL_PX / 2 - 2 for y in top],
        y=[y + CELL_PX / 4 - 1 for y in top],
        left=[number + 0.04 for number in column],
        right=[number + 0.96 for number in column],
        middle=[number + 0.5 for number in column],
    )
    return Layout(
        {
            "cells": cells,
            "frames": _frames(len(doers), len(others)),
            "doers": _left_heads(list(doers.values())),
            "others": _upper_heads(list(others.values())),
            "corner": table_of(text=["Who acted ↓\ntoward whom →"]),
        },
        {
            "columns": len(others),
            "most": max(rows.column("events")),
            "height": float(HEAD_PX + CELL_PX * len(doers) + 2),
            "title": title(_signs(rows)),
        },
    )


def reading(rows: Rows) -> str:
    """What the two leading actors did toward each other, and how many events name no target."""
    pairs: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: {"cooperation": 0, "conflict": 0})
    columns = map(rows.column, ("initiator", "target", "target_rank", "side", "events"))
    for who, whom, rank, side, events in zip(*columns, strict=True):
        if rank < NO_TARGET_RANK:
            pairs[who, whom][side] += events
    total, free = rows.column("all_events")[0], rows.column("untargeted")[0]
    end = f"{free} of {plural(total, 'event')} {'names' if free == 1 else 'name'} no target"
    if not pairs:
        return f"{end}."
    busiest = sorted(pairs.items(), key=lambda pair: -sum(pair[1].values()))[:2]
    parts = [
        f"{who} toward {whom}: {events['cooperation']} of cooperation, {events['conflict']} of conflict"
        for (who, whom), events in busiest
    ]
    return f"{'. '.join(parts)}. {end}, most of them joint acts." if free else f"{'. '.join(parts)}."


def _x(column: str) -> alt.X:
    gutter = alt.ExprRef(f"{WIDE} ? 112 : 56")
    scale = alt.Scale(domain=[0, hole("columns")], range=[gutter, alt.ExprRef("width")], nice=False, zero=False)
    return alt.X(f"{column}:Q", axis=None, scale=scale)


def _actor_names(palette: Palette) -> list[Any]:
    """Who acted, left of the rows; toward whom, above the columns; and what the two directions mean."""
    left = actor_names("doers", palette, align="left")
    above = actor_names("others", palette, align="left", angle=300, dx=0, text=alt.ExprRef("datum.two"))
    above = above.add_params(clicked("actor", "actor_id"))
    corner = hint(Plot(table("corner")), align="left", color=palette.muted)
    height = hole("height")
    at_width = [
        ("actors_wide", down(height), alt.when(WIDE).then("actor:N")),
        ("actors_narrow", down(height, "narrow_y"), alt.when(f"!({WIDE})").then("two:N")),
    ]
    return [
        *(
            left.encode(x=alt.value(0), y=y, text=words.otherwise(alt.value(""))).properties(name=name)
            for name, y, words in at_width
        ),
        above.encode(x=_x("middle"), y=alt.value(HEAD_PX - 8)).properties(name="actors_above"),
        corner.encode(x=alt.value(0), y=alt.value(10), text="text:N"),
    ]


def _heads(rows: Rows, part: str) -> dict[int, tuple[str, str]]:
    """Name and id of each initiator or target by its rank, in order; the id is empty for what is no actor."""
    columns = (rows.column(f"{part}_rank"), rows.column(part), rows.column(f"{part}_id"))
    return {
        rank: (name, "" if actor == "none" else actor) for rank, name, actor in sorted(set(zip(*columns, strict=True)))
    }


def _left_heads(doers: list[tuple[str, str]]) -> pa.Table:
    middle = [HEAD_PX + CELL_PX * (number + 0.5) for number in range(len(doers))]
    two = [in_two(name) for name, _ in doers]
    return table_of(
        actor=[name for name, _ in doers],
        actor_id=[actor for _, actor in doers],
        said=[offer(*doer) for doer in doers],
        two=two,
        y=middle,
        narrow_y=[y - 6.5 * lines.count("\n") for y, lines in zip(middle, two, strict=True)],
    )


def _upper_heads(others: list[tuple[str, str]]) -> pa.Table:
    return table_of(
        actor_id=[actor for _, actor in others],
        said=[offer(*other) for other in others],
        two=[wrapped(name, 18) for name, _ in others],
        middle=[number + 0.5 for number in range(len(others))],
    )


def _frames(rows: int, columns: int) -> pa.Table:
    boxes = [(row, column) for row in range(rows) for column in range(columns)]
    top = [HEAD_PX + CELL_PX * row + 1 for row, _ in boxes]
    return table_of(
        left=[column + 0.04 for _, column in boxes],
        right=[column + 0.96 for _, column in boxes],
        top=top,
        bottom=[y + CELL_PX - 3 for y in top],
    )


def _signs(rows: Rows) -> list[str]:
    signs = [
        "Upper half: cooperation. Lower half: conflict.",
        "An event counts for each pair of its actors.",
        ACTOR_SIGN,
    ]
    joint = ["Joint acts, without a target, count for each partner."]
    return signs + joint if rows.column("untargeted")[0] else signs


CHART = Chart(
    id="initiator_by_target",
    title="Who acted toward whom",
    question="Who cooperates with whom, and who acts against whom?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns((text("Who acted", "initiator"), text("Toward whom", "target"), SIDE, EVENTS)),
    rule="An event counts once for each pair of an actor that acts and one that is acted upon; agencies count as what they belong "
    "to. Joint acts have no target and count for each who takes part. Only the eight actors with most events are shown.",
    group="Who",
    is_half=True,
    selections=("pick", "actor"),
)
