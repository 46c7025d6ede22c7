"""What the charts with a row for each dimension share: places of the rows, their names, and the scale across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, Plot, down, hint, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns

Across = Callable[[str], alt.X]

ROW_PX, BAR_PX, HEAD_PX = 42, 22, 40
NAMES_SHARE = 0.26


def across(first: float, last: float) -> Across:
    """Makes x channels on one scale from `first` to `last`, which may be holes."""

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, last], nice=False, zero=False))

    return x


def names_room(width: float) -> float:
    """How much of the scale the names take to the left of something `width` units wide."""
    return width * NAMES_SHARE / (1 - NAMES_SHARE)


def bar(**more: Any) -> dict[str, Any]:
    """Encodings of what fills its row as a bar, down to its thickness, with `more` of them."""
    return {"y": down(hole("height"), "top"), "y2": "bottom:Q", **more}


def row_names(x: Across, palette: Palette) -> Any:
    """The name of each dimension to the left of its row."""
    names = hint(Plot(table("names")), align="right", color=palette.ink, fontSize=SMALL + 1)
    return names.encode(x=x("name_x"), y=down(hole("height"), "middle"), text="dimension:N")


def in_rows(rows: Rows, name_x: float, signs: list[str], *dropped: str) -> tuple[pa.Table, Layout]:
    """What is drawn with the place of its row from the top, by the rank of its dimension; and the names, the height and the title."""
    ranks, dimensions = rows.column("dimension_rank"), rows.column("dimension")
    middles = {rank: HEAD_PX + (place + 0.5) * ROW_PX for place, rank in enumerate(sorted(set(ranks)))}
    named = dict(zip(dimensions, ranks, strict=True))
    names = table_of(
        dimension=list(named), middle=[middles[rank] for rank in named.values()], name_x=[name_x] * len(named)
    )
    layout = Layout({"names": names}, {"height": float(HEAD_PX + len(middles) * ROW_PX), "title": title(signs)})
    return with_columns(rows.drawn(*dropped), **_edges([middles[rank] for rank in ranks])), layout


def _edges(middles: Sequence[float]) -> dict[str, list[float]]:
    return {
        "middle": list(middles),
        "top": [middle - BAR_PX / 2 for middle in middles],
        "bottom": [middle + BAR_PX / 2 for middle in middles],
    }
