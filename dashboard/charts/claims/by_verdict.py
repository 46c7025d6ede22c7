"""The claims of the two documents by verdict: a bar a document, its whole the document's claims, each part named beside the bar."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    NARROW_PX,
    SMALL,
    Plot,
    by_width,
    down,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
    text_width,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, number, text

BAR_PX = 84
NARROW_LETTERS, WIDE_LETTERS = 46, 100
TITLE_PX, NOTE_PX, ABOVE_PX = 17, 14, 26
SLOTS = {0: 11, 1: -11, 2: 25, 3: -25}


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Shares from supported to contradicted; names alternate under and over the bar so that small parts keep theirs."""
    chosen, plot = pick(), Plot(table("parts"))
    bars = plot.mark_rect(cursor="pointer", strokeWidth=1.2).encode(
        x=_percent("percent_from"),
        x2="percent_to:Q",
        y=down(hole("height"), "top"),
        y2="bottom:Q",
        fill=_fills(palette),
        stroke=alt.when("datum.verdict_code === 'unverifiable'")
        .then(alt.value(palette.neutral))
        .otherwise(alt.value(palette.paper)),
        opacity=fade(chosen),
        **spoken(),
    )
    names = hint(plot, align=alt.ExprRef("datum.align"), color=palette.ink, fontSize=SMALL).encode(
        x=_percent("place"), y=down(hole("height")), text="text:N"
    )
    return finish(alt.layer(bars.add_params(chosen), names, *_headings(palette)), palette)


def lay_out(rows: Rows) -> Layout:
    """Places of the headings of each document, of its bar, and of the names of its parts."""
    parts = rows.drawn().to_pylist()
    documents, height = _documents(parts)
    tops = {row["document"]: row["top"] for row in documents}
    places: list[dict[str, Any]] = []
    # The parts of a document follow one another.
    for document, top in tops.items():
        places += _names([part for part in parts if part["document"] == document], top)
    placed = {name: [place[name] for place in places] for name in places[0]}
    return Layout(
        {"parts": with_columns(rows.drawn(), **placed), "documents": pa.Table.from_pylist(documents)},
        {"height": height, "title": title([])},
    )


def reading(rows: Rows) -> str:
    """How many claims are supported and contradicted, and for each of several documents the share that is supported."""
    parts = rows.drawn().to_pylist()
    total = sum(part["claims"] for part in parts)
    of = {verdict: _claims(parts, verdict) for verdict in ("supported", "contradicted")}
    start = f"Of {plural(total, 'claim')}, {of['supported']} are supported and {of['contradicted']} contradicted"
    documents = {part["document"]: part["document_claims"] for part in parts}
    if len(documents) < 2:
        return f"{start}."
    shares = {
        document: round(100 * _claims((p for p in parts if p["document"] == document), "supported") / claims)
        for document, claims in documents.items()
    }
    listed = ", ".join(
        f"{shares[document]} % in “{shorten(document, 60, placeholder='…')}”"
        for document in sorted(shares, key=lambda document: (-shares[document], document))
    )
    return f"{start}; supported are {listed}."


def _claims(parts: Iterable[dict[str, Any]], verdict: str) -> int:
    return sum(part["claims"] for part in parts if part["verdict_code"] == verdict)


def _headings(palette: Palette) -> list[Any]:
    """The title of each document and a line on what it is."""
    block = Plot(table("documents"))
    head: dict[str, Any] = {"align": "left", "baseline": "top"}
    titles = hint(
        block, **head, text=by_width("title", "narrow_title"), fontSize=SMALL + 2, fontWeight=600, lineHeight=TITLE_PX
    )
    notes = hint(block, **head, text=by_width("note", "narrow_note"), color=palette.muted, lineHeight=NOTE_PX)
    return [
        titles.encode(x=alt.value(0), y=alt.value(by_width("title_y", "narrow_title_y"))),
        notes.encode(x=alt.value(0), y=alt.value(by_width("note_y", "narrow_note_y"))),
    ]


def _percent(column: str) -> alt.X:
    return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[0, 100], nice=False))


def _fills(palette: Palette) -> alt.Fill:
    colours = {
        "supported": palette.quad[2],
        "partly_supported": palette.neutral,
        "opinion": palette.neutral_soft,
        "unverifiable": palette.paper,
        "contradicted": palette.quad[4],
    }
    return alt.Fill("verdict_code:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _names(parts: list[dict[str, Any]], top: float) -> list[dict[str, Any]]:
    """The edges of each part of one bar, its words, and where they stand: in the first place where they fit beside those before."""
    taken: dict[int, float] = {}
    placed = []
    for part in parts:
        words = f"{part['verdict']} {part['claims']}"
        align, place = _anchor(part["percent_from"], part["percent_to"])
        width = text_width(words)
        left = place / 100 * NARROW_PX - width * {"left": 0, "center": 0.5, "right": 1}[align]
        slot = next(slot for slot in (*SLOTS, max(SLOTS)) if left >= taken.get(slot, 0) or slot == max(SLOTS))
        taken[slot] = left + width + 3
        y = SLOTS[slot] + (top if slot % 2 else top + BAR_PX)
        placed.append({"top": top, "bottom": top + BAR_PX, "text": words, "align": align, "place": place, "y": y})
    return placed


def _anchor(start: float, stop: float) -> tuple[str, float]:
    """On which side of its place a name stands, and that place: at the ends of the bar it stays within."""
    if start < 1:
        return "left", 0.0
    return ("right", 100.0) if stop > 99 else ("center", (start + stop) / 2)


def _documents(parts: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """For each document its title and note in lines, where they stand, the top of its bar; and the height of the whole."""
    rows: list[dict[str, Any]] = []
    y = 2.0
    for document, part in {part["document"]: part for part in parts}.items():
        note = f"{part['document_note']}: {plural(part['document_claims'], 'claim')}"
        names = [wrapped(document, letters) for letters in (WIDE_LETTERS, NARROW_LETTERS)]
        notes = [wrapped(note, letters + 8) for letters in (WIDE_LETTERS, NARROW_LETTERS)]
        top = y + _depth(names[1], notes[1]) + ABOVE_PX
        row: dict[str, Any] = {"document": document, "top": top}
        for narrow, name, about in zip(("", "narrow_"), names, notes, strict=True):
            row[f"{narrow}title"], row[f"{narrow}note"] = name, about
            row[f"{narrow}title_y"] = top - ABOVE_PX - _depth(name, about)
            row[f"{narrow}note_y"] = top - ABOVE_PX - _depth("", about)
        rows.append(row)
        y = top + BAR_PX + 44
    return rows, y - 18


def _depth(title: str, note: str) -> int:
    return (title.count("\n") + 1) * TITLE_PX * bool(title) + (note.count("\n") + 1) * NOTE_PX


def _share(rows: pd.DataFrame) -> pd.Series:
    return rows["percent_to"] - rows["percent_from"]


CHART = Chart(
    id="claims_by_verdict",
    title="What the two documents claim, checked",
    group="Verdicts",
    question="How much of each document holds?",
    page="claims",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Document", "document", is_long=True),
            text("By whom", "document_note"),
            text("Verdict", "verdict"),
            number("Claims", "claims", "claims"),
            number("All claims of the document", "document_claims", "claims"),
            number("Share of the document", _share, "percent", 1),
        )
    ),
    rule="A claim counts once, in the document that makes it, under our one verdict on it.",
)
