"""The votes of the Security Council: one row a vote, each seat a unit of its bar, what was voted on beside it in words.

A text that was adopted without counting has a dashed outline as wide as all seats."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE
from dashboard.charts.draw.holes import has_rows, hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    KEY_LETTERS,
    Plot,
    by_width,
    day_in_words,
    down,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, day, number, text

SEATS, UNITS = 15, 58
CROSS_AT, TEXT_AT, WHO_AT = 16, 17.6, 39.5
ROOM_FOR_WHO = "width >= 1000"
LINE_PX, GAP_PX, BAR_PX = 12, 5, 12
WIDE_LETTERS, NARROW_LETTERS, WHO_LETTERS = 74, 40, 62
ORDER = {"votes_for": "For", "votes_abstained": "Abstained", "votes_not_cast": "Not voting", "votes_against": "Against"}
SIGNS = (
    "Cross: vetoed by a permanent member.",
    "At the right of a wide chart: who did not vote for it, where named.",
)
# Written down, because where nothing was counted there is no block to tell it from.
SEAT = pa.schema(
    [(name, pa.string()) for name in ("mark", "label", "vote")]
    + [(name, pa.float64()) for name in ("start", "stop", "top", "bottom")]
)


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Stacked seats for, abstained, not voting and against; a cross where a veto stopped the text."""
    chosen = pick()
    plot = Plot(table("votes"))
    crosses = plot.transform_filter("datum.is_vetoed").mark_point(
        shape="cross", angle=45, size=75, filled=True, color=palette.ink, opacity=1, aria=False
    )
    words = hint(
        plot, text=by_width("wide", "narrow"), align="left", lineHeight=LINE_PX, color=palette.ink, cursor="pointer"
    )
    who = hint(plot.transform_filter(ROOM_FOR_WHO), align="left", lineHeight=LINE_PX, color=palette.muted)
    layers = [
        _bars(chosen, palette).add_params(chosen),
        _outlines(chosen, palette),
        crosses.encode(x=_at(CROSS_AT), y=_y("y")),
        words.encode(
            x=_at(TEXT_AT),
            y=alt.value(by_width("wide_y", "narrow_y")),
            opacity=fade(chosen, 1, 0.6),
            tooltip="label:N",
        ),
        who.encode(x=_at(WHO_AT), y=_y("who_y"), text="who:N"),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """One row down for each vote, as deep as its words on a narrow chart, with its seats in blocks."""
    lines = _lines(rows)
    depths = [max(narrow.count("\n") + 1, 2) * LINE_PX + GAP_PX for narrow in lines["narrow"]]
    middles = [end - depth / 2 for end, depth in zip(accumulate(depths), depths, strict=True)]
    firsts = {
        f"{name}_y": [y - words.count("\n") * LINE_PX / 2 for y, words in zip(middles, texts, strict=True)]
        for name, texts in lines.items()
    }
    tops, bottoms = [y - BAR_PX / 2 for y in middles], [y + BAR_PX / 2 for y in middles]
    marks = table_of(mark=rows.column("mark"), label=rows.column("label"), is_vetoed=rows.column("is_vetoed"))
    marks = with_columns(marks, top=tops, bottom=bottoms)
    uncounted = rows.table["votes_for"].is_null()
    signs = [*SIGNS, *(["Dashed: adopted without a vote."] if any(uncounted.to_pylist()) else [])]
    return Layout(
        {
            "votes": with_columns(marks, y=middles, **lines, **firsts),
            "seats": _seats(rows, marks),
            "uncounted": marks.filter(uncounted),
        },
        {"height": sum(depths), "title": title(wrapped(" ".join(signs), KEY_LETTERS).split("\n"))},
    )


def reading(rows: Rows) -> str:
    """How many texts were adopted and how many vetoed, and the last veto."""
    days = zip(rows.column("date"), rows.column("vetoed_by"), rows.column("is_vetoed"), strict=True)
    vetoed = [(day, by) for day, by, is_vetoed in days if is_vetoed]
    start = f"{plural(len(rows), 'vote')}: {sum(rows.column('is_adopted'))} adopted, {len(vetoed)} vetoed"
    if not vetoed:
        return f"{start}."
    last, by = vetoed[-1]
    return f"{start}, the last on {day_in_words(last)} by {by}."


def _bars(chosen: alt.Parameter, palette: Palette) -> Any:
    fills = [palette.neutral, palette.neutral_soft, palette.paper, palette.ink]
    legend = alt.Legend(symbolStrokeColor=palette.neutral, symbolType="square")
    outline = (
        alt.when("datum.vote === 'Not voting'").then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper))
    )
    return (
        Plot(table("seats"))
        .mark_rect(cursor="pointer", strokeWidth=1, aria=has_rows("seats"))
        .encode(
            x=_across("start"),
            x2="stop:Q",
            y=_y("top"),
            y2="bottom:Q",
            fill=alt.Fill("vote:N", scale=alt.Scale(domain=list(ORDER.values()), range=fills), legend=legend),
            stroke=outline,
            opacity=fade(chosen),
            **spoken(),
        )
    )


def _outlines(chosen: alt.Parameter, palette: Palette) -> Any:
    """For each text without counted seats an outline over the width of all of them."""
    mark = Plot(table("uncounted")).mark_rect(
        fill=palette.paper,
        stroke=palette.neutral,
        strokeDash=[3, 2],
        strokeWidth=1,
        cursor="pointer",
        aria=has_rows("uncounted"),
    )
    place = {"x": _at(0), "x2": alt.X2Datum(SEATS), "y": _y("top"), "y2": "bottom:Q"}
    return mark.encode(**place, opacity=fade(chosen), **spoken())


def _across(column: str) -> alt.X:
    return alt.X(f"{column}:Q", axis=None, scale=_scale())


def _at(place: float) -> alt.XDatum:
    return alt.XDatum(place, type="quantitative", axis=None, scale=_scale())


def _scale() -> alt.Scale:
    return alt.Scale(domain=[0, UNITS], nice=False)


def _y(column: str) -> alt.Y:
    return down(hole("height"), column)


def _lines(rows: Rows) -> dict[str, list[str]]:
    """What was voted on in lines for wide and narrow charts, and who did not vote for it."""
    columns = [rows.column(name) for name in ("year", "is_plain", "result", "subject")]
    texts = [
        f"{year}  {'' if is_plain else f'{result}: '}{subject}"
        for year, is_plain, result, subject in zip(*columns, strict=True)
    ]
    return {
        "wide": [wrapped(text, WIDE_LETTERS) for text in texts],
        "narrow": [wrapped(text, NARROW_LETTERS) for text in texts],
        "who": [wrapped(f"{words[:1].upper()}{words[1:]}", WHO_LETTERS) for words in rows.column("dissent")],
    }


def _seats(rows: Rows, marks: pa.Table) -> pa.Table:
    """One row for each block of seats that voted alike, placed side by side."""
    counts = zip(*(rows.column(column) for column in ORDER), strict=True)
    blocks = [
        {**mark, "vote": words, "start": stop - count, "stop": stop}
        for mark, cast in zip(marks.to_pylist(), counts, strict=True)
        for words, count, stop in zip(ORDER.values(), cast, accumulate(count or 0 for count in cast), strict=True)
        if count
    ]
    return pa.Table.from_pylist(blocks, schema=SEAT)


CHART = Chart(
    id="unsc_votes",
    title="Votes of the Security Council",
    question="How did the Council vote on Korea, and what was vetoed?",
    page="treaties",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
