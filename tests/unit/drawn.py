"""A chart as a test sees it: its whole specification with the data in it, checked against the schema of Vega-Lite."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pandas as pd
from altair.vegalite.v6.schema.core import load_schema

from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import LIGHT, Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawing


class NotValidError(AssertionError):
    """The schema of Vega-Lite does not allow a specification; says where."""


def spec(chart: Chart, rows: pd.DataFrame | Rows, palette: Palette = LIGHT) -> dict[str, Any]:
    """Vega-Lite of the chart of these rows. Raises NotValidError where the schema does not allow it."""
    made = drawing(chart, rows if isinstance(rows, Rows) else Rows.of(rows), palette).with_data()
    check(made)
    return made


def check(made: dict[str, Any]) -> None:
    """Raises NotValidError where the schema of Vega-Lite does not allow a specification."""
    for error in _schema().iter_errors(made):
        where = "/".join(map(str, error.instance_path))
        raise NotValidError(f"{where or 'the whole'}: {error.message[:300]}")


@cache
def _schema() -> Any:
    # Altair's own check of the same schema takes a thousand times as long.
    return jsonschema_rs.validator_for(_with_plain_references(load_schema()))


def _with_plain_references(part: Any) -> Any:
    """The schema with its references as addresses may be written; it names types like `Value<number>`."""
    if isinstance(part, dict):
        return {
            name: quote(value, safe="#/")
            if name == "$ref" and isinstance(value, str)
            else _with_plain_references(value)
            for name, value in part.items()
        }
    return [_with_plain_references(value) for value in part] if isinstance(part, list) else part
