"""The explorer of series: a panel for each that is chosen, and events of the chosen kinds in lanes above."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import has_rows, hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, Plot, down, fade, finish, hint, pick, plural, spoken, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, only_where, text
from dashboard.charts.exchange.columns import VALUE
from dashboard.charts.exchange.panel_figures import figures, grid, panel_tables
from dashboard.charts.exchange.series_panels import (
    Value,
    by_series,
    dots,
    in_lines,
    lines,
    number,
    panels_of,
    placed,
    quiet,
    signs_of,
    unseen,
    values_of,
)
from dashboard.charts.exchange.year_axis import YearAxis, YearX, halo, year_x

HEAD_PX, LANE_PX = 60, 34
PANEL_PX = {1: 320, 2: 160, 3: 125}
SENTENCES, MANY = 3, 20


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A panel for each chosen series with its own scale and unit; events of the chosen kinds in lanes above, as lines through all."""
    x, chosen = year_x(), pick()
    layers = [
        *grid(palette),
        *_markers(x, chosen, palette),
        *lines(x, palette),
        dots(x, chosen, palette).add_params(chosen),
        *figures(x, palette),
        *_names(palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """Panels one below the other under the lanes of events, with dots, lines, round values and the figures that stand out."""
    events = rows.drawn().filter(pc.equal(rows.table["role"], "marker"))
    values, kinds = values_of(rows), events["short_title"].to_pylist()
    axis = YearAxis.over(rows.column("moment"))
    lanes = list(dict.fromkeys(kinds))
    count = len({value.series for value in values})
    top = len(lanes) * LANE_PX if lanes else -12
    panels, height = panels_of(values, PANEL_PX.get(count, 96), HEAD_PX, top)
    signs = signs_of(values)
    signs += ["Thin line: an event."] if kinds else []
    signs += ["Each panel has its own scale, from zero."] if count > 1 else []
    tables = {
        "panels": pa.Table.from_pylist([panel._asdict() for panel in panels.values()]),
        **panel_tables(rows, placed(values, panels), list(panels.values()), axis),
        "events": with_columns(
            events.select(["mark", "label", "moment"]),
            y=pa.array([lanes.index(kind) * LANE_PX + 24 for kind in kinds], pa.float64()),
        ),
        "lanes": pa.Table.from_pylist(
            [{"name": f"{kind}: {kinds.count(kind)}", "y": i * LANE_PX + 7} for i, kind in enumerate(lanes)]
        ),
    }
    through = 1 if len(kinds) <= MANY else 0.5
    return Layout(tables, {**axis.values(), "height": height, "title": title(in_lines(signs)), "through": through})


def reading(rows: Rows) -> str:
    """For up to three series the first, the highest and the last value; how many values were not seen in their source."""
    values = values_of(rows)
    shown = by_series([value for value in values if not value.is_apart])
    said = [_sentence(own) for own in shown.values()]
    rest = len(said) - SENTENCES
    more = f" {plural(rest, 'further series', 'further series')} below." if rest > 0 else ""
    none = ["Every value that is left stands on another basis than its series."]
    return " ".join(said[:SENTENCES] or none) + more + unseen(values)


def _sentence(values: list[Value]) -> str:
    ordered = sorted(values, key=lambda value: value.moment)
    first, last, most = ordered[0], ordered[-1], max(ordered, key=lambda value: value.value)
    start = f"{first.short_title}: {number(first.value)} {first.unit} in {first.date_words}"
    if len(ordered) == 1:
        return f"{start}."
    return (
        f"{start}, {number(last.value)} in {last.date_words}; the highest is {number(most.value)} in {most.date_words}."
    )


def _names(palette: Palette) -> list[Any]:
    """The name of each series and its unit, at the head of its panel."""
    block, layers = Plot(table("panels")), []
    for column, look in (
        ("name", {"fontWeight": 600, "color": palette.ink, "fontSize": SMALL + 1}),
        ("unit", {"color": palette.muted, "dy": 15}),
    ):
        for around in (halo(palette), {}):
            words = hint(block, **{"align": "left", **look, **around})
            layers.append(words.encode(x=alt.value(0), y=down(hole("height"), "name_y"), text=f"{column}:N"))
    return layers


def _markers(x: YearX, chosen: alt.Parameter, palette: Palette) -> list[Any]:
    """Events as triangles in the lane of their kind, each a thin line down through all panels."""
    events, lanes, y = Plot(table("events")), Plot(table("lanes")), down(hole("height"))
    through = events.mark_rule(color=palette.rule, strokeWidth=1, opacity=hole("through"), aria=False)
    points = events.mark_point(
        shape="triangle-down",
        size=54,
        filled=True,
        color=palette.ink,
        cursor="pointer",
        opacity=1,
        aria=has_rows("events"),
    )
    names = (quiet(lanes, palette, fontWeight=600, **look) for look in (halo(palette), {}))
    return [
        through.encode(x=x("moment"), y=y, y2=alt.value(hole("height"))),
        points.encode(x=x("moment"), y=y, opacity=fade(chosen, 1, 0.4), **spoken()),
        *(layer.encode(x=alt.value(0), y=y, text="name:N") for layer in names),
    ]


CHART = Chart(
    id="series_explorer",
    title="The chosen series",
    question="How did the chosen series move, and what happened around them?",
    page="exchange",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Series or kind of event", "short_title"),
            text("Event", only_where("record.title", lambda rows: rows["role"] == "marker"), is_long=True),
            *VALUE,
        )
    ),
    rule="Each value is one dot, as its series gives it. Events of the kinds chosen are marked with them; without a "
    "series chosen the first main one is shown.",
    group="All series",
)
