"""Figures for Prometheus, on a port of the loopback interface that no proxy shows."""

from __future__ import annotations

import logging
import resource
from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from dashboard.store import telling

log = logging.getLogger("panmunjom")

# What each figure means; one that is not named here is not told.
MEANS = {
    "answers": "HTTP answers by status",
    "answer_seconds": "Time to answer a request, by kind",
    "cache": "Charts, files and vocabularies that were found ready or made",
    "exports": "Files of charts that were made, by format",
    "incidents": "Failures that nobody foresaw",
    "refused": "Requests, pages and messages over a limit, by what was refused",
    "revived": "Pages that came back after their session was gone",
    "run_seconds": "Time from the message of a page to the end of its run",
    "runs": "Runs of pages that were let through",
    "runs_waiting": "Runs that wait for a place",
    "files_waiting": "Files that wait for a worker",
    "sockets": "Open pages",
    "statements": "Statements that were stopped or failed",
    "statement_seconds": "Time that statements take",
    "memory_bytes": "Memory that the process holds",
    "memory_peak_bytes": "Most memory that it ever held",
    "ready": "Whether the server is ready",
}
LABEL = "what"


class Figures(Collector):
    """Reads what was told when it is asked for it."""

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        for name in sorted({name for name, _ in telling.counts()} & MEANS.keys()):
            counter = CounterMetricFamily(f"panmunjom_{name}", MEANS[name], labels=[LABEL])
            for (told, label), value in telling.counts().items():
                if told == name:
                    counter.add_metric([label], value)
            yield counter
        for name, figure in [*telling.gauges(), *memory()]:
            if name in MEANS:
                yield GaugeMetricFamily(f"panmunjom_{name}", MEANS[name], value=figure)
        yield from _times()


def _times() -> Iterator[Metric]:
    by_name: dict[str, HistogramMetricFamily] = {}
    for (name, label), kept in telling.times().items():
        family = by_name.setdefault(
            name, HistogramMetricFamily(f"panmunjom_{name}", MEANS.get(name, name), labels=[LABEL])
        )
        buckets, total = [], 0.0
        for end, met in zip([*map(str, telling.CLASSES), "+Inf"], kept[:-1], strict=True):
            total += met
            buckets.append((end, total))
        family.add_metric([label], buckets, sum_value=kept[-1])
    yield from by_name.values()


def memory() -> list[tuple[str, float]]:
    """Memory of this process now and at its most, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return [("memory_peak_bytes", peak)]
    return [("memory_bytes", pages * float(resource.getpagesize())), ("memory_peak_bytes", peak)]


def tell(port: int) -> None:
    """Answers on this port of the loopback interface; a port that is taken is logged and left."""
    registry = CollectorRegistry()
    registry.register(Figures())
    try:
        start_http_server(port, addr="127.0.0.1", registry=registry)
    except OSError as error:
        log.warning("no metrics: port %d cannot be used (%s)", port, error.strerror)
