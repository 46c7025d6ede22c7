"""The serving connection: locked, read-only, safe between threads, stopped at a deadline, and clear about what it cannot do."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dashboard.charts.catalogue import CHARTS
from dashboard.record.fields import CHOICES, FIELDS, Vocabulary
from dashboard.record.filters import Filters, parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store.build import build
from dashboard.store.config import Settings
from dashboard.store.current import current
from dashboard.store.database import Database, open_current
from dashboard.store.problems import StoreError

FORBIDDEN = [
    "insert into codes values ('a', 'b', 'c', null, 1, 1)",
    "update events set title = 'x'",
    "delete from events",
    "drop table events",
    "create table t (a integer)",
    "alter table events add column a integer",
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "select * from glob('/*')",
    "select * from '{file}'",
    "select * from sniff_csv('{file}')",
    "copy events to '{file}'",
    "copy events from '{file}'",
    "attach '{file}' as other",
    "export database '{folder}'",
    "install httpfs",
    "load '{file}'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set memory_limit = '64GB'",
    "pragma temp_directory='{folder}'",
    "select * from read_parquet('https://example.org/a.parquet')",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_forbidden_statements_fail(statement: str, tiny_database: Database, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    cursor = tiny_database._con.cursor()
    with pytest.raises(duckdb.Error):
        cursor.execute(statement.format(file=file, folder=tmp_path)).fetchall()


def test_the_same_cursor_can_read(tiny_database: Database) -> None:
    assert tiny_database._con.cursor().execute("select count(*) from events").fetchone() == (3,)


def test_no_statement_of_that_name(tiny_database: Database) -> None:
    with pytest.raises(StoreError, match="no statement"):
        tiny_database.rows("charts", "../schema/01_reference", {})


def test_missing_values_are_named(tiny_database: Database) -> None:
    with pytest.raises(StoreError, match="filters"):
        tiny_database.rows("charts", CHARTS[0].id, {"year": None})


@pytest.fixture
def limited(tiny_settings: Settings, tiny_database: Database, tmp_path: Path) -> Iterator[Callable[..., Database]]:
    """Opens a copy of the tiny build with other limits and the given statements: `limited(statements, deadline_s=1)`."""
    opened: list[Database] = []

    def make(texts: dict[str, str], **limits: Any) -> Database:
        (tmp_path / "pages").mkdir()
        for name, text in texts.items():
            (tmp_path / "pages" / f"{name}.sql").write_text(text, encoding="utf-8")
        file = Path(shutil.copy(tiny_database.file, tmp_path / "copy.duckdb"))
        opened.append(Database(file, "copy", replace(tiny_settings, sql=tmp_path, **limits)))
        return opened[-1]

    yield make
    for database in opened:
        database.close()


def test_threads_get_the_answers_of_a_single_reader(limited: Callable[..., Database]) -> None:
    text = "select record_id, title, summary, list_sort(actors) as actors from record where record_id >= $record order by 1"
    database = limited({"after": text}, deadline_s=60.0)
    records = [row["record_id"] for row in database.rows("pages", "after", {"record": ""})]
    expected = {record: database.rows("pages", "after", {"record": record}) for record in records}
    assert len({len(rows) for rows in expected.values()}) == len(records) > 15

    def wrong(seed: int) -> int:
        asked = random.Random(seed).choices(records, k=200)  # noqa: S311
        return sum(database.rows("pages", "after", {"record": record}) != expected[record] for record in asked)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(wrong, range(8))) == 0


def test_deadline_stops_a_query_and_the_connection_lives_on(limited: Callable[..., Database]) -> None:
    endless = "select sum(a.range * b.range % 7) as total from range(10000000) as a, range(10000000) as b"
    database = limited({"endless": endless, "quick": "select 1 as one"}, deadline_s=0.2)
    with pytest.raises(StoreError, match=r"took longer than 0\.2 s"):
        database.rows("pages", "endless")
    assert database.rows("pages", "quick") == [{"one": 1}]


def test_memory_hog_fails_and_the_connection_lives_on(limited: Callable[..., Database]) -> None:
    hog = "select list(range) as everything from range(200000000)"
    database = limited({"hog": hog, "quick": "select 1 as one"}, memory_limit="32MB", deadline_s=20.0)
    with pytest.raises(StoreError, match="cannot be answered"):
        database.rows("pages", "hog")
    assert database.rows("pages", "quick") == [{"one": 1}]


HOSTILE = st.one_of(
    st.sampled_from(["'", '"', "\\", "%", "_", "--", ";", "$eras", "'; drop table events; --", "\0", "조선", "🤝"]),
    st.text(max_size=20),
)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({field.name: st.lists(HOSTILE, max_size=3) for field in FIELDS if field.is_filter}))
def test_hostile_filters_neither_raise_nor_change_anything(
    tiny_database: Database, query: dict[str, list[str]]
) -> None:
    accepting = Vocabulary({choice.attribute: {value: value for value in query[choice.name]} for choice in CHOICES})
    filters, _ = parse(query, accepting)
    for name in ("events_timeline", "treaty_lifespans", "unsc_votes", "positions_by_topic", "claims_by_verdict"):
        rows = tiny_database.rows("charts", name, filters.parameters())
        assert all(row["records"] for row in rows)
    assert tiny_database._con.cursor().execute("select count(*) from events").fetchone() == (3,)


def test_a_new_build_is_picked_up_and_the_old_one_keeps_answering(
    tiny_copy: Settings, served: tuple[str, Path], change: Callable[[str, str, str], None]
) -> None:
    old = open_current(tiny_copy)
    assert open_current(tiny_copy) is old
    change("events.csv", "Armistice signed", "Armistice concluded")
    build(tiny_copy)
    new = open_current(tiny_copy)
    assert new.build_id != old.build_id == served[0]

    def title(database: Database) -> str:
        (row,) = database.rows("pages", "record_page", {"record": "ev-1953-07-27-armistice"})
        return str(row["title"])

    assert (title(old), title(new)) == ("Armistice signed", "Armistice concluded")


def test_the_same_data_gives_the_same_build(tiny_copy: Settings, served: tuple[str, Path]) -> None:
    before = _counts(served[1])
    again = build(tiny_copy)
    assert (again.build_id, again.file) == current(tiny_copy)
    assert again.build_id == served[0]
    # Under a name of its own: a server that has the file of before open goes on reading it.
    assert again.file != served[1]
    assert _counts(again.file) == before
    assert again.rows.items() <= before.items()


def _counts(file: Path) -> dict[str, int]:
    with duckdb.connect(str(file), read_only=True) as con:
        return dict(con.execute("select table_name, row_count from manifest").fetchall())


def test_without_a_build_the_message_says_how_to_make_one(tiny_copy: Settings) -> None:
    with pytest.raises(StoreError, match="make build"):
        open_current(tiny_copy)


def test_every_record_is_cited_and_every_quote_verbatim_in_the_real_data(database: Database) -> None:
    cited = {row["record_id"] for row in database.rows("pages", "cited_records")}
    cursor = database._con.cursor()
    records = {row[0] for row in cursor.execute("select record_id from record").fetchall()}
    assert records == cited
    texts = dict(cursor.execute("select source, body from document_text").fetchall())
    quotes = cursor.execute(
        "select source_id, start_offset, end_offset, quote from evidence where quote is not null"
    ).fetchall()
    assert len(quotes) > 100
    assert all(texts[source][start:end] == quote for source, start, end, quote in quotes)


def test_vocabulary_holds_only_what_the_filters_find(database: Database) -> None:
    known = vocabulary(database, "event_kind")
    assert list(known.of("eras")) == [row["code"] for row in database.rows("pages", "vocabulary_eras")]
    assert next(iter(known.of("actors"))) in ("USA", "PRK")
    for actor in list(known.of("actors"))[::10]:
        values = Filters(actors=(actor,)).parameters()
        assert any(database.rows("charts", chart.id, values) for chart in CHARTS), actor
    assert vocabulary(database, "nonsense").of("kinds") == {}
    assert vocabulary(database, "topic").of("kinds")
