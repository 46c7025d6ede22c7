"""Work of requests in turn: a few at a time, a short queue, no client before another that has had less, nothing for who has gone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Generic, TypeVar

from anyio import CapacityLimiter, to_thread

from dashboard.web.guard.shares import Busy

T = TypeVar("T")
# What is said to who finds the queue full; a picture takes about a second.
COME_BACK_S = 5


class Gone(Exception):  # noqa: N818
    """The client has closed the connection before its turn came."""


class _Waiting:
    __slots__ = ("client", "turn")

    def __init__(self, client: str) -> None:
        self.client = client
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Turns(Generic[T]):
    """Runs work in threads. Equal work that is asked for while it is done is done once. Used from one event loop."""

    def __init__(self, workers: int, queue: int, queue_client: int) -> None:
        self._workers, self._queue, self._queue_client = workers, queue, queue_client
        self._limiter: CapacityLimiter | None = None
        self._waiting: list[_Waiting] = []
        self._running: Counter[str] = Counter()
        self._under_way: dict[Hashable, asyncio.Task[T]] = {}

    async def run(self, client: str, key: Hashable, work: Callable[[], T], is_gone: Callable[[], Awaitable[bool]]) -> T:
        """The result of `work`. Raises Busy where the queue is full, Gone where nobody waits for it any more."""
        if key in self._under_way:
            return await asyncio.shield(self._under_way[key])
        await self._turn(client)
        try:
            if await is_gone():
                raise Gone
            if key in self._under_way:
                return await asyncio.shield(self._under_way[key])
            task = asyncio.ensure_future(self._work(work))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
            # A thread cannot be stopped: whoever has gone, the place is taken until it is done.
            return await asyncio.shield(task)
        finally:
            self._done(client)

    async def _work(self, work: Callable[[], T]) -> T:
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._workers)
        return await to_thread.run_sync(work, limiter=self._limiter)

    async def _turn(self, client: str) -> None:
        if self._running.total() < self._workers and not self._waiting:
            self._running[client] += 1
            return
        if sum(one.client == client for one in self._waiting) >= self._queue_client:
            raise Busy(429, COME_BACK_S)
        if len(self._waiting) >= self._queue:
            raise Busy(503, COME_BACK_S)
        own = _Waiting(client)
        self._waiting.append(own)
        try:
            await own.turn
        except asyncio.CancelledError:
            if own in self._waiting:
                self._waiting.remove(own)
            else:
                self._done(client)
            raise

    def _done(self, client: str) -> None:
        self._running[client] -= 1
        self._running += Counter()
        if self._waiting and self._running.total() < self._workers:
            following = min(self._waiting, key=lambda one: self._running[one.client])
            self._waiting.remove(following)
            self._running[following.client] += 1
            following.turn.set_result(None)

    def figures(self) -> dict[str, int]:
        """What waits and what runs."""
        return {"waiting": len(self._waiting), "running": self._running.total()}


async def nobody_leaves() -> bool:
    """For work whose client cannot be asked."""
    return False


AnyTurns = Turns[Any]
