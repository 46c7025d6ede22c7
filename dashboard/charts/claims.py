"""The claims of the two documents by verdict: a bar a document, its whole the document's claims, each part named beside the bar."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.common import (
    NOTHING,
    SMALL,
    down,
    dress,
    drawn,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.palette import Palette

BAR_PX = 34
NARROW_LETTERS, WIDE_LETTERS = 46, 100
LINE_PX = 16
SLOTS = {0: 11, 1: -11, 2: 25, 3: -25}


def by_verdict(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Shares from supported to contradicted; names alternate under and over the bar so that small parts keep theirs."""
    if frame.empty:
        return nothing(palette)
    parts = drawn(frame)
    documents, height = _document_rows(parts)
    parts["top"] = parts["document"].map(documents["top"])
    parts["bottom"] = parts["top"] + BAR_PX
    parts["text"] = parts["verdict"] + " " + parts["claims"].astype(str)
    parts["place"], parts["align"] = (parts["percent_from"] + parts["percent_to"]) / 2, "center"
    parts.loc[parts["percent_from"] < 1, ["place", "align"]] = [0, "left"]
    parts.loc[parts["percent_to"] > 99, ["place", "align"]] = [100, "right"]
    slots = pd.concat([_slots(of_document) for _, of_document in parts.groupby("document")])
    parts["y"] = slots.map(SLOTS) + parts["top"].where(slots % 2 == 1, parts["bottom"])
    chosen = pick()
    x = {"axis": None, "scale": alt.Scale(domain=[0, 100], nice=False)}
    plot = alt.Chart(parts)
    bars = plot.mark_rect(cursor="pointer", strokeWidth=1.2).encode(
        x=alt.X("percent_from:Q", **x),
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
    names = hint(plot, align=alt.ExprRef("datum.align"), color=palette.ink, fontSize=SMALL + 1).encode(
        x=alt.X("place:Q", **x), y=down(height), text="text:N"
    )
    block = alt.Chart(documents.reset_index())
    titles = hint(
        block, align="left", baseline="top", fontSize=SMALL + 2, fontWeight=600, color=palette.ink, lineHeight=LINE_PX
    )
    notes = hint(block, align="left", baseline="top", color=palette.muted)
    layers = [
        bars.add_params(chosen),
        names,
        titles.encode(x=alt.value(0), y=down(height, "title_y"), text="title:N"),
        notes.encode(x=alt.value(0), y=down(height, "note_y"), text="note:N"),
    ]
    return dress(alt.layer(*layers), palette, height)


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
    listed = ", ".join(f"{share} % in “{document}”" for document, share in shares.items())
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


def _slots(parts: pd.DataFrame) -> pd.Series:
    """For each part of one bar the first place under or over it where its name fits beside the names before."""
    taken: dict[int, float] = {}
    found = []
    for part in parts.itertuples():
        width, at = text_width(part.text, SMALL + 1), part.place / 100 * NARROW_PX
        left = at - width * {"left": 0, "center": 0.5, "right": 1}[part.align]
        slot = next(slot for slot in (*SLOTS, max(SLOTS)) if left >= taken.get(slot, 0) or slot == max(SLOTS))
        taken[slot] = left + width + 6
        found.append(slot)
    return pd.Series(found, index=parts.index)


def _document_rows(parts: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each document its title and note in lines, where they stand, the top of its bar, and the height of the whole."""
    rows, y = [], 2.0
    for part in parts.drop_duplicates("document").itertuples():
        note = f"{part.document_note}: {plural(part.document_claims, 'claim')}"
        titles = [wrapped(part.document, letters) for letters in (WIDE_LETTERS, NARROW_LETTERS)]
        notes = [wrapped(note, letters + 8) for letters in (WIDE_LETTERS, NARROW_LETTERS)]
        note_y = y + (titles[1].count("\n") + 1) * LINE_PX + 1
        top = note_y + (notes[1].count("\n") + 1) * 13 + 26
        wide_y = note_y - (titles[1].count("\n") - titles[0].count("\n")) * LINE_PX
        drop = (titles[1].count("\n") - titles[0].count("\n")) * LINE_PX + (notes[1].count("\n") - notes[0].count("\n")) * 13
        rows.append((part.document, *titles, *notes, y, note_y, wide_y, drop, top))
        y = top + BAR_PX + 44
    columns = ["document", "title", "narrow_title", "note", "narrow_note", "title_y", "note_y", "wide_y", "drop", "top"]
    return pd.DataFrame(rows, columns=columns).set_index("document"), y - 18
