"""An import from its files to what is in service: read, check, hold in runs, then write the years that were touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.coded.config import CodedError, Limits
from dashboard.coded.engine import Engine
from dashboard.coded.finish import finish
from dashboard.coded.inputs import BROKEN, Member, chunks, members, said
from dashboard.coded.layouts import LAYOUTS
from dashboard.coded.lines import LineReader
from dashboard.coded.shelf import Shelf, alone, read
from dashboard.coded.stage import Reading, Stage


@dataclass(frozen=True)
class Watch:
    """Whom an import tells how far it is: `begin` all bytes there are, `step` bytes and rows that were read, `say` what it does now."""

    begin: Callable[[int], None] = lambda total: None
    step: Callable[[int, int], None] = lambda size, rows: None
    say: Callable[[str], None] = lambda text: None


@dataclass
class Report:
    """What an import did: files read, files that were in service already, events, lines set aside, and sentences on what went wrong."""

    files: int = 0
    known: int = 0
    rows: int = 0
    bad: int = 0
    troubles: list[str] = field(default_factory=list)
    shelf: Shelf | None = None


def import_files(
    kind: str,
    paths: Sequence[Path],
    folder: Path,
    *,
    actors: tuple[str, ...] = (),
    limits: Limits | None = None,
    again: bool = False,
    watch: Watch | None = None,
) -> Report:
    """Imports files of one kind into the folder. Raises CodedError where it cannot go on; a file that is broken is told in the report."""
    limits, watch = limits or Limits(), watch or Watch()
    with alone(folder):
        found, troubles = members(paths)
        report = Report(troubles=troubles)
        wanted = _wanted(kind, found, folder, actors, again, report)
        watch.begin(sum(member.size for member in wanted))
        if not wanted:
            report.shelf = read(folder)
            return report
        engine = Engine(limits, folder / "spill")
        try:
            stage = Stage(folder, kind, actors, limits, engine)
            for member in wanted:
                _read(member, stage, kind, limits, watch, report)
            stage.flush()
            report.bad = sum(one.bad for one in stage.readings.values() if one.is_done)
            report.rows = sum(one.rows for one in stage.readings.values() if one.is_done)
            report.files = sum(one.is_done for one in stage.readings.values())
            if report.files:
                report.shelf = finish(folder, kind, actors, stage, engine, watch.say)
            else:
                stage.clear()
                report.shelf = read(folder)
        finally:
            engine.close()
        return report


def _wanted(
    kind: str, found: Sequence[Member], folder: Path, actors: tuple[str, ...], again: bool, report: Report
) -> list[Member]:
    """The files that are not in service already, for the same states."""
    shelf = read(folder)
    known = shelf.inputs.get(kind, {}) if shelf and not again else {}
    wanted = [member for member in found if known.get(member.id, {}).get("actors") != list(actors)]
    report.known = len(found) - len(wanted)
    return wanted


def _read(member: Member, stage: Stage, kind: str, limits: Limits, watch: Watch, report: Report) -> None:
    """Reads one file from where it was left. One that breaks off is reported, and nothing of it is taken."""
    reading = stage.reading(member)
    if reading.is_done:
        watch.step(member.size, reading.rows)
        return
    watch.say(f"reading {member.name}")
    watch.step(reading.offset, reading.rows)
    reader = LineReader(LAYOUTS[kind], limits)
    try:
        with member.open() as opened:
            reader.start(opened.readline(limits.line))
    except (CodedError, *BROKEN) as error:
        report.troubles.append(f"{member.name} was not taken: {said(error)}.")
        return
    try:
        _read_on(member, reading, reader, stage, watch)
    except BROKEN as error:
        reading.broken = said(error)
        report.troubles.append(
            f"{member.name} breaks off: {reading.broken}. Nothing of it was taken; get it again and repeat the command."
        )


def _read_on(member: Member, reading: Reading, reader: LineReader, stage: Stage, watch: Watch) -> None:
    for chunk in chunks(member, reader.limits, reading.offset, reading.line):
        tables, bad = reader.tables(chunk)
        stage.add(reading, tables, bad)
        watch.step(chunk.end - reading.offset, sum(map(len, tables)))
        reading.offset, reading.line = chunk.end, chunk.next_line
        if stage.is_full():
            stage.flush()
    reading.is_done = True
