"""Measures the dashboard against the budgets of its design: `make bench`; with --write the result goes to docs/measurements.md.

Everything is measured in one run, the bare Streamlit page too, on the server as a reader starts it and on the full data.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.store.config import DEFAULT, ROOT, Settings
from tests.bench import charts, files, in_browser, readers, reruns, start
from tests.bench.process import hardware
from tests.bench.report import Cost, Figure, cost_table, page_of_figures, table
from tests.bench.stage import QUICK, Counts, Stage


@dataclass(frozen=True)
class Subject:
    """What can be measured alone. It is stopped after `limit_s`, several times what it takes on a quiet machine."""

    says: str
    measure: Callable[[Stage], Iterable[Figure | Cost]]
    limit_s: int


SUBJECTS = {
    "queries": Subject("Running the query of each chart", charts.queries, 300),
    "charts": Subject("Making each chart", charts.costs, 300),
    "reruns": Subject("Changing filters by websocket", reruns.fresh, 300),
    "worn": Subject("Asking for many other filters, then letting readers in", reruns.worn, 1800),
    "browser": Subject("Changing filters and clicking marks in a browser", in_browser.felt, 900),
    "readers": Subject("20 readers", readers.twenty, 300),
    "crowd": Subject("50 readers", readers.fifty, 300),
    "csv": Subject("Fetching CSV from here and from Datasette", files.against_datasette, 300),
    "start": Subject("Starting servers", start.cold, 600),
}


# One client asks here for what a thousand readers ask: its share is not what is measured.
UNLIMITED = dict.fromkeys(
    ("PANMUNJOM_RUN_BURST", "PANMUNJOM_RUN_RATE", "PANMUNJOM_FILE_BURST", "PANMUNJOM_FILE_RATE"), "100000"
)


def main() -> int:
    """The command line; the exit code is 1 where anything could not be measured."""
    options = _options()
    os.environ.update(UNLIMITED)
    about = {"hardware": hardware(), "load": f"{os.getloadavg()[0]:.1f}", "date": f"{datetime.now(UTC):%d %B %Y}"}
    print(f"{about['hardware']}; load of the machine before the start {about['load']}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(DEFAULT, out=Path(folder))
        figures: list[Figure] = [_built(settings)]
        costs: list[Cost] = []
        stage = Stage(settings, QUICK if options.quick else Counts())
        failed = [name for name in options.only or SUBJECTS if not _measured(name, stage, figures, costs)]
    if costs:
        print(cost_table(costs), end="\n\n")
    print(table(figures))
    if failed:
        print(f"Could not be measured: {', '.join(failed)}; see above.")
    elif options.write:
        path = ROOT / "docs" / "measurements.md"
        path.write_text(page_of_figures(figures, costs, about), encoding="utf-8")
        print(f"Written to {path}")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the dashboard against its budgets.")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="measure this alone; may be said again")
    parser.add_argument("--quick", action="store_true", help="few rounds, to try the bench itself")
    options = parser.parse_args()
    if options.write and (options.only or options.quick):
        parser.error("only a whole run is written")
    return options


def _built(settings: Settings) -> Figure:
    print("Building the database …", flush=True)
    began = time.perf_counter()
    command = [sys.executable, "-m", "dashboard", "build", "--out", str(settings.out)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, timeout=300)
    return Figure("Build from CSV and text", time.perf_counter() - began, "s", 10)


def _measured(name: str, stage: Stage, figures: list[Figure], costs: list[Cost]) -> bool:
    """Adds what is measured; whatever goes wrong is told and leaves the rest to be measured."""
    subject = SUBJECTS[name]
    print(f"{subject.says} …", flush=True)
    try:
        with _at_most(subject.limit_s):
            found = list(subject.measure(stage))
    except Exception:
        traceback.print_exc()
        return False
    figures += [one for one in found if isinstance(one, Figure)]
    costs += [one for one in found if isinstance(one, Cost)]
    return True


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raises TimeoutError in whatever is under way after so many seconds."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    sys.exit(main())
