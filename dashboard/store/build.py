"""Builds the database: rehearse without constraints to name every fault, write under a temporary name, verify, then switch."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import duckdb

from dashboard.store.config import Settings
from dashboard.store.current import current, input_hash, pointer_of, write_pointer
from dashboard.store.dictionary import LINE, Table, read_tables
from dashboard.store.file_form import wrong_form
from dashboard.store.kept import file_hash, kept_builds
from dashboard.store.library_places import TABLE as LIBRARY_TABLE
from dashboard.store.library_places import fill_places
from dashboard.store.load import check_rules, fill, read_folder
from dashboard.store.problems import DataError, Problem, StoreError
from dashboard.store.search import MANIFEST_NAME, index_hash, load_extension, make_index
from dashboard.store.sqlfiles import statements

_UNFINISHED = ".building-"
_SEARCH_MART = "09_search"
# The least that the engine takes: with its 256 kB most columns fill a hundredth of their block, the file is twice as large, statements
# cost a quarter more, and a server holds 30 MB more.
_BLOCK_BYTES = "16384"
Say = Callable[[str], None]
# What rooms above know of data that this one cannot: the faults of a finished file, asked before it is put into service.
Trial = Callable[[Settings, Path], list[Problem]]


@dataclass(frozen=True)
class Build:
    """A finished build: its id (from the content hash), the file, and rows by table."""

    build_id: str
    file: Path
    rows: dict[str, int]


def build(settings: Settings, say: Say = lambda _: None, *, trials: Sequence[Trial] = (), wait_s: float = 0) -> Build:
    """Builds from `settings.data` and `settings.sql` into `settings.out` and makes the result current, if the trials find no fault.

    Raises DataError with every fault of the data, or StoreError where the build itself cannot run; in both cases
    the build that was current stays current. `wait_s`: how long to wait for another build in the same folder.
    """
    try:
        return _build(settings, say, trials, wait_s)
    except OSError as error:
        raise StoreError(f"The build stopped: {error}") from error


def _build(settings: Settings, say: Say, trials: Sequence[Trial], wait_s: float) -> Build:
    settings.out.mkdir(parents=True, exist_ok=True)
    with _only_builder(settings.out, wait_s), _workshop(settings.out) as folder:
        temporary = folder / "facts.duckdb"
        # Before anything is read: a file that changes during the build makes the next start build again.
        inputs = input_hash(settings)
        con = duckdb.connect(str(temporary), config={"threads": settings.threads, "default_block_size": _BLOCK_BYTES})
        try:
            load_extension(con)
            con.execute("set timezone = 'UTC'")
            con.execute("attach ':memory:' as rehearsal")
            problems = rehearse(con, settings, say)
            if problems:
                raise DataError(problems)
            say("Writing the database")
            # The file is of use only when it is whole: one transaction waits for the disk once, not after each statement.
            con.begin()
            rows = _write(con, settings)
            if rows[LIBRARY_TABLE]:
                say(f"Found the words of {rows[LIBRARY_TABLE]:,} citations in {settings.library.name}/")
            build_id, file = _write_manifest(con, settings, rows)
        except duckdb.Error as error:
            raise StoreError(f"The build stopped: {error}") from error
        finally:
            con.close()
        say("Verifying by reading every column")
        verify(temporary)
        problems = [problem for trial in trials for problem in trial(settings, temporary)]
        if problems:
            raise DataError(problems)
        return _switch(settings, temporary, Build(build_id, settings.out / file, rows), inputs)


def rehearse(con: duckdb.DuckDBPyConnection, settings: Settings, say: Say = lambda _: None) -> list[Problem]:
    """Loads the data into the attached database `rehearsal`, builds the marts there and returns every fault.

    Where files as a whole have another form, that alone is returned.
    """
    con.execute("use rehearsal")
    for statement in statements(settings.sql, "schema").values():
        con.execute(statement.text)
    tables = read_tables(con)
    say(f"Reading {len(tables)} tables from {settings.data.name}/")
    problems = wrong_form(settings.data, tables)
    if problems:
        return problems
    folder = read_folder(settings.data, tables)
    fill(con, folder, tables)
    say("Checking keys, references, quotes and everything in sql/checks")
    for name, statement in statements(settings.sql, "marts").items():
        # No check looks at what search is made of, which takes longer than all other marts.
        if name != _SEARCH_MART:
            con.execute(statement.text)
    problems = [*folder.problems, *check_rules(con, tables)]
    for found in run_checks(con, settings).values():
        problems += found
    return sorted(set(problems))


def run_checks(con: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, list[Problem]]:
    """Runs every statement of `sql/checks` on the current database: bad rows by check name; an empty list means good."""
    results: dict[str, list[Problem]] = {}
    for name, statement in statements(settings.sql, "checks").items():
        rows = con.execute(statement.text).fetchall()
        results[name] = [
            Problem(file, line or 0, column or "", str(value if value is not None else ""), expected)
            for file, line, column, value, expected in rows
        ]
    return results


def verify(file: Path) -> None:
    """Reads every column of every table and compares the content hashes with the manifest. Raises StoreError where they differ."""
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            con.execute("set timezone = 'UTC'")
            written = dict(con.execute("select table_name, content_hash from manifest").fetchall())
            found = _content_hashes(con)
    except duckdb.Error as error:
        raise StoreError(f"The build cannot be read back: {error}") from error
    if written != found:
        raise StoreError("The build does not match its manifest; it was not put into service.")


@contextmanager
def _only_builder(out: Path, wait_s: float) -> Iterator[None]:
    with (out / ".lock").open("w") as lock:
        until = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise StoreError("Another build is running in this folder; wait for it to end.") from error
                time.sleep(0.2)
        yield


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder for an unfinished build; what builders that were killed left behind is removed first."""
    for left in out.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=_UNFINISHED) as folder:
        yield Path(folder)


def _write(con: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, int]:
    con.execute("use facts")
    for statement in statements(settings.sql, "schema").values():
        con.execute(statement.text)
    for table in read_tables(con, loaded_only=False):
        con.execute(f'insert into "{table.name}" from rehearsal."{table.name}"')
    for statement in statements(settings.sql, "marts").values():
        con.execute(statement.text)
    make_index(con)
    fill_places(con, settings.library)
    counts = {}
    for table in read_tables(con, loaded_only=False):
        (counts[table.name],) = con.execute(f'select count(*) from "{table.name}"').fetchone() or (0,)
    return counts


def _write_manifest(con: duckdb.DuckDBPyConnection, settings: Settings, rows: dict[str, int]) -> tuple[str, str]:
    """Writes what the build holds. Returns its id, which is the record's, and the name of its file, which tells places apart too."""
    hashes = _content_hashes(con)
    counts = {**rows, MANIFEST_NAME: rows["search_document"]}
    whole = hashlib.sha256()
    for folder in ("schema", "marts"):
        for statement in statements(settings.sql, folder).values():
            whole.update(statement.text.encode() + b"\0")
    for name, content_hash in sorted(hashes.items()):
        if name != LIBRARY_TABLE:
            whole.update(f"{name} {content_hash}\n".encode())
    build_id = whole.hexdigest()[:12]
    places = f"-{hashes[LIBRARY_TABLE][:8]}" if rows[LIBRARY_TABLE] else ""
    con.execute(
        "create table manifest (build_id varchar not null, table_name varchar primary key,"
        " row_count integer not null, content_hash varchar not null)"
    )
    con.executemany(
        "insert into manifest values (?, ?, ?, ?)",
        [(build_id, name, counts[name], content_hash) for name, content_hash in sorted(hashes.items())],
    )
    con.execute("comment on table manifest is 'What this build holds: rows and content hash of each table.'")
    con.commit()
    con.execute("checkpoint facts")
    return build_id, f"facts-{build_id}{places}.duckdb"


def _content_hashes(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    tables = [table for table in read_tables(con, loaded_only=False) if table.name != "manifest"]
    return {MANIFEST_NAME: index_hash(con)} | {table.name: _content_hash(con, table) for table in tables}


def _content_hash(con: duckdb.DuckDBPyConnection, table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name != LINE)
    row = con.execute(
        f"select sha256(coalesce(string_agg(line, chr(10) order by line), ''))"
        f' from (select row({columns})::varchar as line from "{table.name}")'
    ).fetchone()
    return str(row[0]) if row else ""


def _switch(settings: Settings, temporary: Path, made: Build, inputs: str) -> Build:
    temporary.chmod(0o444)
    with temporary.open("rb") as handle:
        os.fsync(handle.fileno())
    made = replace(made, file=_free_name(made.file))
    temporary.replace(made.file)
    before, previous = pointer_of(settings), current(settings)
    if previous and previous[0] == made.build_id:
        # The same content anew, as after damage: to go back means to what was before it.
        previous = next(
            ((kept.build_id, kept.file) for kept in kept_builds(settings) if kept.build_id != made.build_id), None
        )
    name = previous[1].name if previous else None
    pointer = {
        "build_id": made.build_id,
        "file": made.file.name,
        "sha256": file_hash(made.file),
        "previous": name,
        "previous_sha256": {
            before.get("file"): before.get("sha256"),
            before.get("previous"): before.get("previous_sha256"),
        }.get(name),
        "input_hash": inputs,
    }
    write_pointer(settings, pointer)
    _remove_old(settings, made.file, previous[1] if previous else None)
    return made


def _free_name(file: Path) -> Path:
    """A name that no file has: a server that has one open would go on reading the old content under its name."""
    names = (file.with_stem(f"{file.stem}-again{number}" if number else file.stem) for number in count())
    return next(name for name in names if not name.exists())


def _remove_old(settings: Settings, *kept: Path | None) -> None:
    builds = sorted(settings.out.glob("facts-*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    others = [path for path in builds if path not in kept]
    for path in others[max(0, settings.kept_builds - len(set(kept) - {None})) :]:
        path.unlink(missing_ok=True)
