"""Charts of people's positions: expert by topic, by role and country, and who agrees with whom."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.agreement import agreement, agreement_reading
from dashboard.charts.common import (
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
from dashboard.charts.palette import Palette

__all__ = ["agreement", "agreement_reading", "by_expert", "by_expert_reading", "by_role", "by_role_reading"]

FOR = {"light": "#7B4EA3", "dark": "#C4A4EA"}
SIDES = {"against": "triangle-left", "balanced": "circle", "for": "triangle-right"}
LEANING = 0.25
ROW_PX, HEAD_PX, NUMBER_PX = 22, 158, 18
CELL = 0.36
NAME_LETTERS, TIGHT_PX = 19, 10.5
TITLES_SHARE = 0.37
ROLE_LEFT_PX, COUNT_PX, ROLE_ROW_PX, LINE_PX = 172, 26, 17, 13
POLE_LETTERS, WIDE_POLE_LETTERS, PROPOSITION_LETTERS = 27, 60, 54
FEW = 3
SIGNS = [
    "Left and grey: against; right and violet: for; a dot: in between.",
    "What for and against mean is said on the charts by topic.",
    "Larger: the mean of several positions, with their number.",
]
ROLE_SIGNS = [
    "Sign: mean stance; line: lowest to highest position.",
    "Open: fewer than three positions, too few for a mean to say much.",
    "Right: number of positions.",
]


def by_expert(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Experts down, topics across; in each cell a small scale from against to for with the mean stance on it."""
    shown = frame[frame["expert_positions"] > 1]
    if shown.empty:
        return nothing(palette)
    cells = _sided(drawn(shown))
    topics = cells.drop_duplicates("topic_sort").sort_values("topic_sort")
    columns, experts = topics["topic_sort"].tolist(), cells["expert"].drop_duplicates().tolist()
    first_row = HEAD_PX + NUMBER_PX
    height = first_row + ROW_PX * len(experts) + 4
    cells["y"] = [first_row + ROW_PX * (experts.index(name) + 0.5) for name in cells["expert"]]
    cells["column"] = cells["topic_sort"].map(columns.index)
    cells["start"], cells["stop"] = cells["column"] - CELL, cells["column"] + CELL
    cells["x"] = cells["column"] + cells["stance"] / 2 * CELL
    first = -0.6 - len(columns) * TITLES_SHARE / (1 - TITLES_SHARE)

    def across(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, len(columns) - 0.4], nice=False))

    names = pd.DataFrame(
        {"expert": experts, "y": [first_row + ROW_PX * (i + 0.5) for i in range(len(experts))], "x": -0.7}
    )
    names["line"] = names["y"] + ROW_PX / 2
    names["narrow"] = [wrapped(name, NAME_LETTERS) for name in experts]
    names["narrow_y"] = names["y"] - names["narrow"].str.count("\n") * TIGHT_PX / 2
    chosen, plot = pick(), Plot(cells)
    tracks = plot.mark_rule(color=palette.neutral_soft, aria=False).encode(
        x=across("start"), x2="stop:Q", y=down(height)
    )
    middles = plot.mark_tick(color=palette.neutral_soft, size=7, thickness=1, orient="vertical", aria=False)
    size = alt.ExprRef(f"({WIDE} ? 62 : 34) * (datum.positions > 1 ? 1.9 : 1)")
    signs = plot.mark_point(size=size, strokeWidth=0, cursor="pointer", opacity=1)
    numbers = hint(plot.transform_filter("datum.positions > 1"), fontSize=SMALL - 2, dy=-8, dx=7, color=palette.muted)
    lines = (
        Plot(names)
        .mark_rule(color=palette.rule, aria=False)
        .encode(x=alt.value(0), x2=alt.value("width"), y=down(height, "line"))
    )
    people = hint(Plot(names), text=by_width("expert", "narrow"), align="right", lineHeight=TIGHT_PX, color=palette.ink)
    layers = [
        lines,
        tracks,
        middles.encode(x=across("column"), y=down(height)),
        *_topic_heads(topics, across, height, palette),
        people.encode(x=across("x"), y=alt.value(by_width("y", "narrow_y"))),
        signs.encode(
            x=across("x"), y=down(height), **_side_channels(palette), opacity=fade(chosen, 1, 0.35), **spoken()
        ).add_params(chosen),
        numbers.encode(x=across("x"), y=down(height), text=alt.when(WIDE).then("count:N").otherwise(alt.value(""))),
    ]
    return dress(alt.layer(*layers), palette, height, SIGNS)


def by_expert_reading(frame: pd.DataFrame) -> str:
    """How many people are shown, how many are left out for a single position, and who spoke on most topics."""
    if frame.empty:
        return NOTHING
    people = frame.groupby("expert")["expert_positions"].first()
    several, single = int((people > 1).sum()), int((people == 1).sum())
    left = f"{plural(single, 'person', 'people')} with a single position {'is' if single == 1 else 'are'} not shown"
    if not several:
        return f"Nobody took more than one position; {left}."
    topics = frame[frame["expert_positions"] > 1].groupby("expert", sort=True)["topic"].nunique()
    widest = f"{topics.idxmax()} spoke on most topics, {topics.max()}"
    start = f"{plural(several, 'person', 'people')} with two positions or more"
    return f"{start}; {widest}{f'; {left}' if single else ''}."


def by_role(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """For each topic its poles in words, and a row for each role and country with the mean and the spread."""
    if frame.empty:
        return nothing(palette)
    rows = _sided(drawn(frame))
    rows["who"] = [_group(row).replace("United States", "US") for row in each(rows)]
    rows["is_few"] = rows["positions"] < FEW
    blocks, places, height = _role_blocks(rows)
    rows["y"] = rows["mark"].map(places)
    chosen, plot = pick(), Plot(rows)
    block = Plot(blocks)
    tracks = plot.mark_rule(color=palette.rule, aria=False).encode(x=_stance("-2"), x2=_stance("2"), y=down(height))
    zero = block.mark_rule(color=palette.neutral_soft, aria=False).encode(
        x=_stance("0"), y=down(height, "first"), y2="last:Q"
    )
    spans = plot.mark_rule(color=palette.neutral_soft, strokeWidth=4, aria=False)
    fills = _side_channels(palette)
    tones = fills["fill"]
    fill = alt.when("datum.is_few").then(alt.value(palette.paper)).otherwise(tones)
    signs = plot.mark_point(size=80, strokeWidth=1.6, cursor="pointer", opacity=1).encode(
        x=_stance("datum.stance"),
        y=down(height),
        shape=fills["shape"],
        fill=fill,
        stroke=alt.Stroke("side:N", scale=_side_tones(palette), legend=None),
        opacity=fade(chosen, 1, 0.35),
        **spoken(),
    )
    poles = [
        hint(block, text=by_width(f"wide_{side}", side), align=align, baseline="top", color=palette.muted).encode(
            x=alt.value(x), y=down(height, "pole_y")
        )
        for side, align, x in (("negative", "left", 0), ("positive", "right", "width"))
    ]
    layers = [
        tracks,
        zero,
        spans.encode(x=_stance("datum.lowest"), x2=_stance("datum.highest"), y=down(height)),
        hint(block, align="left", fontSize=SMALL + 2, fontWeight=600, color=palette.ink).encode(
            x=alt.value(0), y=down(height, "name_y"), text="topic:N"
        ),
        hint(block, align="left", baseline="top", fontStyle="italic", color=palette.ink).encode(
            x=alt.value(0), y=down(height, "asked_y"), text="proposition:N"
        ),
        *poles,
        hint(plot, align="left", color=palette.ink).encode(x=alt.value(0), y=down(height), text="who:N"),
        hint(plot, align="right", color=palette.muted).encode(x=alt.value("width"), y=down(height), text="count:N"),
        signs.add_params(chosen),
    ]
    return dress(alt.layer(*layers), palette, height, ROLE_SIGNS)


def by_role_reading(frame: pd.DataFrame) -> str:
    """How many groups have enough positions to compare, and the topic on which the means of two of them lie furthest apart."""
    if frame.empty:
        return NOTHING
    enough = frame[frame["positions"] >= FEW]
    start = f"{plural(len(frame), 'group')} of one role and country on one topic, {len(enough)} with three positions or more"
    widest: tuple[float, str] = (0.0, "")
    for topic, groups in enough.groupby("topic"):
        low, high = (groups.loc[index()] for index in (groups["stance"].idxmin, groups["stance"].idxmax))
        gap = float(high["stance"] - low["stance"])
        words = f"“{topic}” ({_group(high)} {high['stance']:+.1f}, {_group(low)} {low['stance']:+.1f})"
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


def _sided(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the side they lean to and their number as text."""
    rows["side"] = ["for" if s > LEANING else "against" if s < -LEANING else "balanced" for s in rows["stance"]]
    rows["count"] = rows["positions"].astype(str)
    return rows


def _side_tones(palette: Palette) -> alt.Scale:
    return alt.Scale(domain=list(SIDES), range=[palette.neutral, palette.neutral, FOR[palette.name]])


def _side_channels(palette: Palette) -> dict[str, Any]:
    shapes = alt.Scale(domain=list(SIDES), range=list(SIDES.values()))
    return {
        "shape": alt.Shape("side:N", scale=shapes, legend=None),
        "fill": alt.Fill("side:N", scale=_side_tones(palette), legend=None),
    }


def _topic_heads(topics: pd.DataFrame, across: Any, height: float, palette: Palette) -> list[Any]:
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
    slanted = hint(plot, align="left", baseline="bottom", angle=315, dx=2, color=palette.muted)
    narrow = alt.when(f"!({WIDE})")
    listed, number = (narrow.then(text).otherwise(alt.value("")) for text in ("listed:N", "number:N"))
    return [
        slanted.encode(x=across("x"), y=down(height), text=alt.when(WIDE).then("name:N").otherwise(alt.value(""))),
        hint(plot, align="left", color=palette.ink).encode(x=alt.value(0), y=down(height, "list_y"), text=listed),
        hint(plot, color=palette.muted).encode(x=across("x"), y=down(height), text=number),
    ]


def _role_blocks(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, float], float]:
    """For each topic the places of its name, poles and rows; the place of each row by its mark; and the height of the whole."""
    blocks, places, y = [], {}, 2.0
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
