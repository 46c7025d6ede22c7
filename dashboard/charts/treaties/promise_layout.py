"""What the promise tracker draws: groups of lanes from top to bottom, and each mark in its lane, on wide and on narrow charts."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, day_in_words, text_width, title
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties.promise_lanes import Place, Span, placed, ticks

HEAD_PX, GAP_PX, LEGEND_PX = 50, 16, 46
TITLE_PX, LANE_PX, ROW_PX = 15, 30, 11
NARROW_TEXT_PX = 318
SIGNS = [
    "Each instrument has its own years; the dashed line is its end.",
    "Beside a mark: who says so, where there is room.",
    "Thin bar: the act took more than a day.",
]
# Written down, because the end of an instrument is empty where it is in force.
GROUP = pa.schema(
    [(name, pa.string()) for name in ("name", "fate")]
    + [(name, pa.float64()) for name in ("top", "fate_y", "first_y", "bottom", "end")]
)


class Act(NamedTuple):
    """A promise at its signature, or a later act on it, as far as its place and words need it."""

    mark: str
    treaty: str
    signed: date
    ended: date | None
    ending: str
    clause_rank: int
    clause_title: str
    obliged: str
    reading: str
    day_from: date
    day_to: date
    day: date
    speaker: str | None


def lay_out(rows: Rows) -> Layout:
    """Groups of lanes from top to bottom, and each mark in its lane, on wide and on narrow charts."""
    acts = [Act(*values) for values in zip(*(rows.column(name) for name in Act._fields), strict=True)]
    groups: list[dict[str, Any]] = []
    years: list[dict[str, Any]] = []
    lanes: list[dict[str, Any]] = []
    places: dict[str, dict[str, Any]] = {}
    y = float(LEGEND_PX)
    for promised in _grouped(acts, "treaty"):
        span = Span.over(promised)
        group = _group(promised[0], span, y)
        y += HEAD_PX
        for lane in sorted(_grouped(promised, "clause_rank"), key=lambda lane: lane[0].clause_rank):
            wide, narrow = placed(lane, span, wide=True), placed(lane, span, wide=False)
            deep, deeper = (max(place.row for place in layout.values()) for layout in (wide, narrow))
            tall = max(LANE_PX, deep * ROW_PX + 20, TITLE_PX + (deeper + 1) * ROW_PX + 5)
            places |= {act.mark: _place(act, span, y, wide[act.mark], narrow[act.mark]) for act in lane}
            lanes.append(_lane(lane[0], y, y + tall))
            y += tall
        groups.append({**group, "bottom": y})
        years += [
            {"share": share, "words": words, "y": group["tick_y"], "top": group["first_y"], "bottom": y}
            for share, words in ticks(span)
        ]
        y += GAP_PX
    marks = pa.Table.from_pylist([places[act.mark] for act in acts])
    for name in ("mark", "label", "reading"):
        marks = marks.append_column(name, rows.table[name])
    tables = {"marks": marks, "groups": pa.Table.from_pylist(groups, schema=GROUP)}
    tables |= {name: pa.Table.from_pylist(listed) for name, listed in (("years", years), ("lanes", lanes))}
    return Layout(tables, {"height": y, "title": title(SIGNS)})


def _grouped(acts: list[Act], name: str) -> list[list[Act]]:
    """The acts that have the same value of a field, in the order in which the values come first."""
    found: dict[Any, list[Act]] = {}
    for act in acts:
        found.setdefault(getattr(act, name), []).append(act)
    return list(found.values())


def _place(act: Act, span: Span, y: float, wide: Place, narrow: Place) -> dict[str, Any]:
    """One mark in both layouts: its shares of the years, its heights in pixels and the words beside it."""
    return {
        "share": span.share(act.day),
        "share_from": span.share(act.day_from),
        "share_to": span.share(act.day_to),
        "wide_y": y + 10 + wide.row * ROW_PX,
        "narrow_y": y + TITLE_PX + 7 + narrow.row * ROW_PX,
        "wide_words": wide.words,
        "wide_align": wide.align,
        "narrow_words": narrow.words,
        "narrow_align": narrow.align,
    }


def _lane(first: Act, top: float, bottom: float) -> dict[str, Any]:
    """One clause: the promise in a few words, who owes it, and where that and its line stand."""
    return {
        "title": first.clause_title,
        "obliged": first.obliged,
        "beside": _beside(first.clause_title, first.obliged),
        "title_y": top + 9,
        "obliged_y": top + 22,
        "bottom": bottom,
    }


def _group(first: Act, span: Span, top: float) -> dict[str, Any]:
    """One instrument: its name, its fate in words, its end and where it begins."""
    return {
        "name": first.treaty,
        "fate": f"{day_in_words(first.signed)}; {first.ending[0].lower()}{first.ending[1:]}",
        "top": top + 12,
        "fate_y": top + 27,
        "tick_y": top + HEAD_PX - 7,
        "first_y": top + HEAD_PX,
        "end": span.share(first.ended) if first.ended else None,
    }


def _beside(title: str, obliged: str) -> str:
    """Who owes it, as much of it as there is room for beside a title on a narrow chart."""
    room = NARROW_TEXT_PX - text_width(title)
    return next(
        (words for words in (obliged, obliged.split(", due", maxsplit=1)[0]) if text_width(words, SMALL - 1) <= room),
        "",
    )
