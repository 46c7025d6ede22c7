"""A drawing whose marks lie folded in groups: which group is open, and with which it begins after a link, the list or an arrow key."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import streamlit as st

from dashboard.charts.chart import FOLDS_BY_MARK, Chart
from dashboard.parts.rendering import Rendered

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
    if chart.folds not in ("", FOLDS_BY_MARK):
        rows = made.rows()
        groups = dict(zip(rows.column("mark"), rows.column(chart.folds), strict=True))
        _write(groups.get(mark, ""))


def forget() -> None:
    """Lets all groups be closed."""
    st.query_params.pop(PARAMETER, None)


def unfolded(chart: Chart, key: str, made: Rendered, mark: str | None) -> dict[str, Any]:
    """The specification of the drawing with this key, with the mark or group that was open when the browser began to draw it.

    What is picked later the browser knows by itself. It draws anew when the specification changes, and only then may what it
    begins with.
    """
    spec = made.spec()
    if not chart.folds:
        return spec
    begun, drawn = _name(key), crc32(made.text.encode())
    if st.session_state.get(begun, (None, None))[0] != drawn:
        group = st.query_params.get(PARAMETER, "")
        st.session_state[begun] = (drawn, mark or (GROUP + group if group else None))
    opened = st.session_state[begun][1]
    if not opened:
        return spec
    params = [{**param, "value": [{"mark": opened}]} if param["name"] == "pick" else param for param in spec["params"]]
    return {**spec, "params": params}


def begun(key: str) -> str | None:
    """The mark or group that the drawing with this key began with."""
    mark: str | None = st.session_state.get(_name(key), (None, None))[1]
    return mark


def _name(key: str) -> str:
    return f"begun-{key}"


def _write(group: str) -> None:
    if group:
        st.query_params[PARAMETER] = group
    else:
        forget()
