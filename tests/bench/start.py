"""A cold start: from the start of the process until the first page is drawn, here and for a bare Streamlit page."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from tests.bench.report import Figure
from tests.bench.stage import Stage, bare_page
from tests.bench.websocket_reader import WebsocketReader
from tests.browser.serving import Server, serve


def cold(stage: Stage) -> Iterator[Figure]:
    """Both are started in turn."""
    ours, bare = [], []
    points = len(stage.events)
    for _ in range(stage.counts.starts):
        ours.append(_seconds(lambda: serve(stage.settings.out)))
        bare.append(_seconds(lambda: bare_page(points)))
    mine, other = statistics.median(ours), statistics.median(bare)
    yield Figure("Cold start until the first page is drawn, median", mine, "s")
    yield Figure("The same of a bare Streamlit page", other, "s")
    yield Figure("Cold start: times the bare page (median)", mine / other, "x", 1.5)


def _seconds(started: Callable[[], AbstractContextManager[Server]]) -> float:
    began = time.perf_counter()
    with started() as server:
        asyncio.run(_first_page(server))
        return time.perf_counter() - began


async def _first_page(server: Server) -> None:
    # A reader who comes in asks for the page without a name at once.
    async with WebsocketReader(server.address, "") as reader:
        assert not reader.arrival.fault, reader.arrival.fault
