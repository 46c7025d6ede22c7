"""What each instrument promises: instruments down in order of signature, obligations across, the names of these repeated on the way."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    CONFIRMED,
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
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, day, text

ROW_PX, LINE_PX = 21, 10.5
# The names of the obligations stand upright where the columns are wide enough for them, else slanted.
UPRIGHT, UPRIGHT_PX, SLANTED_PX = "width >= 1100", 46, 84
ROWS_A_HEAD = 30
UPRIGHT_SHARE, SLANTED_SHARE = 0.27, 0.49
NARROW_LETTERS = 29
# A name longer than its room would take from the width by which its own place is chosen, which then changes back and forth.
SLANTED_LETTERS_PX = 130
TITLES_AT = -0.75
SHAPES = {"circle": "Circle", "diamond": "Diamond", "triangle-up": "Triangle"}


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A sign where an instrument carries an obligation; its shape says whether the text binds."""
    layers = [_guides(palette), *_titles(palette), _headings(palette), _signs(palette)]
    high = f"{hole('height')} + {hole('heads')} * ({UPRIGHT} ? {UPRIGHT_PX} : {SLANTED_PX})"
    # Vega takes the height from this, which knows the width; the number in `height` only holds the place.
    return finish(alt.layer(*layers).add_params(alt.param(name="height", expr=high)), palette)


def lay_out(rows: Rows) -> Layout:
    """Instruments down, obligations across, and the names of these above every thirty instruments."""
    names = _in_order(rows, "obligation")
    forces = _in_order(rows, "legal_force")
    # The rows of an instrument follow one another, in order of signature.
    numbers = {treaty: i for i, treaty in enumerate(dict.fromkeys(rows.column("treaty")))}
    down = [numbers[treaty] for treaty in rows.column("treaty")]
    across = {name: i for i, name in enumerate(names)}
    cells = with_columns(
        rows.drawn("treaty", "short_title", "signed_year", "treaty_rank", "obligation_sort", "legal_force_sort"),
        x=[across[name] for name in rows.column("obligation")],
        row=down,
        section=[row // ROWS_A_HEAD for row in down],
    )
    signs = [f"{sign}: {force.lower()}." for force, sign in zip(forces, SHAPES.values(), strict=False)]
    return Layout(
        {"cells": cells, "titles": _instruments(rows, down, len(names)), "heads": _heads(names, len(numbers))},
        {
            "height": len(numbers) * ROW_PX,
            "heads": -(-len(numbers) // ROWS_A_HEAD),
            "first_upright": _before(len(names), UPRIGHT_SHARE),
            "first_slanted": _before(len(names), SLANTED_SHARE),
            "last": len(names) - 0.4,
            "forces": forces,
            "shapes": list(SHAPES)[: len(forces)],
            "title": title(key(rows.frame, *signs)),
        },
    )


def reading(rows: Rows) -> str:
    """The most frequent obligation and how many instruments carry it."""
    carried: dict[str, set[str]] = {}
    for name, treaty in zip(rows.column("obligation"), rows.column("treaty"), strict=True):
        carried.setdefault(name, set()).add(treaty)
    total = len(set(rows.column("treaty")))
    if total == 1:
        return f"One instrument, with {plural(len(carried), 'obligation')}."
    most = max(sorted(carried), key=lambda name: len(carried[name]))
    return f"{most} is the most frequent obligation: {len(carried[most])} of {plural(total, 'instrument')} carry it."


def _titles(palette: Palette) -> list[Any]:
    """A line across for each instrument, and its title."""
    rows = _placed(Plot(table("titles")))
    lines = rows.mark_rule(color=palette.rule, aria=False)
    titles = hint(
        rows,
        text=alt.ExprRef(f"{UPRIGHT} ? datum.dated : {WIDE} ? datum.wide : datum.narrow"),
        align="right",
        limit=alt.ExprRef(f"width * ({UPRIGHT} ? {UPRIGHT_SHARE} : {SLANTED_SHARE})"),
        lineHeight=LINE_PX,
        color=palette.ink,
    )
    return [
        lines.encode(x=_across("start"), x2="stop:Q", y=_at("y")),
        titles.encode(x=_across("x"), y=_at("title_y")),
    ]


def _guides(palette: Palette) -> Any:
    """A line down for each obligation beneath each of its names."""
    guides = _placed(Plot(table("heads"))).transform_calculate(
        foot_y=f"datum.y + (datum.rows - 0.5) * {ROW_PX}", top_y=f"datum.y - {ROW_PX / 2}"
    )
    rules = guides.mark_rule(color=palette.rule, aria=False)
    return rules.encode(x=_across("x"), y=_at("top_y"), y2=_at("foot_y"))


def _headings(palette: Palette) -> Any:
    """The names of the obligations."""
    heading = _placed(Plot(table("heads"))).transform_calculate(
        head_y=f"datum.y - ({UPRIGHT} ? {ROW_PX / 2 + 5} + datum.line_breaks * 13 : {ROW_PX / 2 + 6})"
    )
    names = hint(
        heading,
        align=alt.ExprRef(f"{UPRIGHT} ? 'center' : 'left'"),
        angle=alt.ExprRef(f"{UPRIGHT} ? 0 : 305"),
        dx=alt.ExprRef(f"{UPRIGHT} ? 0 : 2"),
        baseline=alt.ExprRef(f"{UPRIGHT} ? 'line-bottom' : 'middle'"),
        text=alt.ExprRef(f"{UPRIGHT} ? datum.upright : datum.name"),
        limit=alt.ExprRef(f"{UPRIGHT} ? 0 : {SLANTED_LETTERS_PX}"),
        color=palette.muted,
    )
    return names.encode(x=_across("x"), y=_at("head_y"))


def _signs(palette: Palette) -> Any:
    chosen = pick()
    signs = _placed(Plot(table("cells"))).mark_point(
        size=alt.ExprRef(f"{WIDE} ? 90 : 50"), strokeWidth=1.6, stroke=palette.neutral, cursor="pointer", opacity=1
    )
    shapes = alt.Scale(domain=hole("forces"), range=hole("shapes"))
    return signs.encode(
        x=_across("x"),
        y=_at("y"),
        shape=alt.Shape("legal_force:N", scale=shapes, legend=None),
        fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen),
        **spoken(),
    ).add_params(chosen)


def _across(column: str) -> alt.X:
    first = alt.ExprRef(f"{UPRIGHT} ? {hole('first_upright')} : {hole('first_slanted')}")
    return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, hole("last")], nice=False))


def _before(columns: int, share: float) -> float:
    """Where the axis of the columns begins, so that this share of it is left for the titles."""
    return -0.6 - columns * share / (1 - share)


def _placed(chart: Any) -> Any:
    """The middle of a row in pixels, below its rows and headings; and the first line of its title."""
    return chart.transform_calculate(
        y=f"{ROW_PX} * (datum.row + 0.5) + (datum.section + 1) * ({UPRIGHT} ? {UPRIGHT_PX} : {SLANTED_PX})"
    ).transform_calculate(title_y=f"datum.y - ({WIDE} ? 0 : (datum.breaks || 0) * {LINE_PX / 2})")


def _at(column: str) -> Any:
    return alt.value(alt.ExprRef(f"datum.{column}"))


def _in_order(rows: Rows, name: str) -> list[str]:
    """The values of a column in the order of their codes."""
    return [value for _, value in sorted(set(zip(rows.column(f"{name}_sort"), rows.column(name), strict=True)))]


def _instruments(rows: Rows, down: list[int], columns: int) -> pa.Table:
    """Each instrument with its place and its title for each width."""
    found = dict(zip(down, zip(rows.column("short_title"), rows.column("signed_year"), strict=True), strict=True))
    wide = [name for name, _ in found.values()]
    narrow = [wrapped(name, NARROW_LETTERS) for name in wide]
    return table_of(
        row=list(found),
        section=[row // ROWS_A_HEAD for row in found],
        dated=[f"{name}\N{EM SPACE}{year}" for name, year in found.values()],
        wide=wide,
        narrow=narrow,
        breaks=[name.count("\n") for name in narrow],
        x=[TITLES_AT] * len(found),
        start=[-0.5] * len(found),
        stop=[columns - 0.5] * len(found),
    )


def _heads(names: list[str], rows: int) -> pa.Table:
    """Each obligation above each section of rows, with how many follow."""
    upright = [wrapped(name, 14) for name in names]
    heads = [
        (section, first, min(rows - first, ROWS_A_HEAD), x, name, lines, lines.count("\n"))
        for section, first in enumerate(range(0, rows, ROWS_A_HEAD))
        for x, (name, lines) in enumerate(zip(names, upright, strict=True))
    ]
    columns = ("section", "row", "rows", "x", "name", "upright", "line_breaks")
    return table_of(**dict(zip(columns, map(list, zip(*heads, strict=True)), strict=True)))


CHART = Chart(
    id="treaty_obligations",
    title="What was promised",
    question="Which instrument carries which obligations?",
    page="treaties",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Instrument", "short_title"),
            text("Obligation", "obligation"),
            text("Legal force", "legal_force"),
            text("Kind", "record.kind"),
            text("Parties", "record.parties"),
            text("Signed", "record.date"),
            day("Signed, first day", "record.first_day", FIRST_DAY),
            AGREE,
            DOUBT,
        ),
        record="treaty",
    ),
    rule="An instrument counts once for each kind of obligation coded from its text; one without such an "
    "obligation is not shown.",
    group="Obligations",
)
