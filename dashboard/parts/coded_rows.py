"""The coded events behind a mark: the strongest rows with their source links, as the machine coded them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.chart import Chart
from dashboard.coded.config import CodedError
from dashboard.coded.links import strongest
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.rendering import Rendered
from dashboard.parts.rich import rich
from dashboard.record.filters import Filters
from dashboard.store.config import settings

_HTML = Template("parts/coded_rows.html")
_SIDES = {"cooperation": (1, 2), "conflict": (3, 4)}


def coded_rows(chart: Chart, made: Rendered, mark: str, filters: Filters) -> None:
    """Shows the rows behind an open mark of a chart of coded events."""
    rows = made.rows()
    row = rows.table.slice(rows.column("mark").index(mark), 1).to_pylist()[0]
    quads = (row["quad_class"],) if row.get("quad_class") else _SIDES[row["side"]]
    # Without records nothing else has said yet what the mark stands for.
    title = "" if row["records"] else row["label"]
    shown = _rows_html(filters, tuple(quads), row["start"], row["stop"], title, context.database().version)
    rich(shown, key=f"coded-{chart.id}", near=row["label"])


@st.cache_data(max_entries=128, show_spinner=False)
def _rows_html(filters: Filters, quads: Sequence[int], start: date, stop: date, title: str, version: str) -> Markup:
    """The rows as HTML. `version` keys the cache."""
    asked = context.database().rows("pages", "coded_asked", filters.parameters())[0]
    try:
        found = strongest(settings().coded, asked["states"], asked["sources"], quads, start, stop)
    except CodedError as error:
        return _HTML.trouble(str(error))
    names = dict(zip(asked["states"], asked["names"], strict=True))
    codes = {row["code"]: row["label"] for row in context.database().rows("pages", "coded_codes")}
    rows = [_said(row, names, codes) for row in found]
    return _HTML.listed(rows, found[0]["of_all"] if found else 0, asked["labels"], title)


def _said(row: dict[str, Any], names: dict[str, str], codes: dict[str, str]) -> dict[str, Any]:
    code = row["cameo"] or ""
    return {
        "row": row,
        "who": f"{names.get(row['actor1'], row['actor1'])} → {names.get(row['actor2'], row['actor2'])}",
        "what": next((codes[part] for part in (code, code[:3], code[:2]) if part in codes), f"CAMEO {code}"),
        "value": None if row["goldstein_x10"] is None else f"{row['goldstein_x10'] / 10:+.1f}".replace("-", "−"),
    }
