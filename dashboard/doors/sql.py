"""Questions that readers write themselves, in SQL: one select, a second, little memory, and as much as fits a page or a file."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from dashboard.export import bundle, cells
from dashboard.record import cite
from dashboard.store.database import Database
from dashboard.store.service import service

SHOWN, EXPORTED = 1_000, 50_000
SECONDS, MEMORY, BYTES = 1.0, "128MB", 32_000_000
LONGEST = 5_000
_WORKER = Path(__file__).with_name("sql_worker.py")
# A process starts in a third of a second, longer where all are busy.
_PATIENCE_S = 9.0
_turns = threading.BoundedSemaphore(2)
_WAIT_S = 3.0
EXAMPLES = (
    (
        "Events a year and class",
        "select\n    year(record.date_earliest) as year,\n    cameo.quad_class,\n    count(*) as events\nfrom record\n"
        "inner join events on record.record_id = events.event_id\ninner join cameo on events.cameo = cameo.code\n"
        "group by all\norder by year, quad_class",
    ),
    (
        "Who said that a promise was broken",
        "select\n    clauses.treaty,\n    clauses.title,\n    clause_events.said_by,\n    clause_events.date,\n    clause_events.note\n"
        "from clause_events\ninner join clauses on clause_events.clause = clauses.clause_id\n"
        "where clause_events.reading = 'broken'\norder by clause_events.date",
    ),
    (
        "Sources that most records rest on",
        "select\n    sources.publisher,\n    sources.title,\n    count(distinct evidence.record_id) as records\nfrom evidence\n"
        "inner join sources using (source_id)\nwhere evidence.role = 'supports'\ngroup by all\norder by records desc\nlimit 50",
    ),
    (
        "Range of missiles by year",
        "select\n    date,\n    missile,\n    class,\n    distance_km\nfrom missile_launches\nwhere distance_km is not null\norder by date",
    ),
)


class SqlError(Exception):
    """A question that was not answered. The message is for the reader who asked."""


@dataclass(frozen=True)
class Result:
    """The rows of a question, and whether there were more than are given."""

    table: pa.Table
    is_cut: bool


def is_open() -> bool:
    """Whether readers may ask in SQL here."""
    return service().sql


def ask(database: Database, text: str, rows: int = SHOWN) -> Result:
    """The answer to one question. Raises SqlError."""
    if not text.strip():
        raise SqlError("There is no question yet.")
    if len(text) > LONGEST:
        raise SqlError(f"A question has at most {LONGEST:,} characters.")
    if not _turns.acquire(timeout=_WAIT_S):
        raise SqlError("Other readers are asking just now; try again in a moment.")
    try:
        return _asked(database.file, text, rows)
    finally:
        _turns.release()


def _asked(file: Path, text: str, rows: int) -> Result:
    # Its name alone, so that the engine cannot tell where on this machine it lies.
    job = {"file": file.name, "sql": text, "rows": rows, "seconds": SECONDS, "memory": MEMORY, "bytes": BYTES}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_WORKER)],
            input=json.dumps(job).encode("utf-8", "replace"),
            capture_output=True,
            cwd=file.parent,
            env={},
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SqlError("It took longer than it may, and was stopped.") from None
    if done.returncode == 3:
        raise SqlError(_helpful(done.stderr.decode("utf-8", "replace")))
    if done.returncode:
        raise SqlError("It needs more memory or time than it may have.")
    table = pa.ipc.open_stream(done.stdout).read_all()
    return Result(table.replace_schema_metadata(None), (table.schema.metadata or {}).get(b"more") == b"yes")


def _helpful(message: str) -> str:
    return "".join(char for char in message if char.isprintable() or char == "\n").strip()[:1000]


Writer = Callable[[Result, str, Database], bytes]


def _csv(result: Result, _: str, __: Database) -> bytes:
    return cells.to_csv(result.table)


def _json(result: Result, text: str, database: Database) -> bytes:
    told = {"query": text, "build_id": database.build_id, "is_cut": result.is_cut, "terms": cite.TERMS}
    return cells.to_json({**told, "rows": result.table.to_pylist()})


def _parquet(result: Result, text: str, database: Database) -> bytes:
    return cells.to_parquet(result.table, {"query": text, "build": database.build_id, "terms": cite.TERMS})


def _zip(result: Result, text: str, database: Database) -> bytes:
    about = f"{cite.SITE}\n\nBuild: {database.build_id}\nRows: {result.table.num_rows}\n{cite.TERMS}\n"
    return bundle.pack(
        {
            "README.txt": about.encode(),
            "query.sql": text.encode("utf-8", "replace"),
            "result.csv": _csv(result, text, database),
        }
    )


FORMS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
    "parquet": ("application/vnd.apache.parquet", _parquet),
    "zip": ("application/zip", _zip),
}
