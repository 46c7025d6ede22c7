"""The main series at a glance: one row a series on one time axis, with its highest and its last value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, by_width, down, finish, hint, pick, plural, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.exchange.columns import VALUE
from dashboard.charts.exchange.series_panels import (
    Dot,
    Panel,
    dots,
    dots_table,
    in_lines,
    lines,
    number,
    panels_of,
    placed,
    quiet,
    segments,
    signs_of,
    unseen,
    values_of,
)
from dashboard.charts.exchange.year_axis import YearAxis, YearX, axis_end, axis_start, year_x

ROW_PX, ROW_HEAD_PX = 42, 30
GUTTER, MARGIN = 236, 52
SIZE = 0.4


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A row for each main series on one time axis: its name beside it, its own scale from zero, its highest and its last value."""
    x, chosen, height = year_x(GUTTER, MARGIN), pick(), hole("height")
    panels = Plot(table("panels"))
    names = hint(panels, text=by_width("name_wide", "name"), align="left", fontWeight=600, color=palette.ink)
    unit = alt.when(WIDE).then("unit:N").otherwise(alt.value(""))
    layers = [
        panels.mark_rule(color=palette.neutral_soft, aria=False).encode(
            x=alt.value(axis_start(GUTTER)), x2=alt.value(axis_end(MARGIN)), y=down(height, "zero")
        ),
        *lines(x, palette, 1.3),
        dots(x, chosen, palette).add_params(chosen),
        *_figures(x, palette),
        names.encode(x=alt.value(0), y=alt.value(by_width("middle", "name_y"))),
        quiet(panels, palette).encode(x=alt.value(0), y=down(height, "under"), text=unit),
    ]
    return finish(alt.layer(*layers), palette, hole("whole"))


def lay_out(rows: Rows) -> Layout:
    """A row for each series, one below the other, with dots, lines, and the highest and the last value."""
    values = values_of(rows)
    axis = YearAxis.over([value.moment for value in values])
    panels, height = panels_of(values, ROW_PX, ROW_HEAD_PX, 0)
    dots = placed(values, panels)
    last, most = _ends(dots, axis)
    signs = [*signs_of(values), "Each row has its own scale, from zero. At the right: the last value."]
    tables = {
        "panels": pa.Table.from_pylist([_row(panel) for panel in panels.values()]),
        "dots": dots_table(rows, dots, SIZE),
        "lines": segments(dots),
        "last": pa.Table.from_pylist(last),
        "most": pa.Table.from_pylist(most),
    }
    return Layout(tables, {**axis.values(), "height": height, "whole": height + 6, "title": title(in_lines(signs))})


def reading(rows: Rows) -> str:
    """How many series and values over which years, and how many of them were not seen in their source."""
    values = values_of(rows)
    first, last = (math.floor(end(value.moment for value in values)) for end in (min, max))
    years = f"in {first}" if first == last else f"from {first} to {last}"
    series = plural(len({value.series for value in values}), "series", "series")
    return f"{series} with {plural(len(values), 'value')} {years}.{unseen(values)}"


def _row(panel: Panel) -> dict[str, Any]:
    """The words of a row, and where they and its zero line stand."""
    breaks = panel.name_wide.count("\n")
    middle = (panel.top + panel.bottom) / 2 - breaks * 7
    zero = panel.bottom + panel.low / (panel.high - panel.low) * ROW_PX
    return {**panel._asdict(), "zero": zero, "middle": middle, "under": middle + (breaks + 1) * 14}


def _ends(dots: Sequence[Dot], axis: YearAxis) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The last value of each series, and the highest where it is not at the right end too."""
    of: dict[str, list[Dot]] = {}
    for dot in dots:
        if not dot.value.is_apart:
            of.setdefault(dot.value.series, []).append(dot)
    last = [max(own, key=lambda dot: dot.value.moment) for _, own in sorted(of.items())]
    most = [max(own, key=lambda dot: dot.value.value) for _, own in sorted(of.items())]
    return [_figure(dot) for dot in last], [_figure(dot) for dot in most if axis.share(dot.value.moment) < 0.9]


def _figure(dot: Dot) -> dict[str, Any]:
    return {"moment": dot.value.moment, "y": dot.y, "number": number(dot.value.value)}


def _figures(x: YearX, palette: Palette) -> list[Any]:
    last = hint(Plot(table("last")), align="left", dx=6, color=palette.ink)
    most = hint(Plot(table("most")), dy=-8, color=palette.muted, fontSize=SMALL - 1)
    y = down(hole("height"))
    return [
        last.encode(x=alt.value(axis_end(MARGIN)), y=y, text="number:N"),
        most.encode(x=x("moment"), y=y, text="number:N"),
    ]


CHART = Chart(
    id="series_overview",
    title="The main series at a glance",
    question="How much was given, traded, counted and voted over the years?",
    page="exchange",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns((text("Series", "short_title"), *VALUE)),
    rule="Each value of twelve main series is one dot. The filter of series is not applied here.",
    group="All series",
)
