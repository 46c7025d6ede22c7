"""Counts what happens, for who operates the server: one place that other modules tell, and that metrics read."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator

# Upper ends of the classes in which times are counted, in seconds.
CLASSES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

_lock = threading.Lock()
_counts: Counter[tuple[str, str]] = Counter()
_gauges: dict[str, Callable[[], float]] = {}
_times: dict[tuple[str, str], list[float]] = {}


def count(name: str, label: str = "", by: int = 1) -> None:
    """Something has happened; `label` is of a small fixed set, never what a reader wrote."""
    with _lock:
        _counts[name, label] += by


def observe(name: str, seconds: float, label: str = "") -> None:
    """Something took so long."""
    with _lock:
        kept = _times.setdefault((name, label), [0.0] * (len(CLASSES) + 2))
        place = next((place for place, end in enumerate(CLASSES) if seconds <= end), len(CLASSES))
        kept[place] += 1
        kept[-1] += seconds


def gauge(name: str, read: Callable[[], float]) -> None:
    """A figure that is read when it is asked for."""
    _gauges[name] = read


def counts() -> dict[tuple[str, str], int]:
    """What was counted, by name and label."""
    with _lock:
        return dict(_counts)


def gauges() -> Iterator[tuple[str, float]]:
    """What stands now."""
    for name, read in list(_gauges.items()):
        yield name, float(read())


def times() -> dict[tuple[str, str], list[float]]:
    """How often each class of times was met, those beyond the last, and the sum, by name and label."""
    with _lock:
        return {key: list(value) for key, value in _times.items()}
