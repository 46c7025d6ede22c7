"""A chart for given filters, made once and kept: its Vega-Lite spec with Arrow data, its rows for lists and tables, its reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.layout import Table
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawing
from dashboard.parts import context
from dashboard.record.filters import Filters


@dataclass(frozen=True)
class Rendered:
    """`spec` is Vega-Lite without data, `datasets` its data as Arrow tables by name; `frame` has one row a mark."""

    spec: dict[str, Any]
    datasets: dict[str, pa.Table]
    frame: pd.DataFrame
    reading: str

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label of each mark, in the order of the chart's rows."""
        return dict(zip(self.frame["mark"], self.frame["label"], strict=True))

    def records(self, mark: str) -> list[str]:
        """Records behind a mark; empty for a mark that is not on the chart."""
        found = self.frame.loc[self.frame["mark"] == mark, "records"]
        return [str(record) for record in found.iloc[0]] if len(found) else []

    @cached_property
    def all_records(self) -> list[str]:
        """Every record behind any mark, each once, sorted."""
        return sorted({str(record) for records in self.frame["records"] for record in records})


def rendered(chart_id: str, filters: Filters) -> Rendered:
    """The chart for these filters in the reader's theme. Raises StoreError."""
    return _rendered(chart_id, filters, context.palette().name, context.database().build_id)


@st.cache_resource(max_entries=400, show_spinner=False)
def _rendered(chart_id: str, filters: Filters, theme: str, build_id: str) -> Rendered:
    chart = BY_ID[chart_id]
    rows = Rows(context.database().table("charts", chart_id, filters.parameters()))
    spec: dict[str, Any] = {}
    datasets: dict[str, pa.Table] = {}
    if len(rows):
        made = drawing(chart, rows, PALETTES[theme])
        # Streamlit's own default fits the height too, which moves scaled marks away from those placed in pixels.
        spec = {"autosize": {"type": "fit-x", "contains": "padding"}, **json.loads(made.text)}
        datasets = {name: _arrow(table) for name, table in made.tables.items()}
    return Rendered(spec, datasets, rows.frame, chart.says(rows))


def _arrow(table: Table) -> pa.Table:
    return table if isinstance(table, pa.Table) else pa.Table.from_pandas(table, preserve_index=False)


def warm() -> None:
    """Makes every chart without filters in both themes, before the first reader asks. Raises StoreError."""
    build_id = context.database().build_id
    for chart_id in BY_ID:
        for theme in PALETTES:
            _rendered(chart_id, Filters(), theme, build_id)
