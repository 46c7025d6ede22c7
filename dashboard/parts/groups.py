"""A page with many charts shows one group of them at a time, so that nothing is computed that nobody looks at."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.catalogue import slug
from dashboard.charts.chart import Chart
from dashboard.parts.rerun import chosen

PARAMETER = "view"


def groups_of(charts: Sequence[Chart]) -> list[str]:
    """Names of the groups, in the order of the charts; one name where a page has a single group."""
    return list(dict.fromkeys(chart.group for chart in charts))


def group_asked(charts: Sequence[Chart], view: str, mark: str) -> str:
    """The group that an address asks for: by `view`, else by the chart of its open mark, else the first. Unknown values are ignored."""
    groups = groups_of(charts)
    by_view = [group for group in groups if slug(group) == view]
    by_mark = [chart.group for chart in charts if chart.id == mark.partition("~")[0]]
    return next(iter([*by_view, *by_mark, *groups]), "")


def charts_shown(charts: Sequence[Chart]) -> list[Chart]:
    """The charts of the group that the address asks for."""
    asked = _asked(charts)
    return [chart for chart in charts if chart.group == asked]


def group_tabs(page: str, charts: Sequence[Chart]) -> None:
    """Draws the choice of groups, where there are several."""
    groups = groups_of(charts)
    if len(groups) < 2:
        return
    asked, key = _asked(charts), f"group-{page}"
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    st.segmented_control(
        "Charts", groups, key=key, required=True, label_visibility="collapsed", on_change=_choose, args=(key, groups[0])
    )


def _asked(charts: Sequence[Chart]) -> str:
    return group_asked(charts, st.query_params.get(PARAMETER, ""), st.query_params.get("mark", ""))


def _choose(key: str, default: str) -> None:
    group = chosen(key)
    if group is None:
        return
    # An open mark, the year of a chart and tables belong to the group that is left.
    for name in ("mark", "year", "show", "open", "order"):
        st.query_params.pop(name, None)
    if group == default:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = slug(group)
