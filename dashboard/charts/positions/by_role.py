"""Positions by role and country: for each topic the mean stance of each group and how far it spreads."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
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
from dashboard.charts.positions.columns import POLES, STANCE_UNIT
from dashboard.charts.positions.stances import side_channels, side_tones, sided

ROLE_LEFT_PX, COUNT_PX, ROLE_ROW_PX, LINE_PX = 172, 26, 17, 13
POLE_LETTERS, WIDE_POLE_LETTERS, PROPOSITION_LETTERS = 27, 60, 54
FEW = 3
ROLE_SIGNS = [
    "Sign: mean stance; line: lowest to highest position.",
    "Open: fewer than three positions, too few for a mean to say much.",
    "Right: number of positions.",
]


def by_role(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """For each topic its poles in words, and a row for each role and country with the mean and the spread."""
    if frame.empty:
        return nothing(palette)
    rows = sided(drawn(frame))
    rows["who"] = [_group(row).replace("United States", "US") for row in each(rows)]
    rows["is_few"] = rows["positions"] < FEW
    blocks, places, height = _role_blocks(rows)
    rows["y"] = rows["mark"].map(places)
    chosen, plot = pick(), Plot(rows)
    signs = _signs(plot, chosen, palette).encode(y=down(height))
    return dress(alt.layer(*_backs(plot, Plot(blocks), height, palette), signs), palette, height, ROLE_SIGNS)


def by_role_reading(frame: pd.DataFrame) -> str:
    """How many groups have enough positions to compare, and the topic on which the means of two of them lie furthest apart."""
    if frame.empty:
        return NOTHING
    enough = frame[frame["positions"] >= FEW]
    start = f"{plural(len(frame), 'group')} of one role and country on one topic, {len(enough)} with three positions or more"
    widest: tuple[float, str] = (0.0, "")
    for topic, groups in enough.groupby("topic"):
        ordered = each(groups.sort_values("stance", kind="stable"))
        low, high = ordered[0], ordered[-1]
        gap = float(high.stance - low.stance)
        words = f"“{topic}” ({_group(high)} {high.stance:+.1f}, {_group(low)} {low.stance:+.1f})"
        widest = max(widest, (gap, words))
    if not widest[0]:
        return f"{start}; no two of these can be compared on a topic."
    return f"{start}; among these the widest gap of means is on {widest[1]}."


def _group(row: Any) -> str:
    country, role = row.country, row.role.lower()
    if not isinstance(country, str):
        return "role and country not known" if role == "unknown" else f"{role}, country not known"
    return f"{country}, {role}"


def _stance(value: str) -> Any:
    """The x place of a stance on the scale beside the names of groups, in pixels."""
    return alt.value(alt.ExprRef(f"{ROLE_LEFT_PX + 8} + ({value} + 2) / 4 * (width - {ROLE_LEFT_PX + COUNT_PX + 16})"))


def _role_blocks(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, float], float]:
    """For each topic the places of its name, poles and rows; the place of each row by its mark; and the height of the whole."""
    places: dict[str, float] = {}
    blocks, y = [], 2.0
    alone = rows["topic_sort"].nunique() == 1
    for _, group in rows.groupby("topic_sort", sort=True):
        topic = group.iloc[0]
        proposition = wrapped(topic["proposition"], PROPOSITION_LETTERS) if alone else ""
        asked = len(proposition.splitlines())
        poles = {
            f"{wide}{side}": wrapped(f"{arrow} {topic[f'{side}_pole']}", letters)
            for side, arrow in (("negative", "←"), ("positive", "→"))
            for wide, letters in (("", POLE_LETTERS), ("wide_", WIDE_POLE_LETTERS))
        }
        lines = max(poles["negative"].count("\n"), poles["positive"].count("\n")) + 1
        first = y + 24 + lines * LINE_PX + 4 + asked * LINE_PX
        ordered = group.assign(abroad=group["country"] != "United States").sort_values(
            ["abroad", "country", "role_sort"]
        )
        places |= {mark: first + ROLE_ROW_PX * (i + 0.5) for i, mark in enumerate(ordered["mark"])}
        last = first + ROLE_ROW_PX * len(ordered)
        blocks.append(
            {
                "topic": topic["topic"],
                **poles,
                "proposition": proposition,
                "name_y": y + 10,
                "asked_y": y + 21,
                "pole_y": y + 21 + asked * LINE_PX,
                "first": first,
                "last": last,
            }
        )
        y = last + 18
    return pd.DataFrame(blocks), places, y


def _signs(plot: Any, chosen: alt.Parameter, palette: Palette) -> Any:
    """The mean stances; open where too few positions stand behind one."""
    looks = side_channels(palette)
    fill = alt.when("datum.is_few").then(alt.value(palette.paper)).otherwise(looks["fill"])
    points = plot.mark_point(size=80, strokeWidth=1.6, cursor="pointer", opacity=1).encode(
        x=_stance("datum.stance"),
        shape=looks["shape"],
        fill=fill,
        stroke=alt.Stroke("side:N", scale=side_tones(palette), legend=None),
        opacity=fade(chosen, 1, 0.35),
        **spoken(),
    )
    return points.add_params(chosen)


def _backs(plot: Any, block: Any, height: float, palette: Palette) -> list[Any]:
    """What stands behind the signs: scales, spreads, and the words on topics, poles and groups."""
    y = down(height)
    tracks = plot.mark_rule(color=palette.rule, aria=False).encode(x=_stance("-2"), x2=_stance("2"), y=y)
    zero = block.mark_rule(color=palette.neutral_soft, aria=False)
    spans = plot.mark_rule(color=palette.neutral_soft, strokeWidth=4, aria=False)
    topics = hint(block, align="left", fontSize=SMALL + 2, fontWeight=600, color=palette.ink)
    asked = hint(block, align="left", baseline="top", fontStyle="italic", color=palette.ink)
    left, right = alt.value(0), alt.value("width")
    poles = [
        hint(block, text=by_width(f"wide_{side}", side), align=align, baseline="top", color=palette.muted).encode(
            x=x, y=down(height, "pole_y")
        )
        for side, align, x in (("negative", "left", left), ("positive", "right", right))
    ]
    return [
        tracks,
        zero.encode(x=_stance("0"), y=down(height, "first"), y2="last:Q"),
        spans.encode(x=_stance("datum.lowest"), x2=_stance("datum.highest"), y=y),
        topics.encode(x=left, y=down(height, "name_y"), text="topic:N"),
        asked.encode(x=left, y=down(height, "asked_y"), text="proposition:N"),
        *poles,
        hint(plot, align="left", color=palette.ink).encode(x=left, y=y, text="who:N"),
        hint(plot, align="right", color=palette.muted).encode(x=right, y=y, text="count:N"),
    ]


CHART = Chart(
    id="positions_by_role",
    title="Positions by role and country",
    question="Do scholars, officials and others of each country hold different views?",
    page="positions",
    build=by_role,
    reading=by_role_reading,
    columns=Columns(
        (
            text("Topic", "topic"),
            text("Role", "role"),
            text("Country", "country"),
            number("Mean stance", "stance", STANCE_UNIT, 1, is_signed=True),
            number("Lowest stance", "lowest", STANCE_UNIT, is_signed=True),
            number("Highest stance", "highest", STANCE_UNIT, is_signed=True),
            number("Positions", "positions", "positions"),
            number("People", "people", "people"),
            *POLES,
        )
    ),
    rule="Each sign is the mean stance of the people of one role and country on one topic, from -2 to +2; the line "
    "runs from their lowest to their highest position. Every position counts once, so that a person with two "
    "counts twice. Below three positions a mean says little and is drawn open.",
    group="Roles",
)
