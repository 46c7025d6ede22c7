"""Opens the current build read-only and locked, and answers the named statements of `sql/`: values bound, a deadline."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.coded import shelf as coded
from dashboard.coded.base import empty_tables
from dashboard.store.config import DEFAULT, Settings
from dashboard.store.current import current, pointer_state
from dashboard.store.deadlines import Deadlines
from dashboard.store.problems import StoreError
from dashboard.store.search import load_extension
from dashboard.store.sessions import Sessions, Values
from dashboard.store.sqlfiles import Statement, statements

_DEADLINES = Deadlines()


class Database:
    """One build, open for reading. Safe to share between threads."""

    def __init__(self, file: Path, build_id: str, settings: Settings = DEFAULT) -> None:
        """Opens `file`. Raises StoreError where it is missing or cannot be read."""
        self.build_id = build_id
        self.file = file
        imported = coded.read(settings.coded)
        self.coded_id = imported.id if imported else ""
        self._settings = settings
        self._statements = {folder: statements(settings.sql, folder) for folder in ("charts", "pages")}
        try:
            self._con = _open_locked(file, settings, settings.coded / imported.base if imported else None)
            self._sessions = Sessions(self._con)
        except duckdb.Error as error:
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
        try:
            with (
                self._sessions.lent() as session,
                _DEADLINES.within(self._settings.deadline_s, session.cursor.interrupt),
            ):
                return fetch(session.execute(statement, bound))
        except duckdb.InterruptException as error:
            raise StoreError(f"{name} took longer than {self._settings.deadline_s:g} s and was stopped.") from error
        except duckdb.Error as error:
            raise StoreError(f"{name} cannot be answered: {error}") from error

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


def _open_locked(file: Path, settings: Settings, sums: Path | None) -> duckdb.DuckDBPyConnection:
    with _name_of_its_own(file) as name:
        con = _open(name, settings)
    load_extension(con)
    _attach(con, sums)
    for setting in ("timezone = 'UTC'", "enable_external_access = false", "lock_configuration = true"):
        con.execute(f"set {setting}")
    return con


@contextmanager
def _name_of_its_own(file: Path) -> Iterator[Path]:
    """A name for the file under which this process has not opened it.

    The engine has one instance a name in a process, and that of an open file is locked: no other import could be given to it.
    """
    with _lock:
        count = _times[file] = _times.get(file, 0) + 1
    if count == 1:
        yield file
        return
    other = file.with_name(f".{file.stem}-{os.getpid()}-{count}.duckdb")
    try:
        os.link(file, other)
    except OSError:
        shutil.copyfile(file, other)
    try:
        yield other
    finally:
        other.unlink(missing_ok=True)


def _open(file: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        str(file),
        read_only=True,
        config={
            "threads": settings.threads,
            "memory_limit": settings.memory_limit,
            # Without a place to spill, a hostile query fails in half a second instead of a minute.
            "temp_directory": "",
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
            "allow_community_extensions": False,
        },
    )


def _attach(con: duckdb.DuckDBPyConnection, sums: Path | None) -> None:
    """Gives statements the sums of coded events as `coded`; without an import its tables are empty."""
    if sums is not None:
        con.execute(f"attach '{str(sums).replace(chr(39), chr(39) * 2)}' as coded (read_only)")
        return
    con.execute("attach ':memory:' as coded (read_write)")
    home = con.execute("select current_database()").fetchone()
    con.execute("use coded")
    empty_tables(con)
    con.execute(f'use "{home[0] if home else ""}"')


_times: dict[Path, int] = {}
_opened: dict[tuple[Path, Path, str], Database] = {}
_last: dict[tuple[Path, Path], tuple[tuple[int, ...], Database]] = {}
_lock = threading.RLock()


def open_current(settings: Settings = DEFAULT) -> Database:
    """The current build, opened once a process and again when a new build is current. Raises StoreError where there is none.

    The previous build stays open, so that a reader whose query is under way keeps it. A rerun asks ten times: as long as the pointer
    to the current build is the same file, it is not read again.
    """
    pointer = (*pointer_state(settings), *coded.pointer_state(settings.coded))
    known = _last.get((settings.out, settings.coded))
    if known and known[0] == pointer:
        return known[1]
    found = current(settings)
    if found is None:
        raise StoreError("There is no database yet. Build it with: make build")
    build_id, file = found
    imported = coded.read(settings.coded)
    key = (file, settings.coded, imported.base if imported else "")
    with _lock:
        if key not in _opened:
            _opened[key] = Database(file, build_id, settings)
            builds = [opened for opened in _opened if (opened[0].parent, opened[1]) == (file.parent, settings.coded)]
            for old in builds[: -settings.kept_builds]:
                _opened.pop(old).close()
        _last[settings.out, settings.coded] = (pointer, _opened[key])
        return _opened[key]
