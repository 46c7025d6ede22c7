"""What a browser needs of a chart: the text of its specification, made once a chart and palette, and the data that rows put into it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pyarrow as pa
from altair.utils.schemapi import debug_mode

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import HOLE
from dashboard.charts.draw.layout import Layout, Table
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.lean import lean, text

# Altair's switches belong to the process: two threads that build at once would undo each other's.
_lock = threading.Lock()
_templates: dict[tuple[str, str], str] = {}
_HOLES = re.compile(f'"{HOLE.pattern}"|{HOLE.pattern}')


@dataclass(frozen=True)
class Drawing:
    """Vega-Lite of a chart as JSON text, which names its data, and the data by name."""

    text: str
    tables: Mapping[str, Table]

    def with_data(self) -> dict[str, Any]:
        """The specification with its data inside, for whoever draws it without this program."""
        spec: dict[str, Any] = json.loads(self.text)
        return {
            "$schema": alt.SCHEMA_URL,
            **spec,
            "datasets": {name: _values(table) for name, table in self.tables.items()},
        }


def _values(table: Table) -> Any:
    frame = table.to_pandas(date_as_object=False) if isinstance(table, pa.Table) else table
    values: Any = alt.to_values(frame)["values"]
    return values


def drawing(chart: Chart, rows: Rows, palette: Palette) -> Drawing:
    """The chart of rows, at least one, in a palette."""
    return drawn(chart, chart.lay_out(rows), palette)


def drawn(chart: Chart, layout: Layout, palette: Palette) -> Drawing:
    """The chart of rows that are laid out already."""
    has_rows = {f"has_{name}": len(table) > 0 for name, table in layout.tables.items()}
    return Drawing(filled(template(chart, palette), {**has_rows, **layout.values}), layout.tables)


def template(chart: Chart, palette: Palette) -> str:
    """The specification of a chart in a theme as text with holes. There are as many as charts and themes.

    Altair checks every object against the whole Vega-Lite schema, which takes twenty times as long as the rest and cannot
    know what fills a hole. The tests check each chart filled.
    """
    key = (chart.id, palette.name)
    if key not in _templates:
        with _lock, debug_mode(False):
            _templates[key] = text(lean(chart.draw(palette).to_dict(validate=False)))
    return _templates[key]


def filled(template: str, values: Mapping[str, Any]) -> str:
    """The text with its holes filled: one that is a whole string becomes a value of any type, one within a string a piece of it.

    Raises KeyError for a hole without a value.
    """

    def fill(found: re.Match[str]) -> str:
        if found[1]:
            return json.dumps(values[found[1]], ensure_ascii=False)
        return json.dumps(str(values[found[2]]), ensure_ascii=False)[1:-1]

    return _HOLES.sub(fill, template)
