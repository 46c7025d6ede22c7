"""Who agrees with whom: pairs of people by how close their mean stances lie on the topics they share."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    by_width,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text

LEFT_PX, RIGHT_PX, ROW_PX, HEAD_PX = 300, 44, 34, 34
SIGNS = ["Pairs that share three topics or more; few topics, so read it with care."]


def agreement(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Ranked pairs, each with a line from 0, opposite ends of the scale, to its similarity; 1 is the same stance throughout."""
    if frame.empty:
        return nothing(palette)
    pairs = drawn(frame)
    height = HEAD_PX + ROW_PX * len(pairs) + 4
    pairs["top"] = [HEAD_PX + ROW_PX * i for i in range(len(pairs))]
    pairs["names"] = pairs["one_name"] + " and " + pairs["other_name"]
    pairs["detail"] = [_detail(pair) for pair in each(pairs)]
    pairs["value"] = [f"{value:.2f}" for value in pairs["similarity"]]
    pairs["topic_count"] = [plural(count, "topic") for count in pairs["topics"]]
    pairs["wide_y"], pairs["narrow_y"] = pairs["top"] + 17, pairs["top"] + 25
    chosen, plot = pick(), Plot(pairs)
    y = alt.value(by_width("wide_y", "narrow_y"))
    stems = plot.mark_rule(color=palette.neutral_soft, strokeWidth=3, aria=False)
    dots = plot.mark_circle(size=110, color=palette.neutral, cursor="pointer", opacity=1)
    values = hint(plot, align="left", dx=10, color=palette.ink)
    layers = [
        *_axis(height, palette),
        stems.encode(x=_across("0"), x2=_across("datum.similarity"), y=y),
        dots.encode(x=_across("datum.similarity"), y=y, opacity=fade(chosen, 1, 0.35), **spoken()).add_params(chosen),
        values.encode(x=_across("datum.similarity"), y=y, text="value:N"),
        *_names(plot, palette),
    ]
    return dress(alt.layer(*layers), palette, height, SIGNS)


def agreement_reading(frame: pd.DataFrame) -> str:
    """How many pairs can be compared, and which of them lie closest and furthest apart."""
    if frame.empty:
        return f"{NOTHING} No two people share three topics."
    first, last = frame.iloc[0], frame.iloc[-1]
    if len(frame) == 1:
        return f"One pair shares three topics or more: {_pair(first)}, similarity {first['similarity']:.2f}."
    return (
        f"{len(frame)} pairs share three topics or more: closest are {_pair(first)} ({first['similarity']:.2f}), "
        f"furthest apart {_pair(last)} ({last['similarity']:.2f}); 1 is the same stance throughout."
    )


def _pair(row: Any) -> str:
    return f"{row['one_name']} and {row['other_name']}"


def _detail(pair: Any) -> str:
    """How many topics a pair shares and where it lies furthest apart."""
    shared = plural(pair.topics, "topic")
    return f"{shared}; widest gap: {pair.widest_topic}" if isinstance(pair.widest_topic, str) else f"{shared}; no gap"


def _across(value: str) -> Any:
    """The x place of a similarity, in pixels: right of the names on a wide chart, under them on a narrow one."""
    return alt.value(
        alt.ExprRef(
            f"{WIDE} ? {LEFT_PX} + {value} * (width - {LEFT_PX + RIGHT_PX}) : 6 + {value} * (width - {6 + RIGHT_PX})"
        )
    )


def _axis(height: float, palette: Palette) -> list[Any]:
    """Quarters of the scale, the ends in words."""
    words = ("0, opposite", "", "0.5", "", "1, the same")
    rows = pd.DataFrame([{"at": i / 4, "words": words[i], "end": i} for i in range(5)])
    lines = Plot(rows).mark_rule(color=palette.rule, aria=False)
    x = _across("datum.at")
    layers = [lines.encode(x=x, y=alt.value(20), y2=alt.value(height))]
    for align, wanted in (("left", [0]), ("center", [1, 2, 3]), ("right", [4])):
        part = hint(
            Plot(rows[rows["end"].isin(wanted)]), align=align, color=palette.muted, dx=28 if align == "right" else 0
        )
        layers.append(part.encode(x=x, y=alt.value(10), text="words:N"))
    return layers


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
    build=agreement,
    reading=agreement_reading,
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
