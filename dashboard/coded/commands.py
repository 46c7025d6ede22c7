"""The commands `import` and `rollup`: coded events into the folder beside the record, and their sums anew on an engine of choice."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dashboard.coded.config import CodedError, Limits
from dashboard.coded.engine import Engine
from dashboard.coded.finish import rolled_up
from dashboard.coded.importing import Report, Watch, import_files
from dashboard.coded.layouts import LAYOUTS
from dashboard.coded.rollups import DuckDB, Rollups
from dashboard.coded.sample import write_sample
from dashboard.coded.shelf import ONLY_SUMS_DIFFER, Shelf, alone, read
from dashboard.coded.states import chosen

ENGINES = ("duckdb", "spark")


def add_import(command: argparse.ArgumentParser) -> None:
    """The arguments of `import`."""
    command.add_argument(
        "kind", choices=LAYOUTS, help="what the files are; `sample` makes up its own and needs no path"
    )
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="zip, tab, tsv or csv files, or folders of them"
    )
    command.add_argument(
        "--actors", default="", metavar="A,B", help="keep only events of these states; totals stay whole"
    )
    command.add_argument("--memory", default="1GB", help="memory that it may take, such as 800MB")
    command.add_argument("--again", action="store_true", help="read files that were imported before once more")
    _add_engine(command)


def add_rollup(command: argparse.ArgumentParser) -> None:
    """The arguments of `rollup`."""
    command.add_argument("--memory", default="1GB", help="memory that the engine here may take")
    _add_engine(command)


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument("--engine", choices=ENGINES, default="duckdb", help="what computes the sums")
    command.add_argument("--master", default="", metavar="URL", help="of Spark: local[2], spark://HOST:7077, sc://HOST")


def run_import(options: argparse.Namespace, folder: Path) -> int:
    """Runs `import`. Returns 1 where a file was broken, 2 for wrong use."""
    try:
        limits, actors = Limits.within(options.memory), chosen(options.actors)
        if options.kind != "sample":
            if not options.paths:
                raise CodedError("Say which files: a path of a zip, a tab or csv file, or of a folder of them.")
            report = _import(options, options.paths, folder, actors, limits)
        else:
            with tempfile.TemporaryDirectory() as made:
                # Made files have the same bytes each time; made anew they are read anew.
                options.again = True
                report = _import(options, [write_sample(Path(made))], folder, actors, limits)
        if options.engine != "duckdb" and report.files:
            _rollup(folder, options, limits)
    except CodedError as error:
        print(error, file=sys.stderr)
        return 2
    _tell(report, options.kind, folder)
    return 1 if report.troubles else 0


def run_rollup(options: argparse.Namespace, folder: Path) -> int:
    """Runs `rollup`: the sums of all years anew."""
    try:
        with alone(folder):
            shelf = _rollup(folder, options, Limits.within(options.memory))
    except CodedError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The sums of {len(shelf.events)} years were computed by {shelf.engine}.")
    return 0


def _rollup(folder: Path, options: argparse.Namespace, limits: Limits) -> Shelf:
    before, shelf = read(folder, ONLY_SUMS_DIFFER), read(folder, ONLY_SUMS_DIFFER)
    if shelf is None:
        raise CodedError("Nothing was imported yet; see: python -m dashboard import --help")
    engine = Engine(limits, folder / "spill")
    try:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        rolled_up(folder, shelf, sorted(shelf.events), before, _engine(options, engine), stamp, lambda text: None)
    finally:
        engine.close()
    return shelf


def _engine(options: argparse.Namespace, engine: Engine) -> Rollups:
    if options.engine == "duckdb":
        return DuckDB(engine)
    from dashboard.coded.spark import Spark

    return Spark(options.master or "local[2]")


def _import(
    options: argparse.Namespace, paths: Sequence[Path], folder: Path, actors: tuple[str, ...], limits: Limits
) -> Report:
    with _progress() as watch:
        return import_files(options.kind, paths, folder, actors=actors, limits=limits, again=options.again, watch=watch)


def _tell(report: Report, kind: str, folder: Path) -> None:
    """What was read, what was set aside and where that is kept, and how many rows name states."""
    for trouble in report.troubles:
        print(trouble, file=sys.stderr)
    print(f"{report.files} files read, {report.known} were imported before: {report.rows:,} events.")
    if report.bad:
        print(f"{report.bad:,} lines were set aside, each with its file, line and reason: {folder / 'bad-lines.csv'}")
    for source, events, paired in _counts(report.shelf, folder):
        print(
            f"{LAYOUTS[source].label}: {events:,} events in all, {paired:,} ({paired / max(events, 1):.0%}) name two different states;"
            " the others count in the totals alone."
        )


def _counts(shelf: Shelf | None, folder: Path) -> list[tuple[str, int, int]]:
    import duckdb

    if shelf is None:
        return []
    with duckdb.connect(str(folder / shelf.base), read_only=True) as con:
        return con.execute("select source, events, paired from sources order by source").fetchall()


@contextmanager
def _progress() -> Iterator[Watch]:
    """A bar with bytes and rows a second on a terminal; elsewhere a line every few seconds."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        told = _Told(time.monotonic(), print if not console.is_terminal else None)

        def step(size: int, rows: int) -> None:
            told.add(rows)
            bar.update(task, advance=size, description=f"{told.rows:,} rows, {told.speed():,.0f} a second")

        def say(text: str) -> None:
            # What a file is called is no markup for the terminal, and carries none of its control characters.
            bar.update(task, description="".join(c for c in text if c.isprintable()).replace("[", "("))

        yield Watch(lambda total: bar.update(task, total=total), step, say)


class _Told:
    """Rows since the start, and a line of them now and then where there is no bar."""

    every_s = 5.0

    def __init__(self, start: float, out: Callable[..., None] | None) -> None:
        self.start, self.rows, self._out, self._last = start, 0, out, start

    def add(self, rows: int) -> None:
        """Counts rows."""
        self.rows += rows
        now = time.monotonic()
        if self._out and now - self._last > self.every_s:
            self._last = now
            self._out(f"{self.rows:,} rows, {self.speed():,.0f} a second", file=sys.stderr)

    def speed(self) -> float:
        """Rows a second."""
        return self.rows / max(time.monotonic() - self.start, 0.001)
