"""Experts by topic: who took several positions has a row of bars, from against to for; the others share two bands beneath."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import has_rows, hole, table
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, fade, finish, hint, pick, plural, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.positions.columns import POLES, STANCE_UNIT
from dashboard.charts.positions.expert_layout import lay_out
from dashboard.charts.positions.stances import tone
from dashboard.markup.typefaces import CHART_LINE

LEFT_PX, NARROW_LEFT_PX, WIDEST_PX, REACH = 176, 116, 240, 0.42
UPRIGHT_PX, UPRIGHT_HEAD_PX, SLANTED_HEAD_PX = 1000, 84, 128
BAR_PX, DOT_PX = 5, 34
LEFT = f"({WIDE} ? {LEFT_PX} : {NARROW_LEFT_PX})"


def draw(palette: Palette) -> alt.TopLevelMixin:
    """People down, topics across; in each cell a bar to the mean stance, from the line in the middle of its topic."""
    params = [
        alt.param(
            name="head",
            expr=f"width >= {UPRIGHT_PX} ? {UPRIGHT_HEAD_PX} : {WIDE} ? {SLANTED_HEAD_PX} : {hole('listed')}",
        ),
        alt.param(name="column", expr=f"min({WIDEST_PX}, (width - {LEFT}) / {hole('columns')})"),
        # Vega takes the height from this, which knows how high the heads are; the number given to `finish` only holds the place.
        alt.param(name="height", expr=f"head + {hole('depth')}"),
    ]
    layers = [*_topic_heads(palette), *_names(palette), *_bars(palette), *_bands(palette)]
    return finish(alt.layer(*layers).add_params(*params), palette, 400)


def reading(rows: Rows) -> str:
    """Who spoke on most topics, and how many people took several positions or a single one."""
    topics: dict[str, set[str]] = {}
    single = 0
    columns = ("expert", "topic", "is_others", "positions")
    for expert, topic, is_others, positions in zip(*map(rows.column, columns), strict=True):
        if is_others:
            single += positions
        else:
            topics.setdefault(expert, set()).add(topic)
    last = f"{plural(single, 'person', 'people')} took a single position"
    if not topics:
        return f"Nobody took more than one position; {last}."
    most = min(topics, key=lambda expert: (-len(topics[expert]), expert))
    several = f"{plural(len(topics), 'person', 'people')} took two positions or more"
    return f"{most} spoke on most topics, {len(topics[most])}. {several}{f'; {last}' if single else ''}."


def _at(expression: str) -> Any:
    return alt.value(alt.ExprRef(expression))


def _across(stance: str = "0", shift: str = "0") -> Any:
    """The x place of a stance in the column of a topic, in pixels."""
    return _at(f"{LEFT} + (datum.column + 0.5 + {stance} / 2 * {REACH}) * column + {shift}")


def _down(column: str = "y", shift: float = 0) -> Any:
    return _at(f"head + datum.{column} + {shift}")


def _topic_heads(palette: Palette) -> list[Any]:
    """The topics above their columns: upright, slanted or numbered with a list, by the room there is; and the middle of each."""
    plot = Plot(table("topics"))
    upright = alt.when(f"width >= {UPRIGHT_PX}").then("upright:N").otherwise(alt.value(""))
    slanted = alt.when(f"{WIDE} && width < {UPRIGHT_PX}").then("name:N").otherwise(alt.value(""))
    listed, numbered = (
        alt.when(f"!({WIDE})").then(words).otherwise(alt.value("")) for words in ("listed:N", "number:N")
    )
    middles = plot.mark_rule(color=palette.neutral_soft, aria=False)
    return [
        middles.encode(x=_across(), y=_at("head"), y2=alt.value(alt.ExprRef("height"))),
        hint(plot, color=palette.muted).encode(
            x=_across(), y=_at(f"head - 12 - datum.breaks * {CHART_LINE}"), text=upright
        ),
        hint(plot, align="left", baseline="bottom", angle=315, dx=2, dy=-6, color=palette.muted).encode(
            x=_across(), y=_at("head"), text=slanted
        ),
        hint(plot, align="left", color=palette.ink).encode(x=alt.value(0), y=_at("datum.list_y"), text=listed),
        hint(plot, color=palette.muted).encode(x=_across(), y=_at("head - 10"), text=numbered),
    ]


def _names(palette: Palette) -> list[Any]:
    """The names of people and bands, each over the line of its row."""
    names = Plot(table("names"))
    lines = names.mark_rule(color=palette.rule, aria=False)
    words = hint(names, align="left", limit=alt.ExprRef(f"{LEFT} - 4"), color=palette.ink)
    return [
        lines.encode(x=alt.value(0), x2=_at(f"{LEFT} + {hole('columns')} * column"), y=_down("line")),
        words.encode(x=alt.value(0), y=_down(), text="who:N"),
    ]


def _bars(palette: Palette) -> list[Any]:
    """A bar from the middle of a topic to the mean stance of a person, a stub where it is in between; the number of several."""
    plot, chosen = Plot(table("bars")), pick()
    bars = plot.mark_rect(cursor="pointer", opacity=1, aria=has_rows("bars"))
    stub = "(datum.side === 0 ? {} : 0)"
    counted = hint(plot.transform_filter("datum.positions > 1"), fontSize=SMALL - 1, color=palette.muted)
    shown = alt.when(WIDE).then("counted:N").otherwise(alt.value(""))
    return [
        bars.encode(
            x=_across("0", stub.format(-3)),
            x2=_across("datum.stance", stub.format(3)),
            y=_down("y", -BAR_PX),
            y2=_down("y", BAR_PX),
            fill=tone(palette),
            opacity=fade(chosen, 1, 0.35),
            **spoken(),
        ).add_params(chosen),
        counted.encode(x=_across("datum.stance", "(datum.side < 0 ? -8 : 8)"), y=_down(), text=shown),
    ]


def _bands(palette: Palette) -> list[Any]:
    """A sign for each person with few positions; and for all who took one and the same stance one, as large as they are many."""
    people, others, chosen = Plot(table("few")), Plot(table("others")), pick()
    look: dict[str, Any] = {"shape": "circle", "cursor": "pointer", "strokeWidth": 0}
    size = alt.ExprRef(f"{WIDE} ? {DOT_PX} : 12")
    place: dict[str, Any] = {"x": _across("datum.stance"), "y": _down(), "fill": tone(palette), **spoken()}
    # The size grows with the people, so that twice as many have twice the area.
    many = alt.ExprRef(f"({WIDE} ? {DOT_PX} : 12) * datum.positions")
    counted = hint(others.transform_filter("datum.positions > 1"), fontSize=SMALL - 1, color=palette.muted)
    shown = alt.when(WIDE).then("counted:N").otherwise(alt.value(""))
    opacity = fade(chosen, 0.9, 0.35)
    return [
        people.mark_point(**look, size=size, opacity=1, aria=has_rows("few")).encode(**place, opacity=opacity),
        others.mark_point(**look, size=many, opacity=1, aria=has_rows("others")).encode(**place, opacity=opacity),
        counted.encode(
            x=_across("datum.stance"), y=_at("head + datum.y - sqrt(datum.positions) * 3.4 - 7"), text=shown
        ),
    ]


CHART = Chart(
    id="positions_by_expert",
    title="Experts by topic",
    question="Where does each expert stand on each question?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Person", "expert"),
            text("Topic", "topic"),
            number("Mean stance", "stance", STANCE_UNIT, 1, is_signed=True),
            number("Positions", "positions", "positions"),
            *POLES,
        )
    ),
    rule="Each bar or sign is the mean stance of one person on one topic, from -2 to +2, over the positions traced to a "
    "source. Those who took most positions have a row each, at most three dozen; the others share a band, with a sign for each. "
    "People with a single position among those that match the filters are one last band together, with a "
    "sign for each stance on each topic; no mean is taken of different people.",
    group="People",
)
