"""What stands around a drawing in a picture: question and answer above it; filters and source beneath it; measured line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.draw.palette import LIGHT
from dashboard.markup.templates import Template
from dashboard.markup.typefaces import REGULAR, SANS, SEMIBOLD, in_lines

TEMPLATE = Template("export/picture.html")
MARGIN = 24
LOOK = {
    "family": SANS,
    "paper": LIGHT.paper,
    "rule": LIGHT.rule,
    "accent": LIGHT.accent,
    "margin": MARGIN,
}


@dataclass(frozen=True)
class Frame:
    """SVG with marks for the drawing, and the pixels that it takes above and beneath the drawing."""

    svg: str
    head: float
    foot: float


@dataclass(frozen=True)
class Style:
    """How lines of one sort are set: size and leading in pixels, weight, colour, and the room before them."""

    size: float
    leading: float
    weight: int = REGULAR
    colour: str = LIGHT.ink
    before: float = 0


QUESTION = Style(14, 20, colour=LIGHT.muted)
ANSWER = Style(20, 26, SEMIBOLD, before=4)
NOTE = Style(12, 17, colour=LIGHT.muted)
_ABOVE_CHART, _BELOW_RULE = 14, 12


def around(width: float, title: str, question: str, answer: str, notes: Sequence[str]) -> Frame:
    """The frame of a chart's picture: `width` is that of the drawing."""
    head, top = set_lines([(f"{title}. {question}", QUESTION), (answer, ANSWER)], width, top=MARGIN)
    foot, bottom = set_lines([(note, NOTE) for note in notes], width, top=_BELOW_RULE)
    top += _ABOVE_CHART
    whole = TEMPLATE.sheet(width + 2 * MARGIN, head, foot, {**LOOK, "top": top}, title)
    return Frame(str(whole), top, bottom + MARGIN - 8)


def set_lines(
    paragraphs: Sequence[tuple[str, Style]], width: float, top: float, left: float = MARGIN, most: int = 99
) -> tuple[list[dict[str, Any]], float]:
    """Where each line of paragraphs stands, and where the next would begin. A paragraph has at most `most` lines, the last then cut."""
    told: list[dict[str, Any]] = []
    for text, style in paragraphs:
        top += style.before
        lines = in_lines(text, width, style.size, style.weight)
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1].rstrip(",;. ") + " …"]
        for line in lines:
            top += style.leading
            look = {"x": left, "y": round(top - style.leading * 0.28, 1), "size": style.size, "weight": style.weight}
            told.append({**look, "colour": style.colour, "text": line})
    return told, top
