"""Readers of a running server on a fixed schedule: what each does next, and how long it waited from the moment at which it was due."""

from __future__ import annotations

import asyncio
import ssl
import statistics
import time
from dataclasses import dataclass, field

import httpx

from tests.bench.websocket_reader import WebsocketReader

PAGES = ("events", "", "treaties", "positions", "weapons", "claims")
SEARCHES = ("nuc", "nuclear te", "kim jong", "armist", "treaty of", "정전협정")
RECORDS = ("/records.jsonl?era=war", "/charts.json", "/search.json?q=singapore", "/changes")
# Out of twenty things that a reader does: sixteen changes of a page, two searches, a file, an address for programs.
ROUND = 20


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


def came_from(number: int) -> dict[str, str]:
    """What a proxy would say of who asks, so that each reader is a client of its own."""
    return {"X-Forwarded-For": f"10.0.{number // 250}.{1 + number % 250}"}


def change(step: int) -> dict[str, str]:
    """What a reader asks a page for: some of it many ask for, some nobody has asked for before."""
    kept = ({"era": "agreed-framework"}, {"actor": "CHN"}, {"from": "1994"}, {"lens": "two"}, {"q": "treaty"}, {})
    if step % 3:
        return dict(kept[step % len(kept)])
    return {"from": f"{1946 + step * 7 % 75}-{1 + step * 5 % 12:02d}"}


@dataclass
class Reader:
    """One of them, by its number. `mixed`: it also searches and takes files. `alike`: it has the address that all have."""

    address: str
    number: int
    think: float
    mixed: bool = False
    alike: bool = False
    tls: ssl.SSLContext | None = None

    async def reads(self, until: float, heard: Heard, lives: float = float("inf")) -> None:
        """A change every `think` seconds, whether or not the last answer has come, until then or for as long as it lives."""
        headers = {} if self.alike else came_from(self.number)
        headers["Cookie"] = f"panmunjom=reader{self.number}"
        page = PAGES[self.number % len(PAGES)]
        verify = self.tls or True
        async with (
            # A new connection each time: one that was kept may be closed while it is used again, which browsers mend by themselves.
            httpx.AsyncClient(
                headers=headers,
                timeout=60,
                verify=verify,
                trust_env=False,
                limits=httpx.Limits(max_keepalive_connections=0),
            ) as client,
            WebsocketReader(self.address, page, headers=headers, tls=self.tls) as reader,
        ):
            due = time.perf_counter() + (self.number * 0.37) % self.think
            ends, step = min(until, time.perf_counter() + lives), self.number
            while due < ends:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                fault = await self._does(step, reader, client)
                heard.seconds.append(time.perf_counter() - due)
                if fault:
                    heard.faults.append(fault)
                due += self.think
                step += 1

    async def _does(self, step: int, reader: WebsocketReader, client: httpx.AsyncClient) -> str:
        turn = step % ROUND
        if not self.mixed or turn >= 4:
            return (await reader.show(change(step))).fault
        if turn < 2:
            path = f"/search.json?q={SEARCHES[step % len(SEARCHES)]}"
        elif turn == 2:
            path = f"/charts/events_timeline.csv?from={1946 + step % 75}"
        else:
            path = RECORDS[step % len(RECORDS)]
        try:
            answer = await client.get(f"{self.address}{path}")
        except httpx.HTTPError as error:
            return f"{path}: {type(error).__name__}"
        return "" if answer.status_code == 200 else f"{path}: {answer.status_code}"


async def probes(address: str, until: float, heard: Heard) -> None:
    """Asks for health every half second."""
    async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
        while time.perf_counter() < until:
            began = time.perf_counter()
            answer = await client.get(f"{address}/healthz")
            heard.seconds.append(time.perf_counter() - began)
            if answer.status_code != 200:
                heard.faults.append(str(answer.status_code))
            await asyncio.sleep(0.5)
