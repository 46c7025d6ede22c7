"""Pictures for the previews of links, in the shape that messengers and networks show: a record as a card, a page with its first chart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.charts.draw.palette import LIGHT
from dashboard.export.frame import LOOK, TEMPLATE, Frame, Style, set_lines
from dashboard.export.pictures import Picture
from dashboard.markup.typefaces import SEMIBOLD
from dashboard.record import words
from dashboard.store import dates

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64
_ROOM = WIDTH - 2 * _MARGIN
_BRAND = Style(26, 36, SEMIBOLD, LIGHT.accent)
_KIND = Style(26, 36, colour=LIGHT.muted, before=20)
_TITLE = Style(54, 62, SEMIBOLD, before=4)
_DATE = Style(32, 42, before=10)
_SMALL = Style(24, 32, colour=LIGHT.muted)
_QUESTION = Style(28, 38, colour=LIGHT.muted, before=8)
_ANSWER = Style(38, 46, SEMIBOLD, before=2)
_FIRST, _LAST = date(1945, 1, 1), date(2027, 1, 1)
_STRIP_Y = 478


def record_card(record: Mapping[str, Any]) -> Picture:
    """A record: what it is, when it was and where that lies between 1945 and today. `record` is the row of record_page."""
    kind = " · ".join(filter(None, (words.capitalised(words.noun(record["type"]).one), record["kind"])))
    told, _ = set_lines(
        [("Panmunjom", _BRAND), (kind, _KIND), (record["title"], _TITLE), (record["date_words"] or "", _DATE)],
        _ROOM,
        top=44,
        left=_MARGIN,
        most=4,
    )
    support = " ".join(words.support(record["checked"]))
    foot, _ = set_lines([(support, _SMALL)], _ROOM, top=HEIGHT - 68, left=_MARGIN, most=1)
    strip = _strip(record["date"])
    return _card([*told, *foot, *(_years() if strip else [])], record["title"], strip=strip)


def page_card(title: str, question: str, answer: str, drawing: Picture | None = None) -> Picture:
    """A page: its question, its answer and the upper part of its first chart."""
    told, top = set_lines(
        [(f"Panmunjom · {title}", _BRAND), (question, _QUESTION), (answer, _ANSWER)],
        _ROOM,
        top=36,
        left=_MARGIN,
        most=3,
    )
    box = {"x": _MARGIN, "y": top + 20, "width": _ROOM, "height": HEIGHT - top - 20, "fit": "slice"}
    return _card(told, title, spec=drawing.spec if drawing else None, box=box)


def _card(told: list[dict[str, Any]], title: str, **more: Any) -> Picture:
    spec = more.get("spec")
    svg = TEMPLATE.card(WIDTH, HEIGHT, told, LOOK, title, more.get("box") if spec else None, more.get("strip"))
    return Picture(spec, Frame(str(svg), 0, 0), scale=1)


def _strip(edtf: str | None) -> dict[str, float] | None:
    """Where a date lies on the line of the years; nothing for one before them or without a day."""
    if not edtf:
        return None
    span = dates.span(edtf)
    left, right = (_across(day) for day in (span.earliest, span.latest or span.earliest))
    return {"left": _MARGIN, "right": WIDTH - _MARGIN, "y": _STRIP_Y, "at": left - 3, "long": max(6.0, right - left)}


def _across(day: date) -> float:
    share = (day - _FIRST) / (_LAST - _FIRST)
    return round(_MARGIN + _ROOM * min(1.0, max(0.0, share)), 1)


def _years() -> list[dict[str, Any]]:
    look = {"y": _STRIP_Y + 44, "size": 20, "weight": 400, "colour": LIGHT.muted}
    return [{**look, "x": _across(date(year, 1, 1)) - 20, "text": str(year)} for year in range(1950, 2021, 10)]
