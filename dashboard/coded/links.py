"""The rows behind a mark, with their source links: read from the files in service by an engine that may read nothing else."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from dashboard.coded.config import CodedError
from dashboard.coded.engine import statement
from dashboard.coded.shelf import Shelf, read

MOST = 40
_SECONDS = 5.0


def strongest(
    folder: Path,
    states: Sequence[str],
    sources: Sequence[str],
    quads: Sequence[int],
    start: date,
    stop: date,
    most: int = MOST,
) -> list[dict[str, Any]]:
    """The strongest rows from a day up to another, which is not included. Raises CodedError."""
    shelf = read(folder)
    files = _files(folder, shelf, sources, start, stop) if shelf and states else []
    if not files:
        return []
    cursor = _locked(folder).cursor()
    timer = threading.Timer(_SECONDS, cursor.interrupt)
    timer.start()
    try:
        values = {
            "files": files,
            "states": list(states),
            "sources": list(sources),
            "quads": list(quads),
            "start": start,
            "stop": stop,
            "most": most,
        }
        cursor.execute(statement("coded/links"), values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        raise CodedError(f"The rows behind this mark cannot be read now: {str(error)[:200]}") from error
    finally:
        timer.cancel()
        cursor.close()


def _files(folder: Path, shelf: Shelf, sources: Sequence[str], start: date, stop: date) -> list[str]:
    keys = [f"{source}/{year}" for source in sources for year in range(start.year, stop.year + 1)]
    return [str(folder / shelf.events[key]) for key in keys if key in shelf.events]


@lru_cache(maxsize=4)
def _locked(folder: Path) -> duckdb.DuckDBPyConnection:
    """The engine for a folder, kept: to open one takes as long as to read a month. It remembers what files say of themselves."""
    con = duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": "256MB",
            "temp_directory": "",
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
        }
    )
    con.execute("set parquet_metadata_cache = true")
    con.execute("set allowed_directories = $1", [[str(folder)]])
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    return con
