"""The year of a chart of single years: a slider and quick choices under it. The address is the truth, as for filters."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.treaties.network_words import YEARS
from dashboard.parts import context
from dashboard.record.fields import FIRST_YEAR, LAST_YEAR
from dashboard.record.filters import Filters

PARAMETER = "year"
SLIDER_PX = 420
ALL = "All four"
STOPS: tuple[str | int, ...] = (ALL, *range(FIRST_YEAR, LAST_YEAR + 1))
QUICK: tuple[str | int, ...] = (*YEARS, ALL)


def with_year(chart: Chart, filters: Filters) -> Filters:
    """The filters of one chart: with the year in the address, or that they have, where the chart shows single years; draws its choice.

    A panel calls it, and not the page, so that another year draws that panel alone.
    """
    if not chart.has_year:
        return filters
    year = context.year() or filters.year or _year_of_mark(chart)
    _choice(chart, year)
    return replace(filters, year=year)


def _choice(chart: Chart, year: int | None) -> None:
    slider, quick = f"year-{chart.id}", f"years-{chart.id}"
    shown = ALL if year is None else year
    _set({slider: shown, quick: shown if shown in QUICK else None})

    def by(key: str) -> None:
        chosen = st.session_state[key]
        # A second click on the chosen one of the quick choices takes the choice away.
        _write(chart, chosen if isinstance(chosen, int) else None)

    with st.container(key=f"year-choice-{chart.id}", horizontal=True, vertical_alignment="center", gap="medium"):
        st.segmented_control(
            "Years to compare",
            QUICK,
            key=quick,
            on_change=by,
            args=(quick,),
            label_visibility="collapsed",
            width="content",
        )
        st.select_slider("Year", STOPS, key=slider, on_change=by, args=(slider,), width=SLIDER_PX)


def _write(chart: Chart, year: int | None) -> None:
    """Puts the year into the address. An open mark goes along: the same obligation in the other year, if it is there."""
    if year is None:
        st.query_params.pop(PARAMETER, None)
        # The mark of a year that is none of the four would ask for that year again.
        if _year_of_mark(chart):
            st.query_params.pop("mark", None)
        return
    written = {PARAMETER: str(year)}
    marked_year, edge = _mark(chart)
    if marked_year:
        written["mark"] = f"{chart.id}~{year}-{edge}"
    # At once, so that a reader who goes back meets no address with a year and the mark of another.
    st.query_params.update(written)


def _mark(chart: Chart) -> tuple[int | None, str]:
    """Year and edge of the open mark of this chart."""
    of, _, mark = st.query_params.get("mark", "").partition("~")
    year, _, edge = mark.partition("-")
    return (int(year), edge) if of == chart.id and edge and year.isdecimal() else (None, "")


def _year_of_mark(chart: Chart) -> int | None:
    """The year that a link to a mark means where it names none, and the mark is of none of the four years."""
    year, _ = _mark(chart)
    return year if year in STOPS and year not in YEARS else None


def _set(values: dict[str, object]) -> None:
    for key, value in values.items():
        if st.session_state.get(key) != value:
            st.session_state[key] = value
