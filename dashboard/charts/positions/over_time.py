"""Positions over time: the paths of those whose stance moved, and under them when each position on a topic was taken."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import table
from dashboard.charts.draw.linked import pick_beside
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, finish, hint, plural, time_x
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, number
from dashboard.charts.positions.columns import POSITION
from dashboard.charts.positions.moves import Path, paths
from dashboard.charts.positions.stances import point, rings
from dashboard.charts.positions.time_layout import lay_out
from dashboard.charts.positions.widths import GUTTER, at, beside, params, topic_words

LEFT = alt.ExprRef(GUTTER)


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A row for each who moved, with a line through the positions; a strip for each topic, for above its line and against below."""
    chosen = pick_beside("kind")
    layers = [*_strips(palette, chosen), *_movers(palette, chosen)]
    return finish(alt.layer(*layers).add_params(*params()), palette, 400)


def reading(rows: Rows) -> str:
    """How many who spoke on a topic again had moved, and who moved furthest; then how many positions from which years."""
    years = [day.year for day in rows.days("date")]
    period = f"in {min(years)}" if min(years) == max(years) else f"from {min(years)} to {max(years)}"
    start = f"{plural(len(rows), 'position')} {period}"
    several = paths(rows)
    if not several:
        return f"{start}; nobody took more than one position on a topic."
    moved = [path for path in several if path.has_moved]
    cases = f"In {len(moved) or 'none'} of {plural(len(several), 'case')} in which a person spoke on a topic again, the stance moved"
    if not moved:
        return f"{cases}. {start}."
    crossed = sum(path.has_crossed for path in moved)
    return f"{cases}{f', in {crossed} to the other side' if crossed else ''}. {_furthest(moved)} {start}."


def _furthest(moved: list[Path]) -> str:
    path = max(moved, key=lambda path: path.distance)
    return f"Furthest moved {path.expert} on “{path.topic}” ({path.stances[0]:+d} to {path.stances[-1]:+d})."


def _x(column: str) -> alt.X:
    return time_x(column, orient="top", left=LEFT)


def _line(plot: Any, tone: str, **mark: Any) -> Any:
    """A line from the gutter to the right end."""
    return plot.mark_rule(color=tone, aria=False, **mark).encode(x=alt.value(LEFT), x2=alt.value("width"))


def _strips(palette: Palette, chosen: alt.Parameter) -> list[Any]:
    """The topics and their poles, the bars of days that are not known, and the signs with names where there is room for all."""
    topics, positions = Plot(table("topics")), Plot(table("positions"))
    rough = positions.transform_filter("datum.date_precision !== 'day'")
    spans = rough.mark_rule(color=palette.neutral, strokeWidth=3, opacity=0.25, aria=False)
    foot = topics.mark_rule(color=palette.rule, aria=False)
    return [
        _line(topics, palette.neutral_soft).encode(y=at()),
        foot.encode(x=alt.value(0), x2=alt.value("width"), y=at("to_y")),
        *topic_words(topics, palette, at("from_y", " + 2"), at("poles_y", " + 2")),
        spans.encode(x=_x("date_earliest"), x2="date_latest:T", y=at()),
        rings(positions, palette).encode(x=_x("date"), y=at()),
        point(positions, palette, chosen).encode(x=_x("date"), y=at()).add_params(chosen),
        hint(positions, color=palette.muted, **beside(8)).encode(x=_x("date"), y=at(), text="name:N"),
    ]


def _movers(palette: Palette, chosen: alt.Parameter) -> list[Any]:
    """The names of those who moved, their lines and their signs, which are read out in the strips of their topics."""
    movers, joined, moved = (Plot(table(name)) for name in ("movers", "joined", "moved"))
    paths_of = joined.mark_rule(color=palette.ink, strokeWidth=1.3, aria=False)
    head = hint(Plot(table("heads")), align="left", fontSize=SMALL + 1, fontWeight=600, color=palette.ink)
    wide, narrow = alt.when(WIDE), alt.when(f"!({WIDE})")
    name = hint(movers, align="left", fontWeight=600, color=palette.ink)
    # Beside the name where there is room, else beneath it.
    room = alt.ExprRef(f"{GUTTER} - 8 - (lay > 1 ? datum.px : 0)")
    topic = hint(movers, align="left", color=palette.muted, limit=room)
    both = hint(movers, align="left", color=palette.ink)
    after = alt.value(alt.ExprRef("lay > 1 ? datum.px : 0"))
    return [
        head.encode(x=alt.value(0), y=at(), text="words:N"),
        _line(movers, palette.rule).encode(y=at()),
        name.encode(
            x=alt.value(0), y=at("y", " - (lay > 1 ? 0 : 7)"), text=wide.then("name:N").otherwise(alt.value(""))
        ),
        topic.encode(x=after, y=at("y", " + (lay > 1 ? 0 : 7)"), text=wide.then("topic:N").otherwise(alt.value(""))),
        both.encode(x=alt.value(0), y=at("y", " - 20"), text=narrow.then("both:N").otherwise(alt.value(""))),
        paths_of.encode(x=_x("date"), x2="to_date:T", y=at("from_y"), y2=at("to_y")),
        point(moved, palette, chosen, is_quiet=True).encode(x=_x("date"), y=at()),
    ]


CHART = Chart(
    id="positions_over_time",
    title="Positions over time",
    question="When was each position taken, and who moved?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns((*POSITION, number("Positions of the person on the topic", "positions_of_expert", "positions"))),
    rule="A position counts once, in the strip of its topic, on its first day; those of a person whose stance on a topic moved "
    "stand in a row of their own too, joined by a line. One without a stance on the scale, without a date, or "
    "traced to no source is not shown.",
    group="Over time",
    selections=("pick", "kind"),
)
