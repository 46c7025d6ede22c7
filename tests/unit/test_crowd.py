"""One client beside others: whose work goes first, how much of the processor one may have, and who is let go."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.store.service import Service
from dashboard.web.guard import doors as doors_module
from dashboard.web.guard import frames, shares
from dashboard.web.guard.doors import DoorsMiddleware
from dashboard.web.guard.frames import FramesMiddleware
from dashboard.web.guard.lanes import CROWD, HEAVY_S, HERE_S, REST_HEAVY, REST_OVER, Lanes, Run, Use
from dashboard.web.guard.shares import Busy
from dashboard.web.guard.turns import PATIENCE_S, Turns, nobody_leaves


def test_who_is_over_the_share_rests_while_others_are_here() -> None:
    async def run() -> None:
        at = [100.0]
        lanes = Lanes(2, lambda: at[0])
        honest = await lanes.enter(Use(), is_over=False)
        lanes.leave(honest)
        greedy = await lanes.enter(Use(), is_over=True)
        at[0] += 0.1
        lanes.leave(greedy)
        again = asyncio.ensure_future(lanes.enter(Use(), is_over=True))
        await asyncio.sleep(0)
        assert not again.done()
        lanes.leave(await lanes.enter(Use(), is_over=False))
        at[0] += 0.1 * REST_OVER + 0.01
        lanes._fill()
        lanes.leave(await asyncio.wait_for(again, 1))
        # With nobody else here there is nothing to rest for.
        at[0] += HERE_S + 1
        for _ in range(3):
            lanes.leave(await asyncio.wait_for(lanes.enter(Use(), is_over=True), 1))

    asyncio.run(run())


def test_a_client_whose_pages_use_a_tenth_of_a_core_goes_behind_who_uses_little() -> None:
    async def run() -> None:
        lanes = Lanes(1)
        heavy = Use()
        heavy.add(HEAVY_S * 2, lanes._clock())
        running = await lanes.enter(Use(), is_over=False)
        order: list[str] = []

        async def goes(name: str, client: Use) -> None:
            run = await lanes.enter(Use(), is_over=False, client=client)
            order.append(name)
            lanes.leave(run)

        both = asyncio.gather(goes("heavy", heavy), goes("light", Use()))
        await asyncio.sleep(0)
        lanes.leave(running)
        await both
        assert order == ["light", "heavy"]

    asyncio.run(run())


@pytest.mark.parametrize(("pages", "least", "most"), [(2, 0.0, 0.0), (6, REST_HEAVY, 3.0), (30, 14.0, REST_OVER)])
def test_the_more_pages_of_a_client_wait_the_longer_others_are_left_alone(
    pages: int, least: float, most: float
) -> None:
    async def run() -> None:
        at = [100.0]
        lanes, crowd = Lanes(1, lambda: at[0]), Use()
        here = await lanes.enter(Use(), is_over=False)
        waiting = [asyncio.ensure_future(lanes.enter(Use(), is_over=False, client=crowd)) for _ in range(pages)]
        await asyncio.sleep(0)
        assert crowd.waiting == pages
        lanes.leave(here)
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        first: Run = done.pop().result()
        assert least <= first.rest <= most
        at[0] += 0.1
        lanes.leave(first)
        await asyncio.sleep(0)
        # A reader is run at once meanwhile, and who no longer waits is not counted.
        following = await asyncio.wait_for(lanes.enter(Use(), is_over=False), 1) if pages > CROWD else None
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert crowd.waiting == 0
        assert (following is None) == (pages <= CROWD)

    asyncio.run(run())


def test_who_has_had_the_processor_waits_and_is_then_told_to_come_back() -> None:
    async def run() -> None:
        turns: Turns[int] = Turns(2, 8, 4, (0.05, 0.5))

        def work() -> int:
            began = time.thread_time()
            while time.thread_time() - began < 0.1:
                pass
            return 1

        began = time.monotonic()
        assert await turns.run("a", 1, work, nobody_leaves) == 1
        assert await turns.run("a", 2, work, nobody_leaves) == 1
        # The second waited until half a second of the clock had paid for a tenth of the processor.
        assert time.monotonic() - began > 0.2
        for number in range(3):
            await asyncio.gather(
                *(turns.run("a", (number, key), work, nobody_leaves) for key in range(6)), return_exceptions=True
            )
        turns._seconds.charge("a", 60)
        with pytest.raises(Busy) as busy:
            await turns.run("a", 3, work, nobody_leaves)
        assert busy.value.status == 429
        assert busy.value.wait >= PATIENCE_S
        assert await turns.run("b", 4, work, nobody_leaves) == 1

    asyncio.run(run())


def test_what_is_made_while_it_is_sent_is_paced_too() -> None:
    async def run() -> None:
        turns: Turns[int] = Turns(2, 8, 4, (0.05, 1.0))

        def parts() -> Iterator[bytes]:
            for _ in range(4):
                began = time.thread_time()
                while time.thread_time() - began < 0.05:
                    pass
                yield b"part"

        began = time.monotonic()
        assert [part async for part in turns.paced("a", parts())] == [b"part"] * 4
        assert time.monotonic() - began > 0.15

    asyncio.run(run())


def test_who_asks_again_at_once_is_answered_later(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[float] = []

    async def sleeps(seconds: float) -> None:
        held.append(seconds)

    async def run() -> None:
        told = shares.Told()
        for _ in range(shares.TOLD_BURST):
            await told.hold("a")
        assert held == []
        monkeypatch.setattr(shares.asyncio, "sleep", sleeps)
        for _ in range(2 * shares.TOLD_BURST):
            await told.hold("a")
        assert len(held) > shares.TOLD_BURST
        assert set(held) == {shares.HELD_S}
        kept = len(held)
        await told.hold("b")
        assert len(held) == kept

    asyncio.run(run())


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_who_takes_nothing_of_what_is_sent_is_let_go(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "TAKEN_S", 0.05)
    monkeypatch.setattr(doors_module, "TAKEN_S", 0.05)

    async def never(_: Any) -> None:
        await asyncio.Event().wait()

    async def connects() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept" if kind == "websocket" else "http.response.start", "status": 200})

    async def run() -> None:
        scope = {"type": kind, "path": "/healthz", "query_string": b"", "headers": [], "client": ("192.0.2.1", 1)}
        made = (
            FramesMiddleware(app, lambda _: True, Service())
            if kind == "websocket"
            else DoorsMiddleware(app, [], [], Service())
        )
        with pytest.raises(OSError, match="taken"):
            await asyncio.wait_for(made(scope, connects, never), 2)
        if isinstance(made, FramesMiddleware):
            assert made.open.total() == 0

    asyncio.run(run())
