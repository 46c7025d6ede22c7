"""The timeline of events: four lanes that stack away from the middle, cooperation above it and conflict below, over named eras."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.bands import era_layers, era_layout, eras_of
from dashboard.charts.draw.columns import AGREE, DATE, DOUBT, TONE
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import named_brush, period_brush
from dashboard.charts.draw.marks import (
    CONFIRMED,
    DRAG_SIGN,
    WIDE,
    Plot,
    TimeAxis,
    day_in_words,
    down,
    drawn,
    fade,
    finish,
    hint,
    key,
    pick,
    plural,
    spoken,
    time_x,
    title,
)
from dashboard.charts.draw.palette import QUAD_LABELS, Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, text

DOT_PX = 6.5
LANE_NAME_PX = 18
ROUGH_PX = 5
COOPERATION, CONFLICT = (2, 1), (3, 4)


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Each event as a dot on its day; a span where the day is not known, an open dot for a single source, a ring where sources disagree."""
    y = down(hole("height"))
    line = Plot(table("middle")).mark_rule(color=palette.neutral_soft, aria=False)
    names = hint(Plot(table("lanes")), align="left", dx=2, fontWeight=600, color=palette.muted)
    layers = [
        *era_layers(palette),
        line.encode(y=y),
        *_dots(palette),
        names.encode(x=alt.value(0), y=y, text="name:N"),
    ]
    return named_brush(finish(alt.layer(*layers), palette))


def lay_out(rows: Rows) -> Layout:
    """Places of dots, spans and ticks in four lanes under the names of the eras."""
    events = drawn(rows.frame)
    axis = TimeAxis.over(events, "date_earliest", "date_latest")
    eras = era_layout(eras_of(events, axis))
    lanes, middle, height = _lanes(events, eras.values["era_header"] + 4)
    base = events["quad_class"].map(lanes["base"])
    events["y"] = base + events["quad_class"].map(_direction) * (events["stack"] + 0.6) * DOT_PX
    rough = ~events["date_precision"].isin(["day", "interval"])
    signs = key(events, *_signs(rough, events["other_days"]), DRAG_SIGN)
    return eras | Layout(
        {
            "events": events.drop(columns="other_days"),
            "rough": events.loc[rough, ["date_earliest", "date_latest", "quad_class", "y"]],
            "others": _other_days(events, axis),
            "lanes": lanes.reset_index(),
            "middle": pd.DataFrame({"y": [middle]}),
        },
        {**axis.values(), "height": height, "rough_px": ROUGH_PX if rough.any() else 0, "title": title(signs)},
    )


def reading(rows: Rows) -> str:
    """How many events of cooperation and of conflict, over which years, and the year with most."""
    frame = rows.frame
    cooperation = int(frame["quad_class"].isin(COOPERATION).sum())
    years = pd.to_datetime(frame["date_earliest"]).dt.year.value_counts().sort_index()
    first, last = pd.to_datetime(frame["date_earliest"]).min(), pd.to_datetime(frame["date_latest"]).max()
    period = f"on {day_in_words(first)}" if first == last else f"from {day_in_words(first)} to {day_in_words(last)}"
    peak = f"; the fullest year is {years.idxmax()} with {years.max()}" if len(years) > 1 else ""
    return f"{plural(len(frame), 'event')} {period}: {cooperation} of cooperation, {len(frame) - cooperation} of conflict{peak}."


def _dots(palette: Palette) -> list[Any]:
    chosen = pick()
    scale = alt.Scale(domain=list(palette.quad), range=list(palette.quad.values()))
    colour: dict[str, Any] = {"scale": scale, "legend": None}
    plot, y = Plot(table("events")), down(hole("height"))
    known = plot.transform_filter("datum.date_precision === 'interval'").mark_rule(
        strokeWidth=3, opacity=0.4, aria=False
    )
    rings = plot.transform_filter("datum.is_disputed").mark_point(
        size=alt.ExprRef(f"{WIDE} ? 100 : 60"), strokeWidth=1.1, color=palette.ink, aria=False
    )
    dots = plot.mark_circle(
        size=alt.ExprRef(f"{WIDE} ? 34 : 20"), strokeWidth=1.4, cursor="pointer", opacity=1, ariaRoleDescription="event"
    ).encode(
        x=time_x("date", grid=False),
        y=y,
        stroke=alt.Stroke("quad_class:N", **colour),
        fill=alt.when(CONFIRMED).then(alt.Fill("quad_class:N", **colour)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 1, 0.35),
        **spoken(),
    )
    return [
        known.encode(
            x=time_x("date_earliest", grid=False), x2="date_latest:T", y=y, stroke=alt.Stroke("quad_class:N", **colour)
        ),
        *(_rough(quad, tone) for quad, tone in palette.quad.items()),
        *_ticks(palette),
        dots.add_params(chosen, period_brush(palette)),
        rings.encode(x=time_x("date", grid=False), y=y),
    ]


def _rough(quad: int, tone: str) -> Any:
    """A bar with faded ends over the month or year in which an event lies, where no more is known; for one class."""
    stops = [
        {"offset": place / 2, "color": colour} for place, colour in enumerate(["transparent", tone, "transparent"])
    ]
    shade: Any = {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}
    rows = Plot(table("rough")).transform_filter(f"datum.quad_class === {quad}")
    bar = rows.mark_bar(size=ROUGH_PX, orient="horizontal", fill=shade, opacity=0.75, aria=False)
    # Vega-Lite keeps room for half a bar at both ends of a scale as soon as a layer has bars, with rows or without.
    y = down(hole("height"), padding=hole("rough_px"))
    return bar.encode(x=time_x("date_earliest", grid=False), x2="date_latest:T", y=y)


def _ticks(palette: Palette) -> list[Any]:
    """A tick on every other day that a source gives, and a hairline from there to the dot."""
    plot, y = Plot(table("others")), down(hole("height"))
    line = plot.mark_rule(strokeWidth=0.8, color=palette.ink, aria=False)
    tick = plot.mark_tick(thickness=1.2, size=9, color=palette.ink, orient="vertical", aria=False)
    return [
        line.encode(x=time_x("date", grid=False), x2="other:T", y=y),
        tick.encode(x=time_x("other", grid=False), y=y),
    ]


def _signs(rough: pd.Series, other_days: pd.Series) -> list[str]:
    signs = ["Tick: another day that a source gives."] if (other_days.map(len) > 0).any() else []
    return [*signs, "Faded bar: only the month or year is known."] if rough.any() else signs


def _other_days(events: pd.DataFrame, axis: TimeAxis) -> pd.DataFrame:
    disputed = events.loc[events["other_days"].map(len) > 0, ["date", "other_days", "y"]]
    days = disputed.explode("other_days").rename(columns={"other_days": "other"})
    days["other"] = pd.to_datetime(days["other"])
    return days[days["other"].between(axis.first, axis.last)]


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


CHART = Chart(
    id="events_timeline",
    title="Events, 1945 to today",
    question="When did the two sides move towards or away from each other?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            *DATE,
            text("Event", "record.title", is_long=True),
            text("Kind", "record.kind"),
            text("Who acted", "record.who_acted"),
            text("Toward whom", "record.toward_whom"),
            TONE,
            text("Where", "record.place"),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each event is one dot, on its day or in the middle of its span of days; dots of one day are stacked.",
    group="Over time",
    selections=("pick", "brush"),
)
