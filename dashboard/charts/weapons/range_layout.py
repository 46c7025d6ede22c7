"""Where things stand on the plane of flights: distances on a logarithmic scale, classes beside it, the line of the farthest so far."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, TimeAxis, key, plural, text_width, title
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.weapons.apart import apart

DECADE_PX, HEAD_PX = 178, 14
LEFT_PX, NARROW_LEFT_PX, RIGHT_PX = 58, 48, 262
# Lines of the names beside the plane, and of those above it on a narrow chart.
CLASS_PX, NARROW_CLASS_PX = 34, 19
LINES = (10, 30, 100, 300, 1000, 3000, 10000)
ORDER = [6, 4, 3, 2, 1, 5, 7, 8, 9]
EPOCH, DAY = datetime.date(1970, 1, 1), 24 * 60
# The widths of plane for which marks are kept from hiding one another, and names from running into what follows.
NOMINAL_PX, WIDE_PX, NARROW_PX = 608, 960, 290
SIGNS = [
    "Each line is about three times as far as the one below.",
    "A missile flown steeply lands far short of its range.",
]
FARTHEST = "Stepped line: the farthest flight so far."
OUTCOMES = {"failure": "Crossed: failure.", "unknown": "Dot inside: outcome not known."}


def lay_out(rows: Rows) -> Layout:
    """The flights at their distance, as near to their day as leaves all to be seen; each class at the height of its farthest flight."""
    axis = TimeAxis.over(rows.table, "date")
    distances, days = rows.column("distance_km"), rows.days("date")
    low, high = _ends(distances)
    height = HEAD_PX + math.log10(high / low) * DECADE_PX
    y = [_down(distance, low, height) for distance in distances]
    places = _beside(days, y, axis)
    farthest = _farthest(distances, days)
    flights = with_columns(
        rows.table.select(["mark", "label", "date", "class", "outcome", "checked", "is_disputed"]),
        y=y,
        place=_moments(places),
        is_record=[i in farthest for i in range(len(rows))],
    )
    classes = _classes(rows, y, places, height)
    lines = [line for line in LINES if low <= line <= high]
    signs = [*SIGNS, *([FARTHEST] if len(farthest) > 1 else [])]
    signs += [words for outcome, words in OUTCOMES.items() if outcome in rows.column("outcome")]
    top = len(classes) * NARROW_CLASS_PX + 14
    return Layout(
        {
            # From left to right, so that each mark leaves the left edge of the one before it free.
            "flights": flights.sort_by([("place", "ascending"), ("mark", "ascending")]),
            "classes": pa.Table.from_pylist(classes),
            "lines": table_of(
                y=[_down(line, low, height) for line in lines],
                text=[f"{line:,} km" for line in lines],
                base=[line == low for line in lines],
            ),
            **_steps(rows, farthest, y, places, axis),
        },
        {
            **axis.values(),
            "height": height,
            "narrow_top": top,
            "title": title(key(rows.table, *signs, *_moved(places, days))),
        },
    )


def _ends(distances: Sequence[float]) -> tuple[int, int]:
    """The lines between which all flights lie."""
    least, most = max(min(distances), LINES[0]), max(distances)
    low = max(line for line in LINES if line <= least)
    return low, min((line for line in LINES if line >= most and line > low), default=LINES[-1])


def _down(distance: float, low: int, height: float) -> float:
    return height - math.log10(max(distance, low) / low) * DECADE_PX


def _minute(day: datetime.date) -> int:
    return (day - EPOCH).days * DAY


def _moments(minutes: Sequence[int]) -> pa.Array:
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


def _farthest(distances: Sequence[float], days: Sequence[datetime.date]) -> list[int]:
    """The flights that went farther than all before them, in order."""
    found: list[int] = []
    for i in sorted(range(len(days)), key=lambda i: (days[i], -distances[i])):
        if not found or distances[i] > distances[found[-1]]:
            found.append(i)
    return found


def _classes(rows: Rows, y: list[float], places: list[int], height: float) -> list[dict[str, Any]]:
    """For each class its name, its farthest flight, and where its name stands: at the height of that flight, one below the other."""
    distances, days, missiles = rows.column("distance_km"), rows.days("date"), rows.column("missile")
    sorts, labels, codes = rows.column("class_sort"), rows.column("class_label"), rows.column("class")
    classes = []
    for sort in sorted(set(sorts), key=ORDER.index):
        own = [i for i, of in enumerate(sorts) if of == sort]
        far = min(own, key=lambda i: (-distances[i], days[i]))
        name = "Type not known" if labels[far] == "Unknown" else f"{labels[far]}s"
        flown = "" if missiles[far] == "unidentified" else f"{missiles[far]}, "
        classes.append(
            {
                "class": codes[far],
                "name": f"{name}: {len(own)}",
                "said": f"Show only {name[:1].lower()}{name[1:]}",
                "farthest": f"farthest {distances[far]:,.0f} km, {flown}{days[far].year}",
                "short": f"{distances[far]:,.0f} km",
                "at_y": y[far],
                "place": places[far] * 60_000,
            }
        )
    classes.sort(key=lambda one: (one["at_y"], one["name"]))
    beside = _dodged([one["at_y"] - 6 for one in classes], CLASS_PX, height)
    for i, (one, name_y) in enumerate(zip(classes, beside, strict=True)):
        one.update(wide_y=name_y, narrow_y=(i + 0.5) * NARROW_CLASS_PX)
    return classes


def _dodged(wanted: list[float], step: float, height: float) -> list[float]:
    """The places nearest to those wanted, from above, that are a step apart and end above `height`."""
    places: list[float] = []
    for i, want in enumerate(wanted):
        room = height - (len(wanted) - 1 - i) * step
        places.append(max(min(want, room), places[-1] + step if places else 4.0))
    return places


def _steps(rows: Rows, farthest: list[int], y: list[float], places: list[int], axis: TimeAxis) -> dict[str, pa.Table]:
    """The line of the farthest so far: from each such flight to the next, and the words beneath it where they have room."""
    farthest = farthest if len(farthest) > 1 else []
    distances, missiles = rows.column("distance_km"), rows.column("missile")
    # Days as numbers, so that all that starts and ends on one day meets.
    at = [places[i] * 60_000 for i in farthest]
    ends = [*at[1:], round(axis.last.timestamp() * 1000)][: len(at)]
    shares = [axis.share(pd.Timestamp(moment, unit="ms")) for moment in [*at, *ends[-1:]]]
    words = [f"{'' if missiles[i] == 'unidentified' else missiles[i] + ', '}{distances[i]:,.0f} km" for i in farthest]
    needed = [text_width(said, SMALL) + 10 for said in words]
    last = len(farthest) - 1
    room = [end - start for start, end in pairwise(shares)]
    # The words of the last one end at its mark, above the line, where those before it leave room.
    fits = {
        name: [shares[i] * px > needed[i] if i == last else room[i] * px > needed[i] for i in range(len(farthest))]
        for name, px in (("wide", WIDE_PX), ("narrow", NARROW_PX))
    }
    heights = [y[i] for i in farthest]
    return {
        "steps": table_of(
            start=_stamps(at),
            end=_stamps(ends),
            y=heights,
            before=[heights[max(i - 1, 0)] for i in range(len(heights))],
            words=words,
            align=["right" if i == last else "left" for i in range(len(heights))],
            **fits,
        )
    }


def _stamps(moments: Sequence[int]) -> pa.Array:
    return pa.array(list(moments), pa.timestamp("ms"))
