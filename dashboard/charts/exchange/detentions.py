"""Detentions of US citizens: a bar from the first to the last day held, pale where the day is not known, and who came."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY
from dashboard.charts.draw.marks import (
    CONFIRMED,
    NARROW_PX,
    NOTHING,
    WIDE,
    WIDE_PX,
    Plot,
    TimeAxis,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    in_two,
    key,
    nothing,
    pick,
    plural,
    spoken,
    text_width,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, day, number, text
from dashboard.charts.exchange.year_axis import halo

ROW_PX, BAR_PX, LEAST_PX = 26, 10, 4


def detentions(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A bar for each person held, its length and the envoy in words beside it; an arrow while held."""
    if frame.empty:
        return nothing(palette)
    bars = drawn(frame)
    axis = TimeAxis.over(bars, "start_earliest", "end_latest")
    height = float(ROW_PX * len(bars) + 6)
    bars["y"] = [ROW_PX * (i + 0.5) + 3 for i in range(len(bars))]
    bars["top"], bars["bottom"] = bars["y"] - BAR_PX / 2, bars["y"] + BAR_PX / 2
    bars["sure_end"] = bars["end_earliest"].fillna(bars["end_latest"])
    chosen = pick()
    plot = Plot(bars)
    ends = {"y": down(height, "top"), "y2": "bottom:Q"}
    known = plot.mark_rect(stroke=palette.neutral, strokeWidth=1.4, cursor="pointer").encode(
        x=axis.x("start_latest", orient="top"),
        x2="sure_end:T",
        fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen),
        **ends,
        **spoken(),
    )
    loose = plot.mark_rect(color=palette.neutral, opacity=0.3, aria=False)
    before = loose.transform_filter("datum.start_earliest < datum.start_latest")
    after = loose.transform_filter("datum.sure_end < datum.end_latest")
    arrows = plot.transform_filter("datum.is_held").mark_point(
        shape="triangle-right", size=70, filled=True, color=palette.neutral, opacity=1, aria=False
    )
    layers = [
        before.encode(x=axis.x("start_earliest", orient="top"), x2="start_latest:T", **ends),
        after.encode(x=axis.x("sure_end", orient="top"), x2="end_latest:T", **ends),
        known.add_params(chosen),
        arrows.encode(x=axis.x("end_latest", orient="top"), y=down(height)),
        *_names(bars, axis, height, palette),
    ]
    signs = ["Bar: held."]
    signs += ["Pale: day not known."] if (bars["start_earliest"] < bars["start_latest"]).any() else []
    signs += ["Hollow: fewer than two sources."] if (bars["checked"] < 2).any() else []
    return dress(alt.layer(*layers), palette, height, key(bars[["mark"]], *signs))


def detentions_reading(frame: pd.DataFrame) -> str:
    """How many were held, how many were fetched by an envoy, the median and the longest time."""
    if frame.empty:
        return NOTHING
    longest = frame.sort_values(["days", "name"], ascending=[False, True]).iloc[0]
    envoys = int(frame["envoy"].notna().sum())
    held = int(frame["is_held"].sum())
    still = f", {held} of them still" if held else ""
    start = f"{plural(len(frame), 'US citizen')} held{still}; for {envoys} an envoy came"
    if len(frame) == 1:
        return f"{start}. {longest['name']} was held for {plural(int(longest['days']), 'day')}."
    return (
        f"{start}. Half of them were held for {frame['days'].median():.0f} days or fewer; "
        f"the longest was {longest['name']} with {int(longest['days']):,} days."
    )


def _names(bars: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """The name beside its bar on the side with room, in two layouts of which the width shows one."""
    layers = []
    for shown, width in ((WIDE, WIDE_PX), (f"!({WIDE})", NARROW_PX)):
        placed = pd.DataFrame([_name(bar, axis, width) for bar in each(bars)])
        placed["y"] = bars["y"].to_numpy() - placed["text"].str.count("\n") * 6
        text = alt.when(shown).then("text:N").otherwise(alt.value(""))
        for side in ("left", "right"):
            plot = Plot(placed[placed["align"] == side])
            beside = {"align": side, "dx": 8 if side == "left" else -8, "lineHeight": 12}
            for look in (halo(palette), {"color": palette.ink}):
                names = hint(plot, **beside, **look)
                layers.append(names.encode(x=axis.x("day", orient="top"), y=down(height), text=text))
    return layers


def _name(bar: Any, axis: TimeAxis, width: int) -> dict[str, Any]:
    """The words beside a bar, the day they hang on, and their side."""
    has_envoy = isinstance(bar.envoy, str)
    text = f"{bar.name}, {plural(int(bar.days), 'day')}" + (f"; {bar.envoy} came" if has_envoy else "")
    for words in (text, in_two(text), bar.name):
        wide = max(text_width(line) for line in words.split("\n")) + 14
        if axis.share(bar.end_latest) * width + wide <= width:
            return {"day": bar.end_latest, "align": "left", "text": words}
        if axis.share(bar.start_earliest) * width - wide >= 0:
            return {"day": bar.start_earliest, "align": "right", "text": words}
    return {"day": bar.start_earliest, "align": "right", "text": bar.name}


CHART = Chart(
    id="detentions_spans",
    title="US citizens held in North Korea",
    question="Who was held, for how long, and who came for the release?",
    page="exchange",
    build=detentions,
    reading=detentions_reading,
    columns=Columns(
        (
            text("Person", "name"),
            text("Held from", "record.date"),
            text("Held until", "record.held_until"),
            day("First day", "record.first_day", FIRST_DAY),
            number("Held at most", "days", "days"),
            text("Why", "record.circumstances", is_long=True),
            text("Who came for the release", "envoy"),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each person held is one bar, from the first to the last day. The filter of series is not applied here.",
    group="Detentions",
)
