"""The sums on Spark: the same statements through SQLGlot, on this machine, a cluster, or anything that speaks Spark Connect."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.coded.config import CodedError
from dashboard.coded.engine import statement
from dashboard.coded.rollups import READS, ROLLUPS, Made, Rollups, Say, moved

MISSING = "Spark is not installed here: pip install -r requirements-spark.txt (and Java 17 or newer)."
# Columns by which files are parted, beside those of the same meaning that stay in them.
PARTS = ("of_source", "of_year")


class Spark(Rollups):
    """All years in one job. The folder has to be one that the executors see too."""

    name = "spark"

    def __init__(self, master: str, settings: Mapping[str, str] | None = None) -> None:
        self._master, self._settings = master, settings or {}

    def make(self, folder: Path, events: Mapping[str, Path], stamp: str, say: Say) -> Made:
        """See Rollups."""
        work = folder / "spill" / f"spark-{stamp}"
        try:
            session = started(self._master, self._settings)
            try:
                say("summing on Spark")
                compute(session, [str(file) for file in events.values()], str(work))
            finally:
                session.stop()
            return {name: moved(folder, work / name, name, stamp, *PARTS) for name in ROLLUPS}
        except CodedError:
            raise
        except Exception as error:
            raise CodedError(f"Spark cannot do it: {' '.join(str(error).split())[:300]}") from error


def started(master: str, settings: Mapping[str, str]) -> Any:
    """A session at a master (`local[2]`, `spark://host:7077`) or a Spark Connect address (`sc://host`). Raises CodedError."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise CodedError(MISSING) from error
    builder = SparkSession.builder.appName("coded events")
    if master:
        builder = builder.remote(master) if master.startswith("sc://") else builder.master(master)
    # Days have no zone, and files of a year are named by the year of the events.
    defaults = {"spark.sql.session.timeZone": "UTC", "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "16"}
    for key, value in {**defaults, **settings}.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def compute(session: Any, events: Sequence[str], out: str) -> None:
    """Writes the rollups of events in these Parquet files under `out`; both may be any address that Spark reads, such as s3a://."""
    session.read.parquet(*events).createOrReplaceTempView("coded_events")
    for name, order in ROLLUPS.items():
        rows = session.sql(as_spark(name))
        for part in PARTS:
            rows = rows.withColumn(part, rows[part.removeprefix("of_")])
        # All rows of a year on one task, so that it becomes one file.
        parted = rows.repartition(*PARTS).sortWithinPartitions(*PARTS, *order.split(", "))
        parted.write.mode("overwrite").partitionBy(*PARTS).parquet(f"{out}/{name}")
        if name in READS.values():
            session.read.parquet(f"{out}/{name}").createOrReplaceTempView(name)


def as_spark(name: str) -> str:
    """The statement of a rollup in Spark's words. Raises CodedError without SQLGlot."""
    try:
        import sqlglot
    except ImportError as error:
        raise CodedError(MISSING) from error
    (text,) = sqlglot.transpile(statement(f"rollups/{name}"), read="duckdb", write="spark")
    return text


if __name__ == "__main__":
    # For spark-submit: EVENTS OUT, where the master is the one that the job was submitted to.
    compute(started("", {}), sys.argv[1:-1], sys.argv[-1])
