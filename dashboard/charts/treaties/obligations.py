"""What each instrument promises: instruments down in order of signature, obligations across, the names of these repeated on the way."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY
from dashboard.charts.draw.marks import (
    CONFIRMED,
    NOTHING,
    WIDE,
    Plot,
    drawn,
    dress,
    each,
    fade,
    hint,
    key,
    nothing,
    pick,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, day, text

ROW_PX, LINE_PX = 21, 10.5
# The names of the obligations stand upright where the columns are wide enough for them, else slanted.
UPRIGHT, UPRIGHT_PX, SLANTED_PX = "width >= 1100", 46, 84
ROWS_A_HEAD = 30
UPRIGHT_SHARE, SLANTED_SHARE = 0.27, 0.49
NARROW_LETTERS = 29
SHAPES = {"circle": "Circle", "diamond": "Diamond", "triangle-up": "Triangle"}


def obligations(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A sign where an instrument carries an obligation; its shape says whether the text binds."""
    if frame.empty:
        return nothing(palette)
    cells = drawn(frame)
    columns = cells.drop_duplicates("obligation").sort_values("obligation_sort")["obligation"].tolist()
    forces = cells.drop_duplicates("legal_force").sort_values("legal_force_sort")["legal_force"].tolist()
    rows, heads = _rows(cells)
    cells["x"] = cells["obligation"].map(columns.index)
    cells["row"] = cells["treaty"].map(rows["row"])
    cells["section"] = cells["row"] // ROWS_A_HEAD
    names = heads.merge(
        pd.DataFrame({"x": range(len(columns)), "name": columns, "upright": [wrapped(name, 14) for name in columns]}),
        how="cross",
    )
    names["line_breaks"] = names["upright"].str.count("\n")
    width = len(columns)
    first = alt.ExprRef(f"{UPRIGHT} ? {_before(width, UPRIGHT_SHARE)} : {_before(width, SLANTED_SHARE)}")

    def across(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, width - 0.4], nice=False))

    chosen = pick()
    table = _placed(Plot(rows.assign(x=-0.75, start=-0.5, stop=width - 0.5)))
    lines = table.mark_rule(color=palette.rule, aria=False).encode(x=across("start"), x2="stop:Q", y=_at("y"))
    titles = hint(
        table,
        text=alt.ExprRef(f"{UPRIGHT} ? datum.dated : {WIDE} ? datum.wide : datum.narrow"),
        align="right",
        lineHeight=LINE_PX,
        color=palette.ink,
    )
    heading = _placed(Plot(names)).transform_calculate(
        head_y=f"datum.y - ({UPRIGHT} ? {ROW_PX / 2 + 5} + datum.line_breaks * 13 : {ROW_PX / 2 + 6})"
    )
    headings = hint(
        heading,
        align=alt.ExprRef(f"{UPRIGHT} ? 'center' : 'left'"),
        angle=alt.ExprRef(f"{UPRIGHT} ? 0 : 305"),
        dx=alt.ExprRef(f"{UPRIGHT} ? 0 : 2"),
        baseline=alt.ExprRef(f"{UPRIGHT} ? 'line-bottom' : 'middle'"),
        text=alt.ExprRef(f"{UPRIGHT} ? datum.upright : datum.name"),
        color=palette.muted,
    )
    guides = heading.transform_calculate(
        foot_y=f"datum.y + (datum.rows - 0.5) * {ROW_PX}", top_y=f"datum.y - {ROW_PX / 2}"
    )
    signs = _placed(_signs(cells, forces, chosen, palette))
    layers = [
        guides.mark_rule(color=palette.rule, aria=False).encode(x=across("x"), y=_at("top_y"), y2=_at("foot_y")),
        lines,
        titles.encode(x=across("x"), y=_at("title_y")),
        headings.encode(x=across("x"), y=_at("head_y")),
        signs.encode(x=across("x"), y=_at("y")).add_params(chosen),
    ]
    explained = [f"{sign}: {force.lower()}." for force, sign in zip(forces, SHAPES.values(), strict=False)]
    high = f"{len(rows) * ROW_PX} + {len(heads)} * ({UPRIGHT} ? {UPRIGHT_PX} : {SLANTED_PX})"
    # Vega takes the height from this, which knows the width; the number given to `dress` only holds the place.
    chart = alt.layer(*layers).add_params(alt.param(name="height", expr=high))
    return dress(chart, palette, len(rows) * ROW_PX, key(cells, *explained))


def obligations_reading(frame: pd.DataFrame) -> str:
    """The most frequent obligation and how many instruments carry it."""
    if frame.empty:
        return NOTHING
    carried = frame.groupby("obligation")["treaty"].nunique().sort_index()
    total = frame["treaty"].nunique()
    if total == 1:
        return f"One instrument, with {plural(len(carried), 'obligation')}."
    return f"{carried.idxmax()} is the most frequent obligation: {carried.max()} of {plural(total, 'instrument')} carry it."


def _signs(cells: pd.DataFrame, forces: list[str], chosen: alt.Parameter, palette: Palette) -> Any:
    shapes = alt.Scale(domain=forces, range=list(SHAPES)[: len(forces)])
    return (
        Plot(cells)
        .mark_point(
            size=alt.ExprRef(f"{WIDE} ? 90 : 50"), strokeWidth=1.6, stroke=palette.neutral, cursor="pointer", opacity=1
        )
        .encode(
            shape=alt.Shape("legal_force:N", scale=shapes, legend=None),
            fill=alt.when(CONFIRMED).then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
            opacity=fade(chosen),
            **spoken(),
        )
    )


def _rows(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Each instrument with its number and its title for each width; each heading with the first row beneath it and how many follow."""
    rows = []
    for i, cell in enumerate(each(cells.drop_duplicates("treaty").sort_values("treaty_rank"))):
        narrow = wrapped(cell.short_title, NARROW_LETTERS)
        dated = f"{cell.short_title}\N{EM SPACE}{cell.signed_year}"
        rows.append((cell.treaty, i, i // ROWS_A_HEAD, dated, cell.short_title, narrow, narrow.count("\n")))
    columns = ["treaty", "row", "section", "dated", "wide", "narrow", "breaks"]
    table = pd.DataFrame(rows, columns=columns).set_index("treaty")
    heads = table.groupby("section", as_index=False).agg(row=("row", "min"), rows=("row", "size"))
    return table, heads


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


CHART = Chart(
    id="treaty_obligations",
    title="What was promised",
    question="Which instrument carries which obligations?",
    page="treaties",
    build=obligations,
    reading=obligations_reading,
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
