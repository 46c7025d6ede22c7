"""The order of a table: `order` in the address, the column in small letters, `-` before it from the last to the first."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.parts import context
from dashboard.parts.rerun import chosen
from dashboard.parts.shown_as import is_first, is_of

PARAMETER = "order"
DOWN = "-"
# What comes first, by the kind of column, and what comes first where it falls.
FIRST = {"text": ("A to Z", "Z to A"), "number": ("smallest first", "largest first")}
TIMES = ("earliest first", "latest first")


def in_order(chart: Chart, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table in the order that the address asks for; those without a value stand last. Equal ones keep their order."""
    column, falls = _asked(chart)
    if not column:
        return frame
    values = frame[column]
    if not pd.api.types.is_numeric_dtype(values):
        values = values.astype(object).map(lambda value: value.casefold() if isinstance(value, str) else value)
    return frame.loc[values.sort_values(ascending=not falls, kind="stable", na_position="last").index]


def order_choice(chart: Chart) -> None:
    """Draws the choice of the order."""
    words = {"": "As the chart has it"}
    for column in chart.columns.columns:
        rises, falls = FIRST.get(column.kind, TIMES)
        words |= {column.title: f"{column.title}: {rises}", DOWN + column.title: f"{column.title}: {falls}"}
    key, (title, falls_now) = f"order-{chart.id}", _asked(chart)
    asked = (DOWN if falls_now else "") + title
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    st.selectbox(
        "Order of the rows",
        list(words),
        key=key,
        format_func=lambda offered: words.get(offered, offered),
        on_change=_choose,
        args=(chart, key),
        width=340,
    )


def unknown_order(chart: Chart) -> list[str]:
    """A sentence where the address asks for an order of this table by a column that it does not have."""
    asked = [value.rpartition("~")[2] for value in _values() if is_of(chart, value)]
    if not asked or _asked(chart)[0]:
        return []
    known = ", ".join(word_of(title) for title in _titles(chart))
    return [
        f"The address asked to order this table by “{asked[0][:60]}”; it was ignored. It can be ordered by {known}."
    ]


def _titles(chart: Chart) -> list[str]:
    return [column.title for column in chart.columns.columns]


def _values() -> list[str]:
    return context.query().get(PARAMETER, [])


def _asked(chart: Chart) -> tuple[str, bool]:
    """The title of the column, empty for the order of the chart, and whether it goes from the last to the first."""
    by_slug = {word_of(title): title for title in _titles(chart)}
    for value in _values():
        word = value.rpartition("~")[2]
        if is_of(chart, value) and word.removeprefix(DOWN) in by_slug:
            return by_slug[word.removeprefix(DOWN)], word.startswith(DOWN)
    return "", False


def word_of(title: str) -> str:
    """The title of a column as it stands in an address: `Distance flown (km)` is `distance-flown-km`."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _choose(chart: Chart, key: str) -> None:
    order = chosen(key)
    if order is None:
        return
    way, title = (DOWN, order[1:]) if order.startswith(DOWN) else ("", order)
    word = way + word_of(title) if title else ""
    written = [word if is_first(chart) else f"{chart.id}~{word}"] if word else []
    kept = [value for value in _values() if not is_of(chart, value)]
    if kept or written:
        st.query_params[PARAMETER] = [*written, *kept]
    else:
        st.query_params.pop(PARAMETER, None)
