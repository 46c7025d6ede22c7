"""Work of requests in turn: a few at a time, a short queue, no client before another that has had less, nothing for who has gone."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator
from typing import Any, Generic, TypeVar

from anyio import CapacityLimiter, to_thread

from dashboard.web.guard.shares import Busy, Shares

T = TypeVar("T")
# What is said to who finds the queue full; a picture takes about a second.
COME_BACK_S = 5
# Who has had more of the processor than a share waits so long for an answer before it is told to come back.
PATIENCE_S = 3.0


class Gone(Exception):  # noqa: N818
    """The client has closed the connection before its turn came."""


class _Waiting:
    __slots__ = ("client", "turn")

    def __init__(self, client: str) -> None:
        self.client = client
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Turns(Generic[T]):
    """Runs work in threads. Equal work that is asked for while it is done is done once. Used from one event loop.

    `seconds` are what a client may have of the processor at once, and a second in the long run: threads take it from those who read.
    """

    def __init__(
        self, workers: int, queue: int, queue_client: int, seconds: tuple[float, float] = (float("inf"), 1.0)
    ) -> None:
        self._workers, self._queue, self._queue_client = workers, queue, queue_client
        self._limiter: CapacityLimiter | None = None
        self._waiting: list[_Waiting] = []
        self._running: Counter[str] = Counter()
        self._pausing: Counter[str] = Counter()
        self._seconds = Shares(*seconds)
        self._under_way: dict[Hashable, asyncio.Task[T]] = {}

    async def run(self, client: str, key: Hashable, work: Callable[[], T], is_gone: Callable[[], Awaitable[bool]]) -> T:
        """The result of `work`. Raises Busy where the queue is full, Gone where nobody waits for it any more."""
        if key in self._under_way:
            return await asyncio.shield(self._under_way[key])
        await self._share(client)
        await self._turn(client)
        try:
            if await is_gone():
                raise Gone
            if key in self._under_way:
                return await asyncio.shield(self._under_way[key])
            task = asyncio.ensure_future(self._work(client, work))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
            # A thread cannot be stopped: whoever has gone, the place is taken until it is done.
            return await asyncio.shield(task)
        finally:
            self._done(client)

    async def paced(self, client: str, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        """The parts of an answer that is made while it is sent, each when the share of the client has room for it."""
        while True:
            if wait := self._seconds.wait(client, 0.0):
                await asyncio.sleep(wait)
            part = await self._counted(client, lambda: next(parts, None))
            if part is None:
                return
            yield part

    async def _work(self, client: str, work: Callable[[], T]) -> T:
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._workers)
        done: T = await self._counted(client, work, self._limiter)
        return done

    async def _counted(self, client: str, work: Callable[[], Any], limiter: CapacityLimiter | None = None) -> Any:
        used: list[float] = []

        def timed() -> Any:
            began = time.thread_time()
            try:
                return work()
            finally:
                used.append(time.thread_time() - began)

        try:
            return await to_thread.run_sync(timed, limiter=limiter)
        finally:
            self._seconds.charge(client, sum(used))

    async def _share(self, client: str) -> None:
        """Waits a little where the client has had its share of the processor."""
        wait = self._seconds.wait(client, 0.0)
        if not wait:
            return
        if wait > PATIENCE_S or self._pausing[client] >= self._queue_client:
            raise Busy(429, max(wait, COME_BACK_S))
        self._pausing[client] += 1
        try:
            await asyncio.sleep(wait)
        finally:
            self._pausing[client] -= 1
            self._pausing += Counter()

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
            following = min(self._waiting, key=lambda one: (self._running[one.client], self._seconds.had(one.client)))
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
