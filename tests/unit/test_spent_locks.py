"""Memory that every new question would take for ever: the locks of Streamlit's caches."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
import streamlit as st

from dashboard.web import spent_locks


@st.cache_data(max_entries=4, show_spinner=False)
def _double(value: int) -> int:
    return 2 * value


@st.cache_resource(max_entries=4, show_spinner=False)
def _same(value: int) -> int:
    return value


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    _double.clear()
    _same.clear()


def kept() -> list[int]:
    return [
        len(cache._value_locks) for cache in spent_locks.caches() if cache.display_name.endswith(("_double", "_same"))
    ]


def test_streamlit_still_keeps_a_lock_for_every_value() -> None:
    for value in range(20):
        _double(value)
        _same(value)
    # Where this fails it has learnt to let go: take the module away.
    assert kept() == [20, 20]


def test_locks_are_let_go_and_a_held_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spent_locks, "MOST", 10)
    for value in range(20):
        _double(value)
        _same(value)
    (cache,) = [cache for cache in spent_locks.caches() if cache.display_name.endswith("_double")]
    with next(iter(cache._value_locks.values())):
        assert spent_locks.let_go() == 39
        assert sum(kept()) == 1
    assert spent_locks.let_go() == 0
    assert (_double(3), _same(3)) == (6, 3)


def test_a_thousand_questions_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spent_locks, "MOST", 10)

    def ask(first: int) -> int:
        for value in range(first, first + 1_000):
            _double(value)
        spent_locks.let_go()
        return tracemalloc.get_traced_memory()[0]

    ask(0)
    tracemalloc.start()
    try:
        before = ask(1_000)
        assert ask(2_000) - before < 50_000
    finally:
        tracemalloc.stop()
