"""The votes of the Security Council: one row a vote, each seat a unit of its bar, what was voted on beside it in words.

A text that was adopted without counting has a dashed outline as wide as all seats."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE
from dashboard.charts.draw.marks import (
    NOTHING,
    Plot,
    by_width,
    day_in_words,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    key,
    nothing,
    pick,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, day, number, text

SEATS, UNITS = 15, 58
CROSS_AT, TEXT_AT, WHO_AT = 16, 17.6, 39.5
ROOM_FOR_WHO = "width >= 1000"
LINE_PX, GAP_PX, BAR_PX = 12, 5, 12
WIDE_LETTERS, NARROW_LETTERS, WHO_LETTERS = 74, 40, 62
ORDER = {"votes_for": "For", "votes_abstained": "Abstained", "votes_not_cast": "Not voting", "votes_against": "Against"}


def votes(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Stacked seats for, abstained, not voting and against; a cross where a veto stopped the text."""
    if frame.empty:
        return nothing(palette)
    rows, height = _rows(drawn(frame))
    uncounted = rows["votes_for"].isna()
    chosen = pick()
    plot = Plot(rows)
    crosses = plot.transform_filter("datum.is_vetoed").mark_point(
        shape="cross", angle=45, size=75, filled=True, color=palette.ink, opacity=1, aria=False
    )
    words = hint(
        plot, text=by_width("wide", "narrow"), align="left", lineHeight=LINE_PX, color=palette.ink, cursor="pointer"
    )
    who = hint(plot.transform_filter(ROOM_FOR_WHO), align="left", lineHeight=LINE_PX, color=palette.muted)
    layers = [
        _bars(_seats(rows), height, chosen, palette).add_params(chosen),
        *([_outlines(rows[uncounted], height, chosen, palette)] if uncounted.any() else []),
        crosses.encode(x=_across("cross_at"), y=down(height)),
        words.encode(
            x=_across("text_at"),
            y=alt.value(by_width("wide_y", "narrow_y")),
            opacity=fade(chosen, 1, 0.6),
            tooltip="label:N",
        ),
        who.encode(x=_across("who_at"), y=down(height, "who_y"), text="who:N"),
    ]
    signs = [
        "Cross: vetoed by a permanent member.",
        "At the right of a wide chart: who did not vote for it, where named.",
        *(["Dashed: adopted without a vote."] if uncounted.any() else []),
    ]
    return dress(alt.layer(*layers), palette, height, key(rows.drop(columns="checked"), *signs))


def votes_reading(frame: pd.DataFrame) -> str:
    """How many texts were adopted and how many vetoed, and the last veto."""
    if frame.empty:
        return NOTHING
    vetoed = frame[frame["is_vetoed"]].sort_values("date")
    start = f"{plural(len(frame), 'vote')}: {int(frame['is_adopted'].sum())} adopted, {len(vetoed)} vetoed"
    if vetoed.empty:
        return f"{start}."
    last = vetoed.iloc[-1]
    return f"{start}, the last on {day_in_words(pd.Timestamp(last['date']))} by {last['vetoed_by']}."


def _bars(bars: pd.DataFrame, height: float, chosen: alt.Parameter, palette: Palette) -> Any:
    fills = [palette.neutral, palette.neutral_soft, palette.paper, palette.ink]
    legend = alt.Legend(symbolStrokeColor=palette.neutral, symbolType="square")
    outline = (
        alt.when("datum.vote === 'Not voting'").then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper))
    )
    return (
        Plot(bars)
        .mark_rect(cursor="pointer", strokeWidth=1)
        .encode(
            x=_across("start"),
            x2="stop:Q",
            y=down(height, "top"),
            y2="bottom:Q",
            fill=alt.Fill("vote:N", scale=alt.Scale(domain=list(ORDER.values()), range=fills), legend=legend),
            stroke=outline,
            opacity=fade(chosen),
            **spoken(),
        )
    )


def _outlines(rows: pd.DataFrame, height: float, chosen: alt.Parameter, palette: Palette) -> Any:
    """For each text without counted seats an outline over the width of all of them."""
    rows = rows.assign(start=0, stop=SEATS, top=rows["y"] - BAR_PX / 2, bottom=rows["y"] + BAR_PX / 2)
    mark = Plot(rows).mark_rect(
        fill=palette.paper, stroke=palette.neutral, strokeDash=[3, 2], strokeWidth=1, cursor="pointer"
    )
    place = {"x": _across("start"), "x2": "stop:Q", "y": down(height, "top"), "y2": "bottom:Q"}
    return mark.encode(**place, opacity=fade(chosen), **spoken())


def _across(column: str) -> alt.X:
    return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[0, UNITS], nice=False))


def _rows(rows: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """The votes with their words in lines for wide and narrow charts and their places, and the height of the whole."""
    texts = [f"{vote.year}  {'' if vote.is_plain else f'{vote.result}: '}{vote.subject}" for vote in each(rows)]
    rows["wide"] = [wrapped(text, WIDE_LETTERS) for text in texts]
    rows["narrow"] = [wrapped(text, NARROW_LETTERS) for text in texts]
    rows["who"] = [wrapped(f"{vote.dissent[:1].upper()}{vote.dissent[1:]}", WHO_LETTERS) for vote in each(rows)]
    depth = (rows["narrow"].str.count("\n") + 1).clip(lower=2) * LINE_PX + GAP_PX
    rows["y"] = depth.cumsum() - depth / 2
    for name in ("wide", "narrow", "who"):
        rows[f"{name}_y"] = rows["y"] - rows[name].str.count("\n") * LINE_PX / 2
    rows["cross_at"], rows["text_at"], rows["who_at"] = CROSS_AT, TEXT_AT, WHO_AT
    return rows, float(depth.sum())


def _seats(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each block of seats that voted alike, placed side by side."""
    parts = []
    start = pd.Series(0.0, index=rows.index)
    for column, words in ORDER.items():
        count = rows[column].fillna(0).astype(float)
        part = rows[["mark", "label"]].assign(vote=words, top=rows["y"] - BAR_PX / 2, bottom=rows["y"] + BAR_PX / 2)
        parts.append(part.assign(start=start, stop=start + count)[count > 0])
        start = start + count
    return pd.concat(parts, ignore_index=True)


CHART = Chart(
    id="unsc_votes",
    title="Votes of the Security Council",
    question="How did the Council vote on Korea, and what was vetoed?",
    page="treaties",
    build=votes,
    reading=votes_reading,
    columns=Columns(
        (
            day("Date", "date"),
            text("Symbol", "symbol"),
            text("Subject", "subject", is_long=True),
            text("Result", "result"),
            number("For", "votes_for", "votes"),
            number("Against", "votes_against", "votes"),
            number("Abstained", "votes_abstained", "members"),
            number("Not voting", "votes_not_cast", "members"),
            text("Vetoed by", "vetoed_by"),
            text("Who did not vote for it", "dissent", is_long=True),
            AGREE,
        )
    ),
    rule="Each vote counts once. The filter of instruments is not applied to votes.",
    group="Security Council",
)
