"""The votes of the Security Council: one row a vote, each seat a unit of its bar, what was voted on beside it in words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.common import (
    CONFIRMED,
    NOTHING,
    SMALL,
    day_in_words,
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

SEATS = 15
TEXT_AT = 17.4
UNITS = 48
LINE_PX = 13
GAP_PX = 9
LETTERS = 38
ORDER = {"votes_for": "For", "votes_abstained": "Abstained", "votes_not_cast": "Not voting", "votes_against": "Against"}


def votes(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Stacked seats for, abstained, not voting and against; a cross where a veto stopped the text, a bar where it had too few votes."""
    if frame.empty:
        return nothing(palette)
    rows = drawn(frame)
    rows["text"] = [wrapped(f"{vote.year}  {vote.subject}", LETTERS) for vote in rows.itertuples()]
    lines = rows["text"].str.count("\n") + 1
    depth = lines * LINE_PX + GAP_PX
    rows["y"] = 4 + depth.cumsum() - depth / 2
    height = float(depth.sum() + 8)
    chosen = pick()
    x = alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, UNITS], nice=False))
    bars = _seats(rows)
    fills = [palette.neutral, palette.neutral_soft, palette.paper, palette.ink]
    seats = (
        alt.Chart(bars)
        .mark_rect(cursor="pointer", strokeWidth=1)
        .encode(
            x=x,
            x2="to:Q",
            y=down(height, "top"),
            y2="bottom:Q",
            fill=alt.Fill(
                "vote:N",
                scale=alt.Scale(domain=list(ORDER.values()), range=fills),
                legend=alt.Legend(symbolStrokeColor=palette.neutral, symbolType="square"),
            ),
            stroke=alt.when("datum.vote === 'Not voting'")
            .then(alt.value(palette.neutral))
            .otherwise(alt.value(palette.paper)),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    plot = alt.Chart(rows.assign(**{"from": SEATS + 0.9, "at": TEXT_AT}))
    crosses = plot.transform_filter("datum.is_vetoed").mark_point(
        shape="cross", angle=45, size=75, filled=True, color=palette.ink, opacity=1, aria=False
    )
    words = plot.mark_text(
        align="left", baseline="middle", lineBreak="\n", lineHeight=LINE_PX, fontSize=SMALL, cursor="pointer"
    ).encode(
        x=alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, UNITS], nice=False)),
        y=down(height),
        text="text:N",
        opacity=fade(chosen, 1, 0.6),
        **spoken(),
    )
    layers = [seats.add_params(chosen), crosses.encode(x=x, y=down(height)), words]
    return dress(alt.layer(*layers), palette, height)


def votes_reading(frame: pd.DataFrame) -> str:
    """How many texts were adopted and how many vetoed, and the last veto."""
    if frame.empty:
        return NOTHING
    vetoed = frame[frame["is_vetoed"]].sort_values("date")
    adopted = int(frame["result"].str.startswith("Adopted").sum())
    start = f"{plural(len(frame), 'vote')}: {adopted} adopted, {len(vetoed)} vetoed"
    if vetoed.empty:
        return f"{start}."
    last = vetoed.iloc[-1]
    return f"{start}, the last on {day_in_words(pd.Timestamp(last['date']))} by {last['vetoed_by']}."


def _seats(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each block of seats that voted alike, placed side by side."""
    parts = []
    start = pd.Series(0.0, index=rows.index)
    for column, words in ORDER.items():
        count = rows[column].fillna(0).astype(float)
        part = rows[["mark", "label", "y"]].assign(vote=words, top=rows["y"] - 6, bottom=rows["y"] + 6)
        parts.append(part.assign(**{"from": start, "to": start + count})[count > 0])
        start = start + count
    return pd.concat(parts, ignore_index=True)
