"""The signs of the promise tracker: how a kept, broken, disputed or ended promise looks, and the legend that says so."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.draw.holes import always
from dashboard.charts.draw.marks import WIDE, Plot, hint
from dashboard.charts.draw.palette import Palette

# A half-disc with its curve up, and a bar that stands: paths within a square from -1 to 1.
HALF = "M-1,0.45A1,1,0,0,1,1,0.45Z"
BAR = "M-0.4,-1H0.4V1H-0.4Z"
READINGS = {
    "kept": ("circle", "said to be kept"),
    "partly_kept": (HALF, "kept in part"),
    "disputed": ("diamond", "disputed"),
    "broken": ("cross", "said to be broken"),
    "ended": (BAR, "said to be ended"),
    "promise": ("square", "a promise"),
}
LEGEND_PX = 54
_SOLID = "Solid: tied to the promise by the speaker. Open: by us."
_COLUMNS = (123, 112)


def look(reading: str) -> dict[str, Any]:
    """Size and turn of a sign: a cross for broken, an upright bar for ended, a small square for the promise."""
    return {
        "size": alt.ExprRef(f"{reading} === 'promise' ? 26 : {reading} === 'partly_kept' ? 72 : 56"),
        "angle": alt.ExprRef(f"{reading} === 'broken' ? 45 : 0"),
        "strokeWidth": 1.4,
    }


def tones(palette: Palette) -> dict[str, Any]:
    """Shape, fill and stroke of a sign: teal for kept, rust for broken, grey for neither; open where the tie is ours."""
    kept, broken = palette.quad[2], palette.quad[4]
    strokes = [kept, kept, palette.neutral, broken, palette.ink, palette.neutral]
    names, shapes = list(READINGS), [shape for shape, _ in READINGS.values()]
    colours = alt.Scale(domain=names, range=strokes)
    return {
        "shape": alt.Shape("reading:N", scale=alt.Scale(domain=names, range=shapes), legend=None),
        "stroke": alt.Stroke("reading:N", scale=colours, legend=None),
        "fill": alt.when("datum.is_ours")
        .then(alt.value(palette.paper))
        .otherwise("reading:N", scale=colours, legend=None),
    }


def legend(palette: Palette) -> list[Any]:
    """What each sign means: above the baseline, on it and below it in this order; and who ties an act to a promise."""
    rows = [
        {"reading": reading, "words": words, "is_ours": reading == "promise", "i": i}
        for i, (reading, (_, words)) in enumerate(READINGS.items())
    ]
    plot = Plot(always("legend", rows)).transform_calculate(
        x=f"8 + ({WIDE} ? datum.i * {_COLUMNS[0]} : floor(datum.i / 2) * {_COLUMNS[1]})",
        y=f"{WIDE} ? 9 : 9 + datum.i % 2 * 16",
    )
    place = {name: alt.value(alt.ExprRef(f"datum.{name}")) for name in ("x", "y")}
    signs = plot.mark_point(**look("datum.reading"), opacity=1, aria=False).encode(**place, **tones(palette))
    note = hint(Plot(always("ties", [{"words": _SOLID}])), align="left", color=palette.muted)
    return [
        signs,
        hint(plot, align="left", dx=9, color=palette.muted).encode(**place, text="words:N"),
        note.encode(x=alt.value(2), y=alt.value(alt.ExprRef(f"{WIDE} ? 27 : 41")), text="words:N"),
    ]
