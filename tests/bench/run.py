"""Measures the dashboard against the budgets of its design: `make bench`; with --write the result goes to docs/measurements.md.

Everything is measured in one run, the bare Streamlit page too, on the server as a reader starts it and on the full data.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.charts.catalogue import CHARTS
from dashboard.record.filters import Filters
from dashboard.store.config import DEFAULT, ROOT, Settings
from dashboard.store.database import Database, open_current
from tests.bench.browser_times import TimedBrowser, Times
from tests.bench.process import cpu_seconds, hardware, memory_mb
from tests.bench.report import Figure, milliseconds, page_of_figures, percentile, table
from tests.bench.websocket_reader import Answer, WebsocketReader
from tests.browser.reading import MARKS
from tests.browser.serving import Server, free_port, running, serve

CHANGES = 40
QUERY_RUNS = 30
SLOWEST = 5
READERS = 20
THINK_S = 5.0
LOAD_S = 60.0
TOO_LATE_S = 10.0
TIMELINE = f".st-key-panel-events_timeline {MARKS}"
EVIDENCE = ".st-key-panel-events_timeline .evidence .record-title"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure the dashboard against its budgets.")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    options = parser.parse_args()
    about = {"hardware": hardware(), "load": f"{os.getloadavg()[0]:.1f}", "date": f"{datetime.now(UTC):%d %B %Y}"}
    print(f"{about['hardware']}; load of the machine before the start {about['load']}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        figures = list(measure(replace(DEFAULT, out=Path(folder))))
    print(table(figures))
    if options.write:
        path = ROOT / "docs" / "measurements.md"
        path.write_text(page_of_figures(figures, about), encoding="utf-8")
        print(f"Written to {path}")
    return 0


def measure(settings: Settings) -> Iterator[Figure]:
    """All figures, in the order of the table."""
    _say("Building the database")
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "dashboard", "build", "--out", str(settings.out)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    yield Figure("Build from CSV and text", time.perf_counter() - began, "s", 10)
    database = open_current(settings)
    _say(f"Running the query of each chart {QUERY_RUNS} times")
    yield from queries(database)
    changes = word_changes(database)
    with serve(settings.out) as server:
        _say(f"Changing filters {2 * CHANGES} times by websocket")
        yield from asyncio.run(reruns(server, [{"q": word} for word, _ in changes]))
    with serve(settings.out) as server, bare_page(len(events(database))) as bare, TimedBrowser() as browser:
        _say(f"Changing filters and clicking marks {3 * CHANGES} times each in a browser")
        yield from in_a_browser(server, bare, browser, database, changes)
    with serve(settings.out) as server:
        _say(f"{READERS} readers for {LOAD_S:.0f} s")
        yield from asyncio.run(load(server, [{"q": word} for word, _ in changes]))


def queries(database: Database) -> Iterator[Figure]:
    """The five charts whose queries are slowest, each against the budget, and what is usual among all of them."""
    times = {}
    values = Filters().parameters()
    for chart in CHARTS:
        database.frame("charts", chart.id, values)
        times[chart.id] = [_timed(database, chart.id) for _ in range(QUERY_RUNS)]
    p95 = {chart: milliseconds(measured, 95) for chart, measured in times.items()}
    for chart_id in sorted(p95, key=lambda chart: p95[chart], reverse=True)[:SLOWEST]:
        yield Figure(f"Query of {chart_id}, p95", p95[chart_id], "ms", 50)
    yield Figure(
        f"Queries of all {len(p95)} charts, the middle one of their p95", percentile(list(p95.values()), 50), "ms"
    )


def _timed(database: Database, chart_id: str) -> float:
    began = time.perf_counter()
    database.frame("charts", chart_id, Filters().parameters())
    return time.perf_counter() - began


async def reruns(server: Server, asked: list[dict[str, str]]) -> list[Figure]:
    """Processor time of a rerun of the events page: with filters nobody has used before, and with the same ones again."""
    figures = []
    async with WebsocketReader(server.address, "events") as reader:
        for name, budget in (("new filters", 50), ("filters used before", None)):
            began = cpu_seconds(server.pid)
            answers = [await reader.show(query) for query in asked]
            used = (cpu_seconds(server.pid) - began) / len(answers) * 1000
            assert not any(answer.fault for answer in answers), answers
            figures += [
                Figure(f"Processor time a rerun, events page, {name}", used, "ms", budget),
                Figure(
                    f"Time of a rerun on the server, {name}, p95", milliseconds([a.seconds for a in answers], 95), "ms"
                ),
            ]
    return figures


def in_a_browser(
    server: Server, bare: Server, browser: TimedBrowser, database: Database, changes: list[tuple[str, int]]
) -> Iterator[Figure]:
    """A filter change and a click, here and on a bare page in the same browser."""
    rows = events(database)
    page = browser.open(f"{server.address}/events", TIMELINE, len(rows))
    new = browser.filter_changes(page, "input[aria-label=Words]", TIMELINE, changes)
    again = browser.filter_changes(page, "input[aria-label=Words]", TIMELINE, changes)
    page.close()
    page = browser.open(f"{server.address}/events", TIMELINE, len(rows))
    titles = dict(zip(rows["label"], _titles(database, rows["mark"].tolist()), strict=True))
    every = max(1, len(rows) // (CHANGES * 2))
    clicks = browser.clicks(page, TIMELINE, EVIDENCE, dict(list(titles.items())[::every]), CHANGES)
    page.close()
    page = browser.open(bare.address, MARKS, len(rows))
    bare_changes = browser.filter_changes(
        page, "input[aria-label='How many']", MARKS, [(str(count), count) for _, count in changes]
    )
    page.close()
    page = browser.open(bare.address, MARKS, len(rows))
    points = {f"Point number {i}": f"Picked point-{i}" for i in range(0, len(rows), every)}
    bare_clicks = browser.clicks(page, MARKS, "[data-testid=stText]", points, CHANGES)
    page.close()

    yield from _feel("Filter change until the chart is redrawn, new filters", new, {75: 300, 95: 500})
    yield from _feel("Filter change until the chart is redrawn, filters used before", again, {})
    yield from _feel("The same on a bare Streamlit page", bare_changes, {})
    yield _ratio("Filter change, new filters: times the bare page (median)", new, bare_changes, 1.5)
    yield _ratio("Filter change, filters used before: times the bare page (median)", again, bare_changes, None)
    yield from _feel("Click on a mark until its evidence is shown", clicks, {95: 500})
    yield from _feel("A click on the bare page", bare_clicks, {})
    yield _ratio("Click: times the bare page (median)", clicks, bare_clicks, None)
    yield Figure("Received by websocket for a filter change, median", percentile(new.received, 50) / 1000, "kB")
    yield Figure("The same on the bare page", percentile(bare_changes.received, 50) / 1000, "kB")
    yield Figure("Received by websocket for a click, median", percentile(clicks.received, 50) / 1000, "kB")


def _feel(name: str, times: Times, budgets: dict[int, float]) -> Iterator[Figure]:
    for share in (50, 75, 95):
        yield Figure(f"{name}, p{share}", percentile(times.milliseconds, share), "ms", budgets.get(share))


def _ratio(name: str, times: Times, bare: Times, budget: float | None) -> Figure:
    return Figure(name, percentile(times.milliseconds, 50) / percentile(bare.milliseconds, 50), "x", budget)


async def load(server: Server, asked: list[dict[str, str]]) -> list[Figure]:
    """Readers who each change a filter every five seconds, whether or not the last answer has come: half of them on the events page."""
    # The overview is the page without a name.
    names = [*sorted({chart.page for chart in CHARTS} - {"events", "overview"}), ""]
    readers = [
        WebsocketReader(server.address, "events" if i % 2 else names[i // 2 % len(names)]) for i in range(READERS)
    ]
    start = time.perf_counter() + 5
    told = await asyncio.gather(*(_reads(reader, i, start, asked) for i, reader in enumerate(readers)))
    answers = [answer for one in told for answer in one]
    late = [answer.seconds for answer in answers]
    faults = sorted({answer.fault for answer in answers if answer.fault})
    if faults:
        print("faults:", *faults[:5], sep="\n  ")
    return [
        Figure(f"{READERS} readers, {THINK_S:.0f} s between changes, median", milliseconds(late, 50), "ms"),
        Figure(f"{READERS} readers, p95", milliseconds(late, 95), "ms", 500),
        Figure(f"{READERS} readers, failed of {len(answers)} changes", sum(bool(a.fault) for a in answers), "", 0),
        Figure(f"Memory of the server with {READERS} readers", memory_mb(server.pid), "MB", 400),
        Figure("Memory of the server at most", memory_mb(server.pid, "VmHWM"), "MB"),
    ]


async def _reads(reader: WebsocketReader, number: int, start: float, asked: list[dict[str, str]]) -> list[Answer]:
    """One reader. A change counts from when it was due, so that a slow server is not spared the next one."""
    answers = []
    async with reader:
        due = start + number * THINK_S / READERS
        while due < start + LOAD_S:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            query = asked[(number * 7 + len(answers)) % len(asked)]
            answer = await reader.show(query)
            waited = time.perf_counter() - due
            answers.append(Answer(waited, answer.received, answer.fault or ("too late" if waited > TOO_LATE_S else "")))
            due += THINK_S
        # Nobody leaves before the memory is read.
        await asyncio.sleep(max(0.0, start + LOAD_S + THINK_S - time.perf_counter()))
    return answers


def bare_page(points: int) -> object:
    """A server of the bare page with so many points, with the same settings of Streamlit."""
    port = free_port()
    os.environ["BENCH_POINTS"] = str(points)
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("bare_app.py"))]
    return running([*command, "--server.port", str(port), "--server.address", "127.0.0.1"], port, "/_stcore/health")


def events(database: Database) -> object:
    """The rows of the timeline without filters."""
    return database.frame("charts", "events_timeline", Filters().parameters())


def _titles(database: Database, records: list[str]) -> list[str]:
    rows = database.rows("pages", "evidence_by_record", {"records": records})
    titles = {row["record_id"]: row["title"] for row in rows}
    return [titles[record] for record in records]


def word_changes(database: Database) -> list[tuple[str, int]]:
    """Words to filter by, each with the number of events it leaves, which differs from the one before."""
    words = sorted(
        {
            word
            for label in events(database)["label"]
            for word in label.lower().split()
            if word.isalpha() and len(word) > 3
        }
    )
    chosen: list[tuple[str, int]] = []
    for word in words:
        count = len(database.frame("charts", "events_timeline", Filters(words=word).parameters()))
        if 4 <= count <= 350 and (not chosen or chosen[-1][1] != count):
            chosen.append((word, count))
        if len(chosen) == CHANGES:
            break
    assert len(chosen) == CHANGES
    return chosen


def _say(text: str) -> None:
    print(f"{text} …", flush=True)


if __name__ == "__main__":
    sys.exit(main())
