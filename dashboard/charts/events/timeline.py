"""The timeline of events: four lanes that stack away from the middle, cooperation above it and conflict below, over named eras."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.draw.bands import era_bands, eras_of, header_px
from dashboard.charts.draw.linked import named_brush, period_brush
from dashboard.charts.draw.marks import (
    CONFIRMED,
    DRAG_SIGN,
    NOTHING,
    WIDE,
    Plot,
    TimeAxis,
    day_in_words,
    down,
    drawn,
    dress,
    fade,
    hint,
    key,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import QUAD_LABELS, Palette
from dashboard.charts.events.by_year import balance, balance_reading, by_year, by_year_reading

__all__ = [
    "balance",
    "balance_reading",
    "by_year",
    "by_year_reading",
    "timeline",
    "timeline_reading",
]

DOT_PX = 6.5
LANE_NAME_PX = 18
COOPERATION, CONFLICT = (2, 1), (3, 4)


def timeline(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Each event as a dot on its day; a span where the day is not known, an open dot for a single source, a ring where sources disagree."""
    if frame.empty:
        return nothing(palette)
    events = drawn(frame)
    axis = TimeAxis.over(events, "date_earliest", "date_latest")
    eras = eras_of(events, axis)
    lanes, middle, height = _lanes(events, header_px(eras) + 4)
    base = events["quad_class"].map(lanes["base"])
    events["y"] = base + events["quad_class"].map(_direction) * (events["stack"] + 0.6) * DOT_PX
    line = Plot(pd.DataFrame({"y": [middle]})).mark_rule(color=palette.neutral_soft, aria=False)
    names = hint(Plot(lanes.reset_index()), align="left", dx=2, fontWeight=600, color=palette.muted)
    layers = [
        *era_bands(eras, axis, height, palette),
        line.encode(y=down(height)),
        *_dots(events, axis, height, palette),
        names.encode(x=alt.value(0), y=down(height), text="name:N"),
    ]
    return named_brush(dress(alt.layer(*layers), palette, height, key(events, *_timeline_signs(events), DRAG_SIGN)))


def timeline_reading(frame: pd.DataFrame) -> str:
    """How many events of cooperation and of conflict, over which years, and the year with most."""
    if frame.empty:
        return NOTHING
    cooperation = int(frame["quad_class"].isin(COOPERATION).sum())
    years = pd.to_datetime(frame["date_earliest"]).dt.year.value_counts().sort_index()
    first, last = pd.to_datetime(frame["date_earliest"]).min(), pd.to_datetime(frame["date_latest"]).max()
    period = f"on {day_in_words(first)}" if first == last else f"from {day_in_words(first)} to {day_in_words(last)}"
    peak = f"; the fullest year is {years.idxmax()} with {years.max()}" if len(years) > 1 else ""
    return f"{plural(len(frame), 'event')} {period}: {cooperation} of cooperation, {len(frame) - cooperation} of conflict{peak}."


def _dots(events: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    chosen = pick()
    scale = alt.Scale(domain=list(palette.quad), range=list(palette.quad.values()))
    colour: dict[str, Any] = {"scale": scale, "legend": None}
    plot, y = Plot(events.drop(columns="other_days")), down(height)
    known = plot.transform_filter("datum.date_precision === 'interval'").mark_rule(
        strokeWidth=3, opacity=0.4, aria=False
    )
    rings = plot.transform_filter("datum.is_disputed").mark_point(
        size=alt.ExprRef(f"{WIDE} ? 100 : 60"), strokeWidth=1.1, color=palette.ink, aria=False
    )
    dots = plot.mark_circle(
        size=alt.ExprRef(f"{WIDE} ? 34 : 20"), strokeWidth=1.4, cursor="pointer", opacity=1, ariaRoleDescription="event"
    ).encode(
        x=axis.x("date", grid=False),
        y=y,
        stroke=alt.Stroke("quad_class:N", **colour),
        fill=alt.when(CONFIRMED).then(alt.Fill("quad_class:N", **colour)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 1, 0.35),
        **spoken(),
    )
    return [
        known.encode(
            x=axis.x("date_earliest", grid=False), x2="date_latest:T", y=y, stroke=alt.Stroke("quad_class:N", **colour)
        ),
        *_rough(events, axis, height, palette),
        *_other_days(events, axis, height, palette),
        dots.add_params(chosen, period_brush(palette)),
        rings.encode(x=axis.x("date", grid=False), y=y),
    ]


def _timeline_signs(events: pd.DataFrame) -> list[str]:
    signs = ["Tick: another day that a source gives."] if (events["other_days"].map(len) > 0).any() else []
    rough = ~events["date_precision"].isin(["day", "interval"])
    return [*signs, "Faded bar: only the month or year is known."] if rough.any() else signs


def _rough(events: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """A bar with faded ends over the month or year in which an event lies, where no more is known; a colour for each class."""
    bars = []
    rough = events[~events["date_precision"].isin(["day", "interval"])]
    for quad, tone in palette.quad.items():
        rows = rough[rough["quad_class"] == quad]
        if rows.empty:
            continue
        colours = ["transparent", tone, "transparent"]
        stops = [{"offset": place / 2, "color": colour} for place, colour in enumerate(colours)]
        shade: Any = {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}
        places = rows[["date_earliest", "date_latest", "y"]]
        bar = Plot(places).mark_bar(size=5, orient="horizontal", fill=shade, opacity=0.75, aria=False)
        bars.append(bar.encode(x=axis.x("date_earliest", grid=False), x2="date_latest:T", y=down(height)))
    return bars


def _other_days(events: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """A tick on every other day that a source gives, and a hairline from there to the dot."""
    disputed = events[events["other_days"].map(len) > 0]
    if disputed.empty:
        return []
    days = disputed[["date", "other_days", "y"]].explode("other_days").rename(columns={"other_days": "other"})
    days["other"] = pd.to_datetime(days["other"])
    days = days[days["other"].between(axis.first, axis.last)]
    plot = Plot(days)
    line = plot.mark_rule(strokeWidth=0.8, color=palette.ink, aria=False)
    tick = plot.mark_tick(thickness=1.2, size=9, color=palette.ink, orient="vertical", aria=False)
    return [
        line.encode(x=axis.x("date", grid=False), x2="other:T", y=down(height)),
        tick.encode(x=axis.x("other", grid=False), y=down(height)),
    ]


def _lanes(events: pd.DataFrame, top: float) -> tuple[pd.DataFrame, float, float]:
    """Each lane's base line and the place of its name, the middle line, and the height of the whole."""
    counts = events["quad_class"].value_counts()
    stacks = events.groupby("quad_class")["stack"].max()
    rows, y = [], top
    for quad in (*COOPERATION, *CONFLICT):
        depth = max(float(stacks.get(quad, 0)) + 1.6, 2.5) * DOT_PX
        hangs = quad in CONFLICT
        name_y = y + depth + LANE_NAME_PX / 2 + 1 if hangs else y + LANE_NAME_PX / 2
        rows.append(
            (quad, y if hangs else y + LANE_NAME_PX + depth, name_y, f"{QUAD_LABELS[quad]}: {counts.get(quad, 0)}")
        )
        y += depth + LANE_NAME_PX
    lanes = pd.DataFrame(rows, columns=["quad_class", "base", "y", "name"]).set_index("quad_class")
    return lanes, float(lanes["base"][COOPERATION[1]]), y + 2


def _direction(quad: int) -> int:
    return -1 if quad in COOPERATION else 1
