"""What the promise tracker draws: a strip for each instrument, and beneath the one that is open the lanes of its clauses."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import text_width, title
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties.promise_lanes import Place, Span, placed, ticks
from dashboard.charts.treaties.promise_summary import CELL, GAP_PX, NAME_PX, SIGN, Row, rows_of, strip
from dashboard.charts.treaties.reading_signs import LEGEND_PX

HEAD_PX, FOOT_PX = 26, 14
TITLE_PX, LANE_PX, ROW_PX = 15, 30, 11
NARROW_TEXT_PX = 318
# As many slots as the longest instrument has promises, at least as many as keep cells from growing broad.
LEAST_SLOTS = 12
SIGNS = [
    "A box: one promise. Above it what is said to keep it, below it what is said to break or end it.",
    "Click an instrument, a promise or a sign: its promises open beneath it, on its own years.",
]
# Written down, because any of them may have no row, and an end is empty where an instrument is in force.
GROUP = pa.schema(
    [(name, pa.string()) for name in ("mark", "label", "name", "fate")]
    + [(name, pa.float64()) for name in ("row", "wide_y", "narrow_y", "wide_bottom", "narrow_bottom", "bottom", "end")]
)
TICK = pa.schema([("words", pa.string())] + [(name, pa.float64()) for name in ("row", "share", "y", "top", "bottom")])
LANE = pa.schema(
    [(name, pa.string()) for name in ("title", "obliged", "beside")]
    + [(name, pa.float64()) for name in ("row", "title_y", "obliged_y", "bottom")]
)
PLACED = pa.schema(
    [(name, pa.string()) for name in ("mark", "label", "reading")]
    + [("is_ours", pa.bool_())]
    + [(name, pa.float64()) for name in ("row", "share", "share_from", "share_to", "wide_y", "narrow_y")]
    + [(f"{layout}_{name}", pa.string()) for layout in ("wide", "narrow") for name in ("words", "align")]
)


class Act(NamedTuple):
    """An instrument, a promise at its signature, or a later act on it, as far as its place and words need it."""

    mark: str
    label: str
    instrument: str
    treaty: str
    signed: date
    ended: date | None
    ending: str
    clause_rank: int
    clause_title: str | None
    obliged: str | None
    reading: str
    tie: str | None
    day_from: date
    day_to: date
    day: date
    speaker: str | None


def lay_out(rows: Rows) -> Layout:
    """Strips from top to bottom, and for each instrument its lanes, of which the browser shows those of the open one."""
    acts = [Act(*values) for values in zip(*(rows.column(name) for name in Act._fields), strict=True)]
    grouped = _grouped(acts, "instrument")
    clauses = [_grouped([act for act in group if act.reading != "instrument"], "clause_rank") for group in grouped]
    strips = rows_of(clauses, LEGEND_PX)
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in _SCHEMAS}
    depths = []
    for number, (group, lanes, row) in enumerate(zip(grouped, clauses, strips, strict=True)):
        cells, signs = strip(lanes, row, number)
        tables["cells"] += cells
        tables["signs"] += signs
        depths.append(_opened(group, lanes, row, number, tables))
    last = strips[-1]
    values = {
        "opened": _opener([group[0].instrument for group in grouped]),
        "depths": str(depths),
        "wide_foots": str([row.wide + row.tall for row in strips]),
        "narrow_foots": str([row.narrow + row.tall + NAME_PX for row in strips]),
        "wide_height": last.wide + last.tall,
        "narrow_height": last.narrow + last.tall + NAME_PX,
        "slots": max(LEAST_SLOTS, *map(len, clauses)),
        "title": title(SIGNS),
    }
    return Layout({name: pa.Table.from_pylist(listed, _SCHEMAS[name]) for name, listed in tables.items()}, values)


_SCHEMAS = {"cells": CELL, "signs": SIGN, "groups": GROUP, "years": TICK, "lanes": LANE, "acts": PLACED}


def _opener(instruments: list[str]) -> str:
    """An expression for the number of the open instrument: that of the mark that is picked, the only one, or none.

    The id of a clause and of an act begins with that of its instrument, but for the two letters of its type.
    """
    first = 0 if len(instruments) == 1 else -1
    cases = [f"test(/^..{name[2:]}(-|$)/, pick.mark[0]) ? {i}" for i, name in enumerate(instruments)]
    return f"!pick.mark ? {first} : {' : '.join(cases)} : {first}"


def _opened(
    group: list[Act], lanes: list[list[Act]], row: Row, number: int, tables: dict[str, list[dict[str, Any]]]
) -> float:
    """Adds what is drawn of an instrument when it is open, in pixels from the foot of its strip; returns how deep that is."""
    span, y = Span.over(group), float(HEAD_PX)
    for lane in lanes:
        wide, narrow = placed(lane, span, wide=True), placed(lane, span, wide=False)
        deep, deeper = (max(place.row for place in layout.values()) for layout in (wide, narrow))
        tall = max(LANE_PX, deep * ROW_PX + 20, TITLE_PX + (deeper + 1) * ROW_PX + 5)
        tables["acts"] += [_place(act, span, y, number, wide[act.mark], narrow[act.mark]) for act in lane]
        tables["lanes"].append({"row": number, **_lane(lane[0], y, y + tall)})
        y += tall
    tables["groups"].append(_group(group, span, row, number, y))
    tables["years"] += [
        {"row": number, "share": share, "words": words, "y": HEAD_PX - 9, "top": HEAD_PX, "bottom": y}
        for share, words in ticks(span)
    ]
    return y + FOOT_PX


def _grouped(acts: list[Act], name: str) -> list[list[Act]]:
    """The acts that have the same value of a field, in the order in which the values come first."""
    found: dict[Any, list[Act]] = {}
    for act in acts:
        found.setdefault(getattr(act, name), []).append(act)
    return list(found.values())


def _place(act: Act, span: Span, y: float, number: int, wide: Place, narrow: Place) -> dict[str, Any]:
    """One mark in its lane in both layouts: its shares of the years, its heights in pixels and the words beside it."""
    return {
        "mark": act.mark,
        "label": act.label,
        "reading": act.reading,
        "is_ours": act.tie == "ours" or act.reading == "promise",
        "row": number,
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
    name, obliged = first.clause_title or "", first.obliged or ""
    return {
        "title": name,
        "obliged": obliged,
        "beside": _beside(name, obliged),
        "title_y": top + 9,
        "obliged_y": top + 22,
        "bottom": bottom,
    }


def _group(group: list[Act], span: Span, row: Row, number: int, bottom: float) -> dict[str, Any]:
    """One instrument: its name, its fate in words, its end, and where its strip and its lanes lie."""
    first = group[0]
    named = first if first.reading == "instrument" else None
    return {
        "mark": named and named.mark,
        "label": named and named.label,
        "name": first.treaty,
        "fate": f"{first.signed.year}; {first.ending[:1].lower()}{first.ending[1:]}",
        "row": number,
        "wide_y": row.wide + GAP_PX / 2 + 10,
        "narrow_y": row.narrow + 12,
        "wide_bottom": row.wide + row.tall,
        "narrow_bottom": row.narrow + row.tall + NAME_PX,
        "bottom": bottom,
        "end": span.share(first.ended) if first.ended else None,
    }


def _beside(title: str, obliged: str) -> str:
    """Who owes it, as much of it as there is room for beside a title on a narrow chart."""
    room = NARROW_TEXT_PX - text_width(title)
    return next(
        (words for words in (obliged, obliged.split(", due", maxsplit=1)[0]) if text_width(words) <= room),
        "",
    )
