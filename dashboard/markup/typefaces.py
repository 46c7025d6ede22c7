"""The typefaces and sizes of everything that is read: pages, charts, pictures and print; and how wide a text is in them."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

# A browser finds the first name, which Streamlit brings; a picture the second, which a package brings. Both are the same design.
# Hangul comes from the reader's system in a browser, and from a package in pictures.
SANS = "'Source Sans', 'Source Sans 3', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', sans-serif"
# For source texts only: the reader sees at once what is ours and what is theirs.
SERIF = "'Source Serif', 'Source Serif 4', 'Noto Serif KR', AppleMyungjo, Batang, 'Noto Serif CJK KR', serif"

# Of pages, in pixels at 100 %: six steps, each with a line that is a multiple of four.
SIZES = {"tiny": 13, "note": 14, "text": 16, "lead": 18, "head": 22, "title": 28}
LINES = {"tiny": 18, "note": 20, "text": 24, "lead": 26, "head": 28, "title": 34}
ROOT_PX = 16
# A line of prose has at most 75 characters; a digit is wider than the average of letters and blanks.
MEASURE_CH = 62

# Of charts. Nothing is smaller than the first at 100 %.
CHART_NOTE = 11
CHART_TEXT = 12
CHART_NAME = 13
CHART_HEAD = 15
CHART_LINE = 14

WIDTHS = Path(__file__).with_name("widths.json")
REGULAR, SEMIBOLD = 400, 600
# A letter of another script stands in a square, as Hangul does.
_SQUARE = 1000


def letter_width(text: str, size: float, weight: int = REGULAR) -> float:
    """How many pixels a text takes in one line. Kerning is left out: it is a little too many rather than too few."""
    return _thousandths(text, weight) * size / 1000


def in_lines(text: str, width: float, size: float, weight: int = REGULAR) -> list[str]:
    """The text in lines that are at most `width` pixels long, but for a longer word."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letter_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=8192)
def _thousandths(text: str, weight: int) -> int:
    widths = _widths()[SEMIBOLD if weight > REGULAR else REGULAR]
    return sum(widths.get(letter, _SQUARE) for letter in text)


@cache
def _widths() -> dict[int, dict[str, int]]:
    told = json.loads(WIDTHS.read_text(encoding="utf-8"))
    return {int(weight): dict(widths) for weight, widths in told.items()}
