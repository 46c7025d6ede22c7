"""Selections that reach beyond a chart: a period dragged over its years, an era or an actor chosen by a click on its name."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.draw.holes import table
from dashboard.charts.draw.marks import Plot, hint
from dashboard.charts.draw.palette import Palette

ACTOR_SIGN = "Click the name of an actor to show only what concerns it."

DRAG = "[pointerdown[event.pointerType !== 'touch'], window:pointerup] > window:pointermove!"
# Vega gives the rectangles of a brush no name and takes one only from the configuration of all marks: it serves where a mark
# has no words of its own. What those marks are to a screen reader is said on each of them.
BRUSH = alt.MarkConfig(description="Chosen period", ariaRoleDescription="brush")


def period_brush(palette: Palette) -> alt.Parameter:
    """The selection `brush`: an interval of the x channel of the layer it is added to. Not for touch, where a drag scrolls."""
    look = alt.BrushConfig(fill=palette.ink, fillOpacity=0.08, stroke=palette.ink, strokeOpacity=0.5)
    return alt.selection_interval(name="brush", encodings=["x"], on=DRAG, translate=False, zoom=False, mark=look)


def named_brush(chart: Any) -> alt.TopLevelMixin:
    """A dressed chart whose brush has a name for screen readers."""
    chart.config.mark = BRUSH
    finished: alt.TopLevelMixin = chart
    return finished


def clicked(name: str, field: str) -> alt.Parameter:
    """The selection `name`: the `field` of what is clicked in layers whose name begins with that of the selection and an s."""
    return alt.selection_point(name=name, fields=[field], on=f"click[{_is_on(name)}]", toggle=False, empty=True)


def pick_beside(name: str) -> alt.Parameter:
    """The selection `pick` of a chart that has layers for `clicked` too: clicks there pick no mark."""
    return alt.selection_point(name="pick", fields=["mark"], on=f"click[!({_is_on(name)})]", toggle=False, empty=True)


def actor_names(name: str, palette: Palette, **look: Any) -> Any:
    """Names of actors that can be clicked, from the data set of this name; its column `said` holds what `offer` gives."""
    return hint(Plot(table(name)), color=palette.ink, cursor="pointer", **look).encode(tooltip="said:N")


def offer(actor: str, actor_id: str) -> str:
    """What a click on the name of an actor does; nothing for what is no actor and has no id."""
    return f"Show only {actor}" if actor_id else ""


def _is_on(name: str) -> str:
    return f"event.item && test(/^{name}s/, event.item.mark.name)"
