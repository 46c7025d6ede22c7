"""What the machine and the record see of each other: months in which both have something, and those in which only one of them has."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.coded.columns import SIDE, TIME
from dashboard.charts.draw.holes import table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    KEY_LETTERS,
    SMALL,
    Plot,
    TimeAxis,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
    time_x,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text

LANE_PX, OFF_PX = 132, 9
LANES = {
    "both": "Both: a peak, and events of the record",
    "record": "Only the record: its events are no peak",
    "machine": "Only the machine: a peak without an event of the record",
}
HEIGHT = LANE_PX * len(LANES)
DRAWN = ["mark", "label", "side"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A dot for each month and side, in the lane of who sees something there; cooperation a little above conflict."""
    chosen = pick()
    tones = alt.Scale(domain=["cooperation", "conflict"], range=[palette.cooperation, palette.conflict])
    y = alt.Y("y:Q", axis=None, scale=None)
    dots = (
        Plot(table("dots"))
        .mark_circle(cursor="pointer", size=62, opacity=1)
        .encode(
            x=time_x("date"),
            y=y,
            color=alt.Color("side:N", scale=tones, legend=None),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    names = hint(Plot(table("lanes")), align="left", fontWeight=600, fontSize=SMALL + 1, color=palette.ink)
    rules = (
        Plot(table("lanes")).mark_rule(color=palette.rule, aria=False).encode(y=alt.Y("line:Q", axis=None, scale=None))
    )
    layers = [rules, dots.add_params(chosen), names.encode(x=alt.value(0), y=y, text="text:N")]
    return finish(alt.layer(*layers), palette, HEIGHT)


def lay_out(rows: Rows) -> Layout:
    """The dots in their lanes, and the names of the lanes with how many are in them."""
    lanes = list(LANES)
    starts, sides = rows.days("start"), rows.column("side")
    seen = rows.column("seen_by")
    middle = [lanes.index(lane) * LANE_PX + 76 for lane in seen]
    dots = with_columns(
        rows.table.select(DRAWN),
        date=pa.array([start.replace(day=15) for start in starts], pa.date32()),
        y=[
            float(at - OFF_PX if side == "cooperation" else at + OFF_PX) for at, side in zip(middle, sides, strict=True)
        ],
    )
    counts = Counter(seen)
    names = [f"{LANES[lane]} ({counts[lane]})" for lane in lanes]
    said = "Teal: cooperation. Rust: conflict. The table lists them all, and a click opens the rows with their links."
    return Layout(
        {
            "dots": dots,
            "lanes": table_of(
                text=names,
                y=[float(i * LANE_PX + 14) for i in range(len(lanes))],
                line=[float(i * LANE_PX) for i in range(len(lanes))],
            ),
        },
        {**TimeAxis.over(rows.table, "start", "stop").values(), "title": title(wrapped(said, KEY_LETTERS).split("\n"))},
    )


def reading(rows: Rows) -> str:
    """Of the months in which the record has events, how many are peaks; and of the peaks, how many the record has nothing for."""
    counts = Counter(rows.column("seen_by"))
    in_record, peaks = counts["both"] + counts["record"], counts["both"] + counts["machine"]
    said, asked = [], rows.column("asked")[0]
    if in_record:
        said.append(
            f"{asked}: the machine has a peak in {counts['both']} of {_months(in_record)} in which the record has events."
        )
    if peaks:
        start = "The record" if said else f"{asked}: the record"
        said.append(f"{start} has nothing for {counts['machine']} of {plural(peaks, 'peak')} that the machine sees.")
    return " ".join(said)


def _months(count: int) -> str:
    return plural(count, "month and side", "months and sides")


SEEN: dict[Any, str] = {"both": "Both", "record": "Only the record", "machine": "Only the machine"}
CHART = Chart(
    id="coded_agreement",
    title="What the machine and the record see",
    question="Does the machine see what the record sees, and what does each of them miss?",
    page="coded",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            *TIME,
            SIDE,
            text("Seen by", "seen_by", words=SEEN),
            number("In the record", "in_record", "events"),
            number("Coded", "events", "coded events"),
            number("Share", "per_mille", "of 1,000 in the world", 3),
            number("Times the usual share", "times_usual", "times", 1),
        )
    ),
    rule="A peak is a month with at least five coded events of a side whose share of the world's events is one and a half times the median "
    "of the twelve months before and after it. An event of the record counts in its month where that is known. News that comes late "
    "may put the peak into the next month. Data of a few months alone have no usual share, and so no peaks.",
    group="Machine and record",
    is_coded=True,
)
