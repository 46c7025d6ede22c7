"""Panels of measured series: each series has its own panel and unit; what a value rests on shows in its dot, what is missing stays open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.marks import SMALL, Plot, down, fade, hint, plural, spoken, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.exchange.year_axis import YearX

NAME_LETTERS, SIGN_LETTERS = 32, 52
SIZES = {"sourced": 40, "computed": 17, "unsourced": 40}
DRAWN = ["mark", "label", "moment", "is_apart", "is_partial"]


class Value(NamedTuple):
    """A value of a series; the fields are columns of its row."""

    series: str
    short_title: str
    unit: str
    moment: float
    date_words: str
    value: float
    status: str
    is_apart: bool
    is_partial: bool
    reason: str | None
    run: int


class Panel(NamedTuple):
    """The words of a series, the ends of its scale, and where its panel stands, in pixels from the top."""

    series: str
    name: str
    name_wide: str
    unit: str
    low: float
    high: float
    top: float
    bottom: float
    name_y: float

    def at(self, value: float) -> float:
        """How far from the top a value stands; one off the scale is held at its end."""
        return self.bottom - min(max(self.share(value), 0), 1) * (self.bottom - self.top)

    def share(self, value: float) -> float:
        """Where a value lies on the scale: 0 at its low end, 1 at its high end."""
        return (value - self.low) / (self.high - self.low)


class Dot(NamedTuple):
    """A value and where it stands; one on another basis may be off the scale of its panel."""

    value: Value
    y: float
    is_off: bool


def values_of(rows: Rows) -> list[Value]:
    """The values among the rows; the others are events."""
    own = Rows(values_table(rows))
    return [Value(*row) for row in zip(*(own.column(name) for name in Value._fields), strict=True)]


def values_table(rows: Rows) -> pa.Table:
    """The rows of values."""
    return rows.table.filter(pc.equal(rows.table["role"], "value"))


def by_series(values: Sequence[Value]) -> dict[str, list[Value]]:
    """The values of each series, in the order of the rows."""
    found: dict[str, list[Value]] = {}
    for value in values:
        found.setdefault(value.series, []).append(value)
    return found


def number(value: float) -> str:
    """The value as a reader writes it: no more than three digits that count, four from a hundred on."""
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}' if abs(value) < 100 else f'{value:.4g}'):g}"


def scale_of(values: Sequence[Value]) -> tuple[float, float]:
    """The lowest and highest value of a panel's scale: zero is always on it; values on another basis do not stretch it."""
    shown = [value.value for value in values if not value.is_apart] or [value.value for value in values]
    low, high = min(*shown, 0.0), max(*shown, 0.0)
    return (low, high) if high > low else (0.0, 1.0)


def panels_of(values: Sequence[Value], plot_px: float, head_px: float, top: float) -> tuple[dict[str, Panel], float]:
    """The panel of each series, and the height of the whole."""
    panels, y = {}, top
    for series, own in by_series(values).items():
        name, (low, high) = own[0].short_title, scale_of(own)
        bottom = y + head_px + plot_px
        panels[series] = Panel(
            series, name, wrapped(name, NAME_LETTERS), own[0].unit, low, high, y + head_px, bottom, y + 12
        )
        y = bottom
    return panels, y


def placed(values: Sequence[Value], panels: dict[str, Panel]) -> list[Dot]:
    """The values with their height in pixels; one on another basis that is off the scale is held at the end of its panel."""
    return [
        Dot(
            value,
            panels[value.series].at(value.value),
            value.is_apart and not 0 <= panels[value.series].share(value.value) <= 1,
        )
        for value in values
    ]


def dots_table(rows: Rows, dots: Sequence[Dot], size: float = 1) -> pa.Table:
    """What `dots` draws."""
    return with_columns(
        values_table(rows).select(DRAWN),
        y=[dot.y for dot in dots],
        is_unsourced=[dot.value.status == "unsourced" for dot in dots],
        size=[SIZES.get(dot.value.status, 17) * size for dot in dots],
    )


def segments(dots: Sequence[Dot]) -> pa.Table:
    """Lines between neighbouring values of one run: a gap, a break and a value on another basis are never joined."""
    runs: dict[tuple[str, int], list[Dot]] = {}
    for dot in dots:
        if not dot.value.is_apart:
            runs.setdefault((dot.value.series, dot.value.run), []).append(dot)
    pairs = [pair for run in runs.values() for pair in pairwise(sorted(run, key=lambda dot: dot.value.moment))]
    return table_of(
        moment=pa.array([one.value.moment for one, _ in pairs], pa.float64()),
        moment2=pa.array([two.value.moment for _, two in pairs], pa.float64()),
        y=pa.array([one.y for one, _ in pairs], pa.float64()),
        y2=pa.array([two.y for _, two in pairs], pa.float64()),
        is_loose=pa.array([any(map(_is_loose, pair)) for pair in pairs], pa.bool_()),
    )


def _is_loose(dot: Dot) -> bool:
    return dot.value.status == "unsourced" or dot.value.is_partial


def lines(x: YearX, palette: Palette, stroke: float = 1.5) -> list[Any]:
    """The lines, dashed where one end was not seen in its source or is not a whole period."""
    layers = []
    for which, dash in (("!datum.is_loose", [1, 0]), ("datum.is_loose", [3, 3])):
        rule = Plot(table("lines")).transform_filter(which)
        rule = rule.mark_rule(color=palette.neutral, strokeWidth=stroke, strokeDash=dash, aria=False)
        layers.append(rule.encode(x=x("moment"), x2="moment2:Q", y=down(hole("height")), y2="y2:Q"))
    return layers


def dots(x: YearX, chosen: alt.Parameter, palette: Palette) -> Any:
    """A dot for each value: filled if sourced, small if computed, hollow and dashed if unsourced, a diamond if on another basis."""
    hollow = "datum.is_unsourced || datum.is_apart || datum.is_partial"
    return (
        Plot(table("dots"))
        .mark_point(stroke=palette.muted, strokeWidth=1.2, cursor="pointer", opacity=1)
        .encode(
            x=x("moment"),
            y=down(hole("height")),
            size=alt.Size("size:Q", scale=None, legend=None),
            shape=alt.when("datum.is_apart").then(alt.value("diamond")).otherwise(alt.value("circle")),
            fill=alt.when(hollow).then(alt.value(palette.paper)).otherwise(alt.value(palette.muted)),
            strokeDash=alt.when("datum.is_unsourced").then(alt.value([2, 2])).otherwise(alt.value([1, 0])),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        )
    )


def signs_of(values: Sequence[Value]) -> list[str]:
    """What the dots and lines of these values mean, in words."""
    statuses = {value.status for value in values}
    signs = {
        "Large dot: read in the source.": "sourced" in statuses,
        "Small dot: counted or computed from the source.": "computed" in statuses,
        "Hollow and dashed: not seen in the source it names.": "unsourced" in statuses,
        "Hollow: not a whole period.": any(value.is_partial for value in values),
        "Diamond: on another basis.": any(value.is_apart for value in values),
        "No line where a value is missing or its basis changes.": True,
    }
    return [sign for sign, is_shown in signs.items() if is_shown]


def in_lines(signs: list[str]) -> list[str]:
    """The signs in lines that fit a narrow chart."""
    return wrapped(" ".join(signs), SIGN_LETTERS).split("\n")


def quiet(chart: alt.Chart, palette: Palette, **mark: Any) -> Any:
    """Small muted words of a panel."""
    return hint(chart, **{"align": "left", "color": palette.muted, "fontSize": SMALL - 1, **mark})


def unseen(values: Sequence[Value]) -> str:
    """How many values were not seen in the source they name, as a sentence that can follow; empty where all were."""
    count = sum(value.status == "unsourced" for value in values)
    if not count:
        return ""
    verb = "was" if count == 1 else "were"
    return f" {count} of {plural(len(values), 'value')} {verb} not seen in the source named."
