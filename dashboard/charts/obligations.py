"""What each instrument promises: instruments down in order of signature, obligations across, the names of these repeated on the way."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.common import (
    CONFIRMED,
    NOTHING,
    WIDE,
    Plot,
    by_width,
    down,
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
from dashboard.charts.palette import Palette

ROW_PX, LINE_PX, HEAD_PX = 21, 10.5, 84
ROWS_A_HEAD = 30
TITLES_SHARE = 0.49
NARROW_LETTERS = 29
SHAPES = {"circle": "Circle", "diamond": "Diamond", "triangle-up": "Triangle"}


def obligations(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A sign where an instrument carries an obligation; its shape says whether the text binds."""
    if frame.empty:
        return nothing(palette)
    cells = drawn(frame)
    columns = cells.drop_duplicates("obligation").sort_values("obligation_sort")["obligation"].tolist()
    forces = cells.drop_duplicates("legal_force").sort_values("legal_force_sort")["legal_force"].tolist()
    rows, heads, height = _rows(cells)
    cells["y"] = cells["treaty"].map(rows["y"])
    cells["x"] = cells["obligation"].map(columns.index)
    names = pd.DataFrame([{"x": x, "y": y, "name": name} for y in heads for x, name in enumerate(columns)])
    width = len(columns)
    first = -0.6 - width * TITLES_SHARE / (1 - TITLES_SHARE)

    def across(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, width - 0.4], nice=False))

    chosen = pick()
    table = Plot(rows.assign(x=-0.75, start=-0.5, stop=width - 0.5))
    lines = table.mark_rule(color=palette.rule, aria=False).encode(x=across("start"), x2="stop:Q", y=down(height))
    titles = hint(table, text=by_width("wide", "narrow"), align="right", lineHeight=LINE_PX, color=palette.ink)
    headings = hint(Plot(names), align="left", angle=305, dx=2, color=palette.muted)
    layers = [
        lines,
        titles.encode(x=across("x"), y=alt.value(by_width("y", "narrow_y"))),
        headings.encode(x=across("x"), y=down(height), text="name:N"),
        _signs(cells, forces, chosen, palette).encode(x=across("x"), y=down(height)).add_params(chosen),
    ]
    explained = [f"{sign}: {force.lower()}." for force, sign in zip(forces, SHAPES.values(), strict=False)]
    return dress(alt.layer(*layers), palette, height, key(cells, *explained))


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


def _rows(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[float], float]:
    """Each instrument's title and place, the places of the headings, and the height of the whole."""
    rows, heads, y = [], [], 0.0
    for i, cell in enumerate(each(cells.drop_duplicates("treaty").sort_values("treaty_rank"))):
        if i % ROWS_A_HEAD == 0:
            y += HEAD_PX
            heads.append(y - 6)
        narrow = wrapped(cell.short_title, NARROW_LETTERS)
        middle = y + ROW_PX / 2
        rows.append((cell.treaty, cell.short_title, narrow, middle, middle - narrow.count("\n") * LINE_PX / 2))
        y += ROW_PX
    return pd.DataFrame(rows, columns=["treaty", "wide", "narrow", "y", "narrow_y"]).set_index("treaty"), heads, y
