"""Eras compared: events a year by kind and side, so that a long era does not look busier than a short one."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    SMALL,
    WIDE,
    Plot,
    by_width,
    down,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
    title,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.events.columns import EVENTS, SIDE
from dashboard.charts.events.sides import side_fill

ROW_PX, HEAD_PX, BAR_PX, CELL_SHARE, LEAST_SHARE = 46, 34, 8, 0.86, 0.022
GUTTER_PX, NAME_LETTERS, SIGN_LETTERS = 178, 24, 58
FEW = 5
DRAWN = ["mark", "label", "side"]
SIGNS = (
    "Number: events a year, with their count in brackets where there is room. Bars have one scale; teal cooperation, rust conflict.",
    f"Pale: fewer than {FEW} events, so that the rate says little.",
)
NOT_OVER = "The last era is not over."


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Eras down, families of kinds across: in each cell the events a year, with a bar of cooperation and conflict to one scale."""
    chosen, height = pick(), hole("height")
    marks = (
        Plot(table("bars"))
        .mark_rect(cursor="pointer")
        .encode(
            x=_x("left"),
            x2="right:Q",
            y=down(height, "top"),
            y2="bottom:Q",
            fill=side_fill(palette),
            fillOpacity=alt.when("datum.is_few").then(alt.value(0.45)).otherwise(alt.value(1)),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    tone = alt.when("datum.is_few").then(alt.value(palette.muted)).otherwise(alt.value(palette.ink))
    rates = hint(Plot(table("cells")), align="left", fontSize=SMALL + 1, text=by_width("both", "rate"))
    heads = hint(
        Plot(table("families")), align="left", baseline="top", color=palette.muted, text=by_width("wide", "short")
    )
    layers = [
        Plot(table("eras")).mark_rule(color=palette.rule, aria=False).encode(y=down(height, "line")),
        marks.add_params(chosen),
        rates.encode(x=_x("column"), y=down(height, "text_y"), color=tone),
        *_era_names(palette),
        heads.encode(x=_x("column"), y=alt.value(2)),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """A row for each era and a column for each family, both in the order of the rows; on a bar conflict follows cooperation."""
    eras, families = _in_order(rows, "era_sort", "era", "span"), _in_order(rows, "family_sort", "family", "short")
    line = {sort: HEAD_PX + ROW_PX * number for number, sort in enumerate(eras)}
    column = {sort: number for number, sort in enumerate(families)}
    signs = [*SIGNS, NOT_OVER] if any(rows.column("is_partial")) else SIGNS
    return Layout(
        {
            **_cells(rows, line, column),
            "eras": _eras(list(eras.values()), list(line.values())),
            "families": table_of(
                column=list(column.values()),
                wide=[wrapped(family, 15) for family, _ in families.values()],
                short=[short for _, short in families.values()],
            ),
        },
        {
            "columns": len(column),
            "height": float(HEAD_PX + ROW_PX * len(line) + 4),
            "title": title([part for sign in signs for part in textwrap.wrap(sign, SIGN_LETTERS)]),
        },
    )


def reading(rows: Rows) -> str:
    """The era with most and with fewest events a year, and the family with the highest rate that rests on enough events."""
    counts = rows.column("events")
    events = _totals(rows.column("era"), counts)
    years = dict(zip(rows.column("era"), rows.column("years"), strict=True))
    rate = {era: events[era] / years[era] for era in events}
    busy, quiet = max(rate, key=lambda era: rate[era]), min(rate, key=lambda era: rate[era])
    start = f"{plural(sum(counts), 'event')} in {plural(len(rate), 'era')}"
    if len(rate) == 1:
        return f"{start}: {rate[busy]:.1f} a year in “{busy}”."
    groups = list(zip(rows.column("era"), rows.column("family"), strict=True))
    of_group, group_rate = _totals(groups, counts), _totals(groups, rows.column("rate"))
    enough = [group for group, count in of_group.items() if count >= FEW]
    peak = ""
    if enough:
        era, family = highest = max(enough, key=lambda group: group_rate[group])
        peak = f" The highest rate of one group is {group_rate[highest]:.1f} a year: {family.lower()} in “{era}”."
    return (
        f"{start}. “{busy}” is the busiest with {rate[busy]:.1f} events a year, "
        f"“{quiet}” the quietest with {rate[quiet]:.1f}.{peak}"
    )


def _x(column: str) -> alt.X:
    gutter = alt.ExprRef(f"{WIDE} ? {GUTTER_PX} : 0")
    scale = alt.Scale(domain=[0, hole("columns")], range=[gutter, alt.ExprRef("width")], nice=False, zero=False)
    return alt.X(f"{column}:Q", axis=None, scale=scale)


def _in_order(rows: Rows, sort: str, *names: str) -> dict[int, tuple[str, ...]]:
    """The names of each era or family by its place in the order, in that order."""
    return {place: tuple(said) for place, *said in sorted(set(zip(*map(rows.column, (sort, *names)), strict=True)))}


def _cells(rows: Rows, line: dict[int, int], column: dict[int, int]) -> dict[str, pa.Table]:
    """The bars, and the rate beside the bars of each cell."""
    cells = list(zip(rows.column("era_sort"), rows.column("family_sort"), strict=True))
    own = rows.column("rate")
    rates, events = _totals(cells, own), _totals(cells, rows.column("events"))
    unit = CELL_SHARE / max(rates.values())
    left = [
        column[cell[1]] + (rates[cell] - rate if side == "conflict" else 0) * unit
        for cell, side, rate in zip(cells, rows.column("side"), own, strict=True)
    ]
    bars = with_columns(
        rows.table.select(DRAWN),
        left=left,
        right=[start + max(rate * unit, LEAST_SHARE) for start, rate in zip(left, own, strict=True)],
        top=[line[era] + 33 for era, _ in cells],
        bottom=[line[era] + 33 + BAR_PX for era, _ in cells],
        is_few=[events[cell] < FEW for cell in cells],
    )
    totals = table_of(
        column=[column[family] for _, family in rates],
        text_y=[line[era] + 24 for era, _ in rates],
        rate=[f"{rate:.1f}" for rate in rates.values()],
        both=[f"{rate:.1f}  ({events[cell]})" for cell, rate in rates.items()],
        is_few=[events[cell] < FEW for cell in rates],
    )
    return {"bars": bars, "cells": totals}


def _era_names(palette: Palette) -> list[Any]:
    """Name and years of each era: left of its cells on a wide chart, above them on a narrow one."""
    plot, left, height = Plot(table("eras")), alt.value(0), hole("height")
    wide, narrow = alt.when(WIDE), alt.when(f"!({WIDE})")
    bold = hint(plot, align="left", fontWeight=600, color=palette.ink)
    quiet = hint(plot, align="left", color=palette.muted)
    return [
        bold.encode(x=left, y=down(height, "wide_y"), text=wide.then("wide:N").otherwise(alt.value(""))),
        quiet.encode(x=left, y=down(height, "span_y"), text=wide.then("span:N").otherwise(alt.value(""))),
        bold.encode(x=left, y=down(height, "narrow_y"), text=narrow.then("narrow:N").otherwise(alt.value(""))),
    ]


def _eras(eras: list[tuple[str, ...]], lines: list[int]) -> pa.Table:
    wide = [wrapped(era, NAME_LETTERS) for era, _ in eras]
    return table_of(
        line=lines,
        wide=wide,
        narrow=[f"{era}, {span}" for era, span in eras],
        span=[span for _, span in eras],
        wide_y=[y + 13 for y in lines],
        narrow_y=[y + 9 for y in lines],
        span_y=[y + 13 + 13 * (name.count("\n") + 1) for y, name in zip(lines, wide, strict=True)],
    )


def _totals(groups: list[Any], values: list[Any]) -> dict[Any, Any]:
    """The sum of the values of each group, in the order in which groups first occur."""
    sums: dict[Any, Any] = defaultdict(int)
    for group, value in zip(groups, values, strict=True):
        sums[group] += value
    return sums


CHART = Chart(
    id="eras_compared",
    title="Eras compared",
    question="Which era saw how much of what, when long and short eras are put on one scale?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Era", "era"),
            text("From and to", "span"),
            number("Length", "years", "years", 1),
            text("Kinds", "family"),
            SIDE,
            EVENTS,
            number("Events a year", "rate", "events a year", 1),
        )
    ),
    rule="Events of an era divided by its length in years, as far as it lies in the chosen period; an event counts in the era "
    "of its first day. Rates that rest on fewer than five events are drawn pale.",
    group="By year and era",
)
