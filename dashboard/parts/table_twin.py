"""The table of a chart: the same rows in words, to read and to sort; a cell of a row opens what its mark opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import plural
from dashboard.charts.draw.table import Column
from dashboard.parts import context
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.rendering import Rendered
from dashboard.parts.table_order import in_order, order_choice, unknown_order
from dashboard.record.filters import Filters

HEIGHT_PX = 420
YEAR_PX = 90
DAY = "D MMM YYYY"


def table_twin(
    chart: Chart, made: Rendered, filters: Filters, open_mark: str | None, choose: Callable[[str], None]
) -> None:
    """Draws the table; all its rows are there. `choose` is called with the mark of the row that the reader comes to.

    Raises StoreError.
    """
    frame = made.frame()
    marks = list(frame["mark"])
    key = f"table-{chart.id}"

    def chosen() -> None:
        # An order given anew lets go of the cell, and what is open stays open.
        mark = _chosen_mark(key, marks)
        if mark:
            choose(mark)

    frame = in_order(chart, _frame(chart.id, filters, context.database().build_id, frame))
    marks[:] = [marks[place] for place in frame.index]
    show_notes(unknown_order(chart))
    _follow(key, marks, open_mark, frame.columns[0])
    st.dataframe(
        frame,
        hide_index=True,
        width="stretch",
        height=HEIGHT_PX,
        key=key,
        on_select=chosen,
        # Rows can be chosen as such only by a box at their left; a cell is where a reader clicks and the arrow keys go.
        selection_mode="single-cell",
        column_config={column.title: _config(column) for column in chart.columns.columns},
        placeholder="",
        alt=f"{chart.title} as a table",
    )
    st.caption(
        f"{plural(len(marks), 'row')}. Click a row, or go to it with the arrow keys, to read what it rests on. "
        "A click on a heading sorts what you see; the order chosen here stays in the link."
    )
    order_choice(chart)


def _follow(key: str, marks: list[str], open_mark: str | None, column: str) -> None:
    """Moves the choice to the row of the open mark where it was opened or closed elsewhere, or a filter moved the rows."""
    chosen, seen = _chosen_mark(key, marks), st.session_state.get(f"seen-{key}")
    st.session_state[f"seen-{key}"] = open_mark
    # Sorting lets go of the row; choosing it again would scroll the table away from its top.
    if chosen != open_mark and (_chosen_row(key) is not None or open_mark != seen):
        rows = [marks.index(open_mark)] if open_mark in marks else []
        st.session_state[key] = {"selection": {"cells": [(row, column) for row in rows]}}


def _chosen_mark(key: str, marks: list[str]) -> str | None:
    row = _chosen_row(key)
    return marks[row] if row is not None and row < len(marks) else None


def _chosen_row(key: str) -> int | None:
    # Streamlit gives the place in the frame, whatever the order on the screen.
    cells = st.session_state[key]["selection"]["cells"] if key in st.session_state else []
    return int(cells[0][0]) if cells else None


@st.cache_resource(max_entries=60, show_spinner=False)
def _frame(chart_id: str, filters: Filters, build_id: str, _rows: pd.DataFrame) -> pd.DataFrame:
    """The table of these rows, which `filters` and `build_id` name."""
    columns = BY_ID[chart_id].columns
    words = context.database().frame("pages", "record_words", {"records": list(_rows[columns.record])})
    return columns.frame(_rows, words)


def _config(column: Column) -> Any:
    if column.kind == "day":
        return st.column_config.DateColumn(column.title, format=DAY, help=column.hint or None)
    if column.kind == "text":
        return st.column_config.TextColumn(column.title, width="large" if column.is_long else None)
    # In a narrow table a column as wide as its figures has no place to click but its menu.
    width = YEAR_PX if column.kind == "year" else None
    return st.column_config.NumberColumn(
        column.title, format=_number_format(column), help=column.hint or None, width=width
    )


def _number_format(column: Column) -> str:
    if column.kind == "year":
        return "%d"
    if column.is_signed:
        return f"%+.{column.decimals or 0}f"
    return f"%.{column.decimals}f" if column.decimals else "localized"
