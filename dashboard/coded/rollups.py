"""The sums of events by pair and month: one text for every engine in `sql/rollups`, computed for the years that were touched."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.coded.engine import Engine, statement

# In this order: the second reads the first. Each with the columns that its rows are sorted by.
ROLLUPS = {
    "pair_month": "actor1, actor2, source, year, month, quad_class",
    "pair_year": "actor1, actor2, source, year, quad_class",
    "month_total": "source, year, month, quad_class",
}
READS = {"pair_month": "coded_events", "pair_year": "pair_month", "month_total": "coded_events"}
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
    """In this process, a year at a time, so that memory does not grow with the years."""

    name = "duckdb"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, folder: Path, events: Mapping[str, Path], stamp: str, say: Say) -> Made:
        """See Rollups."""
        made: Made = {name: {} for name in ROLLUPS}
        for key, file in events.items():
            say(f"summing {key}")
            self._engine.files("coded_events", [file])
            for name, order in ROLLUPS.items():
                made[name][key] = place(name, key, stamp)
                # The order is the writer's: a statement that two engines answer alike has none.
                text = f"select * from ({statement(f'rollups/{name}')}) order by {order}"
                self._engine.write(text, folder / made[name][key])
                if name in READS.values():
                    self._engine.files(name, [folder / made[name][key]])
        return made
