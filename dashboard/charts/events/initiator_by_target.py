"""Who acted toward whom: a matrix whose cells have two halves, cooperation above and conflict below."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.linked import ACTOR_SIGN, actor_names, clicked, pick_beside
from dashboard.charts.draw.marks import (
    NOTHING,
    WIDE,
    Plot,
    down,
    drawn,
    dress,
    fade,
    hint,
    in_two,
    nothing,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.events.columns import EVENTS, SIDE
from dashboard.charts.events.eras_compared import Channel, eras_compared, eras_compared_reading, side_fill

__all__ = ["eras_compared", "eras_compared_reading", "initiator_by_target", "initiator_by_target_reading"]

CELL_PX, HEAD_PX, NO_TARGET_RANK = 44, 96, 99
TINT = {"light": 0.55, "dark": 0.42}


def initiator_by_target(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Who acted down, toward whom across; each cell has the events of cooperation above those of conflict."""
    if frame.empty:
        return nothing(palette)
    cells = _cells(drawn(frame))
    rows, columns = cells["row"].nunique(), cells["column"].nunique()
    height = float(HEAD_PX + CELL_PX * rows + 2)
    gutter = alt.ExprRef(f"{WIDE} ? 112 : 56")
    scale = alt.Scale(domain=[0, columns], range=[gutter, alt.ExprRef("width")], nice=False, zero=False)

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=scale)

    chosen = pick_beside("actor")
    heat = alt.Scale(type="sqrt", domain=[0, int(cells["events"].max())], range=[0.08, TINT[palette.name]])
    boxes = (
        Plot(cells)
        .mark_rect(cursor="pointer", cornerRadius=2)
        .encode(
            x=x("left"),
            x2="right:Q",
            y=down(height, "top"),
            y2="bottom:Q",
            fill=side_fill(palette),
            fillOpacity=alt.FillOpacity("events:Q", scale=heat, legend=None),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    counts = hint(Plot(cells), color=palette.ink).encode(x=x("middle"), y=down(height), text="events:Q")
    layers = [*_frames(rows, columns, x, height, palette), boxes.add_params(chosen), counts]
    layers += _actor_names(cells, x, height, palette)
    return dress(alt.layer(*layers), palette, height, _matrix_signs(frame))


def initiator_by_target_reading(frame: pd.DataFrame) -> str:
    """What the two leading actors did toward each other, and how many events name no target."""
    if frame.empty:
        return NOTHING
    pairs = frame[frame["target_rank"] < NO_TARGET_RANK].pivot_table(
        index=["initiator", "target"], columns="side", values="events", aggfunc="sum", fill_value=0, sort=False
    )
    pairs = pairs.reindex(columns=["cooperation", "conflict"], fill_value=0)
    total, free = int(frame["all_events"].iloc[0]), int(frame["untargeted"].iloc[0])
    end = f"{free} of {plural(total, 'event')} {'names' if free == 1 else 'name'} no target"
    if pairs.empty:
        return f"{end}."
    busy = pairs.sum(axis=1).sort_values(ascending=False, kind="stable").index[:2]
    parts = [
        f"{who} toward {whom}: {pairs.loc[(who, whom), 'cooperation']} of cooperation, {pairs.loc[(who, whom), 'conflict']} of conflict"
        for who, whom in busy
    ]
    return f"{'. '.join(parts)}. {end}, most of them joint acts." if free else f"{'. '.join(parts)}."


def _cells(cells: pd.DataFrame) -> pd.DataFrame:
    """Each half cell with its row, its column and its place: cooperation above, conflict below."""
    for name, rank in (("row", "initiator_rank"), ("column", "target_rank")):
        order = {value: number for number, value in enumerate(sorted(cells[rank].unique()))}
        cells[name] = cells[rank].map(order)
    cells["top"] = HEAD_PX + CELL_PX * cells["row"] + (cells["side"] == "conflict") * (CELL_PX / 2 - 1) + 1
    cells["bottom"], cells["y"] = cells["top"] + CELL_PX / 2 - 2, cells["top"] + CELL_PX / 4 - 1
    cells["left"], cells["right"] = cells["column"] + 0.04, cells["column"] + 0.96
    cells["middle"] = cells["column"] + 0.5
    return cells


def _frames(rows: int, columns: int, x: Channel, height: float, palette: Palette) -> list[Any]:
    """An empty box for every pair, so that a pair without events is seen to have none."""
    boxes = pd.DataFrame([(row, column) for row in range(rows) for column in range(columns)], columns=["row", "column"])
    boxes["left"], boxes["right"] = boxes["column"] + 0.04, boxes["column"] + 0.96
    boxes["top"] = HEAD_PX + CELL_PX * boxes["row"] + 1
    boxes["bottom"] = boxes["top"] + CELL_PX - 3
    plot = Plot(boxes).mark_rect(color=palette.band, cornerRadius=2, aria=False)
    return [plot.encode(x=x("left"), x2="right:Q", y=down(height, "top"), y2="bottom:Q")]


def _actor_names(cells: pd.DataFrame, x: Channel, height: float, palette: Palette) -> list[Any]:
    """Who acted, left of the rows; toward whom, above the columns; and what the two directions mean."""
    doers = cells.drop_duplicates("row").rename(columns={"initiator": "actor", "initiator_id": "actor_id"})
    doers = doers[["row", "actor", "actor_id"]].assign(two=lambda rows: rows["actor"].map(in_two))
    doers["y"] = HEAD_PX + CELL_PX * (doers["row"] + 0.5)
    doers["narrow_y"] = doers["y"] - 6.5 * doers["two"].str.count("\n")
    others = cells.drop_duplicates("column").rename(columns={"target": "actor", "target_id": "actor_id"})
    others = others[["middle", "actor", "actor_id"]].replace({"actor_id": "none"}, "")
    others["two"] = [wrapped(name, 18) for name in others["actor"]]
    left = actor_names(doers, palette, align="left")
    above = actor_names(others, palette, align="left", angle=300, dx=0, text=alt.ExprRef("datum.two"))
    above = above.add_params(clicked("actor", "actor_id"))
    corner = Plot(pd.DataFrame({"text": ["Who acted ↓\ntoward whom →"]}))
    at_width = [
        ("actors_wide", down(height), alt.when(WIDE).then("actor:N")),
        ("actors_narrow", down(height, "narrow_y"), alt.when(f"!({WIDE})").then("two:N")),
    ]
    return [
        *(
            left.encode(x=alt.value(0), y=y, text=words.otherwise(alt.value(""))).properties(name=name)
            for name, y, words in at_width
        ),
        above.encode(x=x("middle"), y=alt.value(HEAD_PX - 8)).properties(name="actors_above"),
        hint(corner, align="left", color=palette.muted).encode(x=alt.value(0), y=alt.value(10), text="text:N"),
    ]


def _matrix_signs(frame: pd.DataFrame) -> list[str]:
    signs = [
        "Upper half: cooperation. Lower half: conflict.",
        "An event counts for each pair of its actors.",
        ACTOR_SIGN,
    ]
    if int(frame["untargeted"].iloc[0]):
        signs.append("Joint acts, without a target, count for each partner.")
    return signs


CHART = Chart(
    id="initiator_by_target",
    title="Who acted toward whom",
    question="Who cooperates with whom, and who acts against whom?",
    page="events",
    build=initiator_by_target,
    reading=initiator_by_target_reading,
    columns=Columns((text("Who acted", "initiator"), text("Toward whom", "target"), SIDE, EVENTS)),
    rule="An event counts once for each pair of an actor that acts and one that is acted upon; agencies count as what they belong "
    "to. Joint acts have no target and count for each who takes part. Only the eight actors with most events are shown.",
    group="Who",
    is_half=True,
    selections=("pick", "actor"),
)
