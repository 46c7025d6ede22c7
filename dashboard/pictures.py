"""Pictures of a chart for paper and slides: Vega-Lite with its data inside, and SVG and PNG made on this machine."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from dashboard.charts.catalogue import Chart
from dashboard.charts.palette import LIGHT

WIDTH = 900
PNG_SCALE = 2.0
_LINE_LENGTH = 125
# The newest Vega-Lite of the converter that is not newer than the one Altair writes for.
_WRITTEN_FOR = tuple(int(part) for part in alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
_VEGA_LITE = max(
    (version for version in vl_convert.get_vegalite_versions() if tuple(map(int, version.split("."))) <= _WRITTEN_FOR),
    key=lambda version: tuple(map(int, version.split("."))),
)


def specification(chart: Chart, frame: pd.DataFrame, reading: str, notes: Sequence[str]) -> dict[str, Any]:
    """The Vega-Lite specification in the light palette, with the question and `notes` under the title.

    Without rows it is the reading as a line of text, because a chart of nothing tells nothing.
    """
    built = chart.build(frame, LIGHT) if len(frame) else _sentence(reading)
    spec: dict[str, Any] = built.to_dict()
    spec["title"] = {
        "text": chart.title,
        "subtitle": [chart.question, *(line for note in notes for line in textwrap.wrap(note, _LINE_LENGTH))],
        "anchor": "start",
        "frame": "group",
        "fontSize": 17,
        "color": LIGHT.ink,
        "subtitleColor": LIGHT.muted,
        "subtitleFontSize": 11,
        "subtitlePadding": 4,
        "offset": 14,
    }
    spec["description"] = reading
    spec["background"] = LIGHT.paper
    spec["padding"] = 16
    _fix_width(spec)
    return spec


def svg(spec: dict[str, Any]) -> bytes:
    """SVG of a specification. Nothing is fetched: no address is allowed."""
    made: str = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return made.encode("utf-8")


def png(spec: dict[str, Any]) -> bytes:
    """PNG of a specification at twice its size. Nothing is fetched."""
    made: bytes = vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=PNG_SCALE, allowed_base_urls=[])
    return made


def _sentence(text: str) -> alt.Chart:
    lines = textwrap.wrap(text, _LINE_LENGTH)
    mark = alt.Chart(pd.DataFrame({"line": ["\n".join(lines)]})).mark_text(
        align="left", baseline="top", x=0, y=0, fontSize=13, lineBreak="\n", color=LIGHT.ink
    )
    return mark.encode(text="line:N").properties(width=WIDTH, height=20 * len(lines) + 10).configure_view(stroke=None)


def _fix_width(spec: Any) -> None:
    """A picture has no container to fill, so that every width taken from one becomes a number."""
    if isinstance(spec, dict):
        if spec.get("width") == "container":
            spec["width"] = WIDTH
        for name, inner in spec.items():
            if name not in ("datasets", "data"):
                _fix_width(inner)
    elif isinstance(spec, list):
        for inner in spec:
            _fix_width(inner)
