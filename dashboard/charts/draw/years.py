"""An axis of whole years, bars that stand on them, and the words on the year that is not over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import Plot, hint
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns

HALF_BAR = 0.42


def year_x(column: str, *, left: Any = 0, every: int = 70) -> alt.X:
    """The x channel over a column of years, from `left` in pixels, with a tick at least `every` so many. `year_layout` fills it."""
    ticks = alt.ExprRef(f"min({hole('year_count')}, max(3, floor(width / {every})))")
    axis = alt.Axis(format="d", title=None, tickCount=ticks, tickMinStep=1, grid=False, labelFlush=True)
    scale = alt.Scale(domain=hole("year_domain"), range=[left, alt.ExprRef("width")], nice=False, zero=False)
    return alt.X(f"{column}:Q", axis=axis, scale=scale)


def partial_note(palette: Palette, y: Any, **axis: Any) -> Any:
    """The words that mark the year that is not over yet. `year_layout` fills them."""
    look: dict[str, Any] = {"align": "right", "color": palette.muted, "fontStyle": "italic", "dx": 8}
    return hint(Plot(table("partial")), **look).encode(x=year_x("year", **axis), y=y, text="text:N")


def year_layout(rows: Rows) -> Layout:
    """What `year_x` and `partial_note` leave open, from rows with the columns `year` and `is_partial`."""
    years = rows.column("year")
    first, last = min(years), max(years)
    partial = sorted({year for year, is_partial in zip(years, rows.column("is_partial"), strict=True) if is_partial})
    return Layout(
        {"partial": table_of(year=partial, text=[f"{year} to date" for year in partial])},
        {"year_domain": [first - 0.8, last + 0.8], "year_count": last - first + 1},
    )


def with_bars(rows: pa.Table) -> pa.Table:
    """The rows with `x` and `x2`, where the bar of their year begins and ends."""
    years = rows["year"].to_pylist()
    return with_columns(rows, x=[year - HALF_BAR for year in years], x2=[year + HALF_BAR for year in years])


def span(years: Iterable[int]) -> str:
    """`2012 to 2016`, or one year alone."""
    shown = sorted(years)
    return str(shown[0]) if shown[0] == shown[-1] else f"{shown[0]} to {shown[-1]}"
