"""Statements that are planned once: the same answers as plain ones, nothing a reader wrote in the SQL, few plans kept."""

from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.catalogue import CHARTS
from dashboard.record.filters import Filters
from dashboard.store import sessions
from dashboard.store.database import Database
from dashboard.store.sessions import PLANS, Sessions
from dashboard.store.sqlfiles import Statement, statements

ASKED = [
    Filters(),
    Filters(words='it\'s "quoted" \\ ; -- 정전협정'),
    Filters(words="nuclear", actors=("PRK", "CHN"), lens="checked2", year=1994),
    Filters(date_from="1994", date_to="2002-10", kinds=("talks",)),
]


@pytest.mark.parametrize("chart", [chart.id for chart in CHARTS])
def test_a_planned_statement_answers_like_a_plain_one(
    chart: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = [database.table("charts", chart, filters.parameters()) for filters in ASKED]
    monkeypatch.setattr(sessions, "_PLANNED", frozenset())
    plain = [database.table("charts", chart, filters.parameters()) for filters in ASKED]
    assert planned == plain
    assert any(len(table) for table in plain)


@given(st.text(), st.lists(st.text()))
def test_what_a_reader_wrote_is_only_digits_in_the_sql(word: str, listed: list[str]) -> None:
    assert re.fullmatch(r"'[0-9a-f]*'", sessions._told({"words": [word], "actors": listed}))


@pytest.fixture
def asked(database: Database) -> list[Statement]:
    return list(statements(database.settings.sql, "charts").values())


def test_a_connection_keeps_few_plans(database: Database, asked: list[Statement]) -> None:
    lent = Sessions(database._con)
    values = Filters().parameters()
    assert len(asked) > 2 * PLANS
    with lent.lent() as session:
        for statement in [*asked, *asked]:
            bound = {name: values[name] for name in statement.parameters}
            assert session.run(statement, bound).fetchall() is not None
        kept = session.cursor.execute("select count(*) from duckdb_prepared_statements()").fetchone()
    assert kept == (PLANS,)
    lent.close()


def test_a_connection_whose_statement_failed_is_not_lent_again(database: Database) -> None:
    lent = Sessions(database._con)
    with lent.lent() as first:
        pass

    def fail() -> None:
        with lent.lent() as again:
            assert again is first
            again.cursor.execute("select no_such_column")

    with pytest.raises(duckdb.Error):
        fail()
    with lent.lent() as other:
        assert other is not first
        assert other.cursor.execute("select 1").fetchone() == (1,)
    lent.close()
