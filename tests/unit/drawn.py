"""A chart as a test sees it: its whole specification with the data in it, checked against the schema of Vega-Lite."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import LIGHT, Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawing


def spec(chart: Chart, rows: pd.DataFrame | Rows, palette: Palette = LIGHT) -> dict[str, Any]:
    """Vega-Lite of the chart of these rows. Raises a validation error where the schema does not allow it."""
    made = drawing(chart, rows if isinstance(rows, Rows) else Rows.of(rows), palette).with_data()
    alt.LayerChart.from_dict(made)
    return made
