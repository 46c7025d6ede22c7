"""Measures coded events by size: `make bench-scale`, or `ROWS=1e5,1e6 make bench-scale`. Figures are compared within one run."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
from report import percentile
from scale_data import read_raw, write

from dashboard.coded.config import Limits
from dashboard.coded.importing import import_files
from dashboard.coded.links import strongest
from dashboard.coded.shelf import Shelf, read
from dashboard.record.filters import Filters
from dashboard.store.config import DEFAULT, ROOT
from dashboard.store.database import Database, open_current

PLACE = ROOT / "build" / "bench-scale"
STATES = ("USA", "RUS", "CHN", "PRK", "KOR", "JPN", "ISR", "IRN", "GBR", "IND")
TIMES = 60


def main() -> None:
    """Each size, then the curve."""
    sizes = [int(float(size)) for size in os.environ.get("ROWS", "1e5,1e6,1e7,3e7").split(",")]
    found = []
    for rows in sizes:
        file, folder = PLACE / f"{rows}.tsv", PLACE / f"coded-{rows}"
        write(file, rows)
        shutil.rmtree(folder, ignore_errors=True)
        raw, imported = alone("raw", file, folder), alone("import", file, folder)
        file.unlink()
        found.append({"rows": rows, "raw": raw, "import": imported, **pages(folder), **others(folder)})
        say(found[-1])
    curve(found)
    estimate(found[-1])


def alone(what: str, file: Path, folder: Path) -> dict[str, float]:
    """Seconds of the wall and of the processor and megabytes at most, of a process that does this and nothing else."""
    told = subprocess.run(
        [sys.executable, __file__, what, str(file), str(folder)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return dict(json.loads(told.stdout.splitlines()[-1]))


def do(what: str, file: Path, folder: Path) -> None:
    """In the process alone."""
    start = time.monotonic()
    if what == "raw":
        read_raw(file)
    else:
        report = import_files("gdelt1", [file], folder, limits=Limits.within("1GB"))
        assert not report.bad, report
    used = resource.getrusage(resource.RUSAGE_SELF)
    wall = time.monotonic() - start
    print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}))


def pages(folder: Path) -> dict[str, float]:
    """Milliseconds of what a page asks: the sums of a pair by month, the whole statement of the chart, the links of a month."""
    database = opened(folder)
    chance = random.Random(1)  # noqa: S311
    pairs = [tuple(chance.sample(STATES, 2)) for _ in range(TIMES)]
    cursor = database._con.cursor()
    text = (
        "select year, month, quad_class, sum(events) from coded.pair_month"
        " where (actor1 = $1 and actor2 = $2) or (actor1 = $2 and actor2 = $1) group by all"
    )
    bare = [timed(lambda pair=pair: cursor.execute(text, list(pair)).fetchall()) for pair in pairs]
    chart = [
        timed(lambda pair=pair: database.table("charts", "coded_by_month", Filters(actors=pair).parameters()))
        for pair in pairs
    ]
    days = [date(chance.randrange(1990, 2024), chance.randrange(1, 12), 1) for _ in pairs]
    links = [
        timed(
            lambda pair=pair, day=day: strongest(
                folder, pair, ["gdelt1"], [3, 4], day, day.replace(month=day.month + 1)
            )
        )
        for pair, day in zip(pairs, days, strict=True)
    ]
    return {
        f"{name}_{share}": percentile(values, share)
        for name, values in (("bare", bare), ("chart", chart), ("links", links))
        for share in (50, 95)
    }


def opened(folder: Path) -> Database:
    """The record with these coded events."""
    return open_current(replace(DEFAULT, coded=folder, deadline_s=60))


def others(folder: Path) -> dict[str, float]:
    """Seconds from files to the sums of pairs by month here, in pandas and in Polars; one pair by month in an indexed SQLite."""
    shelf = read(folder)
    assert shelf
    files = [str(folder / file) for file in shelf.events.values()]
    key = ["actor1", "actor2", "year", "month", "quad_class"]
    here = timed(
        lambda: duckdb.execute(
            "select actor1, actor2, year, month(date) as month, quad_class, count(*) from read_parquet($1, hive_partitioning = false)"
            " where actor1 <> actor2 group by all",
            [files],
        ).to_arrow_table()
    )
    made = {"here_s": here / 1000}
    if sum(Path(file).stat().st_size for file in files) < 800_000_000:
        made["pandas_s"] = timed(lambda: _pandas(files, key)) / 1000
    try:
        import polars
    except ImportError:
        pass
    else:
        made["polars_s"] = timed(lambda: _polars(polars, files, key)) / 1000
    return {**made, "sqlite_50": _sqlite(folder, shelf)}


def _pandas(files: list[str], key: list[str]) -> None:
    frame = pd.concat(
        pd.read_parquet(file, columns=["actor1", "actor2", "year", "date", "quad_class"], partitioning=None)
        for file in files
    )
    frame = frame[frame["actor1"].notna() & frame["actor2"].notna() & (frame["actor1"] != frame["actor2"])]
    frame["month"] = pd.to_datetime(frame["date"]).dt.month
    frame.groupby(key).size()


def _polars(polars: object, files: list[str], key: list[str]) -> None:
    pl = polars
    rows = pl.scan_parquet(files, hive_partitioning=False).filter(pl.col("actor1") != pl.col("actor2"))  # type: ignore[attr-defined]
    rows.with_columns(month=pl.col("date").dt.month()).group_by(key).len().collect(engine="streaming")  # type: ignore[attr-defined]


def _sqlite(folder: Path, shelf: Shelf) -> float:
    """Median milliseconds of one pair by month over the same sums in SQLite with an index on the pair."""
    file = folder / "beside.sqlite"
    con = sqlite3.connect(file)
    con.execute("create table pair_month (actor1, actor2, year, month, quad_class, events)")
    source = duckdb.connect(str(folder / shelf.base), read_only=True)
    rows = source.execute("select actor1, actor2, year, month, quad_class, events from pair_month")
    while batch := rows.fetchmany(50_000):
        con.executemany("insert into pair_month values (?, ?, ?, ?, ?, ?)", batch)
    con.execute("create index pair on pair_month (actor1, actor2)")
    con.commit()
    text = (
        "select year, month, quad_class, sum(events) from pair_month"
        " where (actor1 = ?1 and actor2 = ?2) or (actor1 = ?2 and actor2 = ?1) group by 1, 2, 3"
    )
    chance = random.Random(1)  # noqa: S311
    times = [timed(lambda: con.execute(text, chance.sample(STATES, 2)).fetchall()) for _ in range(TIMES)]
    con.close()
    source.close()
    file.unlink()
    return percentile(times, 50)


def timed(what: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def say(found: dict) -> None:  # type: ignore[type-arg]
    """The figures of one size, against what is promised."""
    ratio = found["import"]["cpu"] / found["raw"]["cpu"]
    print(f"\n{found['rows']:,} rows")
    print(
        f"  import        {ratio:.1f} x the raw reader's processor time (promised 5), {found['import']['mb']:,.0f} MB at most,"
    )
    print(f"                {found['rows'] / found['import']['wall']:,.0f} rows a second")
    print(f"  sums of a pair by month   p50 {found['bare_50']:.1f}, p95 {found['bare_95']:.1f} ms (promised 20)")
    print(f"  the chart's statement     p50 {found['chart_50']:.1f}, p95 {found['chart_95']:.1f} ms")
    print(f"  links of a month          p50 {found['links_50']:.1f}, p95 {found['links_95']:.1f} ms (promised 60)")
    beside = ", ".join(
        f"{name.removesuffix('_s')} {found[name] / found['here_s']:.1f} x"
        for name in ("pandas_s", "polars_s")
        if name in found
    )
    print(f"  from files to all sums    {found['here_s']:.2f} s; {beside}")
    print(f"  indexed SQLite, one pair  p50 {found['sqlite_50']:.1f} ms")


def curve(found: list[dict]) -> None:  # type: ignore[type-arg]
    """How the times grow with the rows."""
    first = found[-2] if len(found) > 1 else found[0]
    last = found[-1]
    print(f"\nFrom {first['rows']:,} to {last['rows']:,} rows, {last['rows'] / first['rows']:.0f} times as many:")
    for name in ("bare_95", "chart_95", "links_95"):
        print(f"  {name.removesuffix('_95'):6} p95 {last[name] / first[name]:.2f} times (promised 1.5)")


def estimate(last: dict) -> None:  # type: ignore[type-arg]
    """On paper: 6 x 10^8 rows, as many as GDELT has, by what the largest size took here."""
    factor = 6e8 / last["rows"]
    hours = last["import"]["wall"] * factor / 3600
    print("\nOn paper, 6 x 10^8 rows (not measured):")
    print(f"  import here, alone: {hours:.1f} h, because what is read and written grows with the rows.")
    print(
        "  With N machines, each with a part of the years, an Nth of it: no year needs another. The sums are an hour of one machine."
    )


if __name__ == "__main__":
    do(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])) if len(sys.argv) > 1 else main()
