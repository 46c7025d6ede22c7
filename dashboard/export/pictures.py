"""Pictures of a chart for paper and slides: Vega-Lite with its data inside, and SVG and PNG made on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import LIGHT
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawing

WIDTH = 900
TIMEOUT_S = 30
_LINE_LENGTH = 125
_CONVERTER = Path(__file__).with_name("convert.py")
# The version of Vega-Lite that Altair writes for; the converter has several.
_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


class PictureError(Exception):
    """A picture could not be drawn. The message is for a log."""


def specification(chart: Chart, rows: Rows, reading: str, notes: Sequence[str]) -> dict[str, Any]:
    """The Vega-Lite specification in the light palette, with the question and `notes` under the title.

    Without rows it is the reading as a line of text, because a chart of nothing tells nothing.
    """
    spec = drawing(chart, rows, LIGHT).with_data() if len(rows) else _sentence(reading)
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
    """SVG of a specification. Raises PictureError."""
    return _convert(spec, "svg")


def png(spec: dict[str, Any]) -> bytes:
    """PNG of a specification, two pixels for one. Raises PictureError."""
    return _convert(spec, "png")


def _convert(spec: dict[str, Any], form: str) -> bytes:
    # Isolated (-I), so that no module of this folder takes the place of one of the library's.
    command = [sys.executable, "-I", str(_CONVERTER), form, _VEGA_LITE]
    text = json.dumps(spec).encode("utf-8")
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=TIMEOUT_S, check=True)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PictureError(f"drawing took longer than {TIMEOUT_S} s and was stopped") from error
    except subprocess.CalledProcessError as error:
        raise PictureError(error.stderr.decode("utf-8", "replace")[-500:]) from error
    return done.stdout


def _sentence(text: str) -> dict[str, Any]:
    lines = textwrap.wrap(text, _LINE_LENGTH)
    chart: alt.Chart = alt.Chart(pd.DataFrame({"line": ["\n".join(lines)]}))
    mark = chart.mark_text(align="left", baseline="top", x=0, y=0, fontSize=13, lineBreak="\n", color=LIGHT.ink)
    sized = mark.encode(text="line:N").properties(width=WIDTH, height=20 * len(lines) + 10)
    spec: dict[str, Any] = sized.configure_view(stroke=None).to_dict()
    return spec


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
