"""Detentions of US citizens: a bar from the first to the last day held, pale where the day is not known, and who came."""

from __future__ import annotations

import statistics
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    CONFIRMED,
    NARROW_PX,
    WIDE,
    WIDE_PX,
    Plot,
    TimeAxis,
    down,
    fade,
    finish,
    hint,
    in_two,
    key,
    pick,
    plural,
    spoken,
    text_width,
    time_x,
    title,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, day, number, text
from dashboard.charts.exchange.year_axis import halo

ROW_PX, BAR_PX = 26, 10


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A bar for each person held, its length and the envoy in words beside it; an arrow while held."""
    bars, chosen = Plot(table("bars")), pick()
    ends = {"y": down(hole("height"), "top"), "y2": "bottom:Q"}
    known = bars.mark_rect(stroke=palette.neutral, strokeWidth=1.4, cursor="pointer").encode(
        x=_day("start_latest"),
        x2="sure_end:T",
        fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen),
        **ends,
        **spoken(),
    )
    loose = bars.mark_rect(color=palette.neutral, opacity=0.3, aria=False)
    before = loose.transform_filter("datum.start_earliest < datum.start_latest")
    after = loose.transform_filter("datum.sure_end < datum.end_latest")
    arrows = bars.transform_filter("datum.is_held").mark_point(
        shape="triangle-right", size=70, filled=True, color=palette.neutral, opacity=1, aria=False
    )
    layers = [
        before.encode(x=_day("start_earliest"), x2="start_latest:T", **ends),
        after.encode(x=_day("sure_end"), x2="end_latest:T", **ends),
        known.add_params(chosen),
        arrows.encode(x=_day("end_latest"), y=down(hole("height"))),
        *(layer for width in ("wide", "narrow") for layer in _names(width, palette)),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The bars one below the other, and the words beside them for wide and for narrow charts."""
    axis = TimeAxis.over(rows.table, "start_earliest", "end_latest")
    middles = [ROW_PX * (i + 0.5) + 3 for i in range(len(rows))]
    places = {
        "y": middles,
        "top": [middle - BAR_PX / 2 for middle in middles],
        "bottom": [middle + BAR_PX / 2 for middle in middles],
        "sure_end": pc.coalesce(rows.table["end_earliest"], rows.table["end_latest"]).combine_chunks(),
    }
    people = rows.drawn().to_pylist()
    return Layout(
        {
            "bars": with_columns(rows.drawn(), **places),
            "wide_names": pa.Table.from_pylist(_beside(people, middles, axis, WIDE_PX)),
            "narrow_names": pa.Table.from_pylist(_beside(people, middles, axis, NARROW_PX)),
        },
        {**axis.values(), "height": float(ROW_PX * len(rows) + 6), "title": title(_signs(people))},
    )


def reading(rows: Rows) -> str:
    """How many were held, how many were fetched by an envoy, the median and the longest time."""
    days, names = rows.column("days_most"), rows.column("name")
    envoys = sum(envoy is not None for envoy in rows.column("envoy"))
    held = sum(rows.column("is_held"))
    still = f", {held} of them still" if held else ""
    start = f"{plural(len(rows), 'US citizen')} held{still}; for {envoys} an envoy came"
    longest, name = min((-length, name) for length, name in zip(days, names, strict=True))
    longest_held = next(one for one in rows.drawn().to_pylist() if (one["name"], one["days_most"]) == (name, -longest))
    if len(rows) == 1:
        return f"{start}. {name} was held for {_held(longest_held)}."
    return (
        f"{start}. Half of them were held for {statistics.median(days):.0f} days or fewer; "
        f"the longest was {name} with {_held(longest_held)}."
    )


def _held(one: dict[str, Any]) -> str:
    """For how many days, `98 to 127 days` where a day is not known."""
    least, most = one["days_least"], one["days_most"]
    return plural(most, "day") if least == most else f"{least:,} to {plural(most, 'day')}"


def _day(column: str) -> alt.X:
    return time_x(column, orient="top")


def _signs(people: list[dict[str, Any]]) -> list[str]:
    signs = ["Bar: held."]
    signs += ["Pale: day not known."] if any(one["start_earliest"] < one["start_latest"] for one in people) else []
    signs += ["Hollow: fewer than two sources."] if any(one["checked"] < 2 for one in people) else []
    return key(pd.DataFrame(), *signs)


def _names(width: str, palette: Palette) -> list[Any]:
    """The name beside its bar on the side with room, in the layout for this width."""
    shown = WIDE if width == "wide" else f"!({WIDE})"
    words = alt.when(shown).then("text:N").otherwise(alt.value(""))
    layers = []
    for side, dx in (("left", 8), ("right", -8)):
        beside = Plot(table(f"{width}_names")).transform_filter(f"datum.align === '{side}'")
        for look in (halo(palette), {"color": palette.ink}):
            names = hint(beside, align=side, dx=dx, **{"lineHeight": 12, **look})
            layers.append(names.encode(x=_day("day"), y=down(hole("height")), text=words))
    return layers


def _beside(people: list[dict[str, Any]], middles: list[float], axis: TimeAxis, width: int) -> list[dict[str, Any]]:
    rows = [_name(one, axis, width) for one in people]
    return [{**row, "y": middle - row["text"].count("\n") * 6} for row, middle in zip(rows, middles, strict=True)]


def _name(one: dict[str, Any], axis: TimeAxis, width: int) -> dict[str, Any]:
    """The words beside a bar, the day they hang on, and their side."""
    start, end = one["start_earliest"], one["end_latest"]
    text = f"{one['name']}, {_held(one)}" + (f"; {one['envoy']} came" if one["envoy"] else "")
    room_after = (1 - axis.share(pd.Timestamp(end))) * width
    room_before = axis.share(pd.Timestamp(start)) * width
    for words in (text, in_two(text), one["name"]):
        wide = max(text_width(line) for line in words.split("\n")) + 14
        if wide <= room_after:
            return {"day": end, "align": "left", "text": words}
        if wide <= room_before:
            return {"day": start, "align": "right", "text": words}
    return {"day": start, "align": "right", "text": one["name"]}


CHART = Chart(
    id="detentions_spans",
    title="US citizens held in North Korea",
    question="Who was held, for how long, and who came for the release?",
    page="exchange",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Person", "name"),
            text("Held from", "record.date"),
            text("Held until", "record.held_until"),
            day("First day", "record.first_day", FIRST_DAY),
            number("Held at most", "days_most", "days"),
            text("Why", "record.circumstances", is_long=True),
            text("Who came for the release", "envoy"),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each person held is one bar, from the first to the last day. The filter of series is not applied here.",
    group="Detentions",
)
