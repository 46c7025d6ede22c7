"""How the charts of people's positions show a stance: a shape and a tone for the side it leans to."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.draw.palette import Palette

FOR = {"light": "#7B4EA3", "dark": "#C4A4EA"}
SIDES = {"against": "triangle-left", "balanced": "circle", "for": "triangle-right"}
LEANING = 0.25


def side(stance: float) -> str:
    """The side that a stance leans to."""
    return "for" if stance > LEANING else "against" if stance < -LEANING else "balanced"


def side_tones(palette: Palette) -> alt.Scale:
    """Grey for against and in between, violet for; the shape says which."""
    return alt.Scale(domain=list(SIDES), range=[palette.neutral, palette.neutral, FOR[palette.name]])


def side_channels(palette: Palette) -> dict[str, Any]:
    """Shape and fill by the side a stance leans to."""
    shapes = alt.Scale(domain=list(SIDES), range=list(SIDES.values()))
    return {
        "shape": alt.Shape("side:N", scale=shapes, legend=None),
        "fill": alt.Fill("side:N", scale=side_tones(palette), legend=None),
    }
