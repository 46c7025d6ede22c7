"""Launches, nuclear tests, sanctions and talks in lanes over one time axis; each nuclear test is a line through all of them."""

from __future__ import annotations

import datetime
from statistics import median
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY, TONE
from dashboard.charts.draw.holes import has_rows, hole, table
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
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, day, number, text
from dashboard.charts.weapons.lanes import DOT_PX, EVENT_PX, LANES, flagged, flags_of, lanes_of, middles

NOUNS = {
    "tests": ("nuclear test", None),
    "resolutions": ("resolution", None),
    "us_sanctions": ("step of US sanctions", "steps of US sanctions"),
    "talks": ("round of talks or summit", "rounds of talks and summits"),
}


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Five lanes: bars for launches, numbered dots for tests, named stems for resolutions, dots for sanctions and talks."""
    chosen, lanes = pick(), Plot(table("lanes"))
    names = hint(lanes, align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    layers = [
        *_tests(palette),
        lanes.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(hole("height"), "base")),
        *_bars(chosen, palette),
        *_stems(palette),
        *_dots(chosen, palette),
        names.encode(x=alt.value(0), y=down(hole("height"), "name_y"), text="name:N"),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The lanes that have anything one below the other, and their marks on or over their lines."""
    axis = TimeAxis.over(rows.table, "date_earliest", "date_latest")
    lane, marks = rows.column("lane"), with_columns(rows.drawn("lane"), date=middles(rows))
    own = {name: [i for i, of in enumerate(lane) if of == name] for name in LANES if name in lane}
    flags = flags_of(_take(marks, own.get("resolutions", []), "date", "short"), axis)
    lanes, height = lanes_of(rows, own, flags)
    bottom = [lanes[name]["base"] for name in lane]
    launches = [count or 0 for count in rows.column("launch_events")]
    placed = with_columns(
        marks,
        tone=[quad or 0 for quad in rows.column("quad_class")],
        bottom=bottom,
        top=[base - count * EVENT_PX for base, count in zip(bottom, launches, strict=True)],
        y=[base - (stack + 0.7) * DOT_PX for base, stack in zip(bottom, rows.column("stack"), strict=True)],
    )
    bars = own.get("launches", [])
    dots = [i for name, these in own.items() if name != "launches" for i in these]
    peak = [max(bars, key=lambda i: launches[i])] if bars else []
    said = ("mark", "label")
    return Layout(
        {
            "lanes": pa.Table.from_pylist(list(lanes.values())),
            "launches": _take(placed, bars, *said, "date_earliest", "date_latest", "top", "bottom"),
            "peak": _take(placed, peak, "date", "top", "launch_events"),
            "tests": _take(placed, own.get("tests", []), "date", "y", "short"),
            "resolutions": flagged(_take(placed, own.get("resolutions", []), "date", "bottom", "short"), flags),
            "dots": _take(placed, sorted(dots), *said, "date", "y", "kind", "tone", "checked", "is_disputed"),
        },
        {**axis.values(), "height": height, "title": title(key(rows.drawn("date_precision"), *_signs(rows)))},
    )


def reading(rows: Rows) -> str:
    """What each lane holds, and after how many days a resolution followed each nuclear test, in the median."""
    events = sum(count or 0 for count in rows.column("launch_events"))
    lanes = rows.column("lane")
    parts = [plural(events, "launch event")] if events else []
    parts += [plural(lanes.count(lane), *words) for lane, words in NOUNS.items() if lane in lanes]
    listed = ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]
    waits = _waits(rows)
    if len(waits) < 2:
        return f"{listed}."
    return (
        f"{listed}. A Security Council resolution followed a nuclear test after {min(waits)} to {max(waits)} days "
        f"({median(waits):.0f} in the median of {len(waits)})."
    )


def _waits(rows: Rows) -> list[int]:
    """Days from each nuclear test to the first resolution after it, where that came before the next test."""
    days = sorted(zip(rows.days("date_earliest"), rows.column("lane"), strict=True))
    tests, resolutions = ([day for day, of in days if of == lane] for lane in ("tests", "resolutions"))
    waits = []
    for i, test in enumerate(tests):
        following = tests[i + 1] if i + 1 < len(tests) else datetime.date.max
        after = [day for day in resolutions if test < day < following]
        waits += [(after[0] - test).days] if after else []
    return waits


def _take(marks: pa.Table, these: list[int], *columns: str) -> pa.Table:
    return marks.select(columns).take(pa.array(these, pa.int64()))


def _signs(rows: Rows) -> list[str]:
    signs = []
    if "tests" in rows.column("lane"):
        signs.append("Thin line: nuclear test.")
    if any(rows.column("quad_class")):
        signs.append("Teal: cooperation, such as sanctions eased. Rust: conflict. Strong: material. Pale: verbal.")
    if "summit" in rows.column("kind"):
        signs.append("Diamond: summit.")
    return signs


def _bars(chosen: alt.Parameter, palette: Palette) -> list[Any]:
    y = down(hole("height"), "top")
    bars = Plot(table("launches")).mark_rect(
        color=palette.neutral,
        cursor="pointer",
        stroke=palette.paper,
        strokeWidth=0.5,
        aria=has_rows("launches"),
    )
    placed = bars.encode(
        x=time_x("date_earliest", grid=False),
        x2="date_latest:T",
        y=y,
        y2="bottom:Q",
        opacity=fade(chosen),
        **spoken(),
    )
    peak = hint(Plot(table("peak")), dy=-7, color=palette.muted)
    return [
        placed.add_params(chosen),
        peak.encode(x=time_x("date", grid=False), y=y, text="launch_events:Q"),
    ]


def _tests(palette: Palette) -> list[Any]:
    plot, x, height = Plot(table("tests")), time_x("date", grid=False), hole("height")
    lines = plot.mark_rule(color=palette.neutral, strokeWidth=0.8, opacity=0.7, aria=False)
    numbers = hint(plot, dy=-12, color=palette.paper, stroke=palette.paper, strokeWidth=4)
    bare = hint(plot, dy=-12, color=palette.ink)
    return [
        lines.encode(x=x, y=alt.value(0), y2=alt.value(height)),
        *(layer.encode(x=x, y=down(height), text="short:N") for layer in (numbers, bare)),
    ]


def _stems(palette: Palette) -> list[Any]:
    """On a wide chart the number of each resolution on a stem."""
    plot, shown, x, y = Plot(table("resolutions")), alt.when(WIDE), time_x("date", grid=False), down(hole("height"))
    stems = plot.mark_rule(color=palette.neutral_soft, aria=False)
    beside = {"align": alt.ExprRef("datum.side"), "dx": alt.ExprRef("datum.side === 'left' ? 3 : -3")}
    halo = hint(plot, color=palette.paper, stroke=palette.paper, strokeWidth=4, **beside)
    numbers = hint(plot, color=palette.ink, **beside)
    text = shown.then("short:N").otherwise(alt.value(""))
    return [
        stems.encode(x=x, y=y, y2="bottom:Q", opacity=shown.then(alt.value(1)).otherwise(alt.value(0))),
        *(layer.encode(x=x, y=y, text=text) for layer in (halo, numbers)),
    ]


def _dots(chosen: alt.Parameter, palette: Palette) -> list[Any]:
    tone = alt.Scale(domain=[0, *palette.quad], range=[palette.ink, *palette.quad.values()])
    colour: dict[str, Any] = {"scale": tone, "legend": None}
    plot, x, y = Plot(table("dots")), time_x("date", grid=False), down(hole("height"))
    points = plot.mark_point(
        size=alt.ExprRef(f"{WIDE} ? 44 : 26"), strokeWidth=1.4, cursor="pointer", opacity=1, aria=has_rows("dots")
    ).encode(
        x=x,
        y=y,
        shape=alt.when("datum.kind === 'summit'").then(alt.value("diamond")).otherwise(alt.value("circle")),
        stroke=alt.Stroke("tone:N", **colour),
        fill=alt.when(CONFIRMED).then(alt.Fill("tone:N", **colour)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 1, 0.35),
        **spoken(),
    )
    rings = plot.transform_filter("datum.is_disputed").mark_point(
        size=alt.ExprRef(f"{WIDE} ? 110 : 70"), strokeWidth=1.1, color=palette.ink, aria=False
    )
    return [points, rings.encode(x=x, y=y)]


LANE_NAMES = {
    "launches": "Launch events of three months",
    "tests": "Nuclear test",
    "resolutions": "Resolution of the Security Council",
    "us_sanctions": "US sanctions",
    "talks": "Talks or summit",
}


def _date_or_quarter(rows: pd.DataFrame) -> pd.Series:
    # The launch events of a quarter are no record: their label begins with the quarter in words.
    return rows["record.date"].where(
        rows["record.date"].notna(), rows["label"].map(lambda label: label.partition(":")[0])
    )


def _title_or_label(rows: pd.DataFrame) -> pd.Series:
    return rows["record.title"].where(
        rows["record.title"].notna(), rows["label"].map(lambda label: label.partition(": ")[2])
    )


CHART = Chart(
    id="tests_sanctions_talks",
    title="Launches, tests, sanctions and talks",
    question="Which sanctions and talks came before and after launches and nuclear tests?",
    page="weapons",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Date", _date_or_quarter),
            day("First day", "date_earliest", FIRST_DAY),
            text("What", _title_or_label, is_long=True),
            text("Row of the chart", "lane", words=LANE_NAMES),
            number("Launch events", "launch_events", "launch events"),
            TONE,
            AGREE,
            DOUBT,
        )
    ),
    rule="Launch events since 1984 are summed by quarter, in the quarter of their first day; tests, "
    "resolutions, steps of US sanctions and talks count once each. The filter of missile classes limits "
    "the launches only.",
    group="Launches and answers",
)
