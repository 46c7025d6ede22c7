"""A period dragged on a chart, or an era clicked on it, becomes the filter of the whole page; and the way back to all years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.charts.catalogue import Chart
from dashboard.links import Filters
from dashboard.parts import context, rerun
from dashboard.parts.filter_bar import put

SHORTEST = 0.25


def period(brush: Mapping[str, Any]) -> tuple[str, str] | None:
    """First and last year of a dragged interval; None for one too short to be meant, or for none."""
    ends = brush.get("year") or []
    numbers = [float(end) for end in ends if isinstance(end, int | float)]
    if len(numbers) < 2 or max(numbers) - min(numbers) < SHORTEST:
        return None
    return str(int(min(numbers))), str(int(max(numbers)))


def takes(chart: Chart, selection: Mapping[str, Any]) -> bool:
    """Whether a selection sets the period or the era rather than opening a mark; if so, the address has it and the page is run again."""
    filters, _ = context.filters(chart.kinds)
    chosen = _chosen(filters, selection, set(context.page_vocabulary(chart.kinds).eras))
    if chosen is None:
        return False
    # What is dragged or clicked stays selected in the browser until the chart is drawn anew under another key.
    name = f"round-{chart.id}"
    st.session_state[name] = st.session_state.get(name, 0) + 1
    rerun.ask_for_page()
    put(chosen)
    return True


def way_back(chart: Chart, filters: Filters) -> None:
    """A button that shows all years again, where a period or an era is chosen."""
    if filters.eras or filters.date_from or filters.date_to:
        st.button("Show all years", key=f"all-years-{chart.id}", on_click=_all_years, args=(filters,), type="tertiary")


def _all_years(filters: Filters) -> None:
    rerun.ask_for_page()
    put(replace(filters, eras=(), date_from="", date_to=""))


def _chosen(filters: Filters, selection: Mapping[str, Any], eras: set[str]) -> Filters | None:
    span = period(selection.get("brush") or {})
    if span:
        return replace(filters, eras=(), date_from=span[0], date_to=span[1])
    clicked = [point.get("mark") for point in selection.get("era") or [] if isinstance(point, Mapping)]
    if clicked and clicked[0] in eras:
        same = filters.eras == (clicked[0],)
        return replace(filters, eras=() if same else (clicked[0],), date_from="", date_to="")
    return None
