"""Runs of pages in turn: a few at a time, the page that has used least first, and a page that asks too often after all others."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

# A page is forgiven half of what it has used in so many seconds.
HALF_LIFE_S = 10.0
# A run that does not tell its end gives its place back after so long.
LONGEST_RUN_S = 8.0


class Use:
    """What a page, or all pages of a client, have used of late, in seconds of runs."""

    __slots__ = ("amount", "since")

    def __init__(self) -> None:
        self.amount, self.since = 0.0, 0.0

    def now(self, at: float) -> float:
        """The amount, what is past counting less."""
        self.amount *= 0.5 ** ((at - self.since) / HALF_LIFE_S)
        self.since = at
        return self.amount

    def add(self, seconds: float, at: float) -> None:
        """Counts a run."""
        self.amount = self.now(at) + seconds


class Run:
    """A run that waits or has a place. `is_over`: its page has asked for more than its share."""

    __slots__ = ("began", "is_over", "place", "timer", "use")

    def __init__(self, use: Use, *, is_over: bool) -> None:
        self.use, self.is_over = use, is_over
        self.place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.began = 0.0
        self.timer: asyncio.TimerHandle | None = None


class Lanes:
    """Gives places to runs. Pages over their share have one place together, so that the others find one free."""

    def __init__(self, places: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._places, self._clock = places, clock
        self._waiting: list[Run] = []
        self._running: set[Run] = set()

    async def enter(self, use: Use, *, is_over: bool) -> Run:
        """Waits for a place."""
        run = Run(use, is_over=is_over)
        self._waiting.append(run)
        self._fill()
        try:
            await run.place
        except asyncio.CancelledError:
            self.leave(run)
            raise
        return run

    def put_back(self, use: Use) -> None:
        """Has the runs of a page that still wait go behind those of all others."""
        for run in self._waiting:
            run.is_over = run.is_over or run.use is use

    def leave(self, run: Run) -> None:
        """Gives a place back; what has left already does nothing."""
        if run in self._waiting:
            self._waiting.remove(run)
            return
        if run not in self._running:
            return
        self._running.discard(run)
        if run.timer:
            run.timer.cancel()
        now = self._clock()
        run.use.add(now - run.began, now)
        self._fill()

    def _fill(self) -> None:
        now = self._clock()
        while self._waiting and len(self._running) < self._places:
            over = sum(run.is_over for run in self._running)
            ready = [run for run in self._waiting if not run.is_over or not over]
            if not ready:
                return
            following = min(ready, key=lambda run: (run.is_over, run.use.now(now)))
            self._waiting.remove(following)
            self._running.add(following)
            following.began = now
            following.timer = asyncio.get_running_loop().call_later(LONGEST_RUN_S, self.leave, following)
            if not following.place.done():
                following.place.set_result(None)

    def figures(self) -> dict[str, int]:
        """What waits and what runs."""
        return {"waiting": len(self._waiting), "running": len(self._running)}
