"""The choice of series above the explorer: a theme at a time, or one by one, and which events are marked with them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.parts import context
from dashboard.parts.filter_bar import put
from dashboard.parts.verbatim import verbatim
from dashboard.record.filters import Filters
from dashboard.views.exchange.questions import forget, themes

MARKED = "Marked on the chart: "


def choice(filters: Filters) -> None:
    """Draws the choice. The kinds of the address are the truth: series and kinds of event together."""
    labels = context.page_vocabulary("series").of("kinds")
    events = {code: label.removeprefix(MARKED) for code, label in labels.items() if label.startswith(MARKED)}
    names = {code: label for code, label in labels.items() if code not in events}
    known = themes()
    series = tuple(code for code in filters.kinds if code in names)
    marked = tuple(code for code in filters.kinds if code in events)
    whole = next((theme for theme, row in known.items() if set(row["series"]) == set(series)), None)
    _set({"x-theme": whole, "x-series": list(series), "x-events": list(marked)})

    def by_theme() -> None:
        theme = st.session_state["x-theme"]
        _show(filters, tuple(known[theme]["series"]) if theme else (), marked)

    def by_hand() -> None:
        _show(filters, tuple(st.session_state["x-series"]), tuple(st.session_state["x-events"]))

    with st.container(key="series-choice", horizontal=True, gap="small", vertical_alignment="center"):
        st.selectbox(
            "Theme",
            list(known),
            index=None,
            key="x-theme",
            format_func=lambda theme: known[theme]["label"],
            on_change=by_theme,
            placeholder="Choose a theme",
            width=270,
        )
        with st.popover(_counted("Series", series), key="pop-series"):
            st.multiselect(
                "Series",
                list(names),
                key="x-series",
                format_func=lambda code: names.get(code, code),
                on_change=by_hand,
                placeholder="Choose one or more of the series",
                select_all=False,
            )
        with st.popover(_counted("Mark events", marked), key="pop-events"):
            st.pills(
                "Mark events",
                list(events),
                key="x-events",
                format_func=lambda code: verbatim(events.get(code) or code),
                selection_mode="multi",
                on_change=by_hand,
            )


def with_series_of_mark(filters: Filters, chart_id: str) -> Filters:
    """The filters, with the series of the open mark of the explorer where the address names a mark and no series."""
    names = [
        code for code, label in context.page_vocabulary("series").of("kinds").items() if not label.startswith(MARKED)
    ]
    of, _, mark = st.query_params.get("mark", "").partition("~")
    meant = [code for code in names if mark.startswith(f"ob-{code}-")]
    if of != chart_id or not meant or set(names) & set(filters.kinds):
        return filters
    return replace(filters, kinds=(max(meant, key=len), *filters.kinds))


def _counted(label: str, chosen: tuple[str, ...]) -> str:
    return f"**{label}: {len(chosen)}**" if chosen else label


def _show(filters: Filters, series: tuple[str, ...], marked: tuple[str, ...]) -> None:
    forget()
    put(replace(filters, kinds=series + marked))


def _set(values: dict[str, object]) -> None:
    for key, value in values.items():
        if st.session_state.get(key) != value:
            st.session_state[key] = value
