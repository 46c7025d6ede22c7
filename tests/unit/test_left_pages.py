"""Boxes of a page that a reader has left while it was run: they are told of as emptied, and change nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st

from dashboard.charts.catalogue import BY_ID
from dashboard.parts import groups, shown_as, table_order
from dashboard.views.patterns import choice

CHART = BY_ID["events_timeline"]
EMPTIED: list[tuple[str, Callable[[], None]]] = [
    ("group-events", lambda: groups._choose("group-events", "Over time")),
    ("view-events_timeline", lambda: shown_as._choose(CHART, "view-events_timeline")),
    ("order-events_timeline", lambda: table_order._choose(CHART, "order-events_timeline")),
    ("p-anchor", choice._write),
]


@pytest.mark.parametrize(("key", "told"), EMPTIED, ids=[key for key, _ in EMPTIED])
def test_a_box_of_a_page_that_was_left_changes_nothing_in_the_address(
    monkeypatch: pytest.MonkeyPatch, key: str, told: Callable[[], None]
) -> None:
    address = {"view": "who", "mark": "events_by_year~1994", "show": "table", "era": "summits"}
    for state in ({}, {key: None}):
        asked = dict(address)
        monkeypatch.setattr(st, "session_state", state)
        monkeypatch.setattr(st, "query_params", asked)
        told()
        assert asked == address
