"""The build that is served: it answers the named statements of `sql/`, values bound, within a deadline; another takes its place."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.coded import shelf as coded
from dashboard.store import telling
from dashboard.store.config import DEFAULT, Settings
from dashboard.store.current import pointer_of, pointer_state
from dashboard.store.deadlines import Deadlines
from dashboard.store.kept import Kept, identity, is_intact, kept_builds
from dashboard.store.locked import open_locked
from dashboard.store.problems import StoreError
from dashboard.store.sessions import Sessions, Values
from dashboard.store.sqlfiles import Statement, statements

_DEADLINES = Deadlines()
NO_BUILD = "There is no database yet. Build it with: make build"

log = logging.getLogger("panmunjom")


class Database:
    """One build, open for reading. Safe to share between threads."""

    def __init__(self, file: Path, build_id: str, settings: Settings = DEFAULT) -> None:
        """Opens `file`. Raises StoreError where it is missing or cannot be read."""
        self.build_id = build_id
        self.file = file
        imported = coded.read(settings.coded)
        self.coded_id = imported.id if imported else ""
        self.settings = settings
        self._identity = identity(file)
        self._statements = {folder: statements(settings.sql, folder) for folder in ("charts", "pages")}
        try:
            self._con = open_locked(file, settings, settings.coded / imported.base if imported else None)
            self._sessions = Sessions(self._con)
        except (duckdb.Error, OSError) as error:
            raise StoreError(f"The database cannot be opened: {error}") from error

    @property
    def version(self) -> str:
        """What the rows of a statement depend on: the build, and what was imported beside it."""
        return f"{self.build_id}-{self.coded_id}" if self.coded_id else self.build_id

    def frame(self, folder: str, name: str, values: Values) -> pd.DataFrame:
        """Rows of `sql/<folder>/<name>.sql`. `values` may hold more than the statement takes. Raises StoreError."""
        frame: pd.DataFrame = self._run(folder, name, values, lambda cursor: cursor.df())
        return frame

    def rows(self, folder: str, name: str, values: Values | None = None) -> list[dict[str, Any]]:
        """The same as a list of dictionaries with plain Python values. Raises StoreError."""

        def fetch(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        fetched: list[dict[str, Any]] = self._run(folder, name, values or {}, fetch)
        return fetched

    def table(self, folder: str, name: str, values: Values | None = None) -> pa.Table:
        """The same as an Arrow table, which keeps the type of each column even without rows. Raises StoreError.

        Decimals become floating point numbers: JSON, Excel and charts have no others.
        """
        return _plain(self._run(folder, name, values or {}, lambda cursor: cursor.to_arrow_table()))

    def parts(self, table: str, columns: Sequence[str], rows: int) -> Iterator[pa.Table]:
        """A table of this build in parts of so many rows, in the order in which it lies; one without rows where it has none.

        It is read as it is asked for, and so without a deadline: whoever reads slowly holds one part, not a query.
        Raises StoreError.
        """
        cursor = self._con.cursor()
        try:
            reader = cursor.table(table).select(*columns).to_arrow_reader(rows)
            is_empty = True
            for batch in reader:
                is_empty = False
                yield _plain(pa.Table.from_batches([batch]))
            if is_empty:
                yield _plain(reader.schema.empty_table())
        except duckdb.Error as error:
            raise StoreError(f"The table {table} cannot be read: {error}") from error
        finally:
            cursor.close()

    def is_unchanged(self) -> bool:
        """Whether the file is still the one that was opened, as it was then."""
        return identity(self.file) == self._identity

    def is_safe(self) -> bool:
        """Whether it reads what it was opened with: a file that was deleted stays readable, one that was written to does not."""
        return self.is_unchanged() or identity(self.file) is None

    def look_again(self) -> None:
        """Takes the file as it is now for the one that was opened."""
        self._identity = identity(self.file)

    def close(self) -> None:
        """Closes the connection; queries under way fail with StoreError."""
        self._con.close()
        self._sessions.close()

    def _run(self, folder: str, name: str, values: Values, fetch: Any) -> Any:
        statement = self.statement(folder, name)
        missing = statement.parameters - values.keys()
        if missing:
            raise StoreError(f"{folder}/{name} needs {', '.join(sorted(missing))}")
        bound = {key: values[key] for key in statement.parameters}
        began = time.perf_counter()
        try:
            with (
                self._sessions.lent() as session,
                _DEADLINES.within(self.settings.deadline_s, session.cursor.interrupt),
            ):
                return fetch(session.run(statement, bound))
        except duckdb.InterruptException as error:
            told = f"took longer than {self.settings.deadline_s:g} s and was stopped."
            telling.count("statements", "stopped")
            raise StoreError(f"{name} {told}", f"This {told}") from error
        except duckdb.Error as error:
            telling.count("statements", "failed")
            raise StoreError(f"{name} cannot be answered: {error}") from error
        finally:
            telling.observe("statement_seconds", time.perf_counter() - began)

    def statement(self, folder: str, name: str) -> Statement:
        """The statement of that name. Raises StoreError where there is none."""
        try:
            return self._statements[folder][name]
        except KeyError:
            raise StoreError(f"There is no statement {folder}/{name}.") from None


def _plain(table: pa.Table) -> pa.Table:
    if not any(pa.types.is_decimal(kind) for kind in table.schema.types):
        return table
    plain = [f.with_type(pa.float64()) if pa.types.is_decimal(f.type) else f for f in table.schema]
    return table.cast(pa.schema(plain))


# By file, folder of coded events and the import that was read there.
_Opened = tuple[Path, Path, str]
_opened: dict[_Opened, Database] = {}
# By folders: what the pointers and the served file were when they were last looked at.
_last: dict[tuple[Path, Path], tuple[tuple[int, ...], Database]] = {}
_lock = threading.RLock()


def open_current(settings: Settings = DEFAULT) -> Database:
    """The current build, opened once a process and again when a new build is current. Raises StoreError where there is none.

    The previous build stays open, so that a reader whose query is under way keeps it. A rerun asks ten times: as long as the pointers
    and the served file are the same, none is read again. Where the pointer or the file is damaged or gone, the first whole build
    is served; without one, what is open goes on.
    """
    folders = (settings.out, settings.coded)
    state = _state(settings)
    known = _last.get(folders)
    if known and known[0] == state:
        return known[1]
    with _lock:
        known = _last.get(folders)
        if known and known[0] == state:
            return known[1]
        served = _first_whole(settings, known[1] if known else None)
        # The file that is served now, which may not be the one that was.
        _last[folders] = (_state(settings, served), served)
        return served


def _state(settings: Settings, served: Database | None = None) -> tuple[int, ...]:
    if served is None:
        known = _last.get((settings.out, settings.coded))
        served = known[1] if known else None
    pointers = (*pointer_state(settings), *coded.pointer_state(settings.coded))
    return (*pointers, *((identity(served.file) or ()) if served else ()))


def _first_whole(settings: Settings, served: Database | None) -> Database:
    refused: StoreError | None = None
    damaged = ""
    named = pointer_of(settings).get("file")
    for kept in kept_builds(settings):
        if kept.file.name != named and served is not None and served.is_safe():
            log.error("the pointer or its build is missing or damaged; what is open of %s goes on", served.file.name)
            return served
        if not is_intact(kept):
            damaged = kept.file.name if kept.file.exists() else damaged
            log.error("the build %s is missing or damaged and is not served", kept.file.name)
            continue
        try:
            found = _open_kept(kept, settings)
        except StoreError as error:
            refused = error
            log.error("the build %s cannot be served: %s", kept.file.name, error)
            continue
        if kept.file.name != named:
            log.error("serving %s, because the current build cannot be", kept.file.name)
        return found
    if served is not None:
        log.error("no whole build is left; what is open of %s goes on", served.file.name)
        return served
    if damaged:
        raise StoreError(f"The database cannot be opened: {damaged} is damaged. Build it again with: make build")
    raise refused or StoreError(NO_BUILD, NO_BUILD)


def _open_kept(kept: Kept, settings: Settings) -> Database:
    imported = coded.read(settings.coded)
    key = (kept.file, settings.coded, imported.base if imported else "")
    if key in _opened:
        # Its content is what it was, even where the file is another one.
        _opened[key].look_again()
        return _opened[key]
    _opened[key] = Database(kept.file, kept.build_id, settings)
    builds = [opened for opened in _opened if (opened[0].parent, opened[1]) == (kept.file.parent, settings.coded)]
    for old in builds[: -settings.kept_builds]:
        _opened.pop(old).close()
    return _opened[key]
