"""Charts of expert positions: where they stand on each topic, and when each position was taken."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE, DOUBT
from dashboard.charts.draw.marks import (
    CONFIRMED,
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    TimeAxis,
    by_width,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    key,
    nothing,
    pick,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.positions.columns import STANCE_UNIT

ACROSS = 7
STEP = 0.115
DOT_PX = 10
LINE_PX = 13
POLE_LETTERS, WIDE_POLE_LETTERS = 27, 52
STANCE_PX = 14
SCALE = alt.Scale(domain=[-2.5, 2.5], nice=False, zero=False)


def by_topic(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """For each topic a strip from one pole to the other, both in words, and a dot for each position."""
    if frame.empty:
        return nothing(palette)
    dots = drawn(frame)
    topics, height = _topic_blocks(dots)
    row, place = dots["place"] // ACROSS, dots["place"] % ACROSS
    in_row = (dots.groupby(["topic_sort", "stance"])["place"].transform("max") + 1 - row * ACROSS).clip(upper=ACROSS)
    dots["x"] = dots["stance"] + (place - (in_row - 1) / 2) * STEP
    dots["y"] = dots["topic_sort"].map(topics["base"]) - (row + 0.5) * DOT_PX - 2
    chosen = pick()
    x = alt.X("x:Q", axis=None, scale=SCALE)
    points = _points(dots, palette, chosen).encode(x=x, y=down(height))
    rings = (
        Plot(dots)
        .transform_filter("datum.is_disputed")
        .mark_point(size=110, strokeWidth=1.1, color=palette.ink, aria=False)
    )
    block = Plot(topics.reset_index())
    lines = block.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(height, "base"))
    stances = pd.DataFrame([{"x": s, "y": base, "y2": base + 4} for base in topics["base"] for s in range(-2, 3)])
    ticks = Plot(stances).mark_rule(color=palette.neutral_soft, aria=False).encode(x=x, y=down(height), y2="y2:Q")
    names = hint(block, align="left", fontSize=SMALL + 2, fontWeight=600, color=palette.ink)
    left = hint(block, text=by_width("wide_negative", "negative"), align="left", baseline="top", color=palette.muted)
    right = hint(block, text=by_width("wide_positive", "positive"), align="right", baseline="top", color=palette.muted)
    layers = [
        lines,
        ticks,
        points.add_params(chosen),
        rings.encode(x=x, y=down(height)),
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="topic:N"),
        left.encode(x=alt.value(0), y=down(height, "pole_y")),
        right.encode(x=alt.value("width"), y=down(height, "pole_y")),
    ]
    return dress(alt.layer(*layers), palette, height, key(dots))


def by_topic_reading(frame: pd.DataFrame) -> str:
    """How many positions on how many topics, and where the mean stance leans furthest either way."""
    if frame.empty:
        return NOTHING
    experts, topics = frame["expert"].nunique(), frame["topic"].nunique()
    start = f"{plural(len(frame), 'position')} of {plural(experts, 'person', 'people')} on {plural(topics, 'topic')}"
    means = frame.groupby("topic")["stance"].agg(["mean", "size"]).query("size >= 5")["mean"].sort_index()
    if len(means) < 2:
        return f"{start}; the mean stance is {frame['stance'].mean():+.1f} on a scale from -2 to +2."
    return (
        f"{start}; the mean stance is highest on “{means.idxmax()}” ({means.max():+.1f}) "
        f"and lowest on “{means.idxmin()}” ({means.min():+.1f}), on a scale from -2 to +2."
    )


def over_time(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """For each topic the positions by date and stance; positions of one person on the same topic are joined by a line."""
    if frame.empty:
        return nothing(palette)
    dots = drawn(frame)
    axis = TimeAxis.over(dots, "date_earliest", "date_latest")
    topics, height = _time_blocks(dots)
    dots["y"] = dots["topic_sort"].map(topics["middle"]) - dots["stance"] * STANCE_PX - (dots["place"] % 4) * 3.5
    chosen = pick()
    points = _points(dots, palette, chosen).encode(x=axis.x("date", orient="top"), y=down(height))
    plot = Plot(dots)
    spans = plot.transform_filter("datum.date_precision !== 'day'").mark_rule(
        color=palette.neutral, strokeWidth=3, opacity=0.25, aria=False
    )
    block = Plot(topics.reset_index())
    grid = Plot(
        pd.DataFrame([{"y": y - s * STANCE_PX, "zero": s == 0} for y in topics["middle"] for s in range(-2, 3)])
    )
    lines = grid.mark_rule(aria=False).encode(
        y=down(height),
        color=alt.when("datum.zero").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule)),
    )
    names = hint(block, align="left", fontSize=SMALL + 2, fontWeight=600, color=palette.ink)
    layers = [
        lines,
        spans.encode(x=axis.x("date_earliest", orient="top"), x2="date_latest:T", y=down(height)),
        *_moves(dots, axis, height, palette),
        points.add_params(chosen),
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="topic:N"),
        *(
            hint(block, text=by_width(f"{side}_wide", side), align="left", baseline="top", color=palette.muted).encode(
                x=alt.value(0), y=down(height, f"{side}_y")
            )
            for side in ("above", "below")
        ),
    ]
    return dress(alt.layer(*layers), palette, height, key(dots))


def over_time_reading(frame: pd.DataFrame) -> str:
    """The years covered, and how many people took more than one position on a topic and how many of them moved."""
    if frame.empty:
        return NOTHING
    years = pd.to_datetime(frame["date"]).dt.year
    stances = frame.groupby(["expert", "topic"])["stance"].agg(["size", "nunique"]).query("size > 1")
    period = f"in {years.min()}" if years.min() == years.max() else f"from {years.min()} to {years.max()}"
    start = f"{plural(len(frame), 'position')} {period}"
    if stances.empty:
        return f"{start}; nobody took more than one position on a topic."
    moved = int((stances["nunique"] > 1).sum())
    return f"{start}; in {plural(len(stances), 'case')} a person took more than one on the same topic, and in {moved} the stance moved."


def _moves(dots: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """A line for each person with several positions on a topic; dark and named where the stance moved."""
    joined = dots[dots["positions_of_expert"] > 1].copy()
    if joined.empty:
        return []
    stances = joined.groupby(["expert", "topic"])["stance"]
    joined["moved"] = stances.transform("min") < stances.transform("max")
    line = Plot(joined).mark_line(strokeWidth=1.5, aria=False)
    tone = alt.Color(
        "moved:N", scale=alt.Scale(domain=[True, False], range=[palette.ink, palette.neutral_soft]), legend=None
    )
    layers = [line.encode(x=axis.x("date", orient="top"), y=down(height), detail=["expert:N", "topic:N"], color=tone)]
    moves = joined[joined["moved"]].sort_values("date").groupby(["expert", "topic"])
    ends = moves.agg(
        first=("date", "min"),
        date=("date", "max"),
        start=("stance", "first"),
        stance=("stance", "last"),
        y=("y", "last"),
    )
    ends = ends[ends["date"] > ends["first"]].reset_index()
    ends["shift"] = [12 if end.stance < end.start else -11 for end in each(ends)]
    ends["align"] = ["right" if axis.share(day) > 0.5 else "left" for day in ends["date"]]
    names = hint(Plot(ends), align=alt.ExprRef("datum.align"), dy=alt.ExprRef("datum.shift"), color=palette.ink)
    shown = alt.when(WIDE).then("expert:N").otherwise(alt.value(""))
    return [*layers, names.encode(x=axis.x("date", orient="top"), y=down(height), text=shown)]


def _points(dots: pd.DataFrame, palette: Palette, chosen: alt.Parameter) -> Any:
    size = alt.ExprRef(f"{WIDE} ? 52 : 34")
    return (
        Plot(dots)
        .mark_circle(size=size, stroke=palette.neutral, strokeWidth=1.5, cursor="pointer", opacity=1)
        .encode(
            fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        )
    )


def _topic_blocks(dots: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each topic the places of its name, its dots' base line and its poles; and the height of the whole."""
    rows, y = [], 2.0
    for topic in each(dots.drop_duplicates("topic_sort").sort_values("topic_sort")):
        most = int(dots.loc[dots["topic_sort"] == topic.topic_sort, "place"].max())
        base = y + 22 + (most // ACROSS + 1) * DOT_PX + 4
        negative, positive = wrapped(topic.negative_pole, POLE_LETTERS), wrapped(topic.positive_pole, POLE_LETTERS)
        wide = (wrapped(pole, WIDE_POLE_LETTERS) for pole in (topic.negative_pole, topic.positive_pole))
        rows.append((topic.topic_sort, topic.topic, negative, positive, *wide, y + 10, base, base + 8))
        y = base + 8 + (max(negative.count("\n"), positive.count("\n")) + 1) * LINE_PX + 16
    columns = [
        "topic_sort",
        "topic",
        "negative",
        "positive",
        "wide_negative",
        "wide_positive",
        "name_y",
        "base",
        "pole_y",
    ]
    return pd.DataFrame(rows, columns=columns).set_index("topic_sort"), y


def _time_blocks(dots: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each topic the places of its name, its poles above and below, and its line of stance 0; and the height of the whole."""
    rows, y = [], 2.0
    for topic in each(dots.drop_duplicates("topic_sort").sort_values("topic_sort")):
        above, below = (
            wrapped(f"↑ {topic.positive_pole}", POLE_LETTERS * 2),
            wrapped(f"↓ {topic.negative_pole}", POLE_LETTERS * 2),
        )
        wide = (f"↑ {topic.positive_pole}", f"↓ {topic.negative_pole}")
        top = y + 20 + (above.count("\n") + 1) * LINE_PX
        middle = top + 10 + 2 * STANCE_PX
        bottom = middle + 2 * STANCE_PX + 8
        rows.append((topic.topic_sort, topic.topic, above, below, *wide, y + 10, y + 20, bottom, middle))
        y = bottom + (below.count("\n") + 1) * LINE_PX + 16
    columns = [
        "topic_sort",
        "topic",
        "above",
        "below",
        "above_wide",
        "below_wide",
        "name_y",
        "above_y",
        "below_y",
        "middle",
    ]
    return pd.DataFrame(rows, columns=columns).set_index("topic_sort"), y


STANCES = {-2: "Strongly against", -1: "Leans against", 0: "Balanced", 1: "Leans for", 2: "Strongly for"}

POSITION = (
    *DATE,
    text("Person", "expert"),
    text("Topic", "topic"),
    text("Stance in words", "stance", words=STANCES),
    number("Stance", "stance", STANCE_UNIT, is_signed=True),
    text("What was held", "record.claim", is_long=True),
    text("On what condition", "record.condition", is_long=True),
    text("Where it was said", "record.venue"),
    AGREE,
    DOUBT,
)

POSITIONS_BY_TOPIC = Chart(
    id="positions_by_topic",
    title="Positions by topic",
    question="Where do experts stand on each question?",
    page="positions",
    build=by_topic,
    reading=by_topic_reading,
    columns=Columns(POSITION),
    rule="A position counts once, on its topic and at its stance; one whose stance is not on the scale, or "
    "that was traced to no source, is not shown.",
    group="Topics",
)

POSITIONS_OVER_TIME = Chart(
    id="positions_over_time",
    title="Positions over time",
    question="When was each position taken, and who moved?",
    page="positions",
    build=over_time,
    reading=over_time_reading,
    columns=Columns((*POSITION, number("Positions of the person on the topic", "positions_of_expert", "positions"))),
    rule="A position counts once, on its first day; one without a stance on the scale, without a date, or "
    "traced to no source is not shown.",
    group="Over time",
)
