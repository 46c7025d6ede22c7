"""Runs one question of a reader in a process of its own: read-only, without files, settings or network, with its own memory and time.

It is told by standard input what to run and answers with an Arrow stream; it knows nothing of the rest of the program.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

# Beside what the engine may use: the libraries themselves, and a result on its way.
_ADDRESS_SPACE = 1_500_000_000
# What cannot be interrupted ends with its process.
_GRACE_S = 1.0
_STOPPED = "It took longer than it may, and was stopped."
_CPU_S = 10
# The engine knows where on this machine the file lies, and `query` would run a text that is put together only then.
_NOT_TOLD = re.compile(r"duckdb_databases|database_list|\bquery(?:_table)?\b", re.IGNORECASE)
_UNTOLD = "Where the database lies on this machine is not told, and query() is not run."
_FORBIDDEN = "Only one question is answered, and only one that reads: write a single select."


class RefusedError(Exception):
    """The question is not one that is answered. The message is for a reader."""


def answer(job: dict[str, Any]) -> bytes:
    """The rows of the question as an Arrow stream; `more` in its metadata says whether there were more."""
    con = duckdb.connect(
        job["file"],
        read_only=True,
        config={
            "threads": 1,
            "memory_limit": job["memory"],
            "temp_directory": "",
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
        },
    )
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    if _NOT_TOLD.search(job["sql"]):
        raise RefusedError(_UNTOLD)
    statements = con.extract_statements(job["sql"])
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise RefusedError(_FORBIDDEN)
    timers = [threading.Timer(job["seconds"], con.interrupt), threading.Timer(job["seconds"] + _GRACE_S, _end)]
    for timer in timers:
        timer.daemon = True
        timer.start()
    reader = con.execute(statements[0]).to_arrow_reader(1000)
    taken: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in reader:
        taken.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows > job["rows"] or size > job["bytes"]:
            break
    for timer in timers:
        timer.cancel()
    table = _plain(pa.Table.from_batches(taken, reader.schema))
    more = rows > job["rows"] or size > job["bytes"]
    table = table.slice(0, job["rows"]).replace_schema_metadata({"more": "yes" if more else ""})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content = bytes(sink.getvalue())
    if str(Path.cwd()).encode() in content:
        raise RefusedError(_UNTOLD)
    return content


def _end() -> None:
    sys.stderr.write(_STOPPED)
    sys.stderr.flush()
    os._exit(3)


def _plain(table: pa.Table) -> pa.Table:
    """Decimals, in which sums come, as numbers that every file has; two columns of one name under two."""
    seen: dict[str, int] = {}
    names = []
    for name in table.column_names:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    table = table.rename_columns(names)
    fields = [f.with_type(pa.float64()) if pa.types.is_decimal(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def main() -> int:
    """Answers one job; 3 means that it cannot be answered, and standard error says why."""
    # Whoever reads a page goes first, where the system lets this process say so.
    with suppress(OSError):
        os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    try:
        sys.stdout.buffer.write(answer(json.load(sys.stdin.buffer)))
    except duckdb.InterruptException:
        print(_STOPPED, file=sys.stderr)
        return 3
    except (duckdb.Error, RefusedError, MemoryError, pa.ArrowException) as error:
        print(str(error) or "It needs more memory than it may have.", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
