"""Which group of a chart's marks is unfolded: `open` in the address, or the group of the mark that is open."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.parts.rendering import Rendered
from dashboard.record.filters import Filters

PARAMETER = "open"
# Before the name of a group in place of a mark; alone it closes every group.
GROUP = "~"


def takes(chart: Chart, mark: str | None) -> bool:
    """Whether what was clicked opens or closes a group rather than a mark; if so, the address has it."""
    if not chart.folds or not mark or not mark.startswith(GROUP):
        return False
    _write(mark.removeprefix(GROUP))
    return True


def keep(chart: Chart, made: Rendered, mark: str) -> None:
    """Keeps the group of a mark open when the mark is closed."""
    if chart.folds:
        rows = made.rows()
        groups = dict(zip(rows.column("mark"), rows.column(chart.folds), strict=True))
        _write(groups.get(mark, ""))


def forget() -> None:
    """Lets all groups be closed."""
    st.query_params.pop(PARAMETER, None)


def unfolded(chart: Chart, key: str, spec: dict[str, Any], filters: Filters, mark: str | None) -> dict[str, Any]:
    """The specification as it is drawn first: with that group open which the address names.

    What is picked later the browser knows by itself, and another specification would have it draw anew.
    """
    if not chart.folds:
        return spec
    group = st.query_params.get(PARAMETER, "")
    first = st.session_state.setdefault(f"unfolded-{key}", {})
    asked = first.setdefault(filters, mark or (GROUP + group if group else ""))
    if asked:
        (pick,) = (param for param in spec["params"] if param["name"] == "pick")
        pick["value"] = [{"mark": asked}]
    return spec


def _write(group: str) -> None:
    if group:
        st.query_params[PARAMETER] = group
    else:
        forget()
