"""The figures in panels of series: lines at round values, the values that stand out, and those that are off the scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Table
from dashboard.charts.draw.marks import Plot, by_width, down, hint
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.exchange.series_panels import Dot, Panel, dots_table, number, quiet, segments
from dashboard.charts.exchange.year_axis import YearAxis, YearX, halo


def grid(palette: Palette) -> list[Any]:
    """The lines of `grid_lines` and their numbers."""
    lines, y = Plot(table("grid")), down(hole("height"))
    tone = alt.when("datum.zero").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule))
    return [
        lines.mark_rule(aria=False).encode(y=y, color=tone),
        quiet(lines, palette, dy=-6).encode(x=alt.value(0), y=y, text="text:N"),
    ]


def grid_lines(panels: Sequence[Panel]) -> list[dict[str, Any]]:
    """Lines at round values of each panel with their numbers; zero is the strong one."""
    rows: list[dict[str, Any]] = []
    for panel in panels:
        step = _step(panel.high - panel.low, 4 if len(panels) < 4 else 2)
        lines_of = range(math.ceil(panel.low / step), math.floor(panel.high / step) + 1)
        rows += [{"y": panel.at(i * step), "text": number(i * step), "zero": i == 0} for i in lines_of]
    return rows


def panel_tables(rows: Rows, placed: Sequence[Dot], panels: Sequence[Panel], axis: YearAxis) -> dict[str, Table]:
    """The data sets that panels have in common: `grid`, `dots`, `lines`, `ends` and `off_scale`."""
    return {
        "grid": pa.Table.from_pylist(grid_lines(panels)),
        "dots": dots_table(rows, placed),
        "lines": segments(placed),
        "ends": pa.Table.from_pylist(ends(placed, axis)),
        "off_scale": pa.Table.from_pylist(off_scale(placed, axis)),
    }


def _step(span: float, lines_wanted: int) -> float:
    rough = span / lines_wanted
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def ends(dots: Sequence[Dot], axis: YearAxis) -> list[dict[str, Any]]:
    """The highest value of each panel in figures; the last one too where it is not close to it."""
    of: dict[str, list[Dot]] = {}
    for dot in dots:
        if not dot.value.is_apart:
            of.setdefault(dot.value.series, []).append(dot)
    most = {series: max(own, key=lambda dot: dot.value.value) for series, own in sorted(of.items())}
    last = {series: max(own, key=lambda dot: dot.value.moment) for series, own in sorted(of.items())}
    far = [
        dot
        for series, dot in last.items()
        if abs(axis.share(dot.value.moment) - axis.share(most[series].value.moment)) > 0.12
    ]
    return [_figure(dot, axis.share(dot.value.moment)) for dot in (*most.values(), *far)]


def _figure(dot: Dot, share: float) -> dict[str, Any]:
    words = number(dot.value.value) + (f" in {dot.value.date_words}" if dot.value.is_partial else "")
    align = "right" if share > 0.9 else "left" if share < 0.1 else "center"
    return {"moment": dot.value.moment, "y": dot.y, "words": words, "align": align}


def off_scale(dots: Sequence[Dot], axis: YearAxis) -> list[dict[str, Any]]:
    """Beside a value that is off the scale of its panel: the figure and why it stands apart."""
    rows: list[dict[str, Any]] = []
    before: dict[str, int] = {}
    for value, y, is_off in dots:
        if not is_off:
            continue
        short = f"↑ {number(value.value)}"
        is_right = axis.share(value.moment) > 0.5
        place = {"moment": value.moment, "y": y, "dy": before.get(value.series, 0) * 14}
        side = {"align": "right", "dx": -9} if is_right else {"align": "left", "dx": 9}
        rows.append({**place, **side, "short": short, "words": f"{short} in {value.date_words}, {value.reason}"})
        before[value.series] = before.get(value.series, 0) + 1
    return rows


def figures(x: YearX, palette: Palette) -> list[Any]:
    """The words of `ends` and `off_scale` beside their dots."""
    ends, off = Plot(table("ends")), Plot(table("off_scale"))
    beside = {"align": alt.ExprRef("datum.align"), "dy": -11, "color": palette.ink}
    apart = quiet(
        off,
        palette,
        text=by_width("words", "short"),
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef("datum.dx"),
        dy=alt.ExprRef("datum.dy"),
    )
    y = down(hole("height"))
    return [
        *(hint(ends, **{**beside, **look}).encode(x=x("moment"), y=y, text="words:N") for look in (halo(palette), {})),
        apart.encode(x=x("moment"), y=y),
    ]
