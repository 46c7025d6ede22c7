"""The commands that take charts away: `export` one, several or all of them, and `verify` a bundle."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import plural
from dashboard.export.chart_file import FORMATS, Exported, export
from dashboard.export.choices import NAMES, Choices
from dashboard.export.citing import CitingError
from dashboard.export.pictures import PictureError
from dashboard.export.verify import NoBundleError, verify
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters, parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database
from dashboard.store.problems import StoreError

DONE, FAILED, WRONG_USE = 0, 1, 2
Tell = Callable[[str], None]


def run_export(options: argparse.Namespace, database: Database) -> int:
    """Writes what is asked for. Returns the exit code: 0 all is written, 1 something could not be made, 2 wrong use."""
    forms = [form for given in options.format or ["csv"] for form in given.split(",") if form]
    try:
        charts = _charts(options)
        unknown = [form for form in forms if form not in FORMATS]
        if unknown:
            raise _WrongUseError(f"There is no format {unknown[0]!r}; there are {', '.join(FORMATS)}.")
        if options.all is None and (len(charts) > 1 or len(forms) > 1):
            raise _WrongUseError("Several files need a folder: --all DIR")
        jobs = [(chart, form, _filters(chart, options, database)) for chart in charts for form in forms]
    except _WrongUseError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    chosen = Choices(**{name: getattr(options, name) for name in NAMES})
    if options.all is not None:
        return _write_all(jobs, chosen, options.all, database, is_quiet=options.quiet)
    ((chart, form, filters),) = jobs
    try:
        made = export(chart.id, form, filters, database, choices=chosen)
        _write(made, options.output)
    except (StoreError, PictureError, CitingError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(f"{chart.id}.{form}: {error}", file=sys.stderr)
        return FAILED
    return DONE


def run_verify(options: argparse.Namespace, database: Database) -> int:
    """Says how bundles agree with the build. Returns 0 where all do, 1 where something differs, 2 where a file is no bundle."""
    code = DONE
    for file in options.bundle:
        try:
            told, verdict = verify(file, database)
        except (PictureError, CitingError) as error:
            print(f"{file}: it cannot be compared now: {error}", file=sys.stderr)
            code = max(code, FAILED)
            continue
        except (NoBundleError, OSError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            code = WRONG_USE
            continue
        if not options.quiet:
            print("\n".join([f"{file.name}: {told[0]}", *told[1:], *verdict.agrees]))
        if verdict.differs:
            print("\n".join(verdict.differs))
            code = max(code, FAILED)
    return code


class _WrongUseError(Exception):
    """What was asked for cannot be meant. The message is for a reader."""


def _charts(options: argparse.Namespace) -> Sequence[Chart]:
    unknown = [name for name in options.id if name not in BY_ID]
    if unknown:
        raise _WrongUseError(f"There is no chart {unknown[0]!r}; see: python -m dashboard charts")
    if not options.id and options.all is None:
        raise _WrongUseError("Name a chart, or write all of them to a folder: --all DIR")
    if options.all is not None and options.output is not None:
        raise _WrongUseError("--all names a folder; --output is for one file.")
    return [BY_ID[name] for name in dict.fromkeys(options.id)] or CHARTS


def _filters(chart: Chart, options: argparse.Namespace, database: Database) -> Filters:
    asked = {field.name: list(getattr(options, field.attribute)) for field in FIELDS}
    parsed, notes = parse(asked, vocabulary(database, chart.kinds))
    filters, unused = chart.own(parsed)
    # A year is for the charts of single years alone, and all charts are asked for at once.
    notes += unused if options.all is None else []
    if notes:
        raise _WrongUseError("\n".join(notes))
    return filters


def _write_all(
    jobs: Sequence[tuple[Chart, str, Filters]], chosen: Choices, folder: Path, database: Database, *, is_quiet: bool
) -> int:
    failed = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"{folder}: {error.strerror}", file=sys.stderr)
        return FAILED
    with _progress(len(jobs), is_quiet=is_quiet) as tell:
        for chart, form, filters in jobs:
            try:
                made = export(chart.id, form, filters, database, choices=chosen)
                _write(made, folder / made.file_name)
                tell(made.file_name)
            except (StoreError, PictureError, CitingError, OSError) as error:
                failed += 1
                print(f"{chart.id}.{form}: {error}", file=sys.stderr)
    if not is_quiet:
        print(f"{plural(len(jobs) - failed, 'file')} in {folder}" + (f", {failed} could not be made" if failed else ""))
    return FAILED if failed else DONE


def _write(made: Exported, file: Path | None) -> None:
    """Writes a file whole or not at all; without a name, to standard output."""
    if file is None:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
        return
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.write_bytes(made.content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _progress(count: int, *, is_quiet: bool) -> Iterator[Tell]:
    """On a terminal a bar, elsewhere a line for each file; nothing where that is asked for."""
    if is_quiet:
        yield lambda _: None
    elif not sys.stderr.isatty():
        done = iter(range(1, count + 1))
        yield lambda name: print(f"{next(done)} of {count}: {name}", file=sys.stderr)
    else:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Writing", total=count)
            yield lambda name: bar.update(task, advance=1, description=name[:60])
