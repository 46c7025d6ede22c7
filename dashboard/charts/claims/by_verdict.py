"""The claims of the two documents by verdict: a bar a document, its whole the document's claims, each part named beside the bar."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NARROW_PX,
    NOTHING,
    SMALL,
    Plot,
    by_width,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
    text_width,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text

BAR_PX = 34
NARROW_LETTERS, WIDE_LETTERS = 46, 100
TITLE_PX, NOTE_PX, ABOVE_PX = 17, 14, 26
SLOTS = {0: 11, 1: -11, 2: 25, 3: -25}


def by_verdict(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Shares from supported to contradicted; names alternate under and over the bar so that small parts keep theirs."""
    if frame.empty:
        return nothing(palette)
    parts = drawn(frame)
    documents, height = _document_rows(parts)
    parts["top"] = parts["document"].map(documents["top"])
    parts["bottom"] = parts["top"] + BAR_PX
    _place_names(parts)
    chosen = pick()
    plot = Plot(parts)
    bars = plot.mark_rect(cursor="pointer", strokeWidth=1.2).encode(
        x=_percent("percent_from"),
        x2="percent_to:Q",
        y=down(height, "top"),
        y2="bottom:Q",
        fill=_fills(palette),
        stroke=alt.when("datum.verdict_code === 'unverifiable'")
        .then(alt.value(palette.neutral))
        .otherwise(alt.value(palette.paper)),
        opacity=fade(chosen),
        **spoken(),
    )
    names = hint(plot, align=alt.ExprRef("datum.align"), color=palette.ink, fontSize=SMALL).encode(
        x=_percent("place"), y=down(height), text="text:N"
    )
    layers = [bars.add_params(chosen), names, *_headings(documents, palette)]
    return dress(alt.layer(*layers), palette, height)


def _headings(documents: pd.DataFrame, palette: Palette) -> list[Any]:
    """The title of each document and a line on what it is."""
    block = Plot(documents.reset_index())
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


def by_verdict_reading(frame: pd.DataFrame) -> str:
    """How many claims are supported and contradicted, and for each of several documents the share that is supported."""
    if frame.empty:
        return NOTHING
    of = frame.groupby("verdict_code")["claims"].sum()
    total = int(frame["claims"].sum())
    start = f"Of {plural(total, 'claim')}, {int(of.get('supported', 0))} are supported and {int(of.get('contradicted', 0))} contradicted"
    documents = frame.drop_duplicates("document").set_index("document")["document_claims"]
    if len(documents) < 2:
        return f"{start}."
    supported = (
        frame[frame["verdict_code"] == "supported"]
        .set_index("document")["claims"]
        .reindex(documents.index, fill_value=0)
    )
    shares = (100 * supported / documents).round().astype(int).sort_index().sort_values(ascending=False, kind="stable")
    listed = ", ".join(
        f"{share} % in “{shorten(str(document), 60, placeholder='…')}”" for document, share in shares.items()
    )
    return f"{start}; supported are {listed}."


def _fills(palette: Palette) -> alt.Fill:
    colours = {
        "supported": palette.quad[2],
        "partly_supported": palette.neutral,
        "opinion": palette.neutral_soft,
        "unverifiable": palette.paper,
        "contradicted": palette.quad[4],
    }
    return alt.Fill("verdict_code:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _place_names(parts: pd.DataFrame) -> None:
    """Adds the words of each part, and where they stand under or over its bar."""
    first, last = parts["percent_from"] < 1, parts["percent_to"] > 99
    parts["text"] = parts["verdict"] + " " + parts["claims"].astype(str)
    parts["align"] = ["left" if f else "right" if e else "center" for f, e in zip(first, last, strict=True)]
    centre = (parts["percent_from"] + parts["percent_to"]) / 2
    parts["place"] = centre.mask(last, 100.0).mask(first, 0.0)
    slots = pd.concat([_slots(of_document) for _, of_document in parts.groupby("document")])
    parts["y"] = slots.map(SLOTS) + parts["top"].where(slots % 2 == 1, parts["bottom"])


def _slots(parts: pd.DataFrame) -> pd.Series:
    """For each part of one bar the first place under or over it where its name fits beside the names before."""
    taken: dict[int, float] = {}
    found = []
    for part in each(parts):
        width, at = text_width(part.text), part.place / 100 * NARROW_PX
        left = at - width * {"left": 0, "center": 0.5, "right": 1}[part.align]
        slot = next(slot for slot in (*SLOTS, max(SLOTS)) if left >= taken.get(slot, 0) or slot == max(SLOTS))
        taken[slot] = left + width + 3
        found.append(slot)
    return pd.Series(found, index=parts.index)


def _document_rows(parts: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each document its title and note in lines, where they stand, the top of its bar, and the height of the whole."""
    rows, y = [], 2.0
    for part in each(parts.drop_duplicates("document")):
        note = f"{part.document_note}: {plural(part.document_claims, 'claim')}"
        titles = [wrapped(part.document, letters) for letters in (WIDE_LETTERS, NARROW_LETTERS)]
        notes = [wrapped(note, letters + 8) for letters in (WIDE_LETTERS, NARROW_LETTERS)]
        top = y + _depth(titles[1], notes[1]) + ABOVE_PX
        places = [
            place
            for i in (0, 1)
            for place in (top - ABOVE_PX - _depth(titles[i], notes[i]), top - ABOVE_PX - _depth("", notes[i]))
        ]
        rows.append((part.document, *titles, *notes, *places, top))
        y = top + BAR_PX + 44
    columns = [
        "document",
        "title",
        "narrow_title",
        "note",
        "narrow_note",
        "title_y",
        "note_y",
        "narrow_title_y",
        "narrow_note_y",
        "top",
    ]
    return pd.DataFrame(rows, columns=columns).set_index("document"), y - 18


def _depth(title: str, note: str) -> int:
    return (title.count("\n") + 1) * TITLE_PX * bool(title) + (note.count("\n") + 1) * NOTE_PX


def _share(rows: pd.DataFrame) -> pd.Series:
    return rows["percent_to"] - rows["percent_from"]


CHART = Chart(
    id="claims_by_verdict",
    title="What the two documents claim, checked",
    question="How much of each document holds?",
    page="claims",
    build=by_verdict,
    reading=by_verdict_reading,
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
