"""The sums of events by pair and month: one text for every engine in `sql/rollups`, computed for the years that were touched."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dashboard.coded.config import CodedError
from dashboard.coded.engine import Engine, statement

# In this order: the second reads the first. Each with the columns that its rows are sorted by.
ROLLUPS = {
    "pair_month": "actor1, actor2, source, year, month, quad_class",
    "pair_year": "actor1, actor2, source, year, quad_class",
    "month_total": "source, year, month, quad_class",
}
READS = {"pair_month": "coded_events", "pair_year": "pair_month", "month_total": "coded_events"}
# Bytes of events that are summed in one go: as many rows as make sums that fit into the least memory.
TOGETHER = 200_000_000
Say = Callable[[str], None]
Made = dict[str, dict[str, str]]


class Rollups(ABC):
    """An engine that computes them."""

    name: str

    @abstractmethod
    def make(self, folder: Path, events: Mapping[str, Path], stamp: str, say: Say) -> Made:
        """Computes the sums of the years in `events`, by `<source>/<year>`. Returns by rollup the file of each, from the folder.

        Raises CodedError.
        """


def place(name: str, key: str, stamp: str) -> str:
    """Where the sums of a source and year go, as a path from the folder."""
    source, year = key.split("/")
    return f"rollups/{name}/source={source}/year={year}/part-{stamp}.parquet"


class DuckDB(Rollups):
    """In this process, some years at a time, so that neither memory grows with the years nor the work with small ones."""

    name = "duckdb"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, folder: Path, events: Mapping[str, Path], stamp: str, say: Say) -> Made:
        """See Rollups."""
        made: Made = {name: {} for name in ROLLUPS}
        for keys in _together(events):
            say(f"summing {keys[0]}" if len(keys) == 1 else f"summing {keys[0]} to {keys[-1]}")
            self._engine.files("coded_events", [events[key] for key in keys])
            for name in ROLLUPS:
                work = folder / "spill" / f"sums-{stamp}-{name}"
                self._engine.write_parts(f"select * from ({statement(f'rollups/{name}')})", work, ("source", "year"))
                made[name] |= moved(folder, work, name, stamp, "source", "year")
                if name in READS.values():
                    self._name(name, [folder / made[name][key] for key in keys if key in made[name]])
        return made

    def _name(self, name: str, files: Sequence[Path]) -> None:
        """Lets the next sums read these. Years in which nobody met another state have no file."""
        if files:
            self._engine.files(name, files)
        else:
            self._engine.define(name, f"select * from ({statement(f'rollups/{name}')}) where false")


def _together(events: Mapping[str, Path]) -> list[list[str]]:
    """Years whose events are summed in one go."""
    groups: list[list[str]] = []
    room = 0
    for key, file in events.items():
        size = file.stat().st_size
        if size > room:
            groups.append([])
            room = TOGETHER
        groups[-1].append(key)
        room -= size
    return groups


def moved(folder: Path, work: Path, name: str, stamp: str, source: str, year: str) -> dict[str, str]:
    """Puts the sums that an engine wrote by source and year where they belong. Returns their paths. Raises CodedError."""
    found = {}
    try:
        for file in sorted(work.glob(f"{source}=*/{year}=*/*.parquet")):
            key = "/".join(part.name.partition("=")[2] for part in (file.parent.parent, file.parent))
            found[key] = place(name, key, stamp)
            (folder / found[key]).parent.mkdir(parents=True, exist_ok=True)
            file.replace(folder / found[key])
        shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise CodedError(f"The sums cannot be written: {error}. What was in service still is.") from error
    return found
