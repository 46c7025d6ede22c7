"""The timeline of events: four lanes that stack away from the middle, cooperation above it and conflict below, over named eras."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.chart import Chart
from dashboard.charts.draw.bands import era_layers, era_layout
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
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, text

DOT_PX = 6.5
LANE_NAME_PX = 18
# As many columns of dots as the statement stacks by.
COLUMNS = 110
ROUGH_PX = 5
COOPERATION, CONFLICT = (2, 1), (3, 4)
DRAWN = [
    "mark",
    "label",
    "date_earliest",
    "date_latest",
    "date_precision",
    "quad_class",
    "checked",
    "is_disputed",
]
# Dates that are as exact as a source can be; others leave open where in a month or year an event lies.
EXACT = pa.array(["day", "interval"])
DISPUTED = pa.schema({"date": pa.date32(), "other_days": pa.list_(pa.date32()), "y": pa.float64()})
OTHER = pa.schema({"date": pa.date32(), "other": pa.date32(), "y": pa.float64()})


class Lane(NamedTuple):
    """The lane of a quad class: the line its dots stack away from, and its name with its place, in pixels from the top."""

    quad: int
    base: float
    name_y: float
    name: str


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
    axis = TimeAxis.over(rows.table, "date_earliest", "date_latest")
    eras = era_layout(rows.table, axis)
    quads, stacks = rows.column("quad_class"), rows.column("stack")
    lanes, height = _lanes(quads, stacks, eras.values["era_header"] + 4)
    base = {lane.quad: lane.base for lane in lanes}
    y = [base[quad] + _direction(quad) * (stack + 0.6) * DOT_PX for quad, stack in zip(quads, stacks, strict=True)]
    events = with_columns(rows.table.select(DRAWN), date=_columns(rows), y=y)
    rough = events.filter(pc.invert(pc.is_in(events["date_precision"], EXACT)))
    dated_otherwise = pc.greater(pc.list_value_length(rows.table["other_days"]), 0)
    signs = ["Tick: another day that a source gives."] if pc.any(dated_otherwise).as_py() else []
    signs += ["Faded bar: only the month or year is known."] if len(rough) else []
    return eras | Layout(
        {
            "events": events,
            "rough": rough.select(["date_earliest", "date_latest", "quad_class", "y"]),
            "others": _other_days(
                with_columns(rows.table.select(["date", "other_days"]), y=y).filter(dated_otherwise), axis
            ),
            "lanes": table_of(name=[lane.name for lane in lanes], y=[lane.name_y for lane in lanes]),
            "middle": table_of(y=[base[COOPERATION[1]]]),
        },
        {
            **axis.values(),
            "height": height,
            "rough_px": ROUGH_PX if len(rough) else 0,
            "title": title(key(events, *signs, DRAG_SIGN)),
        },
    )


def reading(rows: Rows) -> str:
    """How many events of cooperation and of conflict, over which years, and the year with most of each."""
    cooperation = [quad in COOPERATION for quad in rows.column("quad_class")]
    first, last = pc.min(rows.table["date_earliest"]).as_py(), pc.max(rows.table["date_latest"]).as_py()
    period = f"on {day_in_words(first)}" if first == last else f"from {day_in_words(first)} to {day_in_words(last)}"
    years = pc.year(rows.table["date_earliest"]).to_pylist()
    towards, away = (
        Counter(year for year, is_one in zip(years, cooperation, strict=True) if is_one is kind)
        for kind in (True, False)
    )
    most = [f"{word} in {_fullest(found)}" for word, found in (("cooperation", towards), ("conflict", away)) if found]
    peak = f"; most {', most '.join(most)}" if len(set(years)) > 1 else ""
    return f"{plural(len(rows), 'event')} {period}: {towards.total()} of cooperation, {away.total()} of conflict{peak}."


def _fullest(years: Counter[int]) -> str:
    """The first year with most, and how many."""
    year = min(years, key=lambda one: (-years[one], one))
    return f"{year} ({years[year]})"


def _columns(rows: Rows) -> pa.Array:
    """The day at which each dot is drawn: its own, or for those that stand on each other the middle of their column."""
    days = rows.table["date"].cast(pa.date32()).cast(pa.int32()).to_numpy()
    wide = max((days.max() - days.min()) / COLUMNS, 1)
    number = np.floor((days - days.min()) / wide + 0.5)
    together = Counter(zip(rows.column("quad_class"), number, strict=True))
    alone = [together[spot] == 1 for spot in zip(rows.column("quad_class"), number, strict=True)]
    drawn = np.where(alone, days, days.min() + number * wide).astype("int32")
    return pa.array(drawn).cast(pa.date32())


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


def _other_days(disputed: pa.Table, axis: TimeAxis) -> pa.Table:
    """One row for each other day that the axis shows, with the day and the height of its dot."""
    first, last = axis.first.date(), axis.last.date()
    found = [
        {"date": row["date"], "other": other, "y": row["y"]}
        for row in disputed.cast(DISPUTED).to_pylist()
        for other in row["other_days"]
        if first <= other <= last
    ]
    return pa.Table.from_pylist(found, OTHER)


def _lanes(quads: list[int], stacks: list[float], top: float) -> tuple[list[Lane], float]:
    """The four lanes from top to bottom, as deep as their highest stack, and the height of the whole."""
    counts, highest = Counter(quads), dict.fromkeys(QUAD_LABELS, 0.0)
    for quad, stack in zip(quads, stacks, strict=True):
        highest[quad] = max(highest[quad], stack)
    lanes, y = [], top
    for quad in (*COOPERATION, *CONFLICT):
        depth = max(highest[quad] + 1.6, 2.5) * DOT_PX
        hangs = quad in CONFLICT
        name_y = y + depth + LANE_NAME_PX / 2 + 1 if hangs else y + LANE_NAME_PX / 2
        base = y if hangs else y + LANE_NAME_PX + depth
        lanes.append(Lane(quad, base, name_y, f"{QUAD_LABELS[quad]}: {counts[quad]}"))
        y += depth + LANE_NAME_PX
    return lanes, y + 2


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
    rule="Each event is one dot, on its day or in the middle of its span of days. Those that would cover each other stand in one column, "
    "a hundredth of the time shown wide.",
    group="Over time",
    selections=("pick", "brush"),
)
