"""A period dragged on a chart, or an era, actor or topic clicked on it, becomes the filter of the whole page; and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.parts import context, rerun
from dashboard.parts.filter_bar import put
from dashboard.record.fields import Vocabulary
from dashboard.record.filters import Filters

SHORTEST = 0.25
YEAR_MS = 365.2425 * 86_400_000
# The columns of drawings that name a kind.
KIND_FIELDS = ("topic_id", "class")


def period(brush: Mapping[str, Any]) -> tuple[str, str] | None:
    """First and last year of a dragged interval; None for one too short to be meant, or for none.

    `brush` has one field with its two ends: milliseconds since 1970 where it begins with `date`, years with a fraction in
    `year`, and in any other field the places of bars, each of which stands half a year to both sides of its year.
    """
    for field, ends in brush.items():
        numbers = [_years(field, float(end)) for end in ends or [] if isinstance(end, int | float)]
        if len(numbers) == 2 and max(numbers) - min(numbers) >= SHORTEST:
            return str(int(min(numbers))), str(int(max(numbers)))
    return None


def _years(field: str, end: float) -> float:
    if field.startswith("date"):
        return 1970 + end / YEAR_MS
    return end if field == "year" else end + 0.5


def takes(chart: Chart, selection: Mapping[str, Any]) -> bool:
    """Whether a selection sets period, era or actor rather than opening a mark; if so, the address has it and the page is run again."""
    filters, _ = context.filters(chart.kinds)
    chosen = _chosen(filters, selection, context.page_vocabulary(chart.kinds))
    if chosen is None:
        return False
    rerun.draw_anew(chart.id)
    rerun.ask_for_page()
    put(chosen)
    return True


def way_back(chart: Chart, filters: Filters) -> None:
    """A button that shows all years again, where the reader has chosen a period or an era; a step of a story has its own."""
    filters = context.filters(chart.kinds)[0]
    if filters.eras or filters.date_from or filters.date_to:
        st.button("Show all years", key=f"all-years-{chart.id}", on_click=_all_years, args=(filters,), type="tertiary")


def _all_years(filters: Filters) -> None:
    rerun.ask_for_page()
    put(replace(filters, eras=(), date_from="", date_to=""))


def _chosen(filters: Filters, selection: Mapping[str, Any], known: Vocabulary) -> Filters | None:
    span = period(selection.get("brush") or {})
    if span:
        return replace(filters, eras=(), date_from=span[0], date_to=span[1])
    era = _point(selection, "era", "mark")
    if era in known.of("eras"):
        return replace(filters, eras=() if filters.eras == (era,) else (era,), date_from="", date_to="")
    actor = _point(selection, "actor", "actor_id")
    if actor in known.of("actors"):
        return replace(filters, actors=() if filters.actors == (actor,) else (actor,))
    kind = next(filter(None, (_point(selection, "kind", field) for field in KIND_FIELDS)), "")
    if kind in known.of("kinds"):
        return replace(filters, kinds=() if filters.kinds == (kind,) else (kind,))
    return None


def _point(selection: Mapping[str, Any], name: str, field: str) -> str:
    points = [point for point in selection.get(name) or [] if isinstance(point, Mapping)]
    return str(points[0].get(field, "")) if points else ""
