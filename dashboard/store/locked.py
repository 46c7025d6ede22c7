"""Opens a file of a build for the engine, read-only and locked, with the sums of coded events beside it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dashboard.coded.base import empty_tables
from dashboard.store.config import Settings
from dashboard.store.search import load_extension

# How often this process has opened a file.
_times: dict[Path, int] = {}
_lock = threading.Lock()


def open_locked(file: Path, settings: Settings, sums: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection that can only read what it was opened with: no file, no extension, no setting.

    `sums` is the file of coded events, None without an import. Raises duckdb.Error or OSError.
    """
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
