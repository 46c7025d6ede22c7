"""Charts of instruments: how long they lasted, what they promise, and how the Security Council voted."""

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
from dashboard.charts.draw.table import Columns, day, text
from dashboard.charts.treaties.obligations import obligations, obligations_reading
from dashboard.charts.treaties.votes import votes, votes_reading

__all__ = ["lifespans", "lifespans_reading", "obligations", "obligations_reading", "votes", "votes_reading"]

ROW_PX = 20
TIGHT_PX = 10
BAR_PX = 14
FADE_SHARE = 0.09


def lifespans(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A bar from in force to ended for each instrument: an arrow while it is in force, a fade where its end is not known."""
    if frame.empty:
        return nothing(palette)
    bars = drawn(frame)
    axis = TimeAxis.over(bars, "signed", "in_force", "ended", "last_day")
    height = ROW_PX * len(bars) + 8
    bars["y"] = [ROW_PX * (i + 0.5) + 2 for i in range(len(bars))]
    bars["top"], bars["bottom"] = bars["y"] - BAR_PX / 2, bars["y"] + BAR_PX / 2
    bars["start"] = bars["in_force"].fillna(bars["signed"])
    fading = bars["start"] + (axis.last - axis.first) * FADE_SHARE
    bars["stop"] = bars["ended"].where(
        bars["ended"].notna(), fading.mask(fading > axis.last, axis.last).where(~bars["is_in_force"], bars["last_day"])
    )
    bars["fate"] = "over"
    bars.loc[bars["is_broken_off"], "fate"] = "broken"
    bars.loc[bars["is_in_force"], "fate"] = "open"
    bars.loc[bars["ended"].isna() & ~bars["is_in_force"], "fate"] = "unknown"
    layers = [*_spans(bars, axis, height, palette), *_titles(bars, axis, height, palette)]
    signs = key(bars, "Dot: signed.", "Arrow: in force.", "Cross: broken off.", "Tick: ended.", "Fade: end not known.")
    return dress(alt.layer(*layers), palette, height, signs)


def lifespans_reading(frame: pd.DataFrame) -> str:
    """How many are in force, how many were broken off, and the median life of those that ended on a known day."""
    if frame.empty:
        return NOTHING
    ended = frame.dropna(subset=["ended"])
    started = pd.to_datetime(ended["in_force"]).fillna(pd.to_datetime(ended["signed"]))
    years = ((pd.to_datetime(ended["ended"]) - started).dt.days / 365.25).median()
    life = f"; those with a known end lasted {years:.1f} years in the median" if len(ended) > 1 else ""
    in_force, broken = int(frame["is_in_force"].sum()), int(frame["is_broken_off"].sum())
    return (
        f"{plural(len(frame), 'instrument')}: {in_force} in force today, {broken} broken off before their time{life}."
    )


def _spans(bars: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    chosen = pick()
    fading = {
        "gradient": "linear",
        "stops": [{"offset": 0, "color": palette.neutral_soft}, {"offset": 1, "color": palette.paper}],
    }
    tones = alt.Scale(domain=["open", "over", "broken"], range=[palette.neutral_soft, palette.rule, palette.rule])
    plot = Plot(bars)
    ends = {"x": axis.x("start", orient="top"), "x2": "stop:T", "y": down(height, "top"), "y2": "bottom:Q"}
    known = plot.transform_filter("datum.fate !== 'unknown'").mark_rect(cursor="pointer", cornerRadius=2, aria=False)
    unknown = plot.transform_filter("datum.fate === 'unknown'").mark_rect(color=fading, cursor="pointer", aria=False)
    waiting = plot.transform_filter("datum.signed < datum.start").mark_rule(
        strokeDash=[2, 2], color=palette.neutral, aria=False
    )
    arrows = plot.transform_filter("datum.fate === 'open'").mark_point(
        shape="triangle-right", size=70, filled=True, color=palette.neutral, opacity=1, aria=False
    )
    crosses = plot.transform_filter("datum.fate === 'broken'").mark_point(
        shape="cross", angle=45, size=60, filled=True, color=palette.ink, opacity=1, aria=False
    )
    stops = plot.transform_filter("datum.fate === 'over'").mark_tick(
        orient="vertical", thickness=2, size=BAR_PX, color=palette.neutral, aria=False
    )
    dots = plot.mark_circle(size=44, strokeWidth=1.5, stroke=palette.ink, cursor="pointer", opacity=1).encode(
        x=axis.x("signed", orient="top"),
        y=down(height),
        fill=alt.when(CONFIRMED).then(alt.value(palette.ink)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 1, 0.45),
        **spoken(),
    )
    place = {"x": axis.x("stop", orient="top"), "y": down(height)}
    return [
        known.encode(
            **ends, fill=alt.Fill("fate:N", scale=tones, legend=None), opacity=fade(chosen), tooltip="label:N"
        ),
        unknown.encode(**ends, opacity=fade(chosen), tooltip="label:N"),
        waiting.encode(x=axis.x("signed", orient="top"), x2="start:T", y=down(height)),
        *(layer.encode(**place) for layer in (stops, arrows, crosses)),
        dots.add_params(chosen),
    ]


def _titles(bars: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """The title beside its bar, on the side with room, in two layouts of which the width shows one."""
    layers = []
    for shown, width in ((WIDE, WIDE_PX), (f"!({WIDE})", NARROW_PX)):
        placed = pd.DataFrame(
            [_title(bar, axis, width) for bar in each(bars)], columns=["day", "align", "shift", "text"]
        )
        placed["y"] = bars["y"].to_numpy() - placed["text"].str.count("\n") * TIGHT_PX / 2
        text = alt.when(shown).then("text:N").otherwise(alt.value(""))
        for side in ("left", "right"):
            plot = Plot(placed[placed["align"] == side])
            names = hint(plot, align=side, dx=alt.ExprRef("datum.shift"), color=palette.ink, lineHeight=TIGHT_PX)
            layers.append(names.encode(x=axis.x("day", orient="top"), y=down(height), text=text))
    return layers


def _title(bar: Any, axis: TimeAxis, width: int) -> tuple[pd.Timestamp, str, int, str]:
    """The day that a title hangs on, its alignment and shift, and its words."""
    text = bar.short_title if width == NARROW_PX or bar.is_in_force else f"{bar.short_title}, {bar.ending.lower()}"
    signed, start, stop = (axis.share(day) * width for day in (bar.signed, bar.start, bar.stop))
    if text_width(text) + 10 <= signed:
        return bar.signed, "right", -8, text
    beside, anchor = (
        (stop, bar.stop) if stop - start < text_width(text) / 2 and bar.fate != "open" else (start, bar.start)
    )
    if beside + text_width(text) + 10 <= width:
        return anchor, "left", 9, text
    half = in_two(text)
    return (bar.signed, "right", -8, half) if signed > width / 2 else (bar.start, "left", 9, half)


CHART = Chart(
    id="treaty_lifespans",
    title="How long agreements lasted",
    question="When was each instrument signed, in force, and ended, and how did it end?",
    page="treaties",
    build=lifespans,
    reading=lifespans_reading,
    columns=Columns(
        (
            text("Instrument", "record.title"),
            text("Signed", "record.date"),
            text("In force", "record.in_force"),
            text("Ended", "record.ended"),
            text("How it ended", "record.how_ended"),
            text("Kind", "record.kind"),
            text("Parties", "record.parties"),
            text("Legal force", "record.legal_force"),
            day("Signed, first day", "record.first_day", FIRST_DAY),
            day("Ended, first day", "record.ended_first_day", FIRST_DAY),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each instrument counts once, from its signature to its end; in force is what has no known or presumed end.",
    group="Lifespans",
)
