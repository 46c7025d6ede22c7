"""The database of sums that pages read: one file of its own, made from the rollups of all years, sorted so that one pair lies together."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.coded.config import CodedError
from dashboard.coded.engine import quoted, statement
from dashboard.coded.layouts import LAYOUTS
from dashboard.coded.rollups import ROLLUPS
from dashboard.coded.shelf import Shelf

# Rows that a page looks through at least to find one pair.
SCANNED_ROWS = 16_384
# Pages ask for pairs in both directions, so that both lie together.
_PAIR = "least(actor1, actor2) || '-' || greatest(actor1, actor2) as pair, "
_BY_PAIR = {
    "pair_month": "pair, source, year, month, quad_class, actor1",
    "pair_year": "pair, source, year, quad_class, actor1",
}


def write_base(folder: Path, shelf: Shelf) -> None:
    """Writes it under a temporary name, then under its own. Raises CodedError."""
    file = folder / shelf.base
    unfinished = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with duckdb.connect(config={"memory_limit": "600MB", "threads": 1}) as con:
            con.execute(f"attach {quoted(unfinished)} as sums (row_group_size {SCANNED_ROWS})")
            con.execute("use sums")
            empty_tables(con)
            for name, order in ROLLUPS.items():
                files = [str(folder / path) for path in shelf.rollups.get(name, {}).values()]
                pair, by = (_PAIR, _BY_PAIR[name]) if name in _BY_PAIR else ("", order)
                if files:
                    con.execute(
                        f"insert into {name} select {pair}* from read_parquet($files, hive_partitioning = false) order by {by}",
                        {"files": files},
                    )
            con.execute(statement("coded/actor_month"))
            _write_sources(con, shelf)
        unfinished.replace(file)
    except (duckdb.Error, OSError) as error:
        raise CodedError(f"The sums cannot be written: {error}. What was in service still is.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def empty_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables without a row."""
    con.execute(statement("coded/tables"))


def _write_sources(con: duckdb.DuckDBPyConnection, shelf: Shelf) -> None:
    found = con.execute(statement("coded/source_rows")).fetchall()
    for source, events, paired, first, last in found:
        inputs = shelf.inputs.get(source, {}).values()
        actors = (
            sorted({actor for one in inputs for actor in one["actors"]}) if all(one["actors"] for one in inputs) else []
        )
        con.execute(
            "insert into sources values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                source,
                LAYOUTS[source].label,
                events,
                paired,
                first,
                last,
                ",".join(actors),
                sum(one["bad"] for one in inputs),
            ],
        )
