"""What stands around a drawing in a picture: question and answer above it; filters and source beneath it; measured line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.draw.palette import LIGHT, Palette
from dashboard.markup.templates import Template
from dashboard.markup.typefaces import REGULAR, SANS, SEMIBOLD, in_lines, letter_width

TEMPLATE = Template("export/picture.html")
MARGIN = 24


def look(palette: Palette) -> dict[str, Any]:
    """What is the same in all pictures of a theme."""
    return {
        "family": SANS,
        "paper": palette.paper,
        "rule": palette.rule,
        "accent": palette.accent,
        "margin": MARGIN,
    }


LOOK = look(LIGHT)


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


def around(
    width: float, title: str, question: str, answer: str, notes: Sequence[str], palette: Palette = LIGHT
) -> Frame:
    """The frame of a chart's picture: `width` is that of the drawing."""
    quiet, note_style = (replace(style, colour=palette.muted) for style in (QUESTION, NOTE))
    said = [(f"{title}. {question}", quiet), (answer, replace(ANSWER, colour=palette.ink))]
    head, top = set_lines(said, width, top=MARGIN)
    foot, bottom = set_lines([(note, note_style) for note in notes], width, top=_BELOW_RULE)
    top += _ABOVE_CHART
    whole = TEMPLATE.sheet(width + 2 * MARGIN, head, foot, {**look(palette), "top": top}, title)
    return Frame(str(whole), top, bottom + MARGIN - 8)


def set_lines(
    paragraphs: Sequence[tuple[str, Style]], width: float, top: float, left: float = MARGIN, most: int = 99
) -> tuple[list[dict[str, Any]], float]:
    """Where each line of paragraphs stands, and where the next would begin. A paragraph has at most `most` lines, the last then cut."""
    told: list[dict[str, Any]] = []
    for text, style in paragraphs:
        top += style.before
        lines = [part for line in in_lines(text, width, style.size, style.weight) for part in _cut(line, width, style)]
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1].rstrip(",;. ") + " …"]
        for line in lines:
            top += style.leading
            look = {"x": left, "y": round(top - style.leading * 0.28, 1), "size": style.size, "weight": style.weight}
            told.append({**look, "colour": style.colour, "text": line})
    return told, top


def _cut(line: str, width: float, style: Style) -> list[str]:
    """A line of a single long word, such as an address, in pieces that each have room."""
    parts = [""]
    for letter in line:
        if letter_width(parts[-1] + letter, style.size, style.weight) > width:
            parts.append("")
        parts[-1] += letter
    return parts
