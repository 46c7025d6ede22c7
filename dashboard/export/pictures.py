"""Pictures of a chart for paper and slides: Vega-Lite with its data inside, and SVG, PNG and PDF made on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import LIGHT, Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawing
from dashboard.export import faces, labelled, pdf_order
from dashboard.export.frame import Frame, around
from dashboard.markup.typefaces import CHART_TEXT, SANS

WIDTH, PHONE_WIDTH = 900, 330
TIMEOUT_S = 30
_LINE_LENGTH = 125
_CONVERTER = Path(__file__).with_name("convert.py")
# The version of Vega-Lite that Altair writes for; the converter has several.
_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
# What a reader can do with the mouse cannot be done with a picture.
_TO_DO = re.compile(r"\b(?:Drag|Click) [^.]*\. ?")


class PictureError(Exception):
    """A picture could not be drawn. The message is for a log."""


# A sign beyond the first plane of Unicode, such as an emoji, as JSON in ASCII writes it.
_PAIR = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


@dataclass(frozen=True)
class Picture:
    """What a picture is made from: a specification, or none, and what stands around its drawing; pixels of PNG for one;
    and what its file says of itself."""

    spec: dict[str, Any] | None
    frame: Frame | None = None
    scale: float = 2.0
    about: Mapping[str, str] = field(default_factory=dict)


def specification(chart: Chart, rows: Rows, reading: str, notes: Sequence[str]) -> dict[str, Any]:
    """The Vega-Lite specification in the light palette, with the question, the key and `notes` under the title.

    Without rows it is the reading as a line of text, because a chart of nothing tells nothing.
    """
    spec = _drawing(chart, rows, reading)
    wrapped = [line for note in notes for line in textwrap.wrap(note, _LINE_LENGTH)]
    spec["title"] = {
        "text": chart.title,
        "subtitle": [chart.question, *_key(spec), *wrapped],
        "anchor": "start",
        "frame": "group",
        "font": SANS,
        "fontSize": 20,
        "fontWeight": 600,
        "color": LIGHT.ink,
        "subtitleColor": LIGHT.muted,
        "subtitleFont": SANS,
        "subtitleFontSize": CHART_TEXT,
        "subtitleLineHeight": 17,
        "subtitlePadding": 6,
        "offset": 14,
    }
    spec["background"] = LIGHT.paper
    spec["padding"] = 16
    return spec


def picture(
    chart: Chart,
    rows: Rows,
    reading: str,
    notes: Sequence[str],
    palette: Palette = LIGHT,
    scale: float = 2.0,
    width: int = WIDTH,
) -> Picture:
    """A chart as a picture that speaks for itself: question, answer, drawing with its key, and `notes` beneath."""
    spec = _drawing(chart, rows, reading, palette, width)
    key = " ".join(_key(spec))
    spec["padding"] = 0
    # The key stands in the frame, where a line may be as long as the picture.
    spec.pop("title", None)
    answer = reading if len(rows) else ""
    return Picture(spec, around(width, chart.title, chart.question, answer, [key, *notes], palette), scale)


def svg(picture: Picture) -> bytes:
    """SVG, with the letters it needs inside. Raises PictureError."""
    return _convert(picture, "svg")


def png(picture: Picture) -> bytes:
    """PNG. Raises PictureError."""
    return labelled.png(_convert(picture, "png"), picture.about)


def pdf(picture: Picture) -> bytes:
    """PDF of one page as large as the picture. Raises PictureError."""
    return labelled.pdf(pdf_order.in_order(_convert(picture, "pdf")), picture.about)


def _convert(picture: Picture, form: str) -> bytes:
    frame = picture.frame or Frame("", 0, 0)
    job = {"spec": picture.spec, "frame": frame.svg, "head": frame.head, "foot": frame.foot, "scale": picture.scale}
    try:
        # Isolated (-I), so that no module of this folder takes the place of one of the library's.
        command = [sys.executable, "-I", str(_CONVERTER), form, _VEGA_LITE, str(faces.folder())]
        # A label is cut by halves of such signs, and half of one ends the drawing; no typeface of pictures has them.
        text = _PAIR.sub("\\\\u25a1", json.dumps(job)).encode("utf-8")
        done = subprocess.run(command, input=text, capture_output=True, timeout=TIMEOUT_S, check=True)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PictureError(f"drawing took longer than {TIMEOUT_S} s and was stopped") from error
    except subprocess.CalledProcessError as error:
        raise PictureError(error.stderr.decode("utf-8", "replace")[-500:]) from error
    return done.stdout


def _drawing(chart: Chart, rows: Rows, reading: str, palette: Palette = LIGHT, width: int = WIDTH) -> dict[str, Any]:
    spec = drawing(chart, rows, palette).with_data() if len(rows) else _sentence(reading, palette, width)
    spec["description"] = reading
    _fix_width(spec, width)
    return spec


def _key(spec: dict[str, Any]) -> list[str]:
    """The lines that explain the signs of a drawing, which it has beneath it."""
    title = spec.get("title")
    lines = title["text"] if isinstance(title, dict) else []
    return textwrap.wrap(_TO_DO.sub("", " ".join(lines)), _LINE_LENGTH)


def _sentence(text: str, palette: Palette, width: int) -> dict[str, Any]:
    lines = textwrap.wrap(text, _LINE_LENGTH * width // WIDTH)
    chart: alt.Chart = alt.Chart(pd.DataFrame({"line": ["\n".join(lines)]}))
    mark = chart.mark_text(
        align="left", baseline="top", x=0, y=0, font=SANS, fontSize=16, lineBreak="\n", color=palette.ink
    )
    sized = mark.encode(text="line:N").properties(width=width, height=20 * len(lines) + 10)
    spec: dict[str, Any] = sized.configure_view(stroke=None).configure(background=palette.paper).to_dict()
    return spec


def _fix_width(spec: Any, width: int) -> None:
    """A picture has no container to fill, so that every width taken from one becomes a number."""
    if isinstance(spec, dict):
        if spec.get("width") == "container":
            spec["width"] = width
        for name, inner in spec.items():
            if name not in ("datasets", "data"):
                _fix_width(inner, width)
    elif isinstance(spec, list):
        for inner in spec:
            _fix_width(inner, width)
