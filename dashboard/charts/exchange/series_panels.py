"""Panels of measured series: each series has its own panel and unit; what a value rests on shows in its dot, what is missing stays open."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.draw.marks import SMALL, WIDE, Plot, down, each, fade, hint, plural, spoken, wrapped
from dashboard.charts.draw.palette import Palette

NAME_LETTERS, SIGN_LETTERS = 32, 52
SIZES = {"sourced": 40, "computed": 17, "unsourced": 40}


@dataclass(frozen=True)
class YearAxis:
    """The shared time axis of all panels, in years, and where it starts and ends beside the names and last values."""

    first: float
    last: float
    gutter: int = 0
    margin: int = 0

    @classmethod
    def over(cls, moments: pd.Series[float], gutter: int = 0, margin: int = 0) -> YearAxis:
        """The axis over all moments, with a little room at both ends."""
        room = max((moments.max() - moments.min()) * 0.015, 0.6)
        return cls(float(moments.min() - room), float(moments.max() + room), gutter, margin)

    @property
    def start(self) -> alt.ExprRef:
        """Where the panels start, in pixels from the left."""
        return alt.ExprRef(f"{WIDE} ? {self.gutter} : 0")

    @property
    def end(self) -> alt.ExprRef:
        """Where the panels end, in pixels from the left."""
        return alt.ExprRef(f"width - {self.margin}")

    def x(self, column: str = "moment") -> alt.X:
        """The x channel over a column of years."""
        span = math.ceil(self.last - self.first)
        ticks = alt.ExprRef(f"min({span}, max(3, floor(width / 90)))")
        axis = alt.Axis(format="d", title=None, tickCount=ticks, tickMinStep=1, grid=False, labelFlush=True)
        scale = alt.Scale(domain=[self.first, self.last], range=[self.start, self.end], nice=False, zero=False)
        return alt.X(f"{column}:Q", axis=axis, scale=scale)

    def share(self, moment: float) -> float:
        """Where a moment lies on the axis: 0 at its left end, 1 at its right end."""
        return (moment - self.first) / (self.last - self.first)


def number(value: float) -> str:
    """The value as a reader writes it: no more than three digits that count, four from a hundred on."""
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}' if abs(value) < 100 else f'{value:.4g}'):g}"


def scale_of(values: pd.DataFrame) -> tuple[float, float]:
    """The lowest and highest value of a panel's scale: zero is always on it; values on another basis do not stretch it."""
    shown = values.loc[~values["is_apart"].astype(bool), "value"]
    shown = values["value"] if shown.empty else shown
    low, high = min(float(shown.min()), 0.0), max(float(shown.max()), 0.0)
    return (low, high) if high > low else (0.0, 1.0)


def panels_of(values: pd.DataFrame, plot_px: float, head_px: float, top: float) -> tuple[pd.DataFrame, float]:
    """For each series its words, its scale and its place; and the height of the whole."""
    rows, y = [], top
    for series, part in values.groupby("series", sort=False):
        low, high = scale_of(part)
        name = str(part["short_title"].iloc[0])
        rows.append(
            {
                "series": series,
                "name": name,
                "name_wide": wrapped(name, NAME_LETTERS),
                "unit": str(part["unit"].iloc[0]),
                "low": low,
                "high": high,
                "top": y + head_px,
                "bottom": y + head_px + plot_px,
                "name_y": y + 12,
            }
        )
        y += head_px + plot_px
    return pd.DataFrame(rows).set_index("series", drop=False), y


def placed(values: pd.DataFrame, panels: pd.DataFrame) -> pd.DataFrame:
    """The values with their height in pixels; one on another basis that is off the scale is held at the top of its panel."""
    of = panels.loc[values["series"]].reset_index(drop=True)
    values = values.reset_index(drop=True)
    share = (values["value"] - of["low"]) / (of["high"] - of["low"])
    off = values["is_apart"].astype(bool) & ((share > 1) | (share < 0))
    values["off_scale"] = off
    values["y"] = of["bottom"] - share.clip(0, 1) * (of["bottom"] - of["top"])
    values["is_unsourced"] = values["status"] == "unsourced"
    values["size"] = values["status"].map(SIZES).fillna(17)
    values["number"] = [number(value) for value in values["value"]]
    return values


def segments(values: pd.DataFrame) -> pd.DataFrame:
    """Lines between neighbouring values of one run: a gap, a break and a value on another basis are never joined."""
    rows = []
    joined = values[~values["is_apart"].astype(bool)]
    for _, part in joined.groupby(["series", "run"], sort=False):
        ordered = each(part.sort_values("moment"))
        for one, two in pairwise(ordered):
            loose = one.is_unsourced or two.is_unsourced or bool(two.is_partial) or bool(one.is_partial)
            rows.append((one.moment, two.moment, one.y, two.y, loose))
    return pd.DataFrame(rows, columns=["moment", "moment2", "y", "y2", "is_loose"])


def lines(parts: pd.DataFrame, plot: YearAxis, height: float, palette: Palette, stroke: float = 1.5) -> list[Any]:
    """The lines, dashed where one end was not seen in its source or is not a whole period."""
    if parts.empty:
        return []
    layers = []
    for loose, dash in ((False, [1, 0]), (True, [3, 3])):
        rule = Plot(parts[parts["is_loose"] == loose]).mark_rule(
            color=palette.neutral, strokeWidth=stroke, strokeDash=dash, aria=False
        )
        layers.append(rule.encode(x=plot.x(), x2="moment2:Q", y=down(height), y2="y2:Q"))
    return layers


def dots(
    values: pd.DataFrame, plot: YearAxis, height: float, chosen: alt.Parameter, palette: Palette, size: float = 1
) -> Any:
    """A dot for each value: filled if sourced, small if computed, hollow and dashed if unsourced, a diamond if on another basis."""
    values = values.assign(size=values["size"] * size)
    hollow = "datum.is_unsourced || datum.is_apart || datum.is_partial"
    return (
        Plot(values)
        .mark_point(stroke=palette.muted, strokeWidth=1.2, cursor="pointer", opacity=1)
        .encode(
            x=plot.x(),
            y=down(height),
            size=alt.Size("size:Q", scale=None, legend=None),
            shape=alt.when("datum.is_apart").then(alt.value("diamond")).otherwise(alt.value("circle")),
            fill=alt.when(hollow).then(alt.value(palette.paper)).otherwise(alt.value(palette.muted)),
            strokeDash=alt.when("datum.is_unsourced").then(alt.value([2, 2])).otherwise(alt.value([1, 0])),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        )
    )


def signs_of(values: pd.DataFrame) -> list[str]:
    """What the dots and lines of these values mean, in words."""
    signs = []
    if (values["status"] == "sourced").any():
        signs.append("Large dot: read in the source.")
    if (values["status"] == "computed").any():
        signs.append("Small dot: counted or computed from the source.")
    if values["is_unsourced"].any():
        signs.append("Hollow and dashed: not seen in the source it names.")
    if values["is_partial"].astype(bool).any():
        signs.append("Hollow: not a whole period.")
    if values["is_apart"].astype(bool).any():
        signs.append("Diamond: on another basis.")
    return [*signs, "No line where a value is missing or its basis changes."]


def in_lines(signs: list[str]) -> list[str]:
    """The signs in lines that fit a narrow chart."""
    return wrapped(" ".join(signs), SIGN_LETTERS).split("\n")


def halo(palette: Palette) -> dict[str, Any]:
    """The look of the paper around words, drawn below them where lines cross."""
    return {"color": palette.paper, "stroke": palette.paper, "strokeWidth": 4, "strokeJoin": "round"}


def quiet(chart: alt.Chart, palette: Palette, **mark: Any) -> Any:
    """Small muted words of a panel."""
    return hint(chart, **{"align": "left", "color": palette.muted, "fontSize": SMALL - 1, **mark})


def unseen(values: pd.DataFrame) -> str:
    """How many values were not seen in the source they name, as a sentence that can follow; empty where all were."""
    count = int((values["status"] == "unsourced").sum())
    if not count:
        return ""
    verb = "was" if count == 1 else "were"
    return f" {count} of {plural(len(values), 'value')} {verb} not seen in the source named."
