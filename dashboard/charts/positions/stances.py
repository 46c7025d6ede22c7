"""How the charts of people's positions show where somebody stands: a side by its place and its tone, an act of office by a square."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.draw.marks import CONFIRMED, fade, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows

LEANING = 0.25
LARGE, SMALLER = 62, 30


def side(stance: float) -> int:
    """The side that a stance leans to: 1 for, -1 against, 0 in between."""
    return 1 if stance > LEANING else -1 if stance < -LEANING else 0


def tone(palette: Palette) -> Any:
    """The colour of a side: violet for, grey against and in between."""
    return alt.when("datum.side > 0").then(alt.value(palette.favour)).otherwise(alt.value(palette.neutral))


def filled(palette: Palette) -> Any:
    """The colour of a side as a filling; paper where a single source stands behind it."""
    hollow = alt.when(f"!({CONFIRMED})").then(alt.value(palette.paper))
    return hollow.when("datum.side > 0").then(alt.value(palette.favour)).otherwise(alt.value(palette.neutral))


def point(plot: Any, palette: Palette, chosen: alt.Parameter, *, is_quiet: bool = False, aria: Any = True) -> Any:
    """A sign for each position of the plot, in its columns `side`, `stance`, `checked` and `is_act`.

    A circle is a judgement, a square an act of office; a strong stance is larger. `is_quiet` where another layer reads it out.
    """
    marks = plot.mark_point(
        shape=alt.ExprRef("datum.is_act ? 'square' : 'circle'"),
        size=alt.ExprRef(f"abs(datum.stance) > 1 ? {LARGE} : {SMALLER}"),
        strokeWidth=1.4,
        cursor="pointer",
        opacity=1,
        aria=False if is_quiet else aria,
    )
    said = {"tooltip": "label:N"} if is_quiet else spoken()
    return marks.encode(stroke=tone(palette), fill=filled(palette), opacity=fade(chosen, 1, 0.35), **said)


def rings(plot: Any, palette: Palette) -> Any:
    """A ring around each position of the plot that is disputed."""
    return plot.transform_filter("datum.is_disputed").mark_point(
        shape="circle", size=110, strokeWidth=1.1, color=palette.ink, aria=False
    )


def signs(rows: Rows) -> list[str]:
    """What place, tone, size and shape mean, before what `key` says of all charts."""
    said = ["Violet: for; grey: against or in between."]
    if any(abs(stance) > 1 for stance in rows.column("stance")):
        said.append("Large: strongly.")
    if any(rows.column("is_act")):
        said.append("Square: an act of office; round: a judgement.")
    return said
