"""Positions by topic: the two camps of each topic face one another; of one topic alone, everybody by name."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import pick_beside
from dashboard.charts.draw.marks import finish, key, plural, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns
from dashboard.charts.positions.camps import WIDTHS, camp_layers, camp_layout, camp_params
from dashboard.charts.positions.columns import POSITION
from dashboard.charts.positions.named import named_layers, named_layout, nobody
from dashboard.charts.positions.stances import signs

MANY = 5
OPEN_SIGN = "The most divided topic is first. Click its name for everybody by name."


def draw(palette: Palette) -> alt.TopLevelMixin:
    """For each topic those against at the left and those for at the right; a single topic in columns with names."""
    chosen = pick_beside("kind")
    layers = alt.layer(*camp_layers(palette, chosen), *named_layers(palette, chosen))
    return finish(layers.add_params(*camp_params()), palette, 400)


def lay_out(rows: Rows) -> Layout:
    """The camps of the topics, or the people of the only one."""
    if len(set(rows.column("topic"))) > 1:
        camps = camp_layout(rows)
        said = [*signs(rows), OPEN_SIGN]
        return nobody() | camps | Layout({}, {"title": title(key(rows.table, *said))})
    named, (narrow, wide) = named_layout(rows)
    heights = [wide if width.least else narrow for width in WIDTHS]
    return _no_camps() | named | Layout({}, {"heights": heights, "title": title(key(rows.table, *signs(rows)))})


def reading(rows: Rows) -> str:
    """On which topics people are most divided and most of one mind, or how they stand on the only one; then how many they are."""
    sides: dict[str, list[int]] = defaultdict(list)
    for topic, stance in zip(rows.column("topic"), rows.column("stance"), strict=True):
        sides[topic].append((stance > 0) - (stance < 0))
    people = len(set(rows.column("expert")))
    start = f"{plural(len(rows), 'position')} of {plural(people, 'person', 'people')} on {plural(len(sides), 'topic')}"
    if len(sides) == 1:
        return f"{_on_one(rows, next(iter(sides.values())))} {start}."
    many = {topic: own for topic, own in sorted(sides.items()) if len(own) >= MANY}
    one_sided = {topic: abs(sum(own)) / len(own) for topic, own in many.items()}
    if len(set(one_sided.values())) < 2:
        return f"{start}; {_counted([one for own in sides.values() for one in own])}."
    divided, united = min(one_sided, key=one_sided.__getitem__), max(one_sided, key=one_sided.__getitem__)
    return (
        f"Most divided on “{divided}” ({_counted(many[divided])}), "
        f"most of one mind on “{united}” ({_counted(many[united])}). {start}."
    )


def _counted(own: list[int]) -> str:
    return f"{own.count(1)} for, {own.count(-1)} against"


def _on_one(rows: Rows, own: list[int]) -> str:
    """The two camps of the only topic in the words of its poles, the larger first."""
    camps = [(own.count(1), rows.column("positive_pole")[0]), (own.count(-1), rows.column("negative_pole")[0])]
    said = [f"“{pole}”: {count}" for count, pole in sorted(camps, key=lambda camp: -camp[0])]
    between = own.count(0)
    return f"{'; '.join(said)}{f'; in between: {between}' if between else ''}."


def _no_camps() -> Layout:
    empty: Any = pa.schema([("row", pa.int64())])
    tables = {name: empty.empty_table() for name in ("dots", "topics", "camp_names")}
    # One topic's place, so that nothing refers to a place that is not there.
    none = [[0] for _ in WIDTHS]
    return Layout(tables, dict.fromkeys(("tops", "upper", "lower", "feet"), none))


CHART = Chart(
    id="positions_by_topic",
    title="Positions by topic",
    question="Where do experts stand on each question?",
    page="positions",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(POSITION),
    rule="A position counts once, on its topic and at its stance; one whose stance is not on the scale, or "
    "that was traced to no source, is not shown. The most divided topic is first: the one whose camps differ least in number.",
    group="Topics",
    selections=("pick", "kind"),
)
