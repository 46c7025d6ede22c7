"""Coded events month by month: cooperation above zero, conflict below, as parts of the world's; the record's own events above."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.chart import Chart
from dashboard.charts.coded.columns import SIDE, TIME
from dashboard.charts.draw.holes import has_rows, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import named_brush, period_brush
from dashboard.charts.draw.marks import (
    DRAG_SIGN,
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
from dashboard.charts.draw.palette import QUAD_LABELS, Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text

HEIGHT, TOP = 380, 78
# Where the record's events stand, in pixels from the top: cooperation over conflict, as everywhere.
RECORD_Y = {"cooperation": 24, "conflict": 40}
# From zero outwards: deeds, then words.
OUTWARDS = (2, 1, 4, 3)
DRAWN = ["mark", "label", "start", "stop", "side", "quad_class", "per_mille"]
SAYS = "Events of the record"


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Four bars a month from zero, and a triangle for each side of which the record has events."""
    chosen = pick()
    bars = (
        Plot(table("bars"))
        .mark_rect(cursor="pointer", ariaRoleDescription="bar", aria=has_rows("bars"))
        .encode(
            x=time_x("date", grid=False),
            x2="stop:T",
            y=_share_axis(),
            y2="base:Q",
            fill=_quad_fill(palette),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    zero = Plot(table("zero")).mark_rule(color=palette.muted, aria=False).encode(y="zero:Q")
    names = hint(Plot(table("names")), align="left", dx=4, fontWeight=600, fontSize=SMALL + 1, color=palette.muted)
    layers = [
        bars.add_params(chosen, period_brush(palette)),
        zero,
        _record(chosen, palette),
        hint(Plot(table("says")), align="left", color=palette.muted).encode(
            x=alt.value(0), y=alt.value(8), text="text:N"
        ),
        names.encode(x=alt.value(0), y=alt.Y("y:Q", axis=None, scale=None), text="text:N"),
    ]
    return named_brush(finish(alt.layer(*layers), palette, HEIGHT))


def lay_out(rows: Rows) -> Layout:
    """Bars stacked away from zero, and the places of the record's events over them."""
    is_coded = pc.equal(rows.table["role"], "coded")
    bars = _stacked(rows.table.select(DRAWN).filter(is_coded))
    record = rows.table.select(["mark", "label", "start", "stop", "side"]).filter(pc.invert(is_coded))
    starts, stops = record["start"].to_pylist(), record["stop"].to_pylist()
    record = with_columns(
        record.drop_columns(["start", "stop"]),
        date=pa.array([start + (stop - start) / 2 for start, stop in zip(starts, stops, strict=True)], pa.date32()),
        y=pa.array([RECORD_Y[side] for side in record["side"].to_pylist()], pa.float64()),
    )
    sides = set(bars["side"].to_pylist())
    signs = ["Strong colours: deeds. Pale: words."]
    signs += ["Triangle: the record has events there."] if len(record) else []
    shown = {"cooperation": ("Cooperation ↑", TOP + 10), "conflict": ("Conflict ↓", HEIGHT - 8)}
    words = [shown[side] for side in ("cooperation", "conflict") if side in sides]
    axis = TimeAxis.over(rows.table, "start", "stop")
    return Layout(
        {
            "bars": bars,
            "record": record,
            "zero": table_of(zero=[0]),
            "says": table_of(text=[SAYS] if len(record) else []),
            "names": table_of(text=[name for name, _ in words], y=[float(y) for _, y in words]),
        },
        {**axis.values(), "title": title(wrapped(" ".join([*signs, DRAG_SIGN]), KEY_LETTERS).split("\n"))},
    )


def reading(rows: Rows) -> str:
    """How many coded events there are, how many of them conflict, and when conflict and cooperation stood highest."""
    coded = rows.table.filter(pc.equal(rows.table["role"], "coded"))
    if not len(coded):
        return "The data that were imported name no event here."
    events, conflict = pc.sum(coded["events"]).as_py(), _of(coded, "conflict")
    unit = "year" if coded["is_long"][0].as_py() else "month"
    said = f"{coded['asked'][0].as_py()}: {plural(events, 'coded event')}, {conflict / events:.0%} of them conflict."
    # Of one month none is the highest.
    for side in ("conflict", "cooperation") if pc.count_distinct(coded["start"]).as_py() > 1 else ():
        peak = _peak(coded, side, unit)
        said += f" {side.capitalize()} took its largest share of the world's events in {peak}." if peak else ""
    return said


def _of(coded: pa.Table, side: str) -> int:
    return int(pc.sum(coded.filter(pc.equal(coded["side"], side))["events"]).as_py() or 0)


def _peak(coded: pa.Table, side: str, unit: str) -> str:
    own = coded.filter(pc.equal(coded["side"], side))
    if not len(own):
        return ""
    sums: dict[Any, float] = {}
    for start, share in zip(own["start"].to_pylist(), own["per_mille"].to_pylist(), strict=True):
        sums[start] = sums.get(start, 0) + share
    most = max(sums, key=lambda start: (sums[start], start))
    return f"{most:%Y}" if unit == "year" else f"{most:%B %Y}"


def _stacked(bars: pa.Table) -> pa.Table:
    """Each bar from where the one before it ends: deeds from zero, words beyond them; conflict downwards."""
    rows = bars.to_pylist()
    ends: dict[tuple[Any, str], float] = {}
    placed: dict[str, tuple[float, float]] = {}
    for row in sorted(rows, key=lambda row: OUTWARDS.index(row["quad_class"])):
        key = (row["start"], row["side"])
        base = ends.get(key, 0.0)
        ends[key] = base + (row["per_mille"] if row["side"] == "cooperation" else -row["per_mille"])
        placed[row["mark"]] = (base, ends[key])
    marks = bars["mark"].to_pylist()
    return with_columns(
        bars.drop_columns(["start", "per_mille"]),
        date=bars["start"].combine_chunks() if len(bars) else pa.array([], pa.date32()),
        base=pa.array([placed[mark][0] for mark in marks], pa.float64()),
        end=pa.array([placed[mark][1] for mark in marks], pa.float64()),
    )


def _record(chosen: alt.Parameter, palette: Palette) -> Any:
    points = Plot(table("record")).mark_point(
        shape="triangle-down", size=58, filled=True, cursor="pointer", aria=has_rows("record")
    )
    tones = alt.Scale(domain=list(RECORD_Y), range=[palette.cooperation, palette.conflict])
    return points.encode(
        x=time_x("date", grid=False),
        y=alt.Y("y:Q", axis=None, scale=None),
        color=alt.Color("side:N", scale=tones, legend=None),
        opacity=fade(chosen, 1, 0.4),
        **spoken(),
    )


def _share_axis() -> alt.Y:
    axis = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="start", titleX=0, titleY=TOP - 14, tickCount=6)
    axis.labelExpr = "abs(datum.value)"
    scale = alt.Scale(range=[HEIGHT, TOP], nice=True, zero=True)
    return alt.Y("end:Q", title="of 1,000 coded events in the world", axis=axis, scale=scale)


def _quad_fill(palette: Palette) -> alt.Fill:
    scale = alt.Scale(domain=[1, 2, 3, 4], range=[palette.quad[quad] for quad in (1, 2, 3, 4)])
    return alt.Fill("quad_class:O", scale=scale, legend=None)


CHART = Chart(
    id="coded_by_month",
    title="Coded events by month",
    question="How much cooperation and conflict does the machine see, and where has the record events?",
    page="coded",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            *TIME,
            SIDE,
            text("Class", "quad_class", words=QUAD_LABELS),
            number("Events", "events", "events"),
            number("Share", "per_mille", "of 1,000 in the world", 3),
            number("Mean Goldstein value", "goldstein", "Goldstein points", 1, is_signed=True),
            number("Reports", "articles", "reports"),
            text("Of", "role", words={"coded": "Coded events", "record": "The record"}),
        )
    ),
    rule="A coded event counts in the month of its day where it names two different states: the chosen ones, or the chosen one and any "
    "other. Without an actor those are the two that most events of the record name. Its share is of all events that the same data have "
    "in that month, whoever they name, because the news grows. Over more than ten years a bar is a year.",
    group="Month by month",
    selections=("pick", "brush"),
    is_coded=True,
)
