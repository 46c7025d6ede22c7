"""Questions of readers in SQL: what is answered, what is refused, and that nothing of this machine is told or touched."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from asgi_client import Answer

from dashboard.charts.draw.palette import LIGHT
from dashboard.charts.draw.plain import MARKS, numbers, plain_chart
from dashboard.doors import sql
from dashboard.doors.sql import SqlError, ask
from dashboard.store.config import ROOT
from dashboard.store.database import Database

Get = Callable[..., Answer]
# Each must be refused, or answered without a word of this machine and without leaving anything behind.
ATTACKS = (
    "select * from read_csv('/etc/passwd')", "select * from '/etc/passwd'", "select * from read_text('/etc/hostname')",
    "select * from glob('/*')", "select * from read_blob('/etc/shadow')", "select * from read_json('/etc/passwd')",
    "select * from read_parquet('http://127.0.0.1/x')", "select * from 'https://example.org/x.csv'", "copy record to '/tmp/taken.csv'",
    "copy (select 1) to '/tmp/taken.csv'", "attach '/tmp/other.db'", "install httpfs", "load httpfs", "set memory_limit = '99GB'",
    "set enable_external_access = true", "reset lock_configuration", "pragma database_list", "create table t as select 1",
    "create temp table t as select 1", "drop table record", "delete from record", "insert into eras select * from eras",
    "update record set title = 'x'", "alter table record rename to r", "export database '/tmp/taken'", "select 1; drop table record",
    "checkpoint", "vacuum", "call pragma_version()", "prepare p as select 1", "begin transaction", "explain analyze select 1",
    "select getenv('HOME')", "create secret s (type s3)", "detach facts", "use memory", "comment on table record is 'x'",
    "from query('drop table record')", "select * from sniff_csv('/etc/passwd')", "import database '/tmp/taken'",
)  # fmt: skip
# These read only what the engine knows of itself.
CURIOUS = (
    "select * from duckdb_databases()", "from query('select path from duckdb_' || 'databases()')",
    "show databases", "select * from pragma_database_list()", "select * from duckdb_settings()",
    "select current_setting('home_directory')", "select * from duckdb_secrets()", "select * from duckdb_extensions()",
    "select * from duckdb_temporary_files()", "select current_database()",
)  # fmt: skip
# These would go on for good, or take all memory.
GREEDY = (
    "select count(*) from range(1000000000000)",
    "with recursive r as (select 1 as n union all select n + 1 from r) select max(n) from r",
    "select count(*) from record a, record b, record c, record d",
    "select repeat('x', 2000000000) || repeat('y', 2000000000)",
    "select list(i) from range(1000000000) as r(i)",
    "select string_agg(repeat('x', 1000), '') from range(100000000)",
)


def test_what_readers_ask_is_answered(database: Database) -> None:
    for _, text in sql.EXAMPLES:
        assert ask(database, text).table.num_rows > 10
    answer = ask(database, "select i, i * 2 as twice from range(5000) as r(i);  -- with a remark")
    assert (answer.table.num_rows, answer.is_cut) == (sql.SHOWN, True)
    assert not ask(database, "select 1 as one, 2 as one").is_cut
    assert ask(database, "select 1 as one, 2 as one").table.column_names == ["one", "one_2"]
    assert ask(database, "from eras").table.num_rows == 13
    assert ask(database, "select 1.5::decimal(9, 2) as x, '한글' as y").table.to_pylist() == [{"x": 1.5, "y": "한글"}]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_gets_nowhere(attack: str, database: Database) -> None:
    before = {path.name for path in database.file.parent.iterdir()}
    with pytest.raises(SqlError) as refused:
        ask(database, attack)
    assert str(ROOT) not in str(refused.value)
    assert "root:" not in str(refused.value)
    assert {path.name for path in database.file.parent.iterdir()} == before


def test_nothing_of_this_machine_is_told(database: Database) -> None:
    for text in CURIOUS:
        try:
            told = str(ask(database, text).table.to_pylist())
        except SqlError as error:
            told = str(error)
        assert str(database.file.parent) not in told, text
        assert str(ROOT) not in told, text
        assert "/root" not in told, text


@pytest.mark.parametrize("greedy", GREEDY)
def test_what_takes_too_much_is_stopped(greedy: str, database: Database) -> None:
    began = time.monotonic()
    with pytest.raises(SqlError):
        ask(database, greedy)
    assert time.monotonic() - began < 9


@pytest.mark.parametrize(
    ("text", "told"), [("", "no question"), ("selec 1", "selec"), ("select x from record", "x"), ("x" * 6000, "5,000")]
)
def test_a_mistake_is_told_helpfully(text: str, told: str, database: Database) -> None:
    with pytest.raises(SqlError, match=told):
        ask(database, text)


def test_an_answer_is_taken_with_its_question(get: Get) -> None:
    asked = "q=select%20record_id%2C%20title%20from%20record%20order%20by%201"
    assert get(f"/sql.csv?{asked}").text.startswith("record_id,title\r\n")
    told = json.loads(get(f"/sql.json?{asked}").body)
    assert told["query"] == "select record_id, title from record order by 1"
    assert pq.read_schema(io.BytesIO(get(f"/sql.parquet?{asked}").body)).metadata[b"query"].startswith(b"select")
    with zipfile.ZipFile(io.BytesIO(get(f"/sql.zip?{asked}").body)) as archive:
        assert archive.namelist() == ["README.txt", "query.sql", "result.csv"]
    refused = get("/sql.csv?q=drop%20table%20record")
    assert refused.status == 400
    assert "single select" in refused.text
    assert get("/sql.exe?q=select%201").status == 404
    assert get("/sql.csv?q=select%201&rows=9").status == 400


def test_the_operator_can_shut_it(get: Get, setting: Callable[[str, str], None]) -> None:
    setting("SQL", "0")
    assert not sql.is_open()
    assert get("/sql.csv?q=select%201").status == 404


def test_an_answer_can_be_drawn() -> None:
    table = pa.table({"a.b[c]": ["x", "y"], "n": [1, 2], "day": pa.array([0, 1], pa.date32())})
    assert numbers(table) == ["n"]
    for mark in MARKS:
        for across in table.column_names:
            spec = plain_chart(table, across, "n", mark, LIGHT)
            assert spec["encoding"]["y"]["field"] == "n"
            assert next(iter(spec["datasets"].values()))
