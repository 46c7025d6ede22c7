"""How far launches flew: a row for each class on one logarithmic scale, the outcome as the shape of the mark."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE, DOUBT
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    CONFIRMED,
    SMALL,
    WIDE,
    Plot,
    TimeAxis,
    down,
    fade,
    finish,
    hint,
    key,
    pick,
    plural,
    spoken,
    time_x,
    title,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.weapons.apart import apart

DECADE_PX = 40
NAME_PX, GAP_PX = 30, 12
LINES = (10, 30, 100, 300, 1000, 3000, 10000)
ORDER = [6, 4, 3, 2, 1, 5, 7, 8, 9]
SHAPES = {"success": "circle", "failure": "triangle-down", "unknown": "diamond"}
GUTTER = 0.14
EPOCH, DAY = datetime.date(1970, 1, 1), 24 * 60
# The width of chart for which marks are kept from hiding one another.
NOMINAL_PX = 608
SIGNS = [
    "Each line is about three times as far as the one below.",
    "Dot: success. Triangle: failure. Diamond: outcome not known.",
    "A missile flown steeply lands far short of its range.",
]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Each measured flight by date and distance over ground; rows of classes, the farthest flight of each named."""
    y = down(hole("height"))
    rings = (
        Plot(table("flights"))
        .transform_filter("datum.is_disputed")
        .mark_point(size=110, strokeWidth=1.1, color=palette.ink, aria=False)
    )
    names = hint(Plot(table("classes")), align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    layers = [
        *_grid(palette),
        _points(palette),
        rings.encode(x=time_x("place", grid=False), y=y),
        *_farthest(palette),
        names.encode(x=alt.value(0), y=down(hole("height"), "name_y"), text="name:N"),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The rows of classes one below the other, the flights at their distance, as near to their day as leaves all to be seen."""
    axis = TimeAxis.over(rows.table, "date")
    axis = TimeAxis(axis.first - (axis.last - axis.first) * GUTTER, axis.last)
    classes, height = _classes(rows)
    y = [
        classes[sort]["bottom"] - (math.log10(max(distance, 1)) - math.log10(classes[sort]["low"])) * DECADE_PX
        for sort, distance in zip(rows.column("class_sort"), rows.column("distance_km"), strict=True)
    ]
    days = rows.days("date")
    places = _beside(days, y, axis)
    flights = with_columns(
        rows.table.select(["mark", "label", "date", "outcome", "checked", "is_disputed"]),
        y=y,
        place=_moments(places),
    )
    lines = [
        (row["bottom"] - math.log10(line / row["low"]) * DECADE_PX, f"{line:,} km", line == row["low"])
        for row in classes.values()
        for line in LINES
        if row["low"] <= line <= row["high"]
    ]
    return Layout(
        {
            # From left to right, so that each mark leaves the left edge of the one before it free.
            "flights": flights.sort_by([("place", "ascending"), ("mark", "ascending")]),
            "classes": pa.Table.from_pylist(list(classes.values())),
            "lines": table_of(y=[y for y, _, _ in lines], text=[km for _, km, _ in lines], base=[b for *_, b in lines]),
            "farthest": _ends(rows, y, places, axis),
        },
        {**axis.values(), "height": height, "title": title(key(rows.table, *SIGNS, *_moved(places, days)))},
    )


def reading(rows: Rows) -> str:
    """The farthest flight, how many flew more than a thousand kilometres, and how many distances are not known."""
    distances, days = rows.column("distance_km"), rows.days("date")
    far = min(range(len(rows)), key=lambda i: (-distances[i], days[i]))
    unmeasured, missile = rows.column("unmeasured")[0], rows.column("missile")[far]
    missile = "a missile not identified" if missile == "unidentified" else missile
    left = f"; for {plural(unmeasured, 'further launch event')} none was published" if unmeasured else ""
    return (
        f"{plural(len(rows), 'flight')} with a published distance{left}. The farthest is {distances[far]:,.0f} km "
        f"({missile}, {days[far].year}); {sum(distance > 1000 for distance in distances)} went farther than 1,000 km."
    )


def _points(palette: Palette) -> Any:
    outcome = alt.Shape("outcome:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    chosen, size = pick(), alt.ExprRef(f"{WIDE} ? 46 : 30")
    points = Plot(table("flights")).mark_point(size=size, stroke=palette.neutral, strokeWidth=1.2, cursor="pointer")
    placed = points.encode(
        x=time_x("place", grid=False),
        y=down(hole("height")),
        shape=outcome,
        fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 0.85, 0.3),
        **spoken(),
    )
    return placed.add_params(chosen)


def _grid(palette: Palette) -> list[Any]:
    plot, y = Plot(table("lines")), down(hole("height"))
    tone = alt.when("datum.base").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule))
    numbers = hint(plot, align="left", dy=-5, color=palette.muted, fontSize=SMALL - 1)
    return [
        plot.mark_rule(aria=False).encode(y=y, color=tone),
        numbers.encode(x=alt.value(0), y=y, text="text:N"),
    ]


def _farthest(palette: Palette) -> list[Any]:
    """The name and distance of the farthest flight of each class."""
    beside = {"align": alt.ExprRef("datum.align"), "dx": alt.ExprRef("datum.shift"), "dy": -7}
    plot = Plot(table("farthest"))
    halo = hint(plot, color=palette.paper, stroke=palette.paper, strokeWidth=3, **beside)
    names = hint(plot, color=palette.ink, **beside)
    place = {"x": time_x("place", grid=False), "y": down(hole("height")), "text": "text:N"}
    return [halo.encode(**place), names.encode(**place)]


def _minute(day: datetime.date) -> int:
    return (day - EPOCH).days * DAY


def _moments(minutes: list[int]) -> pa.Array:
    return pa.array([minute * 60_000 for minute in minutes], pa.timestamp("ms"))


def _beside(days: list[datetime.date], y: list[float], axis: TimeAxis) -> list[int]:
    """The minute at which each mark stands: on its day, or as near to it as hides no other mark. The distance is never moved."""
    first, last = (round(day.timestamp() * 1000) for day in (axis.first, axis.last))
    own = [(_minute(day) * 60_000 - first) / (last - first) * NOMINAL_PX for day in days]
    return [round((first + int((last - first) * (place / NOMINAL_PX))) / 60_000) for place in apart(own, y)]


def _moved(places: list[int], days: list[datetime.date]) -> list[str]:
    """That marks stand beside their day, and how far, where any does."""
    farthest = max(abs(place - _minute(day)) for place, day in zip(places, days, strict=True)) / DAY
    if farthest < 0.1:
        return []
    far = plural(math.ceil(farthest / 30.4), "month") if farthest > 45 else plural(math.ceil(farthest), "day")
    return [f"Marks that would cover one another stand up to {far} from their day."]


def _classes(rows: Rows) -> tuple[dict[int, dict[str, Any]], float]:
    """For each class its name, its lowest and highest line and its bottom in pixels; and the height of the whole."""
    distances, labels = defaultdict(list), {}
    columns = ("class_sort", "class_label", "distance_km")
    for sort, label, distance in zip(*map(rows.column, columns), strict=True):
        labels[sort] = "Type not known" if label == "Unknown" else f"{label}s"
        distances[sort].append(distance)
    classes, y = {}, 2.0
    for sort in sorted(distances, key=ORDER.index):
        part = distances[sort]
        low = max(line for line in LINES if line <= max(min(part), LINES[0]))
        high = min((line for line in LINES if line >= max(part) and line > low), default=LINES[-1])
        bottom = y + NAME_PX + math.log10(high / low) * DECADE_PX
        name = f"{labels[sort]}: {len(part)}"
        classes[sort] = {"name": name, "name_y": y + 9, "low": low, "high": high, "bottom": bottom}
        y = bottom + GAP_PX
    return classes, y


def _ends(rows: Rows, y: list[float], places: list[int], axis: TimeAxis) -> pa.Table:
    """Where the name and distance of the farthest flight of each class stand: on the side of the mark that has room."""
    distances, days = rows.column("distance_km"), rows.days("date")
    sorts, missiles = rows.column("class_sort"), rows.column("missile")
    farthest: dict[int, int] = {}
    for i in sorted(range(len(rows)), key=lambda i: (-distances[i], days[i])):
        farthest.setdefault(sorts[i], i)
    ends = list(farthest.values())
    align = ["right" if axis.share(pd.Timestamp(places[i], unit="m")) > 0.4 else "left" for i in ends]
    return table_of(
        place=_moments([places[i] for i in ends]),
        y=[y[i] for i in ends],
        text=[f"{'' if missiles[i] == 'unidentified' else missiles[i] + ', '}{distances[i]:,.0f} km" for i in ends],
        align=align,
        shift=[-8 if side == "right" else 8 for side in align],
    )


CHART = Chart(
    id="launch_ranges",
    title="How far they flew",
    question="What distance did each launch cover, and did it succeed?",
    page="weapons",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            *DATE,
            text("Missile", "record.missile"),
            text("Class", "class_label"),
            number("Distance flown", "distance_km", "km"),
            text("Outcome", "record.outcome"),
            text("From where", "record.facility"),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each launch event with a published distance is one mark; those without one are not shown.",
    group="Ranges",
)
