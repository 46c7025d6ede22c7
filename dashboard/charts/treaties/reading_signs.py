"""The signs of the promise tracker: how a kept, broken, disputed or ended promise looks, and the legend that says so."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.draw.holes import always
from dashboard.charts.draw.marks import Plot, hint
from dashboard.charts.draw.palette import Palette

READINGS = {
    "promise": ("square", "promised"),
    "kept": ("circle", "said to be kept"),
    "partly_kept": ("circle", "kept in part"),
    "broken": ("cross", "said to be broken"),
    "disputed": ("circle", "disputed"),
    "ended": ("stroke", "said to be ended"),
}


def look(reading: str) -> dict[str, Any]:
    """Size and turn of a sign: a cross for broken, an upright stroke for ended, a small square for the promise."""
    return {
        "size": alt.ExprRef(
            f"{reading} === 'promise' ? 30 : {reading} === 'ended' ? 130 : {reading} === 'broken' ? 85 : 75"
        ),
        "angle": alt.ExprRef(f"{reading} === 'broken' ? 45 : {reading} === 'ended' ? 90 : 0"),
        "strokeWidth": alt.ExprRef(f"{reading} === 'broken' ? 0 : {reading} === 'ended' ? 2.5 : 1.8"),
    }


def tones(palette: Palette) -> dict[str, Any]:
    """Shape, fill and stroke of a sign by its reading: teal for kept, rust for broken, grey for neither."""
    kept, broken = palette.quad[2], palette.quad[4]
    fills = [palette.paper, kept, palette.paper, broken, palette.neutral_soft, palette.ink]
    strokes = [palette.neutral, kept, kept, broken, palette.neutral, palette.ink]
    shapes = [shape for shape, _ in READINGS.values()]
    return {
        channel: kind("reading:N", scale=alt.Scale(domain=list(READINGS), range=values), legend=None)
        for channel, kind, values in (
            ("fill", alt.Fill, fills),
            ("stroke", alt.Stroke, strokes),
            ("shape", alt.Shape, shapes),
        )
    }


def legend(palette: Palette) -> list[Any]:
    """What each sign means, in three columns above the lanes."""
    rows = [
        {"reading": reading, "words": words, "x": 8 + i // 2 * 117, "y": 9 + i % 2 * 17}
        for i, (reading, (_, words)) in enumerate(READINGS.items())
    ]
    plot = Plot(always("legend", rows))
    place = {name: alt.value(alt.ExprRef(f"datum.{name}")) for name in ("x", "y")}
    signs = plot.mark_point(**look("datum.reading"), opacity=1, aria=False).encode(**place, **tones(palette))
    return [signs, hint(plot, align="left", dx=9, color=palette.muted).encode(**place, text="words:N")]
