"""Whose page is run next: who has asked and used least goes first, and who asks for more than a share goes behind everybody."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

# A page or client is forgiven half of what it has used in so many seconds, and half of how often it has asked.
HALF_LIFE_S, ASKED_HALF_LIFE_S = 10.0, 2.0
# A run that does not tell its end gives its place back after so long.
LONGEST_RUN_S = 8.0
# A client whose pages have used so many seconds of late has a tenth of a core: an office of ten readers, or one who floods.
HEAVY_S = 1.5
# Clients who have used about as much are alike: then the page that has asked less goes first.
ALIKE_S = 0.5
# Others count as being here for so long after their last run.
HERE_S = 5.0
# After a run behind others nobody behind them is run for so many times as long as it took.
REST_OVER, REST_HEAVY = 15.0, 2.0
# A client of whom so many pages wait at once is heavy whatever it has used, and the more wait, the longer is the rest after each: a
# class of thirty that opens a page together has them within half a minute, a flood beside others gets a fifteenth of a core.
CROWD, REST_WAITING = 4, 0.5
_REMEMBERED = 10_000


class Use:
    """An amount of which half is forgotten after each half-life: seconds of runs, or messages. `waiting`: runs that wait now."""

    __slots__ = ("amount", "half_life", "since", "waiting")

    def __init__(self, half_life: float = HALF_LIFE_S) -> None:
        self.amount, self.since, self.half_life, self.waiting = 0.0, 0.0, half_life, 0

    def now(self, at: float) -> float:
        """The amount, what is past counting less."""
        self.amount *= 0.5 ** ((at - self.since) / self.half_life)
        self.since = at
        return self.amount

    def add(self, amount: float, at: float) -> None:
        """Counts more."""
        self.amount = self.now(at) + amount


class Uses:
    """What each client has used; who has asked for nothing for longest is forgotten first."""

    def __init__(self) -> None:
        self._by_client: OrderedDict[str, Use] = OrderedDict()

    def of(self, client: str) -> Use:
        """The account of a client."""
        use = self._by_client.setdefault(client, Use())
        self._by_client.move_to_end(client)
        if len(self._by_client) > _REMEMBERED:
            self._by_client.popitem(last=False)
        return use


class Run:
    """A run that waits or has a place. `is_over`: its page has asked for more than its share. `client`, `use`: what client and page
    have used, `asked`: how often the page has asked of late."""

    __slots__ = ("asked", "began", "client", "is_over", "place", "rest", "timer", "use")

    def __init__(self, use: Use, client: Use, asked: Use, *, is_over: bool) -> None:
        self.use, self.client, self.asked, self.is_over = use, client, asked, is_over
        self.place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.began = self.rest = 0.0
        self.timer: asyncio.TimerHandle | None = None


class Lanes:
    """Gives places to runs. Who is over the share, or heavy, is run behind others: alone, when none of them is, and then rests."""

    def __init__(self, places: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._places, self._clock = places, clock
        self._waiting: list[Run] = []
        self._running: set[Run] = set()
        self._rested = self._others = float("-inf")
        self._woken: asyncio.TimerHandle | None = None

    async def enter(self, use: Use, *, is_over: bool, client: Use | None = None, asked: Use | None = None) -> Run:
        """Waits for a place."""
        run = Run(use, client or Use(), asked or Use(ASKED_HALF_LIFE_S), is_over=is_over)
        self._waiting.append(run)
        run.client.waiting += 1
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
            self._take(run)
            return
        if run not in self._running:
            return
        self._running.discard(run)
        if run.timer:
            run.timer.cancel()
        now = self._clock()
        run.use.add(now - run.began, now)
        run.client.add(now - run.began, now)
        self._rested = max(self._rested, now + (now - run.began) * run.rest)
        self._fill()

    def _fill(self) -> None:
        now = self._clock()
        while self._waiting and len(self._running) < self._places:
            following = min(self._waiting, key=lambda run: self._rank(run, now))
            if not self._may_start(following, now):
                return
            self._take(following)
            self._running.add(following)
            following.began = now
            following.timer = asyncio.get_running_loop().call_later(LONGEST_RUN_S, self.leave, following)
            if not following.place.done():
                following.place.set_result(None)

    def _take(self, run: Run) -> None:
        self._waiting.remove(run)
        run.client.waiting -= 1

    def _rank(self, run: Run, now: float) -> tuple[bool, bool, int, float, float]:
        had = run.client.now(now)
        is_heavy = had > HEAVY_S or run.client.waiting > CROWD
        return run.is_over, is_heavy, int(had / ALIKE_S), round(run.asked.now(now), 1), run.use.now(now)

    def _may_start(self, run: Run, now: float) -> bool:
        """Whether the first of all that wait may be run now; where it may not, nobody may."""
        is_over, is_heavy = self._rank(run, now)[:2]
        run.rest = 0.0
        if not is_over and not is_heavy:
            self._others = now
            return True
        if is_over and any(other.is_over for other in self._running):
            return False
        if now - self._others > HERE_S:
            return True
        if self._running:
            return False
        if now < self._rested:
            self._wake(self._rested - now)
            return False
        run.rest = REST_OVER if is_over else min(REST_OVER, max(REST_HEAVY, REST_WAITING * run.client.waiting))
        return True

    def _wake(self, after: float) -> None:
        if self._woken:
            self._woken.cancel()
        self._woken = asyncio.get_running_loop().call_later(after, self._fill)

    def figures(self) -> dict[str, int]:
        """What waits and what runs."""
        return {"waiting": len(self._waiting), "running": len(self._running)}
