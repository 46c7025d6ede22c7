"""Many readers at once, each of whom changes a filter every five seconds, whether or not the last answer has come."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.charts.catalogue import CHARTS
from tests.bench.process import memory_mb
from tests.bench.report import Figure, milliseconds
from tests.bench.stage import Stage
from tests.bench.websocket_reader import Answer, WebsocketReader
from tests.browser.serving import Server, serve

THINK_S = 5.0
TOO_LATE_S = 10.0


@dataclass(frozen=True)
class Visit:
    """What all readers were answered, and the memory of the server while they were there."""

    answers: list[Answer]
    memory: float


def twenty(stage: Stage) -> Iterator[Figure]:
    """As many as a seminar."""
    yield from _figures(stage, 20, 200)


def fifty(stage: Stage) -> Iterator[Figure]:
    """As many as a lecture, on one process."""
    yield from _figures(stage, 50, 500)


def _figures(stage: Stage, count: int, p95: float) -> Iterator[Figure]:
    with serve(stage.settings.out) as server:
        visit = asyncio.run(visited(server, count, stage))
    late = [answer.seconds for answer in visit.answers]
    faults = [answer.fault for answer in visit.answers if answer.fault]
    if faults:
        print("faults:", *sorted(set(faults))[:5], sep="\n  ")
    yield Figure(f"{count} readers, {THINK_S:.0f} s between changes, median", milliseconds(late, 50), "ms")
    yield Figure(f"{count} readers, p95", milliseconds(late, 95), "ms", p95)
    yield Figure(f"{count} readers, failed of {len(late)} changes", len(faults), "", 0)
    yield Figure(f"Memory of the server with {count} readers", visit.memory, "MB")


async def visited(server: Server, count: int, stage: Stage) -> Visit:
    """So many readers for a while: half of them on the events page, the others on the other pages of charts."""
    # The overview is the page without a name.
    names = [*sorted({chart.page for chart in CHARTS} - {"events", "overview"}), ""]
    pages = ["events" if i % 2 else names[i // 2 % len(names)] for i in range(count)]
    # Nobody changes a filter before all have come.
    all_here = asyncio.Barrier(count + 1)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(_reads(WebsocketReader(server.address, page), i, count, stage, all_here))
            for i, page in enumerate(pages)
        ]
        await all_here.wait()
        await asyncio.sleep(stage.counts.load_s)
        memory = memory_mb(server.pid)
    return Visit([answer for task in tasks for answer in task.result()], memory)


async def _reads(
    reader: WebsocketReader, number: int, count: int, stage: Stage, all_here: asyncio.Barrier
) -> list[Answer]:
    """One reader of all. A change counts from when it was due, so that a slow server is not spared the next one."""
    answers: list[Answer] = []
    asked = stage.words
    async with reader:
        await all_here.wait()
        start = time.perf_counter()
        due = start + number / count * THINK_S
        while due < start + stage.counts.load_s:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            answer = await reader.show(asked[(number * 7 + len(answers)) % len(asked)])
            waited = time.perf_counter() - due
            fault = answer.fault or ("too late" if waited > TOO_LATE_S else "")
            answers.append(Answer(waited, answer.received, fault))
            due += THINK_S
        # Nobody leaves before the memory is read.
        await asyncio.sleep(max(0.0, start + stage.counts.load_s + 1 - time.perf_counter()))
    return answers
