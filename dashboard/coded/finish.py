"""Brings what an import has read into service: each year that was touched is written anew, sorted by pair and day, then its sums."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from dashboard.coded.base import write_base
from dashboard.coded.config import CodedError
from dashboard.coded.engine import Engine, filled, statement
from dashboard.coded.rollups import ROLLUPS, DuckDB, Rollups
from dashboard.coded.shelf import ONLY_SUMS_DIFFER, Shelf, put, read
from dashboard.coded.stage import Stage

Say = Callable[[str], None]
BAD_LINES = "bad-lines.csv"


def finish(folder: Path, kind: str, actors: Sequence[str], stage: Stage, engine: Engine, say: Say) -> Shelf:
    """Writes the years that the stage touches and everything that follows from them, then switches. Raises CodedError."""
    before = read(folder, ONLY_SUMS_DIFFER)
    shelf = Shelf(**asdict(before)) if before else Shelf()
    good = [reading.number for reading in stage.readings.values() if reading.is_done]
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    touched = {}
    if stage.runs and good:
        listed = ", ".join(map(str, good))
        engine.files("staged", stage.runs, f"fault is null and member in ({listed})")
        for (year,) in engine.run("select distinct year from staged order by year"):
            key = f"{kind}/{year}"
            say(f"writing {kind} {year}")
            touched[key] = _write_year(folder, key, stamp, stage.runs, listed, shelf.events.get(key), engine)
    shelf.events = {**shelf.events, **touched}
    shelf.inputs.setdefault(kind, {}).update(
        {
            key: {"name": one.name, "rows": one.rows, "bad": one.bad, "actors": list(actors)}
            for key, one in stage.readings.items()
            if one.is_done
        }
    )
    _keep_bad(folder, kind, stage)
    rolled_up(folder, shelf, sorted(touched), before, DuckDB(engine), stamp, say)
    stage.clear()
    return shelf


def rolled_up(
    folder: Path, shelf: Shelf, keys: Sequence[str], before: Shelf | None, by: Rollups, stamp: str, say: Say
) -> None:
    """Computes the sums of these years, writes the database that pages read, and puts all of it into service. Raises CodedError."""
    made = by.make(folder, {key: folder / shelf.events[key] for key in keys}, stamp, say) if keys else {}
    for name in ROLLUPS:
        # A year that has no sums any more loses those it had.
        others = {key: file for key, file in shelf.rollups.get(name, {}).items() if key not in keys}
        shelf.rollups[name] = {**others, **made.get(name, {})}
    shelf.engine = by.name
    shelf.id = hashlib.sha256("\n".join(sorted(shelf.files() - {shelf.base})).encode()).hexdigest()[:12]
    shelf.base = f"bases/sums-{shelf.id}.duckdb"
    write_base(folder, shelf)
    put(folder, shelf, before)


def _write_year(
    folder: Path, key: str, stamp: str, runs: Sequence[Path], members: str, old: str | None, engine: Engine
) -> str:
    """The file of one source and year: what is new and what was there. Returns its path from the folder."""
    source, year = key.split("/")
    engine.files("incoming_rows", runs, f"year = {int(year)} and fault is null and member in ({members})", named=True)
    engine.define("incoming", statement("coded/incoming"))
    if old:
        engine.files("existing_rows", [folder / old])
        engine.define("existing", "select *, -1 as run, -1 as member, -1::bigint as line from existing_rows")
    else:
        engine.define("existing", "select * from incoming where false")
    # Numbers are told apart in half the time that texts are; whether two texts are one number does not matter here.
    ((rows, different),) = engine.run(
        "select count(*), count(distinct event_id::bigint) from (select event_id from incoming union all select event_id from existing)"
    )
    engine.expect(rows)
    file = f"events/source={source}/year={year}/part-{stamp}.parquet"
    text = statement("coded/year_once" if rows == different else "coded/year")
    engine.write(filled(text, source=source, year=year), folder / file)
    return file


def _keep_bad(folder: Path, kind: str, stage: Stage) -> None:
    """The list of lines that were set aside: those of this import in place of what was listed of the same files before."""
    file = folder / BAD_LINES
    names = {reading.name for reading in stage.readings.values()}
    rows: list[list[str]] = []
    try:
        if file.exists():
            with file.open(encoding="utf-8", newline="") as opened:
                rows = [row for row in list(csv.reader(opened))[1:] if row[0] != kind or row[1] not in names]
        rows += [[kind, *row] for row in dict.fromkeys(map(tuple, stage.bad_lines()))]
        unfinished = file.with_name(f".{file.name}.tmp")
        with unfinished.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(["kind", "file", "line", "reason", "starts_with"])
            writer.writerows(rows)
        unfinished.replace(file)
    except OSError as error:
        raise CodedError(f"The list of bad lines cannot be written: {error}. What was in service still is.") from error
