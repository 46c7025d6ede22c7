"""What every measurement starts from: a fresh build, how often to measure, the filters to ask for, and the bare page to compare with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.record.filters import Filters
from dashboard.store.config import Settings
from dashboard.store.database import Database, open_current
from tests.browser.serving import Server, free_port, running

Query = dict[str, str]


@dataclass(frozen=True)
class Counts:
    """How often everything is measured."""

    changes: int = 40
    other_sets: int = 1000
    runs: int = 20
    starts: int = 5
    load_s: float = 60


QUICK = Counts(changes=6, other_sets=20, runs=3, starts=1, load_s=10)


class Stage:
    """A build, and what is asked of it."""

    def __init__(self, settings: Settings, counts: Counts) -> None:
        self.settings = settings
        self.counts = counts

    @cached_property
    def database(self) -> Database:
        """The build, open in this process."""
        return open_current(self.settings)

    @cached_property
    def events(self) -> Any:
        """The rows of the timeline without filters, as a data frame."""
        return self.database.frame("charts", "events_timeline", Filters().parameters())

    @cached_property
    def word_changes(self) -> list[tuple[str, int]]:
        """Words to filter by, each with the number of events it leaves, which differs from the one before."""
        labels = self.events["label"]
        words = sorted({word for label in labels for word in label.lower().split() if word.isalpha() and len(word) > 3})
        chosen: list[tuple[str, int]] = []
        for word in words:
            count = len(self.database.frame("charts", "events_timeline", Filters(words=word).parameters()))
            if 4 <= count <= 350 and (not chosen or chosen[-1][1] != count):
                chosen.append((word, count))
            if len(chosen) == self.counts.changes:
                break
        assert len(chosen) == self.counts.changes
        return chosen

    @property
    def words(self) -> list[Query]:
        """The same words as parameters of an address."""
        return [{"q": word} for word, _ in self.word_changes]

    @property
    def other_sets(self) -> list[Query]:
        """Filters that nothing else here asks for: periods that begin on different days."""
        days = (date(1946, 1, 1) + timedelta(days=20 * i) for i in range(self.counts.other_sets))
        return [{"from": day.isoformat()} for day in days]


@contextmanager
def bare_page(points: int) -> Iterator[Server]:
    """A server of the bare page with so many points, with the same settings of Streamlit, but for one.

    A page of Streamlit's own making collects all garbage after each run; that we leave it out is a gain of ours, not of the bare page.
    """
    port = free_port()
    os.environ["BENCH_POINTS"] = str(points)
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("bare_app.py"))]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--runner.postScriptGC", "true"]
    with running(command, port, "/_stcore/health") as server:
        yield server
