"""What an import has read so far, on disk in runs: a kill loses the last run and no more, and no page reads any of them."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.coded.config import CodedError, Limits
from dashboard.coded.engine import Engine, statement
from dashboard.coded.inputs import Member
from dashboard.coded.layouts import LAYOUTS
from dashboard.coded.lines import Bad
from dashboard.coded.shelf import write_json
from dashboard.coded.states import table

STATE = "state.json"
# Small groups, so that a year of a run can be read without most others.
RUN_GROUP = 20_480


@dataclass
class Reading:
    """How far one file was read: where the next chunk begins, and what was found up to there. `broken` says why it broke off."""

    number: int
    name: str
    offset: int = 0
    line: int = 1
    rows: int = 0
    bad: int = 0
    is_done: bool = False
    broken: str = ""


@dataclass
class _State:
    readings: dict[str, Reading] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)


class Stage:
    """The runs of one kind of file and choice of states. Rows are held until there are enough of them for a run."""

    def __init__(self, folder: Path, kind: str, actors: tuple[str, ...], limits: Limits, engine: Engine) -> None:
        """Goes on with what an earlier import of the same kind and states left."""
        key = hashlib.sha256(",".join(actors).encode()).hexdigest()[:8]
        self.folder = folder / "staging" / f"{kind}-{key}"
        self._kind, self._limits, self._engine = kind, limits, engine
        self._held: list[pa.Table] = []
        self._bad: list[tuple[Reading, Bad]] = []
        self._count = 0
        self._kept_bad: Counter[int] = Counter()
        self._state = self._read()
        self._now = {name: Reading(**asdict(reading)) for name, reading in self._state.readings.items()}
        engine.table("state_codes", table())
        engine.table("chosen_states", pa.table({"iso3": pa.array(list(actors), pa.string())}))
        self._chosen = "chosen" if actors else "all"

    @property
    def readings(self) -> dict[str, Reading]:
        """How far each file was read, by its id."""
        return self._now

    @property
    def runs(self) -> list[Path]:
        """The runs that are complete."""
        return [self.folder / run for run in self._state.runs]

    def reading(self, member: Member) -> Reading:
        """How far a file was read, now or by an import that was interrupted."""
        if member.id not in self._now:
            self._now[member.id] = Reading(len(self._now), member.name)
        return self._now[member.id]

    def add(self, reading: Reading, tables: list[pa.Table], bad: list[Bad]) -> None:
        """Holds the rows of a chunk and its bad lines."""
        for one in tables:
            numbered = one.append_column("member", pa.repeat(pa.scalar(reading.number, pa.int32()), len(one)))
            self._held.append(numbered)
            self._count += len(one)
            reading.rows += len(one)
        self._set_aside(reading, bad)

    def is_full(self) -> bool:
        """Whether a run should be written."""
        return self._count >= self._limits.run_rows

    def flush(self) -> None:
        """Writes what is held as a run, then how far every file was read. Raises CodedError."""
        if self._held:
            name = f"run-{len(self._state.runs) + 1:05d}.parquet"
            self._write_run(self.folder / name)
            self._state.runs.append(name)
            self._count = 0
        self._write_bad()
        self._state.readings = {name: Reading(**asdict(reading)) for name, reading in self._now.items()}
        self._save()

    def clear(self) -> None:
        """Removes the runs, once what they hold is in service."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def bad_lines(self) -> list[list[str]]:
        """File, line, reason and start of each line that was set aside and kept."""
        try:
            with (self.folder / "bad-lines.csv").open(encoding="utf-8", newline="") as file:
                return list(csv.reader(file))
        except OSError:
            return []

    def _write_run(self, file: Path) -> None:
        held, self._held = self._held, []
        self._engine.table("raw", _by_year(held, LAYOUTS[self._kind].day))
        self._engine.define("parsed", statement(f"coded/{LAYOUTS[self._kind].statement}"), source=self._kind)
        self._engine.write(statement(f"coded/run_{self._chosen}"), file, codec="lz4", rows=RUN_GROUP)
        # Read back from what was written, where they cost nothing, instead of taking every line apart once more.
        self._engine.files("written", [file])
        rows = self._engine.run(statement("coded/faults"))
        by_number = {reading.number: reading for reading in self._now.values()}
        for number, line, reason, text in rows:
            self._set_aside(by_number[number], [Bad(line, reason, text or "")])
            by_number[number].rows -= 1

    def _set_aside(self, reading: Reading, bad: list[Bad]) -> None:
        reading.bad += len(bad)
        room = self._limits.kept_bad - self._kept_bad[reading.number]
        self._bad += [(reading, one) for one in bad[: max(room, 0)]]
        self._kept_bad[reading.number] += len(bad)

    def _write_bad(self) -> None:
        if not self._bad:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "bad-lines.csv").open("a", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerows([reading.name, bad.line, bad.reason, bad.text] for reading, bad in self._bad)
        except OSError as error:
            raise CodedError(f"The list of bad lines cannot be written: {error}") from error
        self._bad = []

    def _read(self) -> _State:
        try:
            told = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
            readings = {name: Reading(**reading) for name, reading in told["readings"].items()}
            state = _State(readings, told["runs"])
        except (OSError, ValueError, TypeError, KeyError):
            shutil.rmtree(self.folder, ignore_errors=True)
            state = _State()
        # A run that was written when the import was killed, before the state knew of it.
        for file in self.folder.glob("*.parquet"):
            if file.name not in state.runs:
                file.unlink()
        return state

    def _save(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CodedError(f"{self.folder} cannot be written: {error}") from error
        write_json(self.folder / STATE, asdict(self._state))


def _by_year(held: list[pa.Table], day: str) -> pa.Table:
    """The rows with those of a year together, so that it can be taken out of a run, for a third of what the engine takes to sort them."""
    rows = pa.concat_tables(held)
    # Memory holds the rows twice for a moment; three times would be too much.
    held.clear()
    years = pc.fill_null(pc.utf8_slice_codeunits(rows[day], 0, 4), "").combine_chunks().dictionary_encode()
    # Which year comes first does not matter, only that each lies together.
    order = np.argsort(years.indices.to_numpy(), kind="stable")
    if (order[1:] > order[:-1]).all():
        return rows
    return pa.table({name: rows[name].combine_chunks().take(pa.array(order)) for name in rows.column_names})
