"""The sums on Spark are those of the engine here: on this machine, and on a master with two workers, one of which is killed."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from dashboard.coded.commands import run_rollup
from dashboard.coded.finish import rolled_up as rolled_up_by
from dashboard.coded.importing import import_files
from dashboard.coded.rollups import ROLLUPS
from dashboard.coded.sample import write_sample
from dashboard.coded.shelf import read
from dashboard.coded.spark import Spark

pytestmark = pytest.mark.skipif(
    not (find_spec("pyspark") and shutil.which("java")),
    reason="PySpark is an extra of its own: pip install -r requirements-spark.txt, and Java 17 or newer",
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and the sums of the engine here."""
    folder = tmp_path_factory.mktemp("spark")
    import_files("sample", [write_sample(folder, first=2000, last=2009)], folder / "coded")
    return folder / "coded"


def rolled_up(imported: Path, copy: Path, master: str) -> Path:
    """A copy of the folder with the sums of Spark."""
    shutil.copytree(imported, copy)
    options = argparse.Namespace(memory="1GB", engine="spark", master=master)
    assert run_rollup(options, copy) == 0
    return copy


def files(folder: Path, name: str) -> list[str]:
    shelf = read(folder)
    assert shelf
    return [str(folder / file) for file in shelf.rollups[name].values()]


def content(folder: Path, name: str) -> str:
    """Hash of all rows in the order of their keys."""
    text = f"select * from read_parquet($1, hive_partitioning = false) order by {ROLLUPS[name]}"
    return hashlib.sha256(repr(duckdb.execute(text, [files(folder, name)]).fetchall()).encode()).hexdigest()


def assert_same(here: Path, there: Path) -> None:
    shelf = read(there)
    assert shelf
    assert shelf.engine == "spark"
    for name in ROLLUPS:
        for one, other in ((here, there), (there, here)):
            differ = duckdb.execute(
                "select count(*) from (select * from read_parquet($1, hive_partitioning = false)"
                " except all select * from read_parquet($2, hive_partitioning = false))",
                [files(one, name), files(other, name)],
            ).fetchone()
            assert differ == (0,), name
        assert content(here, name) == content(there, name)
        kinds = (
            "select column_name, column_type from (describe select * from read_parquet($1, hive_partitioning = false))"
        )
        assert (
            duckdb.execute(kinds, [files(here, name)]).fetchall()
            == duckdb.execute(kinds, [files(there, name)]).fetchall()
        )


def test_the_same_rows_on_this_machine(imported, tmp_path):
    assert_same(imported, rolled_up(imported, tmp_path / "coded", "local[2]"))


def test_the_same_rows_with_memory_below_the_data_so_that_it_spills(tmp_path):
    here, there, told = tmp_path / "here", tmp_path / "there", tmp_path / "told"
    file = write_sample(tmp_path, first=2000, last=2009, each_month=400)
    import_files("sample", [file], here)
    shutil.copytree(here, there)
    told.mkdir()
    # Of what the program may use, four thousandths are for the work: less than the rows of one task take.
    scarce = {"spark.memory.fraction": "0.004", "spark.sql.shuffle.partitions": "1"}
    scarce |= {"spark.eventLog.enabled": "true", "spark.eventLog.dir": str(told), "spark.eventLog.compress": "false"}
    shelf = read(there)
    assert shelf
    rolled_up_by(there, shelf, sorted(shelf.events), shelf, Spark("local[2]", scarce), "spilt", lambda text: None)
    assert_same(here, there)
    lines = [line for log in told.rglob("*") if log.is_file() for line in log.read_text(errors="replace").splitlines()]
    ends = [json.loads(line) for line in lines if '"SparkListenerTaskEnd"' in line]
    assert sum(end["Task Metrics"]["Disk Bytes Spilled"] for end in ends) > 0


def waited(folder: Path, logs: str, words: str, count: int) -> None:
    deadline = time.monotonic() + 120
    while sum(words in log.read_text(errors="replace") for log in folder.glob(logs)) < count:
        assert time.monotonic() < deadline, f"no {words} in {logs}"
        time.sleep(0.2)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A master and two workers on loopback."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    environment["SPARK_NO_DAEMONIZE"] = "1"

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [str(home / "bin" / "spark-class"), *arguments]
        with (folder / f"{arguments[0].rpartition('.')[2]}-{time.monotonic_ns()}.log").open("wb") as log:
            return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    port = str(17_000 + os.getpid() % 1_000)
    master = f"spark://127.0.0.1:{port}"
    made = "org.apache.spark.deploy."
    processes = [start(f"{made}master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0")]
    waited(folder, "Master-*.log", "New state: ALIVE", 1)
    for number in (1, 2):
        place = ("--work-dir", str(folder / f"work-{number}"), "--webui-port", "0", "--cores", "1", "--memory", "1g")
        processes.append(start(f"{made}worker.Worker", "--host", "127.0.0.1", *place, master))
    waited(folder, "Worker-*.log", "Successfully registered", 2)
    try:
        yield master, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait(10)


def kill_at_work(place: Path, worker: subprocess.Popen[bytes]) -> None:
    """Kills a worker once it has an executor."""
    while not list(place.glob("app-*/*/stderr")):
        time.sleep(0.05)
    time.sleep(4)
    worker.kill()


@pytest.mark.parametrize("is_killed", [False, True], ids=["two workers", "one worker killed"])
def test_the_same_rows_on_a_cluster(imported, tmp_path, monkeypatch, is_killed):
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with cluster(tmp_path) as (master, workers):
        if is_killed:
            threading.Thread(target=kill_at_work, args=(tmp_path / "work-1", workers[0]), daemon=True).start()
        assert_same(imported, rolled_up(imported, tmp_path / "coded", master))
    # Both workers ran executors.
    assert all(list((tmp_path / f"work-{number}").glob("app-*")) for number in (1, 2))
