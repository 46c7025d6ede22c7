"""As what a chart is shown, drawing, table or sources: `show` in the address. The address is the truth, as for filters."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.catalogue import on_page
from dashboard.charts.chart import Chart
from dashboard.parts import context
from dashboard.parts.rerun import chosen

PARAMETER = "show"
# Each view as a reader sees it, with its word in an address; the chart itself needs none.
VIEWS = {"Chart": "", "Table": "table", "Sources": "sources"}


def view_choice(chart: Chart) -> str:
    """Draws the choice of views of a chart; returns the one that the address asks for."""
    asked = next((view for view in VIEWS if VIEWS[view] and VIEWS[view] in _asked(chart)), "Chart")
    key = f"view-{chart.id}"
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    st.segmented_control(
        "View", list(VIEWS), key=key, label_visibility="collapsed", required=True, on_change=_choose, args=(chart, key)
    )
    return asked


def unknown_views() -> list[str]:
    """A sentence for each view that an address asks for and no chart has."""
    unknown = [value for value in _values() if value.rpartition("~")[2] not in VIEWS.values()]
    return [
        f"The address asked to show “{value[:40]}”, which is not table or sources; it was ignored." for value in unknown
    ]


def _values() -> list[str]:
    return context.query().get(PARAMETER, [])


def is_first(chart: Chart) -> bool:
    """Whether it stands first in its group, so that an address may leave out its name."""
    return next(other for other in on_page(chart.page) if other.group == chart.group) is chart


def is_of(chart: Chart, value: str) -> bool:
    """Whether a value of an address, `word` or `chart~word`, speaks of this chart."""
    named = value.rpartition("~")[0]
    return named == chart.id or (not named and is_first(chart))


def _asked(chart: Chart) -> list[str]:
    return [value.rpartition("~")[2] for value in _values() if is_of(chart, value)]


def _choose(chart: Chart, key: str) -> None:
    view = chosen(key)
    if view is None:
        return
    word = VIEWS[view]
    written = [word if is_first(chart) else f"{chart.id}~{word}"] if word else []
    kept = [value for value in _values() if not is_of(chart, value)]
    if kept or written:
        st.query_params[PARAMETER] = [*written, *kept]
    else:
        st.query_params.pop(PARAMETER, None)
