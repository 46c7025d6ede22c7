"""How far launches flew: one plane of days and distances, the class as the shape of a mark, the outcome as a sign on it."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE, DOUBT
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.linked import clicked, pick_beside
from dashboard.charts.draw.marks import CONFIRMED, WIDE, Plot, fade, finish, hint, plural, spoken, time_x
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.weapons.range_layout import LEFT_PX, NARROW_LEFT_PX, RIGHT_PX, lay_out

SHAPES = {
    "srbm": "circle",
    "mrbm": "square",
    "irbm": "diamond",
    "icbm": "triangle-up",
    "slbm": "triangle-down",
    "slv": "M0,-1L0.24,-0.32L0.95,-0.31L0.38,0.12L0.59,0.81L0,0.4L-0.59,0.81L-0.38,0.12L-0.95,-0.31L-0.24,-0.32Z",
    "cruise": "M-1,-0.45L1,-0.45L1,0.45L-1,0.45Z",
    "hypersonic": "triangle-right",
    "unknown": "cross",
}
CROSS = "M-1,-1L1,1M1,-1L-1,1"
TOP = f"({WIDE} ? 0 : {hole('narrow_top')})"
FIRST, LAST = f"({WIDE} ? {LEFT_PX} : {NARROW_LEFT_PX})", f"(width - ({WIDE} ? {RIGHT_PX} : 4))"
NAME_X = f"({WIDE} ? width - {RIGHT_PX} + 34 : 14)"


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Each measured flight by day and distance over ground; at the right each class with its sign and its farthest flight."""
    rings = Plot(table("flights")).transform_filter("datum.is_disputed")
    ringed = rings.mark_point(size=130, strokeWidth=1.1, color=palette.ink, aria=False)
    # Vega takes the height from this, which knows the width; the number given to `finish` only holds the place.
    height = alt.param(name="height", expr=f"{hole('height')} + {TOP}")
    layers = [
        *_grid(palette),
        *_steps(palette),
        *_leaders(palette),
        _points(palette),
        *_outcomes(palette),
        ringed.encode(x=_x("place"), y=_y()),
        *_words(palette),
        *_classes(palette),
    ]
    return finish(alt.layer(*layers).add_params(height), palette, 400)


def reading(rows: Rows) -> str:
    """The farthest flight, how many flew more than a thousand kilometres, and how many distances are not known."""
    distances, days = rows.column("distance_km"), rows.days("date")
    far = min(range(len(rows)), key=lambda i: (-distances[i], days[i]))
    unmeasured, missile = rows.column("unmeasured")[0], rows.column("missile")[far]
    missile = "a missile not identified" if missile == "unidentified" else missile
    left = f"; for {plural(unmeasured, 'further launch event')} none was published" if unmeasured else ""
    return (
        f"The farthest flight was {distances[far]:,.0f} km ({missile}, {days[far].year}). Of {plural(len(rows), 'flight')} with "
        f"a published distance {sum(distance > 1000 for distance in distances)} went farther than 1,000 km{left}."
    )


def _x(column: str) -> alt.X:
    return time_x(column, grid=False, left=alt.ExprRef(FIRST), right=alt.ExprRef(LAST))


def _y(column: str = "y", shift: str = "0") -> Any:
    return alt.value(alt.ExprRef(f"{TOP} + datum.{column} + ({shift})"))


def _shape() -> alt.Shape:
    return alt.Shape("class:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)


def _points(palette: Palette) -> Any:
    chosen, size = pick_beside("kind"), alt.ExprRef(f"datum.is_record ? 120 : {WIDE} ? 54 : 34")
    points = Plot(table("flights")).mark_point(size=size, strokeWidth=1.2, cursor="pointer")
    tone = alt.value(alt.ExprRef(f"datum.is_record ? '{palette.ink}' : '{palette.neutral}'"))
    fill = f"!({CONFIRMED}) ? '{palette.paper}' : datum.is_record ? '{palette.ink}' : '{palette.neutral}'"
    placed = points.encode(
        x=_x("place"),
        y=_y(),
        shape=_shape(),
        stroke=tone,
        fill=alt.value(alt.ExprRef(fill)),
        opacity=fade(chosen, 0.85, 0.3),
        **spoken(),
    )
    return placed.add_params(chosen)


def _outcomes(palette: Palette) -> list[Any]:
    """A cross over what failed, and a dot in what ended nobody knows how."""
    failed, unknown = (
        Plot(table("flights")).transform_filter(f"datum.outcome === '{outcome}'") for outcome in ("failure", "unknown")
    )
    inside = alt.value(alt.ExprRef(f"{CONFIRMED} ? '{palette.paper}' : '{palette.neutral}'"))
    return [
        failed.mark_point(shape=CROSS, size=90, strokeWidth=1.3, stroke=palette.ink, aria=False).encode(
            x=_x("place"), y=_y()
        ),
        unknown.mark_point(shape="circle", size=9, strokeWidth=0, aria=False).encode(
            x=_x("place"), y=_y(), fill=inside
        ),
    ]


def _grid(palette: Palette) -> list[Any]:
    plot = Plot(table("lines"))
    tone = alt.when("datum.base").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule))
    numbers = hint(plot, align="left", baseline="middle", color=palette.muted)
    return [
        plot.mark_rule(aria=False).encode(x=_at(FIRST), x2=_at(LAST), y=_y(), color=tone),
        numbers.encode(x=alt.value(0), y=_y(), text="text:N"),
    ]


def _steps(palette: Palette) -> list[Any]:
    """The line of the farthest flight so far."""
    plot = Plot(table("steps")).mark_rule(color=palette.neutral, strokeWidth=1, aria=False)
    return [
        plot.encode(x=_x("start"), x2="end:T", y=_y()),
        plot.encode(x=_x("start"), y=_y("before"), y2=_y()),
    ]


def _words(palette: Palette) -> list[Any]:
    """What flew farthest so far, under its line; the last one above it, up to its mark."""
    plot = Plot(table("steps")).transform_filter(f"{WIDE} ? datum.wide : datum.narrow")
    beside = {"align": alt.ExprRef("datum.align"), "dx": alt.ExprRef("datum.align === 'right' ? -10 : 10")}
    y = _y(shift="datum.align === 'right' ? -9 : 11")
    halo = hint(plot, color=palette.paper, stroke=palette.paper, strokeWidth=3, **beside)
    names = hint(plot, color=palette.ink, fontWeight=600, **beside)
    return [layer.encode(x=_x("start"), y=y, text="words:N") for layer in (halo, names)]


def _leaders(palette: Palette) -> list[Any]:
    """From the farthest flight of each class to its name."""
    plot = Plot(table("classes")).transform_filter(WIDE).mark_rule(color=palette.neutral_soft, aria=False)
    level = "datum.wide_y + 6"
    return [
        plot.encode(x=_x("place"), x2=_at(LAST), y=_y("at_y"), y2=_y("at_y")),
        plot.encode(x=_at(LAST), x2=_at(f"{LAST} + 14"), y=_y("at_y"), y2=_at(level)),
    ]


def _classes(palette: Palette) -> list[Any]:
    """Sign and name of each class, which shows it alone, and its farthest flight: at the right, on a narrow chart above."""
    plot = Plot(table("classes"))
    y = _at(f"{WIDE} ? datum.wide_y : datum.narrow_y")
    signs = plot.mark_point(size=60, fill=palette.neutral, stroke=palette.neutral, aria=False)
    look: dict[str, Any] = {"align": "left", "baseline": "middle"}
    names = hint(plot, **look, fontWeight=600, color=palette.ink, cursor="pointer")
    under = hint(plot.transform_filter(WIDE), **look, dy=15, color=palette.muted)
    beside = hint(plot.transform_filter(f"!({WIDE})"), **{**look, "align": "right"}, color=palette.muted)
    return [
        signs.encode(x=_at(f"{NAME_X} - 10"), y=y, shape=_shape()),
        names.encode(x=_at(NAME_X), y=y, text="name:N", tooltip="said:N")
        .properties(name="kinds")
        .add_params(clicked("kind", "class")),
        under.encode(x=_at(NAME_X), y=y, text="farthest:N"),
        beside.encode(x=alt.value("width"), y=y, text="short:N"),
    ]


def _at(expression: str) -> Any:
    return alt.value(alt.ExprRef(expression))


CHART = Chart(
    id="launch_ranges",
    title="How far they flew",
    question="What distance did each launch cover, and did it succeed?",
    page="weapons",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            *DATE,
            text("Missile", "record.missile"),
            text("Class", "class_label"),
            number("Distance flown", "distance_km", "km"),
            text("Outcome", "record.outcome"),
            text("From where", "record.facility"),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each launch event with a published distance is one mark; those without one are not shown. The line follows the farthest "
    "flight up to each day among those that match the filters.",
    group="Ranges",
    selections=("pick", "kind"),
)
