"""Where launches came from: a line of time for each place, with a dot for each year."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import COMPLETE
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, down, fade, finish, hint, key, pick, plural, spoken, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text, year
from dashboard.charts.draw.years import partial_note, span, year_layout, year_x

SITE_PX, GUTTER_PX, TICK_PX = 34, 232, 80
FIRST_ROUGH, UNKNOWN = 13, 14


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A line of time for each place, the most used first, with a dot for each year whose area is the number of launch events."""
    gutter = alt.ExprRef(f"{WIDE} ? {GUTTER_PX} : 0")
    y, block = down(hole("height")), Plot(table("places"))
    lines = block.mark_rule(color=palette.rule, aria=False)
    names = hint(block, align="left", color=palette.ink, limit=GUTTER_PX - 8, dy=alt.ExprRef(f"{WIDE} ? 0 : -13"))
    many = Plot(table("dots")).transform_filter("datum.launch_events > 9")
    counts = hint(many, color=palette.paper, fontSize=SMALL - 1)
    layers = [
        lines.encode(x=alt.value(gutter), x2=alt.value("width"), y=y),
        _dots(gutter, palette),
        counts.encode(x=year_x("year", left=gutter, every=TICK_PX), y=y, text="launch_events:Q"),
        names.encode(x=alt.value(0), y=y, text="name:N"),
        partial_note(palette, alt.value(5), left=gutter, every=TICK_PX),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The places one below the other, the most used first."""
    sorts = rows.column("site_sort")
    places = dict(zip(sorts, zip(rows.column("site"), rows.column("site_events"), strict=True), strict=True))
    y = {sort: i * SITE_PX + 34 for i, sort in enumerate(sorted(places))}
    dots = rows.table.select(["mark", "label", "year", "launch_events", "is_partial"])
    tables = {
        "dots": with_columns(dots, y=[y[sort] for sort in sorts]),
        "places": table_of(
            name=[f"{site}: {events}" for site, events in places.values()], y=[y[sort] for sort in places]
        ),
    }
    height = float(len(places) * SITE_PX + 18)
    says = title(key(rows.table, "Area: launch events of the year."))
    return year_layout(rows) | Layout(tables, {"height": height, "title": says})


def reading(rows: Rows) -> str:
    """The place most used, over which years, and how many events have no exact place."""
    columns = ("site_sort", "site", "year", "launch_events")
    events = list(zip(*map(rows.column, columns), strict=True))
    total = sum(count for *_, count in events)
    rough = sum(count for sort, *_, count in events if sort == UNKNOWN)
    left = f"; for {rough} of {total} the place was published only roughly or not at all" if rough else ""
    first = min(sort for sort, *_ in events)
    if first >= FIRST_ROUGH:
        return f"{plural(total, 'launch event')}, none from a place that is known exactly."
    used = [(site, year_of, count) for sort, site, year_of, count in events if sort == first]
    return (
        f"{used[0][0]} was used most, for {sum(count for *_, count in used)} of "
        f"{plural(total, 'launch event')} ({span(year_of for _, year_of, _ in used)}){left}."
    )


def _dots(gutter: Any, palette: Palette) -> Any:
    chosen = pick()
    dots = Plot(table("dots")).mark_circle(
        color=palette.neutral, stroke=palette.paper, strokeWidth=1, cursor="pointer", opacity=0.9
    )
    placed = dots.encode(
        x=year_x("year", left=gutter, every=TICK_PX),
        y=down(hole("height")),
        size=alt.Size("launch_events:Q", scale=alt.Scale(domain=[0, 25], range=[0, 480]), legend=None),
        fillOpacity=alt.when("datum.is_partial").then(alt.value(0.5)).otherwise(alt.value(1)),
        opacity=fade(chosen, 0.9),
        **spoken(),
    )
    return placed.add_params(chosen)


CHART = Chart(
    id="launch_sites",
    title="Where launches came from",
    question="Which places were launches made from, and in which years?",
    page="weapons",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            year("Year", "year"),
            text("Place", "site"),
            number("Launch events", "launch_events", "launch events"),
            number("Launch events of the place in all years", "site_events", "launch events"),
            COMPLETE,
        )
    ),
    rule="A launch event counts once, in the year of its first day, at its place; places within about ten "
    "kilometres are one.",
    group="Sites and yields",
)
