"""What runs too long is stopped, what is done in time never is, and one thread watches all of it."""

from __future__ import annotations

import threading

from dashboard.store.deadlines import Deadlines


def test_what_runs_too_long_is_stopped_and_what_is_done_is_not() -> None:
    deadlines, late, done = Deadlines(), threading.Event(), threading.Event()
    with deadlines.within(0.05, done.set):
        pass
    with deadlines.within(0.1, late.set):
        assert late.wait(5)
    assert not done.is_set()


def test_a_nearer_deadline_wakes_the_watcher() -> None:
    deadlines, near, far = Deadlines(), threading.Event(), threading.Event()
    with deadlines.within(60, far.set), deadlines.within(0.05, near.set):
        assert near.wait(5)
    assert not far.is_set()


def test_a_deadline_after_an_idle_time_still_holds() -> None:
    deadlines = Deadlines()
    for _ in range(2):
        late = threading.Event()
        with deadlines.within(0.05, late.set):
            assert late.wait(5)


def test_one_thread_watches_however_many_run() -> None:
    deadlines, before = Deadlines(), threading.active_count()
    for _ in range(20):
        with deadlines.within(60, lambda: None), deadlines.within(60, lambda: None):
            pass
    assert threading.active_count() <= before + 1
