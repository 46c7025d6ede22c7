"""A chart for given filters, made once and kept as bytes: its specification as text, its data and its rows as Arrow, its reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.layout import Table
from dashboard.charts.draw.marks import by_room
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawn
from dashboard.parts import context
from dashboard.record.filters import Filters
from dashboard.store.recent import Recent

# What is kept is bytes and text, because Streamlit walks every Python object after each rerun of every reader; and it is limited
# by size, because visitors choose the filters.
KEPT_BYTES = 20_000_000
_kept: Recent[tuple[str, Filters, str, str], Rendered]
_UNPACKED = pa.ipc.IpcWriteOptions()
_PACKED = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True)
class Rendered:
    """`text` is Vega-Lite without data, empty where there are no rows, `tables` its data by name; `packed` are the rows, one a mark."""

    text: str
    tables: tuple[tuple[str, bytes], ...]
    packed: bytes
    marks: int
    records: int
    reading: str

    def spec(self) -> dict[str, Any]:
        """Vega-Lite with its data in the form in which Streamlit sends them."""
        return {**json.loads(self.text), "datasets": dict(self.tables)}

    def rows(self) -> Rows:
        """The rows of the chart."""
        return Rows(pa.ipc.open_stream(self.packed).read_all())

    def frame(self) -> pd.DataFrame:
        """The rows as a data frame."""
        return self.rows().frame

    def labels(self) -> dict[str, str]:
        """Label of each mark, in the order of the chart's rows."""
        rows = self.rows()
        return dict(zip(rows.column("mark"), rows.column("label"), strict=True))

    def opened(self, mark: str | None) -> tuple[str, list[str]] | None:
        """Label and records of a mark; None for one that is not on the chart."""
        if not mark:
            return None
        rows = self.rows()
        at = pa.compute.index(rows.table["mark"], mark).as_py()
        return (rows.table["label"][at].as_py(), rows.table["records"][at].as_py()) if at >= 0 else None

    def all_records(self) -> list[str]:
        """Every record behind any mark, each once, sorted."""
        return _all_records(self.rows())

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.text) + len(self.packed) + sum(len(table) for _, table in self.tables)


_kept = Recent(max_items=4000, max_size=KEPT_BYTES)


def rendered(chart_id: str, filters: Filters) -> Rendered:
    """The chart for these filters in the reader's theme. Raises StoreError."""
    return _rendered(chart_id, filters, context.palette().name)


def to_warm() -> Iterator[Callable[[], object]]:
    """A step for each chart without filters in each theme, to be run before a reader asks. A step raises StoreError."""
    for theme in PALETTES:
        for chart_id in BY_ID:
            yield partial(_rendered, chart_id, Filters(), theme)


def _rendered(chart_id: str, filters: Filters, theme: str) -> Rendered:
    key = (chart_id, filters, theme, context.database().version)
    made = _kept.get(key)
    if made is None:
        made = _render(chart_id, filters, theme)
        _kept.put(key, made, made.size)
    return made


def _render(chart_id: str, filters: Filters, theme: str) -> Rendered:
    chart = BY_ID[chart_id]
    rows = Rows(context.database().table("charts", chart_id, filters.parameters()))
    text = ""
    tables: Mapping[str, Table] = {}
    if len(rows):
        laid = chart.lay_out(rows)
        made = drawn(
            chart, replace(laid, values={**laid.values, "title": by_room(laid.values["title"])}), PALETTES[theme]
        )
        # Streamlit's own default fits the height too, which moves scaled marks away from those placed in pixels.
        text = '{"autosize": {"type": "fit-x", "contains": "padding"}, ' + made.text[1:]
        tables = made.tables
    return Rendered(
        text,
        tuple((name, _bytes(_arrow(table), _UNPACKED)) for name, table in tables.items()),
        _bytes(rows.table, _PACKED),
        len(rows),
        len(_all_records(rows)),
        chart.says(rows),
    )


def _all_records(rows: Rows) -> list[str]:
    return sorted(pa.compute.unique(pa.compute.list_flatten(rows.table["records"])).to_pylist())


def _arrow(table: Table) -> pa.Table:
    return table if isinstance(table, pa.Table) else pa.Table.from_pandas(table, preserve_index=False)


def _bytes(table: pa.Table, options: pa.ipc.IpcWriteOptions) -> bytes:
    # What pandas writes about itself into the schema is as long as a small table.
    table = table.replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content
