"""CSV of the timeline under new filters, beside Datasette's CSV of the plain table of events under the same ones."""

from __future__ import annotations

import csv
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.store.config import ROOT
from tests.bench.report import Figure
from tests.bench.stage import Stage
from tests.browser.serving import Server, free_port, running, serve

DATASETTE = ROOT / ".venv-bench" / "bin" / "datasette"
OURS = "/charts/events_timeline.csv?from={day}"
# Datasette shows 100 rows unless it is asked for more; the dates of the table are texts that sort as days do.
THEIRS = "/plain/events.csv?date__gte={day}&_size=max"
WAIT_S = 20


def against_datasette(stage: Stage) -> Iterator[Figure]:
    """Both servers are asked in turn, so that what else the machine does slows both."""
    days = [date(1950, 3, 1) + timedelta(days=500 * i) for i in range(stage.counts.changes)]
    ours, theirs = [], []
    with serve(stage.settings.out) as server, _datasette(stage) as datasette:
        # The first request of either is slower than all others.
        for one, path in ((server, OURS), (datasette, THEIRS)):
            _wait_for_file(one, path, date(1949, 1, 1))
        for day in days:
            ours.append(_wait_for_file(server, OURS, day))
            theirs.append(_wait_for_file(datasette, THEIRS, day))
    mine, other = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    yield Figure("CSV of the timeline with its citations, new filters, median", mine, "ms")
    yield Figure("Datasette's CSV of the plain table of events, the same filters, median", other, "ms")
    yield Figure("CSV: times Datasette (median)", mine / other, "x", 2)


@contextmanager
def _datasette(stage: Stage) -> Iterator[Server]:
    if not DATASETTE.exists():
        raise RuntimeError(f"{DATASETTE} is missing; `make bench` installs it.")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plain.db"
        _write_plain(stage.settings.data / "events.csv", file)
        port = free_port()
        # A file that is said to be immutable is served faster.
        command = [str(DATASETTE), "serve", "--immutable", str(file), "--port", str(port)]
        with running(command, port, "/-/versions.json") as server:
            yield server


def _write_plain(source: Path, file: Path) -> None:
    with source.open(encoding="utf-8", newline="") as text, closing(sqlite3.connect(file)) as con, con:
        head, *rows = csv.reader(text)
        con.execute(f"create table events ({', '.join(head)}, primary key ({head[0]}))")
        con.executemany(f"insert into events values ({', '.join('?' * len(head))})", rows)


def _wait_for_file(server: Server, path: str, day: date) -> float:
    began = time.perf_counter()
    with closing(HTTPConnection(urlsplit(server.address).netloc, timeout=WAIT_S)) as connection:
        connection.request("GET", path.format(day=day.isoformat()))
        answer = connection.getresponse()
        lines = answer.read().count(b"\r\n")
        waited = time.perf_counter() - began
    assert answer.status == 200, f"{server.address}{path}: {answer.status}"
    assert lines > 2, f"{server.address}{path}: no rows from {day}"
    return waited
