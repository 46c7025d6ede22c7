"""The series that answer the question a reader chose: over each panel its answer in a sentence, and its name and unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, Plot, by_width, finish, hint, pick, plural, title, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, text
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
    signs_of,
    unseen,
    values_of,
)
from dashboard.charts.exchange.year_axis import YearAxis, halo, year_x

HEAD_PX, LINE_PX, ANSWER_LETTERS, NAME_LETTERS = 80, 16, 46, 54
PANEL_PX = {1: 340, 2: 170, 3: 110}


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A panel for each series with its own scale, under a sentence that says what it comes to."""
    x, chosen = year_x(), pick()
    layers = [
        *grid(palette),
        *lines(x, palette),
        dots(x, chosen, palette).add_params(chosen),
        *figures(x, palette),
        *_heads(palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """Panels one below the other, with their sentences, dots, lines, round values and the figures that stand out."""
    values = values_of(rows)
    adds_up = dict(zip(rows.column("series"), rows.column("adds_up"), strict=True))
    axis = YearAxis.over(rows.column("moment"))
    own = by_series(values)
    panels, height = panels_of(values, PANEL_PX.get(len(own), 96), HEAD_PX, -20)
    signs = [*signs_of(values), *(["Each panel has its own scale, from zero."] if len(own) > 1 else [])]
    heads = [_head(own[name], panel.name_y, adds_up=adds_up[name]) for name, panel in panels.items()]
    tables = {
        "heads": pa.Table.from_pylist(heads),
        **panel_tables(rows, placed(values, panels), list(panels.values()), axis),
    }
    return Layout(tables, {**axis.values(), "height": height, "title": title(in_lines(signs))})


def reading(rows: Rows) -> str:
    """What the first series comes to, how many further ones answer the question, and how many values were not seen in their source."""
    values = values_of(rows)
    adds_up = dict(zip(rows.column("series"), rows.column("adds_up"), strict=True))
    own = by_series(values)
    name, first = next(iter(own.items()))
    said = answer(first, adds_up=adds_up[name], is_short=True)
    more = f" {plural(len(own) - 1, 'further series', 'further series')} below." if len(own) > 1 else ""
    return f"{first[0].short_title}: {said[0].lower()}{said[1:]}{more}{unseen(values)}"


def answer(values: Sequence[Value], *, adds_up: bool, is_short: bool = False) -> str:
    """What a series comes to, in a sentence: its sum where values may be added, else its last value; and its highest."""
    ordered = sorted((value for value in values if not value.is_apart), key=lambda value: value.moment)
    if not ordered:
        return "Every value that is left stands on another basis than its series."
    first, last, most = ordered[0], ordered[-1], max(ordered, key=lambda value: value.value)
    if len(ordered) == 1:
        return f"{number(last.value)} {last.unit} {_when(last)}."
    if adds_up:
        total = sum(value.value for value in ordered)
        start = f"{number(total)} {first.unit} in all, {first.date_words} to {last.date_words}"
        return f"{start}." if is_short or not total else f"{start}; {_peak(most)}; {len(ordered)} values."
    start = f"{number(last.value)} {last.unit} {_when(last)}, {number(first.value)} {_when(first)}"
    return f"{start}." if is_short or most in (first, last) else f"{start}; {_peak(most)}."


def _peak(most: Value) -> str:
    return f"most {_when(most)}, {number(most.value)}"


def _when(value: Value) -> str:
    """`in 2005`, `in December 2005`, `on 12 April 2004`."""
    day, *rest = value.date_words.split()
    return f"{'on' if day.isdigit() and rest else 'in'} {value.date_words}"


def _head(values: Sequence[Value], y: float, *, adds_up: bool) -> dict[str, Any]:
    """The sentence over a panel, and under it the name and the unit of the series, for both widths."""
    said, name = answer(values, adds_up=adds_up), f"{values[0].short_title}, {values[0].unit}"
    narrow, narrow_name = wrapped(said, ANSWER_LETTERS), wrapped(name, NAME_LETTERS)
    lines_of = narrow.count("\n") + 1
    return {
        "answer": said,
        "narrow": narrow,
        "name": name,
        "narrow_name": narrow_name,
        "wide_y": y + LINE_PX + 4,
        "narrow_y": y + 6,
        "wide_name_y": y + 2 * LINE_PX + 4,
        "narrow_name_y": y + 6 + lines_of * LINE_PX,
    }


def _heads(palette: Palette) -> list[Any]:
    heads, layers = Plot(table("heads")), []
    for (wide, narrow), (wide_y, narrow_y), look in (
        (
            ("answer", "narrow"),
            ("wide_y", "narrow_y"),
            {"fontWeight": 600, "fontSize": SMALL + 2, "color": palette.ink},
        ),
        (("name", "narrow_name"), ("wide_name_y", "narrow_name_y"), {"color": palette.muted}),
    ):
        for around in (halo(palette), {}):
            words = hint(
                heads, **{"align": "left", "text": by_width(wide, narrow), "lineHeight": LINE_PX, **look, **around}
            )
            layers.append(words.encode(x=alt.value(0), y=alt.value(by_width(wide_y, narrow_y))))
    return layers


CHART = Chart(
    id="series_answers",
    title="The answer in figures",
    question="How much was it, year by year?",
    page="exchange",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns((text("Question", "question"), text("Series", "short_title"), *VALUE)),
    rule="Each value is one dot, as its series gives it. Shown are the series that answer the chosen question, or those "
    "that the filter names. Values are added only where each counts its own year and all are counted in one way; one on "
    "another basis is left out of the sum.",
    group="Answers",
)
