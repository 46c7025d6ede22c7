"""A plain chart of any table, for readers who ask in SQL: bars, a line or points of one column over another."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.palette import Palette
from dashboard.markup.typefaces import CHART_TEXT, SANS

MARKS = ("Bars", "Line", "Points")
MOST = 5_000


def numbers(table: pa.Table) -> list[str]:
    """The columns that hold numbers."""
    return [field.name for field in table.schema if pa.types.is_integer(field.type) or pa.types.is_floating(field.type)]


def plain_chart(table: pa.Table, across: str, up: str, mark: str, palette: Palette) -> dict[str, Any]:
    """The specification with its data. `up` is one of `numbers`."""
    frame = table.select(list(dict.fromkeys([across, up]))).slice(0, MOST).to_pandas()
    kind: Any = (
        "quantitative" if across in numbers(table) and mark == "Points" else _kind(table.schema.field(across).type)
    )
    base = alt.Chart(frame)
    drawn = {"Bars": base.mark_bar, "Line": base.mark_line, "Points": base.mark_point}[mark](color=palette.accent)
    text = {"labelFont": SANS, "titleFont": SANS, "labelFontSize": CHART_TEXT, "titleFontSize": CHART_TEXT}
    chart = drawn.encode(
        x=alt.X(_escaped(across), type=kind, title=across, sort=None),
        y=alt.Y(_escaped(up), type="quantitative", title=up),
        tooltip=[alt.Tooltip(_escaped(name), title=name) for name in dict.fromkeys([across, up])],
    ).properties(height=360, background="transparent", width="container")
    spec: dict[str, Any] = (
        chart.configure_axis(
            **text, labelColor=palette.muted, titleColor=palette.muted, gridColor=palette.rule, domainColor=palette.rule
        )
        .configure_view(stroke=None)
        .to_dict()
    )
    return spec


def _kind(kind: pa.DataType) -> Any:
    return "temporal" if pa.types.is_date(kind) or pa.types.is_timestamp(kind) else "ordinal"


def _escaped(name: str) -> str:
    """A name of a column as a field of Vega-Lite, where stops and brackets would be steps into it."""
    return "".join(f"\\{char}" if char in ".[]\\:'\"" else char for char in name)
