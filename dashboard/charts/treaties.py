"""Charts of instruments: how long they lasted, what they promise, and how the Security Council voted."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from dashboard.charts.common import (
    CONFIRMED,
    NARROW_PX,
    NOTHING,
    SMALL,
    WIDE,
    WIDE_PX,
    TimeAxis,
    down,
    dress,
    drawn,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
    text_width,
)
from dashboard.charts.palette import Palette
from dashboard.charts.votes import votes, votes_reading

__all__ = ["lifespans", "lifespans_reading", "obligations", "obligations_reading", "votes", "votes_reading"]

ROW_PX = 19
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
        bars["ended"].notna(), fading.clip(upper=axis.last).where(~bars["is_in_force"], bars["last_day"])
    )
    bars["fate"] = "over"
    bars.loc[bars["is_broken_off"], "fate"] = "broken"
    bars.loc[bars["is_in_force"], "fate"] = "open"
    bars.loc[bars["ended"].isna() & ~bars["is_in_force"], "fate"] = "unknown"
    layers = [*_spans(bars, axis, height, palette), *_titles(bars, axis, height, palette)]
    return dress(alt.layer(*layers), palette, height)


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


def obligations(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Instruments down in order of signature, obligations across; filled where the text binds, a diamond where it is political."""
    if frame.empty:
        return nothing(palette)
    cells = drawn(frame)
    rows = cells.sort_values("treaty_rank")["treaty"].unique().tolist()
    titles = dict(zip(cells["treaty"], cells["short_title"], strict=True))
    across = cells.sort_values("obligation_sort")["obligation"].unique().tolist()
    forces = cells.sort_values("legal_force_sort")["legal_force"].unique().tolist()
    chosen = pick()
    lookup = (
        "{" + ", ".join(f"{json.dumps(key)}: {json.dumps(title)}" for key, title in titles.items()) + "}[datum.value]"
    )
    y_axis = alt.Axis(title=None, labelExpr=lookup, labelLimit=260, grid=True, labelColor=palette.ink)
    x_axis = alt.Axis(orient="top", title=None, labelAngle=-60, labelLimit=140, labelColor=palette.ink, grid=True)
    shapes = alt.Scale(domain=forces, range=["circle", "diamond", "triangle-up"][: len(forces)])
    points = (
        alt.Chart(cells)
        .mark_point(size=alt.ExprRef(f"{WIDE} ? 90 : 46"), strokeWidth=1.6, cursor="pointer", opacity=1)
        .encode(
            x=alt.X("obligation:N", sort=across, axis=x_axis),
            y=alt.Y("treaty:N", sort=rows, axis=y_axis),
            shape=alt.Shape(
                "legal_force:N",
                scale=shapes,
                legend=alt.Legend(symbolFillColor=palette.neutral, symbolStrokeColor=palette.neutral),
            ),
            stroke=alt.value(palette.neutral),
            fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
            opacity=fade(chosen),
            **spoken(),
        )
        .add_params(chosen)
    )
    return dress(points, palette, 18 * len(rows))


def obligations_reading(frame: pd.DataFrame) -> str:
    """The most frequent obligation and how many instruments carry it."""
    if frame.empty:
        return NOTHING
    carried = frame.groupby("obligation")["treaty"].nunique().sort_index()
    total = frame["treaty"].nunique()
    return f"{carried.idxmax()} is the most frequent obligation: {carried.max()} of {plural(total, 'instrument')} carry it."


def _spans(bars: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[alt.Chart]:
    chosen = pick()
    fading = {
        "gradient": "linear",
        "stops": [{"offset": 0, "color": palette.neutral_soft}, {"offset": 1, "color": palette.paper}],
    }
    tones = alt.Scale(domain=["open", "over", "broken"], range=[palette.neutral_soft, palette.rule, palette.rule])
    plot = alt.Chart(bars)
    ends = {"x": axis.x("start"), "x2": "stop:T", "y": down(height, "top"), "y2": "bottom:Q"}
    known = plot.transform_filter("datum.fate !== 'unknown'").mark_rect(cursor="pointer", cornerRadius=2)
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
        x=axis.x("signed"),
        y=down(height),
        fill=alt.when(CONFIRMED).then(alt.value(palette.ink)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 1, 0.45),
        **spoken(),
    )
    place = {"x": axis.x("stop"), "y": down(height)}
    return [
        known.encode(
            **ends, fill=alt.Fill("fate:N", scale=tones, legend=None), opacity=fade(chosen), tooltip="label:N"
        ),
        unknown.encode(**ends, opacity=fade(chosen), tooltip="label:N"),
        waiting.encode(x=axis.x("signed"), x2="start:T", y=down(height)),
        *(layer.encode(**place) for layer in (stops, arrows, crosses)),
        dots.add_params(chosen),
    ]


def _titles(bars: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[alt.Chart]:
    """The title beside the dot of its signature, on the side with room; two layouts, of which the width shows one."""
    layers = []
    for shown, width, words in ((WIDE, WIDE_PX, "long"), (f"!({WIDE})", NARROW_PX, "short")):
        names = bars["short_title"]
        if words == "long":
            names = names + (", " + bars["ending"].str.lower()).where(~bars["is_in_force"], "")
        shares = bars["signed"].map(axis.share)
        for side in ("left", "right", "edge"):
            rows = bars.assign(text=names)[
                [_side(share, name, width) == side for share, name in zip(shares, names, strict=True)]
            ]
            if rows.empty:
                continue
            text = hint(
                alt.Chart(rows), align="right" if side == "left" else "left", dx={"left": -8, "right": 8}.get(side, 0)
            )
            x = alt.value(0) if side == "edge" else axis.x("signed")
            words_shown = alt.when(shown).then("text:N").otherwise(alt.value(""))
            layers.append(text.encode(x=x, y=down(height), text=words_shown, color=alt.value(palette.ink)))
    return layers


def _side(share: float, name: str, width: int) -> str:
    room = text_width(name) + 10
    if share * width >= room:
        return "left"
    return "right" if (1 - share) * width >= room else "edge"
