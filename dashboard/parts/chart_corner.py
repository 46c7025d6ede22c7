"""The corner of a chart: as what it is shown, the list of its marks, and everything to take away. What is not open is not made."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.parts import linked
from dashboard.parts.rendering import Rendered
from dashboard.parts.shown_as import view_choice
from dashboard.parts.take import take_away
from dashboard.record.filters import Filters


def chart_corner(
    chart: Chart, made: Rendered, filters: Filters, mark: str | None, choose: Callable[[str], None]
) -> str:
    """Draws the corner. Returns the chosen view. `mark` is the open one; `choose` is called with that chosen from the list."""
    with st.container(horizontal=True, key=f"tools-{chart.id}", vertical_alignment="center", width="content", gap=None):
        if "brush" in chart.selections:
            linked.way_back(chart, filters)
        view = view_choice(chart)
        listed = st.popover("Find a mark", key=f"marks-{chart.id}", on_change="rerun", type="tertiary")
        if listed.open:
            with listed:
                _list(chart, made, mark, choose)
        taken = st.popover("Take it away", key=f"take-{chart.id}", on_change="rerun", type="tertiary")
        if taken.open:
            with taken:
                take_away(chart, made, filters)
    return view


def _list(chart: Chart, made: Rendered, mark: str | None, choose: Callable[[str], None]) -> None:
    """The marks by their labels, for the keyboard and for whoever looks for one."""
    key, labels = f"list-{chart.id}", made.labels()
    st.session_state[key] = mark if mark in labels else None

    def chosen() -> None:
        st.session_state[f"marks-{chart.id}"] = False
        choose(st.session_state[key])

    st.selectbox(
        f"Marks of {chart.title}: {made.marks:,}",
        list(labels),
        index=None,
        key=key,
        format_func=lambda value: labels.get(value, value),
        placeholder="Type a part of its label",
        on_change=chosen,
    )
