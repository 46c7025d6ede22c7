"""Yields of the nuclear tests: a bar from the lowest to the highest published estimate of each."""

from __future__ import annotations

from statistics import median
from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    SMALL,
    WIDE,
    Plot,
    day_in_words,
    down,
    fade,
    finish,
    hint,
    key,
    pick,
    plural,
    spoken,
    title,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, day, number, text

TEST_PX, BAR_PX, GUTTER_PX = 46, 12, 214
SIGNS = ["Bar: from the lowest to the highest published estimate.", "Each line is ten times the one before."]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A bar from the lowest to the highest published yield of each test, on a logarithmic scale, its magnitude in words."""
    plot, chosen, height = Plot(table("tests")), pick(), hole("height")
    low, high = _kilotons("yield_low_kt"), _kilotons("yield_high_kt")
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
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The tests one below the other, with what is said of each in words."""
    lows, highs = rows.column("yield_low_kt"), rows.column("yield_high_kt")
    y = [TEST_PX * i + 28 for i in range(len(rows))]
    tests = zip(rows.column("test_no"), rows.column("date_words"), strict=True)
    scales = zip(rows.column("magnitude"), rows.column("magnitude_type"), strict=True)
    names = [f"No. {number_of}, {words}" for number_of, words in tests]
    scale = [f"magnitude {magnitude:.1f} ({kind})" for magnitude, kind in scales]
    bars = with_columns(
        rows.table.select(["mark", "label", "yield_low_kt", "yield_high_kt"]),
        y=y,
        top=[place - BAR_PX / 2 for place in y],
        bottom=[place + BAR_PX / 2 for place in y],
        name=names,
        scale=scale,
        narrow=[f"{name}, {words}" for name, words in zip(names, scale, strict=True)],
        low=[f"{kilotons:g}" for kilotons in lows],
        high=[f"{kilotons:g} kt" for kilotons in highs],
    )
    values: dict[str, Any] = {"kilotons": [min(lows) / 2, max(highs) * 2.6], "height": float(TEST_PX * len(rows))}
    return Layout({"tests": bars}, {**values, "title": title(key(rows.table, *SIGNS))})


def reading(rows: Rows) -> str:
    """How many tests, and the span of estimates of the strongest one."""
    tests = list(zip(rows.column("yield_low_kt"), rows.column("yield_high_kt"), rows.days("date"), strict=True))
    low, high, when = max(tests, key=lambda test: test[1])
    put = f"is put at {low:g} to {high:g} kilotons"
    if len(tests) == 1:
        return f"The yield of the nuclear test of {day_in_words(when)} {put}."
    factor = median(most / least for least, most, _ in tests)
    return (
        f"{plural(len(tests), 'nuclear test')}; the strongest, of {day_in_words(when)}, {put}. "
        f"The highest published yield of a test is {factor:.1f} times the lowest in the median."
    )


def _kilotons(column: str) -> alt.X:
    axis = alt.Axis(
        values=[10**power for power in range(-3, 6)],
        labelExpr="format(datum.value, ',') + ' kt'",
        title=None,
        orient="bottom",
        labelFlush=True,
    )
    scale = alt.Scale(
        type="log",
        domain=hole("kilotons"),
        range=[alt.ExprRef(f"{WIDE} ? {GUTTER_PX} : 0"), alt.ExprRef("width")],
        nice=False,
    )
    return alt.X(f"{column}:Q", axis=axis, scale=scale)


CHART = Chart(
    id="nuclear_yields",
    title="Yields of the nuclear tests",
    question="How strong was each nuclear test, and how sure are the estimates?",
    page="weapons",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
