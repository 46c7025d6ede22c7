"""The balance of cooperation and conflict: two bars a year, and the net of both as a line."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import COMPLETE
from dashboard.charts.draw.holes import table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import named_brush, period_brush
from dashboard.charts.draw.marks import (
    DRAG_SIGN,
    SMALL,
    WIDE,
    Plot,
    fade,
    finish,
    hint,
    key,
    pick,
    plural,
    spoken,
    title,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, year
from dashboard.charts.draw.years import partial_note, with_bars, year_layout, year_x
from dashboard.charts.events.columns import EVENTS, SIDE
from dashboard.charts.events.sides import SIDE_QUAD, side_fill

HEIGHT = 320
NAMES = {"cooperation": ("Cooperation ↑", 8), "conflict": ("Conflict ↓", HEIGHT - 8)}
DRAWN = ["mark", "label", "year", "side", "goldstein_sum", "is_partial"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Two bars a year from zero, cooperation up and conflict down, and the net of both as a line that breaks where years are empty."""
    chosen = pick()
    marks = (
        Plot(table("bars"))
        .mark_rect(cursor="pointer", ariaRoleDescription="bar")
        .encode(
            x=year_x("x"),
            x2="x2:Q",
            y=_points_axis(),
            y2="zero:Q",
            fill=side_fill(palette),
            fillOpacity=alt.when("datum.is_partial").then(alt.value(0.55)).otherwise(alt.value(1)),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    net = Plot(table("net")).encode(x=year_x("year"), y="net_goldstein:Q")
    width = alt.ExprRef(f"{WIDE} ? 1.4 : 0.9")
    line = net.mark_line(color=palette.ink, strokeWidth=width, aria=False).encode(detail="run:N")
    points = net.mark_circle(color=palette.ink, size=alt.ExprRef(f"{WIDE} ? 16 : 5"), opacity=1, aria=False)
    zero = Plot(table("zero")).mark_rule(color=palette.muted, aria=False).encode(y="zero:Q")
    names = [_side_name(side, palette) for side in NAMES]
    layers = [marks.add_params(chosen, period_brush(palette)), zero, line, points, *names]
    made = alt.layer(*layers, partial_note(palette, alt.value(HEIGHT - 2)))
    return named_brush(finish(made, palette, HEIGHT))


def lay_out(rows: Rows) -> Layout:
    """The bars, one point of the net line for each year, and the names of the sides that have bars."""
    bars = with_columns(with_bars(rows.table.select(DRAWN)), zero=[0] * len(rows))
    sides = set(rows.column("side"))
    names = {f"{side}_name": table_of(text=[words] if side in sides else []) for side, (words, _) in NAMES.items()}
    # Rows of one year follow one another.
    years = rows.column("year")
    first = [number for number, one in enumerate(years) if number == 0 or years[number - 1] != one]
    net = rows.table.select(["year", "net_goldstein", "run"]).take(first)
    return year_layout(rows) | Layout(
        {"bars": bars, "net": net, "zero": table_of(zero=[0]), **names},
        {"title": title(key(bars, "Line: net of both.", DRAG_SIGN))},
    )


def reading(rows: Rows) -> str:
    """In how many years cooperation outweighed conflict, and the best and the worst year."""
    net = dict(zip(rows.column("year"), rows.column("net_goldstein"), strict=True))
    best, worst = max(net, key=lambda one: (net[one], -one)), min(net, key=lambda one: (net[one], one))
    if len(net) == 1:
        return f"The balance of {best} is {net[best]:+.1f} points."
    return (
        f"Cooperation outweighed conflict in {sum(value > 0 for value in net.values())} of "
        f"{plural(len(net), 'year')} with events; "
        f"the balance was highest in {best} ({net[best]:+.1f}) and lowest in {worst} ({net[worst]:+.1f})."
    )


def _points_axis() -> alt.Y:
    axis = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="start", titleX=0, titleY=-8, tickCount=6, format="+d")
    axis.labelExpr = "datum.value == 0 ? '0' : datum.label"
    return alt.Y("goldstein_sum:Q", title="Goldstein points a year", axis=axis)


def _side_name(side: str, palette: Palette) -> Any:
    look: dict[str, Any] = {"align": "left", "dx": 4, "fontWeight": 600, "fontSize": SMALL + 1}
    name = hint(Plot(table(f"{side}_name")), color=palette.quad[SIDE_QUAD[side]], **look)
    return name.encode(x=alt.value(0), y=alt.value(NAMES[side][1]), text="text:N")


CHART = Chart(
    id="cooperation_balance",
    title="Balance of cooperation and conflict",
    question="In which years did cooperation outweigh conflict?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            year("Year", "year"),
            SIDE,
            number("Sum", "goldstein_sum", "Goldstein points", 1, is_signed=True),
            EVENTS,
            number("Balance of the year", "net_goldstein", "Goldstein points", 1, is_signed=True),
            COMPLETE,
        )
    ),
    rule="An event counts once, in the year of its first day, with the Goldstein value of its code, on the "
    "side of that value's sign; a value of zero counts on neither side. With an actor filter it counts "
    "only where that actor acts or is acted upon.",
    group="Over time",
    selections=("pick", "brush"),
)
