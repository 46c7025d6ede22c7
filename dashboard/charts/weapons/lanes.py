"""Where the lanes of launches, tests, resolutions, sanctions and talks lie, and the numbers of resolutions over theirs."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.charts.draw.bands import Flag, place_flags
from dashboard.charts.draw.marks import WIDE_PX, TimeAxis, text_width
from dashboard.charts.draw.rows import Rows, with_columns

EVENT_PX, DOT_PX, FLAG_PX = 4.4, 8.5, 13
NAME_PX = 22
LANES = {
    "launches": "Launch events by quarter",
    "tests": "Nuclear tests",
    "resolutions": "Security Council resolutions",
    "us_sanctions": "Steps of US sanctions",
    "talks": "Talks and summits",
}


def middles(rows: Rows) -> list[datetime.date]:
    """The day in the middle of the days of each mark."""
    spans = zip(rows.days("date_earliest"), rows.days("date_latest"), strict=True)
    return [first + (last - first) // 2 for first, last in spans]


def flags_of(resolutions: pa.Table, axis: TimeAxis) -> list[Flag]:
    """The numbers of resolutions as flags on their stems: none covers another."""
    days, short = resolutions["date"].to_pylist(), resolutions["short"].to_pylist()
    stems = [
        (axis.share(pd.Timestamp(day)) * WIDE_PX, text_width(name or "None") + 6)
        for day, name in zip(days, short, strict=True)
    ]
    return place_flags(stems, WIDE_PX)


def lanes_of(rows: Rows, own: dict[str, list[int]], flags: list[Flag]) -> tuple[dict[str, dict[str, Any]], float]:
    """Each lane's name with its count, the line it stands on, and the height of the whole."""
    stacks, launches = rows.column("stack"), rows.column("launch_events")
    lanes, y = {}, 2.0
    for lane, marks in own.items():
        depth, count = (float(max(stacks[i] for i in marks)) + 1.6) * DOT_PX, len(marks)
        if lane == "tests":
            depth += 8
        if lane == "launches":
            events = [launches[i] for i in marks]
            depth, count = max(float(max(events)) * EVENT_PX, 20), sum(events)
        if lane == "resolutions":
            depth = max(flag.row for flag in flags) * FLAG_PX + 26
        lanes[lane] = {"name": f"{LANES[lane]}: {count}", "name_y": y + 9, "base": y + NAME_PX + depth}
        y += NAME_PX + depth + 12
    return lanes, y - 6


def flagged(resolutions: pa.Table, flags: list[Flag]) -> pa.Table:
    """The resolutions with the rows and sides of their numbers, so that none covers another."""
    bottoms = resolutions["bottom"].to_pylist()
    return with_columns(
        resolutions,
        y=[bottom - 22 - flag.row * FLAG_PX for bottom, flag in zip(bottoms, flags, strict=True)],
        side=["left" if flag.right > flag.stem else "right" for flag in flags],
    )
