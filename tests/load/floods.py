"""One client that floods a server, as a process of its own: `python -m tests.load.floods ADDRESS NAME SECONDS FROM`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

Told = Counter[str]
# Answers of 429 and 503 that name no time to come back.
UNTOLD = "refused without Retry-After"


def opened(address: str, sender: dict[str, str]) -> connect:
    """A page of the server, as a browser opens it."""
    return connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=30_000_000,
        proxy=None,
        additional_headers=sender,
    )


async def reruns(address: str, sender: dict[str, str], until: float, told: Told, pages: int, each: float) -> None:
    """So many pages, each changed so many times a second, that never wait for an answer."""

    async def one() -> None:
        step = 0
        while time.perf_counter() < until:
            try:
                async with opened(address, sender) as socket:
                    drain = asyncio.create_task(_drain(socket, told))
                    while time.perf_counter() < until:
                        step += 1
                        await socket.send(rerun(step))
                        told["sent"] += 1
                        await asyncio.sleep(1 / each)
                    drain.cancel()
            except InvalidStatus as error:
                _tell(told, error.response.status_code, error.response.headers)
                await asyncio.sleep(0.2)
            except (ConnectionClosed, OSError):
                told["closed"] += 1
                await asyncio.sleep(0.2)

    await asyncio.gather(*(one() for _ in range(pages)))


async def openings(address: str, sender: dict[str, str], until: float, told: Told, at_once: int) -> None:
    """Opens pages, has each run once and leaves before it is answered, so many at once."""

    async def one() -> None:
        while time.perf_counter() < until:
            try:
                async with opened(address, sender) as socket:
                    await socket.send(rerun(told["sent"]))
                    told["sent"] += 1
                    await asyncio.sleep(0.05)
            except InvalidStatus as error:
                _tell(told, error.response.status_code, error.response.headers)
            except (ConnectionClosed, OSError):
                told["closed"] += 1

    await asyncio.gather(*(one() for _ in range(at_once)))


async def requests(address: str, sender: dict[str, str], until: float, told: Told, path: str, at_once: int) -> None:
    """Asks for files or searches, each another one, so many at once, and asks again as soon as it is answered."""

    async def one(client: httpx.AsyncClient, number: int) -> None:
        step = number
        while time.perf_counter() < until:
            step += at_once
            asked = path.format(month=f"{1946 + step % 75}-{1 + step % 12:02d}", step=step)
            try:
                answer = await client.get(f"{address}{asked}")
            except httpx.HTTPError:
                told["closed"] += 1
                continue
            told["sent"] += 1
            _tell(told, answer.status_code, answer.headers)

    async with httpx.AsyncClient(timeout=60, headers=sender, trust_env=False) as client:
        await asyncio.gather(*(one(client, number) for number in range(at_once)))


def rerun(step: int) -> bytes:
    """A change of the page of events that nobody has asked for before."""
    message = BackMsg()
    message.rerun_script.page_name = "events"
    message.rerun_script.query_string = f"from={1946 + step % 75}-{1 + step % 12:02d}"
    return bytes(message.SerializeToString())


async def _drain(socket: object, told: Told) -> None:
    with suppress(ConnectionClosed):
        async for _ in socket:  # type: ignore[attr-defined]
            told["messages"] += 1


def _tell(told: Told, status: int, headers: object) -> None:
    told[str(status)] += 1
    if status in (429, 503) and "retry-after" not in {name.lower() for name in headers}:  # type: ignore[attr-defined]
        told[UNTOLD] += 1


Flood = Callable[[str, dict[str, str], float, Told], Awaitable[None]]


def _reruns(pages: int, each: float) -> Flood:
    return lambda address, sender, until, told: reruns(address, sender, until, told, pages, each)


def _requests(path: str, at_once: int) -> Flood:
    return lambda address, sender, until, told: requests(address, sender, until, told, path, at_once)


FLOODS: dict[str, Flood] = {
    "1 page x 20 changes/s": _reruns(1, 20),
    "5 pages x 20 changes/s": _reruns(5, 20),
    "20 pages x 5 changes/s": _reruns(20, 5),
    "50 pages x 1 change/s": _reruns(50, 1),
    "30 that open pages and leave": lambda address, sender, until, told: openings(address, sender, until, told, 30),
    "40 pictures at once": _requests("/charts/promise_tracker.png?from={month}", 40),
    "20 workbooks at once": _requests("/charts/events_timeline.xlsx?from={month}", 20),
    "20 CSV files at once": _requests("/charts/events_timeline.csv?from={month}", 20),
    "40 searches at once": _requests("/search.json?q=nuclear+treaty+{step}", 40),
    "20 files of all records at once": _requests("/records.jsonl?from={month}", 20),
    "100 questions in SQL at once": _requests("/sql.json?q=select+count(*)+from+events+a,events+b+where+{step}>0", 100),
}


def main() -> None:
    """Floods."""
    address, name, seconds, sender = sys.argv[1:5]
    # A flood comes from another machine: it must not take the processor that is measured.
    os.nice(5)
    told: Told = Counter()
    headers = {"X-Forwarded-For": sender} if sender else {}
    asyncio.run(FLOODS[name](address, headers, time.perf_counter() + float(seconds), told))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
