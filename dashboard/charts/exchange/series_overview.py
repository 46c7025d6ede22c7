"""The main series at a glance: one row a series on one time axis, with its highest and its last value."""

from __future__ import annotations

import math
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
    down,
    drawn,
    dress,
    each,
    hint,
    nothing,
    pick,
    plural,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.exchange.columns import VALUE
from dashboard.charts.exchange.series_panels import (
    YearAxis,
    dots,
    in_lines,
    lines,
    panels_of,
    placed,
    quiet,
    segments,
    signs_of,
    unseen,
)

ROW_PX, ROW_HEAD_PX = 42, 30


def overview(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A row for each main series on one time axis: its name beside it, its own scale from zero, its highest and its last value."""
    if frame.empty:
        return nothing(palette)
    values = drawn(frame)
    plot = YearAxis.over(values["moment"], gutter=236, margin=52)
    panels, height = panels_of(values, ROW_PX, ROW_HEAD_PX, 0)
    values = placed(values, panels)
    chosen = pick()
    panels["zero"] = panels["bottom"] + panels["low"] / (panels["high"] - panels["low"]) * ROW_PX
    panels["middle"] = (panels["top"] + panels["bottom"]) / 2 - panels["name_wide"].str.count("\n") * 7
    panels["under"] = panels["middle"] + (panels["name_wide"].str.count("\n") + 1) * 14
    panels["narrow"] = panels["name"]
    block = Plot(panels)
    zero = block.mark_rule(color=palette.neutral_soft, aria=False)
    names = hint(block, text=by_width("name_wide", "narrow"), align="left", fontWeight=600, color=palette.ink)
    units = quiet(block, palette)
    layers = [
        zero.encode(x=alt.value(plot.start), x2=alt.value(plot.end), y=down(height, "zero")),
        *lines(segments(values), plot, height, palette, 1.3),
        dots(values, plot, height, chosen, palette, 0.4).add_params(chosen),
        *_last(values, plot, height, palette),
        names.encode(x=alt.value(0), y=alt.value(by_width("middle", "name_y"))),
        units.encode(
            x=alt.value(0), y=down(height, "under"), text=alt.when(WIDE).then("unit:N").otherwise(alt.value(""))
        ),
    ]
    signs = [*signs_of(values), "Each row has its own scale, from zero. At the right: the last value."]
    return dress(alt.layer(*layers), palette, height + 6, in_lines(signs))


def overview_reading(frame: pd.DataFrame) -> str:
    """How many series and values over which years, and how many of them were not seen in their source."""
    if frame.empty:
        return NOTHING
    first, last = math.floor(frame["moment"].min()), math.floor(frame["moment"].max())
    years = f"in {first}" if first == last else f"from {first} to {last}"
    return (
        f"{plural(frame['series'].nunique(), 'series', 'series')} with {plural(len(frame), 'value')} {years}."
        f"{unseen(frame)}"
    )


def _last(values: pd.DataFrame, plot: YearAxis, height: float, palette: Palette) -> list[Any]:
    shown = values[~values["is_apart"].astype(bool)]
    if shown.empty:
        return []
    last = shown.loc[shown.groupby("series")["moment"].idxmax()]
    most = shown.loc[shown.groupby("series")["value"].idxmax()]
    most = most[[plot.share(row.moment) < 0.9 for row in each(most)]]
    figures = hint(Plot(last[["y", "number"]]), align="left", dx=6, color=palette.ink)
    peaks = hint(Plot(most[["moment", "y", "number"]]), dy=-8, color=palette.muted, fontSize=SMALL - 1)
    return [
        figures.encode(x=alt.value(plot.end), y=down(height), text="number:N"),
        peaks.encode(x=plot.x(), y=down(height), text="number:N"),
    ]


CHART = Chart(
    id="series_overview",
    title="The main series at a glance",
    question="How much was given, traded, counted and voted over the years?",
    page="exchange",
    build=overview,
    reading=overview_reading,
    columns=Columns((text("Series", "short_title"), *VALUE)),
    rule="Each value of twelve main series is one dot. The filter of series is not applied here.",
    group="Series",
)
