"""Processor time of a rerun of the events page: with new filters, with filters used before, and after many others were asked for."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterable, Iterator

from tests.bench.process import cpu_seconds, memory_mb
from tests.bench.readers import visited
from tests.bench.report import Figure, milliseconds
from tests.bench.stage import Query, Stage
from tests.bench.websocket_reader import Answer, WebsocketReader
from tests.browser.serving import Server, serve

# After an answer the server still has something to do for it, such as a round of the garbage collector.
REST_S = 0.1


def fresh(stage: Stage) -> Iterator[Figure]:
    """A server that has been asked nothing else."""
    with serve(stage.settings.out) as server:
        measured = asyncio.run(_new_and_used(server, stage))
    for name, budget, (busy, answers) in zip(("new filters", "filters used before"), (50, 25), measured, strict=True):
        yield Figure(f"Processor time a rerun, events page, {name}, median", busy, "ms", budget)
        late = [answer.seconds for answer in answers]
        yield Figure(f"Time of a rerun on the server, {name}, p95", milliseconds(late, 95), "ms")


def worn(stage: Stage) -> Iterator[Figure]:
    """A server that has been asked for many other filters in between, and its memory when readers come."""
    others = f"{stage.counts.other_sets:,}"
    with serve(stage.settings.out) as server:
        before, after = asyncio.run(_before_and_after(server, stage))
        visit = asyncio.run(visited(server, 20, stage))
        most = memory_mb(server.pid, "VmHWM")
    yield Figure(f"Processor time a rerun, filters used before, after {others} other filter sets, median", after, "ms")
    yield Figure("The same, times fresh", after / before, "x", 1.1)
    yield Figure(f"Memory of the server with 20 readers and {others} filter sets behind them", visit.memory, "MB", 400)
    yield Figure("Memory of the same server at most", most, "MB")


async def _new_and_used(server: Server, stage: Stage) -> list[tuple[float, list[Answer]]]:
    async with WebsocketReader(server.address, "events") as reader:
        return [await _reruns(server, reader, stage.words) for _ in ("new", "used")]


async def _before_and_after(server: Server, stage: Stage) -> tuple[float, float]:
    async with WebsocketReader(server.address, "events") as reader:
        await _asked(reader, stage.words)
        before, _ = await _reruns(server, reader, stage.words)
        await _asked(reader, stage.other_sets)
        # The server may have let them go in between.
        await _asked(reader, stage.words)
        after, _ = await _reruns(server, reader, stage.words)
        return before, after


async def _reruns(server: Server, reader: WebsocketReader, asked: Iterable[Query]) -> tuple[float, list[Answer]]:
    """Milliseconds of the processor's time for one of these reruns, the median, and the answers."""
    busy, answers = [], []
    await asyncio.sleep(REST_S)
    last = cpu_seconds(server.pid)
    for query in asked:
        answers += await _asked(reader, [query])
        await asyncio.sleep(REST_S)
        now = cpu_seconds(server.pid)
        busy.append(now - last)
        last = now
    return statistics.median(busy) * 1000, answers


async def _asked(reader: WebsocketReader, queries: Iterable[Query]) -> list[Answer]:
    answers = [await reader.show(query) for query in queries]
    faults = {answer.fault for answer in answers if answer.fault}
    assert not faults, faults
    return answers
