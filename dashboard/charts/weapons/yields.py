"""Charts of weapons: launches by year, their ranges and places, tests with sanctions and talks, and the yields of the nuclear tests."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    day_in_words,
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
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, day, number, text
from dashboard.charts.weapons.by_year import by_year, by_year_reading, sites, sites_reading
from dashboard.charts.weapons.ranges import ranges, ranges_reading
from dashboard.charts.weapons.sequence import sequence, sequence_reading

__all__ = [
    "by_year",
    "by_year_reading",
    "ranges",
    "ranges_reading",
    "sequence",
    "sequence_reading",
    "sites",
    "sites_reading",
    "yields",
    "yields_reading",
]

TEST_PX, BAR_PX, GUTTER_PX = 46, 12, 214


def yields(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A bar from the lowest to the highest published yield of each test, on a logarithmic scale, its magnitude in words."""
    if frame.empty:
        return nothing(palette)
    bars = drawn(frame)
    height = float(TEST_PX * len(bars))
    bars["y"] = [TEST_PX * i + 28 for i in range(len(bars))]
    bars["top"], bars["bottom"] = bars["y"] - BAR_PX / 2, bars["y"] + BAR_PX / 2
    bars["name"] = [f"No. {bar.test_no}, {bar.date_words}" for bar in each(bars)]
    bars["scale"] = [f"magnitude {bar.magnitude:.1f} ({bar.magnitude_type})" for bar in each(bars)]
    bars["narrow"] = bars["name"] + ", " + bars["scale"]
    bars["low"] = [f"{bar.yield_low_kt:g}" for bar in each(bars)]
    bars["high"] = [f"{bar.yield_high_kt:g} kt" for bar in each(bars)]
    low, high = _kilotons(bars, "yield_low_kt"), _kilotons(bars, "yield_high_kt")
    chosen = pick()
    plot = Plot(bars)
    marks = plot.mark_rect(color=palette.neutral, cornerRadius=BAR_PX / 2, cursor="pointer").encode(
        x=low, x2="yield_high_kt:Q", y=down(height, "top"), y2="bottom:Q", opacity=fade(chosen), **spoken()
    )
    wide, narrow = alt.when(WIDE), alt.when(f"!({WIDE})")
    left = {"x": alt.value(0), "y": down(height)}
    bold = hint(plot, align="left", dy=-7, fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    quiet = hint(plot, align="left", dy=8, color=palette.muted)
    above = hint(plot, align="left", dy=-18, color=palette.ink)
    layers = [
        marks.add_params(chosen),
        hint(plot, align="right", dx=-6, color=palette.ink).encode(x=low, y=down(height), text="low:N"),
        hint(plot, align="left", dx=6, color=palette.ink).encode(x=high, y=down(height), text="high:N"),
        bold.encode(text=wide.then("name:N").otherwise(alt.value("")), **left),
        quiet.encode(text=wide.then("scale:N").otherwise(alt.value("")), **left),
        above.encode(text=narrow.then("narrow:N").otherwise(alt.value("")), **left),
    ]
    signs = ["Bar: from the lowest to the highest published estimate.", "Each line is ten times the one before."]
    return dress(alt.layer(*layers), palette, height, key(bars, *signs))


def yields_reading(frame: pd.DataFrame) -> str:
    """How many tests, and the span of estimates of the strongest one."""
    if frame.empty:
        return NOTHING
    most = frame.sort_values("yield_high_kt", ascending=False).iloc[0]
    day = day_in_words(pd.Timestamp(most["date"]))
    put = f"is put at {most['yield_low_kt']:g} to {most['yield_high_kt']:g} kilotons"
    if len(frame) == 1:
        return f"The yield of the nuclear test of {day} {put}."
    factor = (frame["yield_high_kt"] / frame["yield_low_kt"]).median()
    return (
        f"{plural(len(frame), 'nuclear test')}; the strongest, of {day}, {put}. "
        f"The highest published yield of a test is {factor:.1f} times the lowest in the median."
    )


def _kilotons(bars: pd.DataFrame, column: str) -> alt.X:
    first, last = bars["yield_low_kt"].min() / 2, bars["yield_high_kt"].max() * 2.6
    axis = alt.Axis(
        values=[10**power for power in range(-3, 6)],
        labelExpr="format(datum.value, ',') + ' kt'",
        title=None,
        orient="bottom",
        labelFlush=True,
    )
    scale = alt.Scale(
        type="log",
        domain=[first, last],
        range=[alt.ExprRef(f"{WIDE} ? {GUTTER_PX} : 0"), alt.ExprRef("width")],
        nice=False,
    )
    return alt.X(f"{column}:Q", axis=axis, scale=scale)


CHART = Chart(
    id="nuclear_yields",
    title="Yields of the nuclear tests",
    question="How strong was each nuclear test, and how sure are the estimates?",
    page="weapons",
    build=yields,
    reading=yields_reading,
    columns=Columns(
        (
            day("Date", "date"),
            number("Number of the test", "test_no", "test"),
            number("Lowest yield", "yield_low_kt", "kilotons of TNT", 1),
            number("Highest yield", "yield_high_kt", "kilotons of TNT", 1),
            text("Where the yields come from", "record.yield_basis", is_long=True),
            number("Magnitude", "magnitude", "seismic", 1),
            text("Scale of the magnitude", "magnitude_type", words={"mb": "Body wave (mb)"}),
            AGREE,
        )
    ),
    rule="Each test counts once, with its lowest and highest published yield. The filter of missile classes is "
    "not applied.",
    group="Sites and yields",
)
