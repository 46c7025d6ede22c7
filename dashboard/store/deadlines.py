"""Stops what runs too long. One thread watches everything: starting one for each statement would cost a reader as much as a small query."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Deadlines:
    """What is running, each with the time when it is stopped. Safe to share between threads."""

    def __init__(self) -> None:
        self._running: dict[object, tuple[float, Callable[[], None]]] = {}
        self._changed = threading.Condition()
        self._next: float | None = None
        self._thread: threading.Thread | None = None

    @contextmanager
    def within(self, seconds: float, stop: Callable[[], None]) -> Iterator[None]:
        """Calls `stop`, in another thread, if the body is not done after so many seconds; never once it is done."""
        token = object()
        due = time.monotonic() + seconds
        with self._changed:
            self._running[token] = (due, stop)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="deadlines", daemon=True)
                self._thread.start()
            elif self._next is None or due < self._next:
                self._changed.notify()
        try:
            yield
        finally:
            # The watcher holds the lock while it stops something, so that it cannot stop what the same connection runs next.
            with self._changed:
                self._running.pop(token, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for token, (due, stop) in list(self._running.items()):
                    if due <= now:
                        del self._running[token]
                        stop()
                self._next = min((due for due, _ in self._running.values()), default=None)
                self._changed.wait(None if self._next is None else self._next - now)
