"""Charts of people's positions: expert by topic, by role and country, and who agrees with whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    KEY_LETTERS,
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    by_width,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.positions.agreement import agreement, agreement_reading
from dashboard.charts.positions.by_role import by_role, by_role_reading
from dashboard.charts.positions.columns import POLES, STANCE_UNIT
from dashboard.charts.positions.stances import side_channels, sided

__all__ = ["agreement", "agreement_reading", "by_expert", "by_expert_reading", "by_role", "by_role_reading"]

ROW_PX, HEAD_PX, NUMBER_PX, LINE_PX = 22, 158, 18, 13
CELL = 0.36
NAME_LETTERS, TIGHT_PX = 19, 10.5
TITLES_SHARE = 0.37
SIGNS = [
    "Left, grey: against; right, violet: for; dot: between.",
    "What for and against mean is said on the charts by topic.",
    "Larger: the mean of several positions, with their number.",
]
OTHERS_SIGN = "Last row: all who took one position each; its line runs from their lowest to their highest stance."


def by_expert(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Experts down, topics across; in each cell a small scale from against to for with the mean stance on it.

    The last row stands for everybody who took a single position.
    """
    if frame.empty:
        return nothing(palette)
    cells = sided(drawn(frame))
    topics = cells.drop_duplicates("topic_sort").sort_values("topic_sort")
    columns, experts = topics["topic_sort"].tolist(), cells["expert"].drop_duplicates().tolist()
    names = _names(experts)
    height = HEAD_PX + NUMBER_PX + ROW_PX * len(experts) + 4
    cells["y"] = cells["expert"].map(dict(zip(experts, names["y"], strict=True)))
    cells["column"] = cells["topic_sort"].map(columns.index)
    cells["start"], cells["stop"] = cells["column"] - CELL, cells["column"] + CELL
    for name, column in {"x": "stance", "low": "lowest", "high": "highest"}.items():
        cells[name] = cells["column"] + cells[column] / 2 * CELL
    first = -0.6 - len(columns) * TITLES_SHARE / (1 - TITLES_SHARE)

    def across(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, len(columns) - 0.4], nice=False))

    lines = Plot(names).mark_rule(color=palette.rule, aria=False)
    people = hint(Plot(names), text=by_width("expert", "narrow"), align="right", lineHeight=TIGHT_PX, color=palette.ink)
    layers = [
        lines.encode(x=alt.value(0), x2=alt.value("width"), y=down(height, "line")),
        *_topic_heads(topics, across, height, palette),
        people.encode(x=across("x"), y=alt.value(by_width("y", "narrow_y"))),
        *_cells(Plot(cells), across, height, palette),
    ]
    signs = [*SIGNS, *(wrapped(OTHERS_SIGN, KEY_LETTERS).split("\n") if cells["is_others"].any() else [])]
    return dress(alt.layer(*layers), palette, height, signs)


def by_expert_reading(frame: pd.DataFrame) -> str:
    """How many people have a row of their own, who spoke on most topics, and how many share the last row."""
    if frame.empty:
        return NOTHING
    known = frame[~frame["is_others"]]
    single = int(frame.loc[frame["is_others"], "positions"].sum())
    last = (
        f"{plural(single, 'person', 'people')} with a single position {'is' if single == 1 else 'share'} the last row"
    )
    if known.empty:
        return f"Nobody took more than one position; {last}."
    topics = known.groupby("expert", sort=True)["topic"].nunique()
    widest = f"{topics.idxmax()} spoke on most topics, {topics.max()}"
    start = f"{plural(len(topics), 'person', 'people')} with two positions or more"
    return f"{start}; {widest}{f'; {last}' if single else ''}."


def _topic_heads(topics: pd.DataFrame, across: Callable[[str], alt.X], height: float, palette: Palette) -> list[Any]:
    """The topics above their columns: slanted on a wide chart, numbered with a list on a narrow one."""
    rows = [
        {
            "x": i,
            "number": str(i + 1),
            "name": wrapped(topic.topic, 24),
            "listed": f"{i + 1}  {topic.topic}",
            "y": HEAD_PX + 12,
            "list_y": 8 + i * LINE_PX,
        }
        for i, topic in enumerate(each(topics))
    ]
    plot = Plot(pd.DataFrame(rows))
    slanted = hint(plot, align="left", baseline="bottom", angle=315, dx=2, dy=-6, color=palette.muted)
    narrow = alt.when(f"!({WIDE})")
    listed, number = (narrow.then(text).otherwise(alt.value("")) for text in ("listed:N", "number:N"))
    return [
        slanted.encode(x=across("x"), y=down(height), text=alt.when(WIDE).then("name:N").otherwise(alt.value(""))),
        hint(plot, align="left", color=palette.ink).encode(x=alt.value(0), y=down(height, "list_y"), text=listed),
        hint(plot, color=palette.muted).encode(x=across("x"), y=down(height), text=number),
    ]


def _names(experts: list[str]) -> pd.DataFrame:
    """The names down the side, with their places and the line under each."""
    names = pd.DataFrame({"expert": experts, "x": -0.7})
    names["y"] = [HEAD_PX + NUMBER_PX + ROW_PX * (i + 0.5) for i in range(len(experts))]
    names["line"] = names["y"] + ROW_PX / 2
    names["narrow"] = [wrapped(name, NAME_LETTERS) for name in experts]
    names["narrow_y"] = names["y"] - names["narrow"].str.count("\n") * TIGHT_PX / 2
    return names


def _cells(plot: Any, across: Callable[[str], alt.X], height: float, palette: Palette) -> list[Any]:
    """In each cell the scale, its middle, the mean stance, and the number of positions where there are several.

    The last row also has the spread: its means are of different people.
    """
    chosen, y = pick(), down(height)
    tracks = plot.mark_rule(color=palette.neutral_soft, aria=False)
    middles = plot.mark_tick(color=palette.neutral_soft, size=7, thickness=1, orient="vertical", aria=False)
    spreads = plot.transform_filter("datum.is_others && datum.positions > 1").mark_rule(
        color=palette.neutral, strokeWidth=1.5, aria=False
    )
    size = alt.ExprRef(f"({WIDE} ? 62 : 34) * (datum.positions > 1 ? 1.9 : 1)")
    signs = plot.mark_point(size=size, strokeWidth=0, cursor="pointer", opacity=1).encode(
        x=across("x"), y=y, **side_channels(palette), opacity=fade(chosen, 1, 0.35), **spoken()
    )
    numbers = hint(plot.transform_filter("datum.positions > 1"), fontSize=SMALL - 2, dy=-8, dx=7, color=palette.muted)
    shown = alt.when(WIDE).then("count:N").otherwise(alt.value(""))
    return [
        tracks.encode(x=across("start"), x2="stop:Q", y=y),
        middles.encode(x=across("column"), y=y),
        spreads.encode(x=across("low"), x2="high:Q", y=y),
        signs.add_params(chosen),
        numbers.encode(x=across("x"), y=y, text=shown),
    ]


CHART = Chart(
    id="positions_by_expert",
    title="Experts by topic",
    question="Where does each expert stand on each question?",
    page="positions",
    build=by_expert,
    reading=by_expert_reading,
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
    "source. People with a single position among those that match the filters are one last row together, each "
    "of them counted once on their topic.",
    group="People",
)
