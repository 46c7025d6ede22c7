"""How far launches flew: a row for each class on one logarithmic scale, the outcome as the shape of the mark."""

from __future__ import annotations

import math
from itertools import count
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
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text

DECADE_PX = 40
NAME_PX, GAP_PX = 30, 12
LINES = (10, 30, 100, 300, 1000, 3000, 10000)
ORDER = [6, 4, 3, 2, 1, 5, 7, 8, 9]
SHAPES = {"success": "circle", "failure": "triangle-down", "unknown": "diamond"}
GUTTER = 0.14
# Marks closer than this on a chart this wide would hide one another: then the later one moves sideways, a step at a time.
NEAREST_PX, STEP_PX, NOMINAL_PX = 1.25, 0.25, 608


def ranges(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Each measured flight by date and distance over ground; rows of classes, the farthest flight of each named."""
    if frame.empty:
        return nothing(palette)
    flights = drawn(frame)
    axis = TimeAxis.over(flights, "date")
    axis = TimeAxis(axis.first - (axis.last - axis.first) * GUTTER, axis.last)
    rows, height = _rows(flights)
    bottom = flights["class_sort"].map(rows["bottom"])
    floor = flights["class_sort"].map(rows["low"])
    flights["y"] = bottom - (flights["distance_km"].clip(lower=1).map(math.log10) - floor.map(math.log10)) * DECADE_PX
    flights["place"] = _beside(flights, axis)
    # From left to right, so that each mark leaves the left edge of the one before it free.
    flights = flights.sort_values(["place", "mark"])
    chosen = pick()
    rings = (
        Plot(flights)
        .transform_filter("datum.is_disputed")
        .mark_point(size=110, strokeWidth=1.1, color=palette.ink, aria=False)
    )
    names = hint(Plot(rows), align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    layers = [
        *_grid(rows, height, palette),
        _points(flights, axis, height, chosen, palette).add_params(chosen),
        rings.encode(x=axis.x("place", grid=False), y=down(height)),
        *_farthest(flights, axis, height, palette),
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="name:N"),
    ]
    signs = [
        "Each line is about three times as far as the one below.",
        "Dot: success. Triangle: failure. Diamond: outcome not known.",
        "A missile flown steeply lands far short of its range.",
        *_moved(flights),
    ]
    return dress(alt.layer(*layers), palette, height, key(flights, *signs))


def ranges_reading(frame: pd.DataFrame) -> str:
    """The farthest flight, how many flew more than a thousand kilometres, and how many distances are not known."""
    if frame.empty:
        return NOTHING
    far = frame.sort_values(["distance_km", "date"], ascending=[False, True]).iloc[0]
    unmeasured = int(frame["unmeasured"].iloc[0])
    missile = "a missile not identified" if far["missile"] == "unidentified" else far["missile"]
    left = f"; for {plural(unmeasured, 'further launch event')} none was published" if unmeasured else ""
    return (
        f"{plural(len(frame), 'flight')} with a published distance{left}. The farthest is {far['distance_km']:,.0f} km "
        f"({missile}, {pd.Timestamp(far['date']).year}); {int((frame['distance_km'] > 1000).sum())} went farther than 1,000 km."
    )


def _points(flights: pd.DataFrame, axis: TimeAxis, height: float, chosen: alt.Parameter, palette: Palette) -> Any:
    outcome = alt.Shape("outcome:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    return (
        Plot(flights)
        .mark_point(size=alt.ExprRef(f"{WIDE} ? 46 : 30"), stroke=palette.neutral, strokeWidth=1.2, cursor="pointer")
        .encode(
            x=axis.x("place", grid=False),
            y=down(height),
            shape=outcome,
            fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
            opacity=fade(chosen, 0.85, 0.3),
            **spoken(),
        )
    )


def _beside(flights: pd.DataFrame, axis: TimeAxis) -> list[pd.Timestamp]:
    """Where each mark stands: on its day, or as near to it as leaves no other mark hidden. The distance is never moved."""
    placed: list[tuple[float, float]] = []
    for flight in each(flights):
        day = axis.share(flight.date) * NOMINAL_PX
        near = [(x, flight.y - y) for x, y in placed if abs(flight.y - y) < NEAREST_PX]
        tried = (day + sign * step * STEP_PX for step in count() for sign in (1, -1))
        place = next(at for at in tried if all(math.hypot(at - x, down) >= NEAREST_PX for x, down in near))
        placed.append((place, flight.y))
    span = axis.last - axis.first
    return [(axis.first + span * (place / NOMINAL_PX)).round("min") for place, _ in placed]


def _moved(flights: pd.DataFrame) -> list[str]:
    """That marks stand beside their day, and how far, where any does."""
    days = (flights["place"] - flights["date"]).abs().max() / pd.Timedelta(days=1)
    if days < 0.1:
        return []
    far = plural(math.ceil(days / 30.4), "month") if days > 45 else plural(math.ceil(days), "day")
    return [f"Marks that would cover one another stand up to {far} from their day."]


def _rows(flights: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each class its name, its lowest and highest line and its bottom in pixels; and the height of the whole."""
    rows, y = [], 2.0
    for sort in sorted(flights["class_sort"].unique(), key=ORDER.index):
        part = flights[flights["class_sort"] == sort]
        low = max(line for line in LINES if line <= max(part["distance_km"].min(), LINES[0]))
        high = min((line for line in LINES if line >= part["distance_km"].max() and line > low), default=LINES[-1])
        bottom = y + NAME_PX + math.log10(high / low) * DECADE_PX
        label = part["class_label"].iloc[0]
        name = f"{'Type not known' if label == 'Unknown' else label + 's'}: {len(part)}"
        rows.append((sort, name, y + 9, low, high, bottom))
        y = bottom + GAP_PX
    columns = ["class_sort", "name", "name_y", "low", "high", "bottom"]
    return pd.DataFrame(rows, columns=columns).set_index("class_sort", drop=False), y


def _grid(rows: pd.DataFrame, height: float, palette: Palette) -> list[Any]:
    lines = pd.DataFrame(
        [
            {
                "y": row.bottom - math.log10(line / row.low) * DECADE_PX,
                "text": f"{line:,} km",
                "base": line == row.low,
            }
            for row in each(rows)
            for line in LINES
            if row.low <= line <= row.high
        ]
    )
    plot = Plot(lines)
    tone = alt.when("datum.base").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule))
    numbers = hint(plot, align="left", dy=-5, color=palette.muted, fontSize=SMALL - 1)
    return [
        plot.mark_rule(aria=False).encode(y=down(height), color=tone),
        numbers.encode(x=alt.value(0), y=down(height), text="text:N"),
    ]


def _farthest(flights: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """The name and distance of the farthest flight of each class, on the side of the mark that has room."""
    ends = flights.sort_values(["distance_km", "date"], ascending=[False, True]).drop_duplicates("class_sort").copy()
    ends["text"] = [
        f"{'' if end.missile == 'unidentified' else end.missile + ', '}{end.distance_km:,.0f} km" for end in each(ends)
    ]
    ends["align"] = ["right" if axis.share(day) > 0.4 else "left" for day in ends["place"]]
    ends["shift"] = [-8 if align == "right" else 8 for align in ends["align"]]
    names = hint(
        Plot(ends[["place", "y", "text", "align", "shift"]]),
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef("datum.shift"),
        dy=-7,
        color=palette.ink,
    )
    halo = hint(
        Plot(ends[["place", "y", "text", "align", "shift"]]),
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef("datum.shift"),
        dy=-7,
        color=palette.paper,
        stroke=palette.paper,
        strokeWidth=3,
    )
    place = {"x": axis.x("place", grid=False), "y": down(height), "text": "text:N"}
    return [halo.encode(**place), names.encode(**place)]


CHART = Chart(
    id="launch_ranges",
    title="How far they flew",
    question="What distance did each launch cover, and did it succeed?",
    page="weapons",
    build=ranges,
    reading=ranges_reading,
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
