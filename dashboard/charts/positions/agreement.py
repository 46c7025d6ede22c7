"""Who agrees with whom: pairs of people by how close their mean stances lie on the topics they share."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    SMALL,
    WIDE,
    Plot,
    by_width,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
    title,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text

LEFT_PX, RIGHT_PX, ROW_PX, HEAD_PX = 300, 44, 34, 34
SIGNS = ["Pairs that share three topics or more; few topics, so read it with care."]
QUARTERS = table_of(
    at=[0, 0.25, 0.5, 0.75, 1],
    words=["0, opposite", "", "0.5", "", "1, the same"],
    align=["left", "center", "center", "center", "right"],
    shift=[0, 0, 0, 0, 28],
)


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Ranked pairs, each with a line from 0, opposite ends of the scale, to its similarity; 1 is the same stance throughout."""
    chosen, plot = pick(), Plot(table("pairs"))
    y = alt.value(by_width("wide_y", "narrow_y"))
    stems = plot.mark_rule(color=palette.neutral_soft, strokeWidth=3, aria=False)
    dots = plot.mark_circle(size=110, color=palette.neutral, cursor="pointer", opacity=1)
    values = hint(plot, align="left", dx=10, color=palette.ink)
    layers = [
        *_axis(palette),
        stems.encode(x=_across("0"), x2=_across("datum.similarity"), y=y),
        dots.encode(x=_across("datum.similarity"), y=y, opacity=fade(chosen, 1, 0.35), **spoken()).add_params(chosen),
        values.encode(x=_across("datum.similarity"), y=y, text="value:N"),
        *_names(plot, palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The pairs one below the other, the closest first."""
    top = [HEAD_PX + ROW_PX * i for i in range(len(rows))]
    topics = rows.column("topics")
    pairs = with_columns(
        rows.table.select(["mark", "label", "similarity"]),
        top=top,
        wide_y=[place + 17 for place in top],
        narrow_y=[place + 25 for place in top],
        names=_pairs(rows),
        detail=[_detail(*pair) for pair in zip(topics, rows.column("widest_topic"), strict=True)],
        value=[f"{similarity:.2f}" for similarity in rows.column("similarity")],
        topic_count=[plural(count, "topic") for count in topics],
    )
    values = {"height": HEAD_PX + ROW_PX * len(rows) + 4, "title": title(SIGNS)}
    return Layout({"pairs": pairs, "quarters": QUARTERS}, values)


def reading(rows: Rows) -> str:
    """How many pairs can be compared, and which of them lie closest and furthest apart."""
    pairs, similarity = _pairs(rows), rows.column("similarity")
    if len(rows) == 1:
        return f"One pair shares three topics or more: {pairs[0]}, similarity {similarity[0]:.2f}."
    return (
        f"{len(rows)} pairs share three topics or more: closest are {pairs[0]} ({similarity[0]:.2f}), "
        f"furthest apart {pairs[-1]} ({similarity[-1]:.2f}); 1 is the same stance throughout."
    )


def _pairs(rows: Rows) -> list[str]:
    return [f"{one} and {other}" for one, other in zip(rows.column("one_name"), rows.column("other_name"), strict=True)]


def _detail(topics: int, widest: str | None) -> str:
    """How many topics a pair shares and where it lies furthest apart."""
    shared = plural(topics, "topic")
    return f"{shared}; widest gap: {widest}" if widest else f"{shared}; no gap"


def _across(value: str) -> Any:
    """The x place of a similarity, in pixels: right of the names on a wide chart, under them on a narrow one."""
    return alt.value(
        alt.ExprRef(
            f"{WIDE} ? {LEFT_PX} + {value} * (width - {LEFT_PX + RIGHT_PX}) : 6 + {value} * (width - {6 + RIGHT_PX})"
        )
    )


def _axis(palette: Palette) -> list[Any]:
    """Quarters of the scale, the ends in words."""
    plot, x = Plot(table("quarters")), _across("datum.at")
    lines = plot.mark_rule(color=palette.rule, aria=False)
    words = hint(plot, align=alt.ExprRef("datum.align"), dx=alt.ExprRef("datum.shift"), color=palette.muted)
    return [
        lines.encode(x=x, y=alt.value(20), y2=alt.value(hole("height"))),
        words.encode(x=x, y=alt.value(10), text="words:N"),
    ]


def _names(plot: Any, palette: Palette) -> list[Any]:
    """The two names and what they share: two lines on a wide chart, one line above the stem on a narrow one."""
    wide, narrow = alt.when(WIDE), alt.when(f"!({WIDE})")
    names_y, detail_y = (alt.value(alt.ExprRef(f"datum.top + {shift}")) for shift in (10, 24))
    names = hint(plot, align="left", color=palette.ink).encode(x=alt.value(0), y=names_y, text="names:N")
    detail = hint(plot, align="left", fontSize=SMALL - 1, color=palette.muted).encode(
        x=alt.value(0), y=detail_y, text=wide.then("detail:N").otherwise(alt.value(""))
    )
    count = hint(plot, align="right", fontSize=SMALL - 1, color=palette.muted).encode(
        x=alt.value("width"), y=names_y, text=narrow.then("topic_count:N").otherwise(alt.value(""))
    )
    return [names, detail, count]


CHART = Chart(
    id="positions_agreement",
    title="Who agrees with whom",
    question="Which experts hold like views on the questions they share?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("One person", "one_name"),
            text("The other", "other_name"),
            number("Similarity", "similarity", "0 opposite to 1 the same", 2),
            number("Topics they share", "topics", "topics"),
            text("Widest apart on", "widest_topic"),
            number("Widest gap", "widest_gap", "points of stance, 4 at most", 1),
        )
    ),
    rule="Similarity is 1 minus a quarter of the mean absolute difference between the mean stances of two people "
    "over the topics on which both took a position: 1 is the same stance throughout, 0 opposite ends of the "
    "scale. Only pairs that share three topics or more are shown.",
    group="People",
)
