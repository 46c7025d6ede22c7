"""The engine of an import: statements of `sql/coded` over tables and Parquet files, within its memory, with a folder to spill to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.coded.config import SQL, CodedError, Limits

GROUP_ROWS = 122_880
MANY_ROWS = 1_000_000
# What the disk says when it is full, in the words of the systems this runs on.
_FULL = ("no space left", "disk full", "file too large", "disk quota")


def filled(text: str, **values: str) -> str:
    """A statement with texts of this program in place of the values it takes, where the engine binds none."""
    for key, value in values.items():
        text = text.replace(f"${key}", f"'{value}'")
    return text


@lru_cache(maxsize=64)
def statement(name: str) -> str:
    """The text of a statement of `sql`, such as `coded/gdelt`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8").strip().removesuffix(";")


class Engine:
    """One DuckDB in memory. Every failure is a CodedError in a sentence."""

    def __init__(self, limits: Limits, temp: Path) -> None:
        temp.mkdir(parents=True, exist_ok=True)
        self._threads = limits.threads
        self._con = duckdb.connect(
            config={
                "memory_limit": f"{limits.memory // 1_000_000}MB",
                "threads": 1,
                "temp_directory": str(temp),
                "preserve_insertion_order": False,
                "autoload_known_extensions": False,
                "autoinstall_known_extensions": False,
            }
        )
        self._con.execute("set timezone = 'UTC'")

    def close(self) -> None:
        """Lets go of memory and of what was spilled."""
        self._con.close()

    def expect(self, rows: int) -> None:
        """Sets the threads by how many rows come next: over few, threads that wait for each other cost as much again."""
        self.run(f"set threads = {self._threads if rows >= MANY_ROWS else 1}")

    def table(self, name: str, table: pa.Table) -> None:
        """Names a table in memory for statements."""
        self._con.register(name, table)

    def files(self, name: str, files: Sequence[Path], where: str = "true", *, named: bool = False) -> None:
        """Names the rows of Parquet files that meet a condition for statements; if `named`, with the file that each stands in."""
        listed = ", ".join(quoted(file) for file in files)
        options = "hive_partitioning = false" + (", filename = true" if named else "")
        self.run(
            f"create or replace temp view {name} as select * from read_parquet([{listed}], {options}) where {where}"
        )

    def run(self, text: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a statement. Raises CodedError."""
        with _told():
            return self._con.execute(text, values).fetchall() if values else self._con.execute(text).fetchall()

    def define(self, name: str, text: str, **values: str) -> None:
        """Names the rows of a statement; `values` are texts of this program that it takes."""
        self.run(f"create or replace temp view {name} as {filled(text, **values)}")

    def write(self, text: str, file: Path, *, codec: str = "zstd", rows: int = GROUP_ROWS) -> int:
        """Writes the rows of a statement as Parquet under a temporary name first. Returns how many there are. Raises CodedError."""
        file.parent.mkdir(parents=True, exist_ok=True)
        # A name that no reader takes for a finished file.
        unfinished = file.with_name(f".{file.name}.tmp")
        # Columns of few values are written as numbers into a list of them; addresses are not worth looking for such a list.
        # The second level of zstd makes files as small as the third, for less work.
        level = ", compression_level 2" if codec == "zstd" else ""
        options = f"format parquet, compression {codec}{level}, row_group_size {rows}, dictionary_size_limit {min(rows // 20, 6_000)}"
        try:
            found = self.run(f"copy ({text}) to {quoted(unfinished)} ({options})")
            unfinished.replace(file)
        except OSError as error:
            raise CodedError(_sentence(error)) from error
        finally:
            unfinished.unlink(missing_ok=True)
        return int(found[0][0])

    def write_parts(self, text: str, folder: Path, parts: Sequence[str]) -> None:
        """Writes the rows of a statement as a file for each value of these columns, in folders named by them. Raises CodedError."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        options = "format parquet, compression zstd, write_partition_columns true, overwrite_or_ignore true"
        self.run(f"copy ({text}) to {quoted(folder)} ({options}, partition_by ({', '.join(parts)}))")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise CodedError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    if any(words in text.casefold() for words in _FULL):
        return (
            f"The disk is full. What was in service still is; make room and run the same command again. ({text[:200]})"
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"The memory that --memory allows is not enough. ({text[:200]})"
    return f"The engine cannot do it: {text[:300]}"


def quoted(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
