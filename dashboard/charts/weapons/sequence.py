"""Launches, nuclear tests, sanctions and talks in lanes over one time axis; each nuclear test is a line through all of them."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.bands import Flag, place_flags
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY, TONE
from dashboard.charts.draw.marks import (
    CONFIRMED,
    NOTHING,
    SMALL,
    WIDE,
    WIDE_PX,
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
    text_width,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, day, number, text

EVENT_PX, DOT_PX, FLAG_PX = 4.4, 8.5, 13
NAME_PX = 22
LANES = {
    "launches": "Launch events by quarter",
    "tests": "Nuclear tests",
    "resolutions": "Security Council resolutions",
    "us_sanctions": "Steps of US sanctions",
    "talks": "Talks and summits",
}


def sequence(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Five lanes: bars for launches, numbered dots for tests, named stems for resolutions, dots for sanctions and talks."""
    if frame.empty:
        return nothing(palette)
    marks = drawn(frame)
    marks["date"] = marks["date_earliest"] + (marks["date_latest"] - marks["date_earliest"]) / 2
    marks["date"] = marks["date"].dt.normalize()
    axis = TimeAxis.over(marks, "date_earliest", "date_latest")
    flags = _flags(marks, axis)
    lanes, height = _lanes(marks, flags)
    base = marks["lane"].map(lanes["base"])
    marks["y"] = base - (marks["stack"] + 0.7) * DOT_PX
    marks["top"], marks["bottom"] = base - marks["launch_events"].fillna(0).astype(float) * EVENT_PX, base
    chosen = pick()
    names = hint(Plot(lanes), align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    lines = Plot(lanes).mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(height, "base"))
    layers = [
        *_tests(marks[marks["lane"] == "tests"], axis, height, palette),
        lines,
        *_bars(marks[marks["lane"] == "launches"], axis, height, chosen, palette),
        *_stems(marks[marks["lane"] == "resolutions"], flags, axis, height, palette),
        *_dots(marks[marks["lane"] != "launches"], axis, height, chosen, palette),
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="name:N"),
    ]
    first = next(i for i, layer in enumerate(layers) if "cursor" in str(layer.mark))
    layers[first] = layers[first].add_params(chosen)
    return dress(
        alt.layer(*layers), palette, height, key(marks.drop(columns="date_precision", errors="ignore"), *_signs(marks))
    )


def sequence_reading(frame: pd.DataFrame) -> str:
    """What each lane holds, and after how many days a resolution followed each nuclear test, in the median."""
    if frame.empty:
        return NOTHING
    events = int(frame["launch_events"].fillna(0).sum())
    counts = frame["lane"].value_counts()
    nouns = {
        "tests": ("nuclear test", None),
        "resolutions": ("resolution", None),
        "us_sanctions": ("step of US sanctions", "steps of US sanctions"),
        "talks": ("round of talks or summit", "rounds of talks and summits"),
    }
    parts = [plural(events, "launch event")] if events else []
    parts += [plural(int(counts[lane]), *words) for lane, words in nouns.items() if lane in counts]
    listed = ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]
    waits = _waits(frame)
    if len(waits) < 2:
        return f"{listed}."
    return (
        f"{listed}. A Security Council resolution followed a nuclear test after {waits.min()} to {waits.max()} days "
        f"({waits.median():.0f} in the median of {len(waits)})."
    )


def _waits(frame: pd.DataFrame) -> pd.Series[int]:
    """Days from each nuclear test to the first resolution after it, where that came before the next test."""
    days = {lane: sorted(frame.loc[frame["lane"] == lane, "date_earliest"]) for lane in ("tests", "resolutions")}
    waits = []
    for i, test in enumerate(days["tests"]):
        following = days["tests"][i + 1] if i + 1 < len(days["tests"]) else pd.Timestamp.max
        after = [day for day in days["resolutions"] if test < day < following]
        waits += [(after[0] - test).days] if after else []
    return pd.Series(waits, dtype="int64")


def _signs(marks: pd.DataFrame) -> list[str]:
    signs = []
    if (marks["lane"] == "tests").any():
        signs.append("Thin line: nuclear test.")
    if marks["quad_class"].notna().any():
        signs.append("Teal: cooperation, such as sanctions eased. Rust: conflict. Strong: material. Pale: verbal.")
    if (marks["kind"] == "summit").any():
        signs.append("Diamond: summit.")
    return signs


def _flags(marks: pd.DataFrame, axis: TimeAxis) -> list[Flag]:
    resolutions = marks[marks["lane"] == "resolutions"]
    stems = [(axis.share(mark.date) * WIDE_PX, text_width(str(mark.short)) + 6) for mark in each(resolutions)]
    return place_flags(stems, WIDE_PX)


def _lanes(marks: pd.DataFrame, flags: list[Flag]) -> tuple[pd.DataFrame, float]:
    """Each lane's name with its count, the line it stands on, and the height of the whole."""
    rows, y = [], 2.0
    for lane, name in LANES.items():
        part = marks[marks["lane"] == lane]
        if part.empty:
            continue
        depth = (float(part["stack"].max()) + 1.6) * DOT_PX
        if lane == "tests":
            depth += 8
        count = len(part)
        if lane == "launches":
            count = int(part["launch_events"].sum())
            depth = max(float(part["launch_events"].max()) * EVENT_PX, 20)
        if lane == "resolutions":
            depth = max(flag.row for flag in flags) * FLAG_PX + 26
        rows.append((lane, f"{name}: {count}", y + 9, y + NAME_PX + depth))
        y += NAME_PX + depth + 12
    columns = ["lane", "name", "name_y", "base"]
    return pd.DataFrame(rows, columns=columns).set_index("lane", drop=False), y - 6


def _bars(bars: pd.DataFrame, axis: TimeAxis, height: float, chosen: alt.Parameter, palette: Palette) -> list[Any]:
    if bars.empty:
        return []
    most = bars.nlargest(1, "launch_events")
    peak = hint(Plot(most), dy=-7, color=palette.muted).encode(
        x=axis.x("date", grid=False), y=down(height, "top"), text="launch_events:Q"
    )
    marks = (
        Plot(bars)
        .mark_rect(color=palette.neutral, cursor="pointer", stroke=palette.paper, strokeWidth=0.5)
        .encode(
            x=axis.x("date_earliest", grid=False),
            x2="date_latest:T",
            y=down(height, "top"),
            y2="bottom:Q",
            opacity=fade(chosen),
            **spoken(),
        )
    )
    return [marks, peak]


def _tests(tests: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    if tests.empty:
        return []
    lines = Plot(tests).mark_rule(color=palette.neutral, strokeWidth=0.8, opacity=0.7, aria=False)
    numbers = hint(Plot(tests), dy=-12, color=palette.paper, stroke=palette.paper, strokeWidth=4)
    bare = hint(Plot(tests), dy=-12, color=palette.ink)
    x = axis.x("date", grid=False)
    return [
        lines.encode(x=x, y=alt.value(0), y2=alt.value(height)),
        *(layer.encode(x=x, y=down(height), text="short:N") for layer in (numbers, bare)),
    ]


def _stems(resolutions: pd.DataFrame, flags: list[Flag], axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """On a wide chart the number of each resolution on a stem, in rows so that none covers another."""
    if resolutions.empty:
        return []
    placed = resolutions[["date", "bottom", "short"]].copy()
    placed["y"] = [bottom - 22 - flag.row * FLAG_PX for bottom, flag in zip(placed["bottom"], flags, strict=True)]
    placed["side"] = ["left" if flag.right > flag.stem else "right" for flag in flags]
    shown = alt.when(WIDE)
    x = axis.x("date", grid=False)
    stems = Plot(placed).mark_rule(color=palette.neutral_soft, aria=False)
    beside = {"align": alt.ExprRef("datum.side"), "dx": alt.ExprRef("datum.side === 'left' ? 3 : -3")}
    halo = hint(Plot(placed), color=palette.paper, stroke=palette.paper, strokeWidth=4, **beside)
    numbers = hint(Plot(placed), color=palette.ink, **beside)
    return [
        stems.encode(x=x, y=down(height), y2="bottom:Q", opacity=shown.then(alt.value(1)).otherwise(alt.value(0))),
        *(
            layer.encode(x=x, y=down(height), text=shown.then("short:N").otherwise(alt.value("")))
            for layer in (halo, numbers)
        ),
    ]


def _dots(dots: pd.DataFrame, axis: TimeAxis, height: float, chosen: alt.Parameter, palette: Palette) -> list[Any]:
    if dots.empty:
        return []
    tone = alt.Scale(domain=[0, *palette.quad], range=[palette.ink, *palette.quad.values()])
    colour: dict[str, Any] = {"scale": tone, "legend": None}
    dots = dots.assign(tone=dots["quad_class"].fillna(0).astype(int))
    plot = Plot(dots)
    x, y = axis.x("date", grid=False), down(height)
    points = plot.mark_point(
        size=alt.ExprRef(f"{WIDE} ? 44 : 26"), strokeWidth=1.4, cursor="pointer", opacity=1
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
    build=sequence,
    reading=sequence_reading,
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
