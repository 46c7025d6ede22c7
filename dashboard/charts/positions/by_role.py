"""Positions by role and country: on many topics the mean of each group on a strip; of one topic alone, how far each spreads."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import has_rows, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import pick_beside
from dashboard.charts.draw.marks import (
    SMALL,
    Plot,
    by_width,
    fade,
    finish,
    hint,
    plural,
    spoken,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.positions.columns import POLES, STANCE_UNIT
from dashboard.charts.positions.role_strips import FEW, no_strips, strip_layers, strip_layout
from dashboard.charts.positions.stances import side, tone
from dashboard.charts.positions.topics import topics_of
from dashboard.charts.positions.widths import LAYOUTS, params

ROLE_LEFT_PX, COUNT_PX, ROLE_ROW_PX, LINE_PX = 172, 26, 17, 13
POLE_LETTERS, WIDE_POLE_LETTERS, PROPOSITION_LETTERS = 27, 60, 54
SIGN = "Sign: mean stance, violet for, grey against or in between."
ONE = [
    SIGN,
    "Line: lowest to highest position.",
    "Open: fewer than three positions, too few for a mean to say much.",
    "Right: number of positions.",
]
MANY = [
    SIGN,
    "Small and open: fewer than three positions, too few for a mean to say much.",
    "Click the name of a topic for all its groups by name.",
]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A strip for each topic with the means of its groups; of a single topic a row for each group with mean and spread."""
    chosen = pick_beside("kind")
    layers = alt.layer(*strip_layers(palette, chosen), *_backs(palette), _signs(palette, chosen))
    return finish(layers.add_params(*params()), palette, 400)


def lay_out(rows: Rows) -> Layout:
    """The strips of the topics; of a single one the groups, those of the United States first."""
    names = [_group(*group).replace("United States", "US") for group in _groups(rows)]
    sides = [side(stance) for stance in rows.column("stance")]
    if len(set(rows.column("topic_sort"))) > 1:
        short = [name.replace(",", "") for name in names]
        strips, heights = strip_layout(rows, short, sides)
        return _no_groups() | strips | Layout({}, {"heights": heights, "title": title(MANY)})
    blocks, places, height = _blocks(rows)
    groups = with_columns(
        rows.table.select(["mark", "label", "stance", "lowest", "highest"]),
        who=names,
        side=sides,
        count=[str(positions) for positions in rows.column("positions")],
        is_few=[positions < FEW for positions in rows.column("positions")],
        y=[places[mark] for mark in rows.column("mark")],
    )
    tables = {"groups": groups, "topics": pa.Table.from_pylist(blocks)}
    return no_strips() | Layout(tables, {"heights": [height for _ in LAYOUTS], "title": title(ONE)})


def _no_groups() -> Layout:
    empty = pa.schema([("y", pa.float64()), ("who", pa.string())])
    return Layout({name: empty.empty_table() for name in ("groups", "topics")})


def reading(rows: Rows) -> str:
    """How many groups have enough positions to compare, and the topic on which the means of two of them lie furthest apart."""
    means: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for topic, group, stance, positions in zip(
        rows.column("topic"), _groups(rows), rows.column("stance"), rows.column("positions"), strict=True
    ):
        if positions >= FEW:
            means[topic].append((stance, _group(*group)))
    enough = sum(map(len, means.values()))
    told = f"{plural(len(rows), 'group')} of one role and country on one topic, {enough} with three positions or more"
    widest: tuple[float, str] = (0.0, "")
    for topic, groups in means.items():
        ordered = sorted(groups, key=lambda group: group[0])
        (low, lowest), (high, highest) = ordered[0], ordered[-1]
        widest = max(widest, (high - low, f"“{topic}”: {highest} {high:+.1f}, {lowest} {low:+.1f}"))
    if not widest[0]:
        return f"No two groups can be compared on a topic. {told}."
    return f"Widest apart are the means on {widest[1]}. {told}."


def _groups(rows: Rows) -> list[tuple[str | None, str]]:
    return list(zip(rows.column("country"), rows.column("role"), strict=True))


def _group(country: str | None, role: str) -> str:
    if not country:
        return "role and country not known" if role == "Unknown" else f"{role.lower()}, country not known"
    return f"{country}, {role.lower()}"


def _stance(value: str) -> Any:
    """The x place of a stance on the scale beside the names of groups, in pixels."""
    return alt.value(alt.ExprRef(f"{ROLE_LEFT_PX + 8} + ({value} + 2) / 4 * (width - {ROLE_LEFT_PX + COUNT_PX + 16})"))


def _blocks(rows: Rows) -> tuple[list[dict[str, Any]], dict[str, float], float]:
    """For each topic the places of its name, poles and rows; the place of each row by its mark; and the height of the whole."""
    topics = topics_of(rows, "proposition", "negative_pole", "positive_pole")
    marks = defaultdict(list)
    order = zip(*map(rows.column, ("topic_sort", "country", "role_sort", "mark")), strict=True)
    for topic, country, sort, mark in order:
        marks[topic].append(((country != "United States", not country, country or "", sort), mark))
    places: dict[str, float] = {}
    blocks, y = [], 2.0
    for topic in topics:
        proposition = wrapped(topic["proposition"], PROPOSITION_LETTERS) if len(topics) == 1 else ""
        poles, lines = _poles(topic)
        asked = len(proposition.splitlines())
        first = y + 24 + lines * LINE_PX + 4 + asked * LINE_PX
        own = sorted(marks[topic["topic_sort"]], key=lambda group: group[0])
        places |= {mark: first + ROLE_ROW_PX * (i + 0.5) for i, (_, mark) in enumerate(own)}
        last = first + ROLE_ROW_PX * len(own)
        ends = {"name_y": y + 10, "asked_y": y + 21, "pole_y": y + 21 + asked * LINE_PX, "first": first, "last": last}
        blocks.append({"topic": topic["topic"], **poles, "proposition": proposition, **ends})
        y = last + 18
    return blocks, places, y


def _poles(topic: dict[str, Any]) -> tuple[dict[str, str], int]:
    """The poles of a topic in lines for both widths, and how many lines the narrow ones have."""
    poles = {
        f"{wide}{side}": wrapped(f"{arrow} {topic[f'{side}_pole']}", letters)
        for side, arrow in (("negative", "←"), ("positive", "→"))
        for wide, letters in (("", POLE_LETTERS), ("wide_", WIDE_POLE_LETTERS))
    }
    return poles, max(poles["negative"].count("\n"), poles["positive"].count("\n")) + 1


def _signs(palette: Palette, chosen: alt.Parameter) -> Any:
    """The mean stances on a single topic; open where too few positions stand behind one."""
    fill = alt.when("datum.is_few").then(alt.value(palette.paper)).when("datum.side > 0")
    look: dict[str, Any] = {"size": 80, "strokeWidth": 1.6, "cursor": "pointer", "opacity": 1}
    return (
        Plot(table("groups"))
        .mark_point(**look, aria=has_rows("groups"))
        .encode(
            x=_stance("datum.stance"),
            y=_down("y"),
            fill=fill.then(alt.value(palette.favour)).otherwise(alt.value(palette.neutral)),
            stroke=tone(palette),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        )
    )


def _down(column: str) -> Any:
    return alt.value(alt.ExprRef(f"datum.{column}"))


def _backs(palette: Palette) -> list[Any]:
    """What stands behind the signs: scales, spreads, and the words on topics, poles and groups."""
    plot, block = Plot(table("groups")), Plot(table("topics"))
    y = _down("y")
    tracks = plot.mark_rule(color=palette.rule, aria=False).encode(x=_stance("-2"), x2=_stance("2"), y=y)
    zero = block.mark_rule(color=palette.neutral_soft, aria=False)
    spans = plot.mark_rule(color=palette.neutral_soft, strokeWidth=4, aria=False)
    topics = hint(block, align="left", fontSize=SMALL + 2, fontWeight=600, color=palette.ink)
    asked = hint(block, align="left", baseline="top", fontStyle="italic", color=palette.ink)
    left, right = alt.value(0), alt.value("width")
    poles = [
        hint(block, text=by_width(f"wide_{side}", side), align=align, baseline="top", color=palette.muted).encode(
            x=x, y=_down("pole_y")
        )
        for side, align, x in (("negative", "left", left), ("positive", "right", right))
    ]
    return [
        tracks,
        zero.encode(x=_stance("0"), y=_down("first"), y2=_down("last")),
        spans.encode(x=_stance("datum.lowest"), x2=_stance("datum.highest"), y=y),
        topics.encode(x=left, y=_down("name_y"), text="topic:N"),
        asked.encode(x=left, y=_down("asked_y"), text="proposition:N"),
        *poles,
        hint(plot, align="left", color=palette.ink).encode(x=left, y=y, text="who:N"),
        hint(plot, align="right", color=palette.muted).encode(x=right, y=y, text="count:N"),
    ]


CHART = Chart(
    id="positions_by_role",
    title="Positions by role and country",
    question="Do scholars, officials and others of each country hold different views?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
    rule="Each sign is the mean stance of the people of one role and country on one topic, from -2 to +2; the line, drawn where "
    "a single topic is shown, runs from their lowest to their highest position. Every position counts once, so that a person with two "
    "counts twice. Below three positions a mean says little and is drawn open.",
    group="Roles",
    selections=("pick", "kind"),
)
