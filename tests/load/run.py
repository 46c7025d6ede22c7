"""Load and abuse of a running server: readers on a fixed schedule, with or without one client that floods it. `make load` prints the table.

Latency counts from the moment at which a change was due, so that a slow server is not spared. Readers and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.store.config import DEFAULT
from tests.bench.process import hardware, memory_mb
from tests.bench.websocket_reader import WebsocketReader
from tests.browser.serving import Server, serve

PAGES = ("events", "", "treaties", "positions", "weapons", "claims")
CHANGES = ({"era": "agreed-framework"}, {"actor": "CHN"}, {"from": "1994"}, {"lens": "two"}, {"q": "treaty"}, {})
PICTURE = "/charts/promise_tracker.png"


@dataclass
class Heard:
    """What readers were answered."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refused: int = 0

    def share(self, part: float) -> float:
        """A quantile in seconds."""
        if len(self.seconds) < 2:
            return float("nan")
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[round(part * 100) - 1]


async def reads(server: Server, number: int, think: float, until: float, heard: Heard) -> None:
    """One reader with a change every `think` seconds, whether or not the last answer has come."""
    async with WebsocketReader(server.address, PAGES[number % len(PAGES)]) as reader:
        due = time.perf_counter() + (number * 0.37) % think
        step = number
        while due < until:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            answer = await reader.show(dict(CHANGES[step % len(CHANGES)]))
            heard.seconds.append(time.perf_counter() - due)
            if answer.fault:
                heard.faults.append(answer.fault)
            due += think
            step += 1


async def floods_reruns(server: Server, sockets: int, each: float, until: float, heard: Heard) -> None:
    """One client with so many pages, each changed so many times a second, that never waits for an answer."""

    async def one() -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        url = server.address.replace("http", "ws") + "/_stcore/stream"
        step = 0
        while time.perf_counter() < until:
            try:
                async with connect(url, subprotocols=["streamlit"], max_size=30_000_000, proxy=None) as socket:  # type: ignore[list-item]
                    drain = asyncio.create_task(_drain(socket))
                    while time.perf_counter() < until:
                        step += 1
                        message = BackMsg()
                        message.rerun_script.page_name = "events"
                        message.rerun_script.query_string = f"from={1946 + step % 75}-{1 + step % 12:02d}"
                        await socket.send(message.SerializeToString())
                        await asyncio.sleep(1 / each)
                    drain.cancel()
            except (ConnectionClosed, InvalidStatus, OSError):
                heard.refused += 1
                await asyncio.sleep(0.2)

    await asyncio.gather(*(one() for _ in range(sockets)))


async def _drain(socket: object) -> None:
    with suppress(ConnectionClosed):
        async for _ in socket:  # type: ignore[attr-defined]
            pass


async def floods_files(server: Server, at_once: int, until: float, heard: Heard) -> None:
    """One client that asks for pictures, so many at once."""

    async def one(client: httpx.AsyncClient, number: int) -> None:
        step = number
        while time.perf_counter() < until:
            step += at_once
            answer = await client.get(f"{server.address}{PICTURE}?from={1946 + step % 75}-{1 + step % 12:02d}")
            heard.refused += answer.status_code in (429, 503)
            if answer.status_code in (429, 503):
                await asyncio.sleep(0.1)

    async with httpx.AsyncClient(timeout=60) as client:
        await asyncio.gather(*(one(client, number) for number in range(at_once)))


async def probes(server: Server, until: float, heard: Heard) -> None:
    """Asks for health every half second."""
    async with httpx.AsyncClient(timeout=60) as client:
        while time.perf_counter() < until:
            began = time.perf_counter()
            answer = await client.get(f"{server.address}/healthz")
            heard.seconds.append(time.perf_counter() - began)
            if answer.status_code != 200:
                heard.faults.append(str(answer.status_code))
            await asyncio.sleep(0.5)


Flood = Callable[[Server, float, Heard], Awaitable[None]]
FLOODS: dict[str, Flood] = {
    "nobody": lambda server, until, heard: asyncio.sleep(0),
    "1 page x 20 changes/s": lambda server, until, heard: floods_reruns(server, 1, 20, until, heard),
    "5 pages x 20 changes/s": lambda server, until, heard: floods_reruns(server, 5, 20, until, heard),
    "20 pages x 5 changes/s": lambda server, until, heard: floods_reruns(server, 20, 5, until, heard),
    "40 pictures at once": lambda server, until, heard: floods_files(server, 40, until, heard),
}


async def held(server: Server, readers: int, think: float, seconds: float, flood: Flood) -> tuple[Heard, Heard, Heard]:
    """What readers, health and the flood were answered."""
    heard, health, refused = Heard(), Heard(), Heard()
    until = time.perf_counter() + seconds
    await asyncio.gather(
        *(reads(server, number, think, until, heard) for number in range(readers)),
        probes(server, until, health),
        flood(server, until, refused),
    )
    return heard, health, refused


def line(name: str, heard: Heard, health: Heard, refused: Heard, server: Server) -> str:
    """A row of the table."""
    return (
        f"| {name} | {len(heard.seconds)} | {heard.share(0.5) * 1000:.0f} | {heard.share(0.95) * 1000:.0f} "
        f"| {len(heard.faults)} | {max(health.seconds, default=0) * 1000:.0f} | {refused.refused} | {memory_mb(server.pid):.0f} |"
    )


HEAD = (
    "| beside | answers | p50 ms | p95 ms | faults | slowest health ms | refused | memory MB |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--readers", type=int, nargs="*", default=[1, 5, 20, 50, 100])
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--only", choices=["abuse", "load", "soak"])
    parser.add_argument("--soak-minutes", type=float, default=20)
    options = parser.parse_args()
    print(f"{hardware()}\n")
    if options.only in (None, "abuse"):
        print(
            f"Five readers with a change every second, {options.seconds:g} s, beside one client that floods\n\n{HEAD}"
        )
        for name, flood in FLOODS.items():
            with serve(DEFAULT.out) as server:
                time.sleep(8)
                print(line(name, *asyncio.run(held(server, 5, 1.0, options.seconds, flood)), server), flush=True)
    if options.only in (None, "load"):
        print(f"\nReaders with a change every {options.think:g} s\n\n{HEAD.replace('beside', 'readers')}")
        for count in options.readers:
            with serve(DEFAULT.out) as server:
                time.sleep(8)
                found = asyncio.run(held(server, count, options.think, options.seconds, FLOODS["nobody"]))
                print(line(str(count), *found, server), flush=True)
    if options.only == "soak":
        print(f"\nTen readers who come and go\n\n{HEAD.replace('beside', 'minute')}")
        with serve(DEFAULT.out) as server:
            began = time.monotonic()
            while time.monotonic() - began < options.soak_minutes * 60:
                found = asyncio.run(held(server, 10, 2.0, 60, FLOODS["nobody"]))
                print(line(f"{(time.monotonic() - began) / 60:.0f}", *found, server), flush=True)


if __name__ == "__main__":
    main()
