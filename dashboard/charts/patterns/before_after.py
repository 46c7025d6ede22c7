"""What comes before and after: counts by week around anchors, against the band that shuffled dates give."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    SMALL,
    Plot,
    by_width,
    down,
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
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, number, only_where, text
from dashboard.charts.patterns.places import GAP_PX, LEFT, PART_PX, RIGHT, Place, bands, bar, rules, span_of, words
from dashboard.record.chance import Pattern, Side, before_after

LISTS = ("anchor_days", "outcome_days", "covered_from", "covered_to")
DRAWN = ("mark", "label", "part")
SHADED = "Shaded: where 90 of 100 shuffles of the dates lie. Line in it: their median."


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Two bars for all weeks before and after, then a bar a week; behind each the band of shuffled dates with its median.

    Rows of several pairs get a part for each, one below the other.
    """
    chosen, plot, band = pick(), Plot(table("bars")), Plot(table("bands"))
    is_name = "datum.part === 'anchors' || datum.part === 'outcomes'"
    marks = plot.transform_filter(f"!({is_name})").mark_rect(cursor="pointer")
    names = plot.transform_filter(is_name).mark_text(
        cursor="pointer",
        align=alt.ExprRef("datum.part === 'anchors' ? 'center' : 'left'"),
        fontWeight=600,
        fontSize=SMALL + 1,
        baseline="middle",
        color=palette.ink,
    )
    shaded = band.mark_rect(fill=palette.neutral_soft, opacity=0.45, aria=False)
    medians = band.mark_rule(color=palette.ink, aria=False)
    x, x2, y, y2 = _x("x"), alt.X2("x2:Q"), down(hole("height")), alt.Y2("y2:Q")
    fill = alt.when("datum.x < 0").then(alt.value(palette.neutral)).otherwise(alt.value(palette.ink))
    layers = [
        _rules(palette).encode(x=x, x2=x2, y=y, y2=y2),
        shaded.encode(x=x, x2=x2, y=y, y2=y2),
        marks.encode(x=x, x2=x2, y=y, y2=y2, fill=fill, opacity=fade(chosen), **spoken()).add_params(chosen),
        medians.encode(x=_x("from"), x2="to:Q", y=down(hole("height"), "top"), y2="foot:Q"),
        names.encode(x=x, y=y, text="name:N", opacity=fade(chosen, 1, 0.6), **spoken()),
        _words(palette).encode(x=x, y=y),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The parts of the pairs, one below the other, each with its bars, bands, rules and words."""
    tables: dict[str, list[dict[str, Any]]] = {"bars": [], "bands": [], "rules": [], "words": []}
    pairs = _by_pair(rows)
    for i, own in enumerate(pairs.values()):
        found = _pattern_of(own)
        place = Place.of(found, i)
        tables["bars"] += [{name: row[name] for name in DRAWN} | bar(row, place) for row in own]
        tables["bands"] += bands(found, place)
        tables["rules"] += rules(place)
        tables["words"] += words(found, place)
    return Layout(
        {name: pa.Table.from_pylist(made) for name, made in tables.items()},
        {"height": len(pairs) * PART_PX - GAP_PX, "title": title(key(pd.DataFrame(), SHADED))},
    )


def reading(rows: Rows) -> str:
    """For each pair: the counts after and before, what shuffled dates give, and whether that is unusual."""
    return " ".join(_sentence(own) for own in _by_pair(rows).values())


def patterns_of(rows: Rows) -> dict[str, Pattern]:
    """For each pair the comparison with shuffled dates."""
    return {pair: _pattern_of(own) for pair, own in _by_pair(rows).items()}


def _by_pair(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.drawn().to_pylist():
        found.setdefault(row["pair"], []).append(row)
    return found


def _pattern_of(rows: list[dict[str, Any]]) -> Pattern:
    with_days = next(row for row in rows if row["part"] in ("anchors", "outcomes"))
    return _pattern(*(tuple(with_days[column]) for column in LISTS))


@lru_cache(maxsize=1024)
def _pattern(*lists: tuple[str, ...]) -> Pattern:
    anchors, outcomes, since, until = (np.array(days, dtype="datetime64[D]").astype(np.int64) for days in lists)
    return before_after(anchors, outcomes, np.stack([since, until], axis=1))


def _sentence(rows: list[dict[str, Any]]) -> str:
    found, first = _pattern_of(rows), rows[0]
    anchors = plural(found.anchors, first["anchor_one"], first["anchor_many"])
    if not found.outcomes:
        return f"The record has no {first['outcome_many']} to compare with {anchors}."
    count = plural(found.after.count, first["outcome_one"], first["outcome_many"])
    text = (
        f"In the 26 weeks after {anchors} the record counts {count}; shuffled dates give {span_of(found.after)}: "
        f"{_verdict(found.after)}. In the 26 weeks before it counts {found.before.count}, "
        f"shuffled dates {span_of(found.before)}: {_verdict(found.before)}."
    )
    return text + (" These are too few to tell anything." if found.is_thin else "")


def _verdict(side: Side) -> str:
    if not side.is_unusual:
        return "nothing unusual"
    return f"{'more' if side.count > side.median else 'fewer'} than chance often gives (p = {side.p:.3f})"


def _rules(palette: Palette) -> Any:
    look = alt.ExprRef(
        f"datum.look === 'grid' ? '{palette.rule}' : datum.look === 'base' ? '{palette.muted}' : '{palette.ink}'"
    )
    dash = alt.ExprRef("datum.look === 'stem' ? [2, 2] : [1, 0]")
    return Plot(table("rules")).mark_rule(color=look, strokeDash=dash, aria=False)


def _words(palette: Palette) -> Any:
    return hint(
        Plot(table("words")),
        text=by_width("wide", "narrow"),
        align=alt.ExprRef("datum.align"),
        fontWeight=alt.ExprRef("datum.is_name ? 600 : 400"),
        fontSize=alt.ExprRef(f"datum.is_name ? {SMALL + 1} : {SMALL}"),
        color=alt.ExprRef(f"datum.is_name ? '{palette.ink}' : '{palette.muted}'"),
    )


def _x(column: str) -> alt.X:
    axis = alt.Axis(
        title="Weeks before and after",
        values=[-26, -20, -13, -6, -1, 1, 6, 13, 20, 26],
        labelExpr="datum.value < 0 ? '\N{MINUS SIGN}' + abs(datum.value) : '+' + datum.value",
        grid=False,
        labelOverlap=True,
        labelPadding=4,
    )
    return alt.X(f"{column}:Q", axis=axis, scale=alt.Scale(domain=[LEFT, RIGHT], nice=False, zero=False))


PARTS = {
    "week": "One week",
    "day": "The very day",
    "before": "26 weeks before",
    "after": "26 weeks after",
    "anchors": "All days counted around",
    "outcomes": "All days counted",
}

CHART = Chart(
    id="patterns_before_after",
    title="What comes before and after",
    question="Do some events gather before or after others more than chance would have it?",
    page="patterns",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Around what", "anchor_many"),
            text("What is counted", "outcome_many"),
            text("When", "part", words=PARTS),
            number(
                "Week",
                only_where("week", lambda rows: rows["part"] == "week"),
                "weeks, before is below zero",
                is_signed=True,
            ),
            number("Days counted", "events", "days"),
        )
    ),
    rule="Days are counted, so several events of one class on one day are one. An outcome counts once for each "
    "anchor that has it within 26 weeks, so the count can be higher or lower than the number of records, "
    "which also holds the anchors.",
)
