"""The sums of coded events: right by count, and told in nothing that two engines answer differently."""

from __future__ import annotations

import argparse
import json

import pytest
import sqlglot
from sqlglot import exp

from dashboard.coded.commands import run_rollup
from dashboard.coded.rollups import READS, ROLLUPS
from dashboard.coded.shelf import read
from dashboard.store.config import DEFAULT
from dashboard.store.sqlfiles import statements
from tests.unit.coded_files import gdelt, write
from tests.unit.test_coded_import import imported, rows, sums

STATEMENTS = statements(DEFAULT.sql, "rollups")
PAGES = (
    ("charts", "coded_by_month"),
    ("charts", "coded_agreement"),
    ("pages", "coded_asked"),
    ("pages", "coded_counts"),
)
# Constructs that DuckDB and Spark were seen to answer with the same rows from the same text; anything else is refused until it was tried.
TRIED = (
    exp.Select,
    exp.From,
    exp.Table,
    exp.Identifier,
    exp.Column,
    exp.Alias,
    exp.Where,
    exp.Group,
    exp.Cast,
    exp.DataType,
    exp.Count,
    exp.Star,
    exp.Sum,
    exp.Coalesce,
    exp.Case,
    exp.If,
    exp.NEQ,
    exp.Literal,
    exp.Year,
    exp.Month,
    exp.TsOrDsToDate,
)
TYPES = {"VARCHAR", "TEXT", "TINYINT", "SMALLINT", "INT", "BIGINT"}


def refused(text: str) -> list[str]:
    """What of a statement two engines may answer differently."""
    tree = sqlglot.parse_one(text, read="duckdb")
    found = [type(node).__name__ for node in tree.walk() if not isinstance(node, TRIED)]
    found += [str(kind) for kind in tree.find_all(exp.DataType) if kind.this.name not in TYPES]
    for column in tree.selects:
        if not (isinstance(column, exp.Alias) and isinstance(column.this, exp.Cast)):
            found.append(f"not cast: {column.sql()}")
    return found


@pytest.mark.parametrize("name", ROLLUPS)
def test_a_rollup_holds_nothing_that_engines_answer_differently(name):
    assert refused(STATEMENTS[name].text) == []
    tree = sqlglot.parse_one(STATEMENTS[name].text, read="duckdb")
    assert [table.name for table in tree.find_all(exp.Table)] == [READS[name]]


def test_a_page_takes_the_filters_once():
    """A statement that names them twice is planned anew for each reader, which takes longer than to run it."""
    own = [statements(DEFAULT.sql, folder)[name] for folder, name in PAGES]
    assert [statement.text.count("$filters") for statement in own] == [1] * len(PAGES)


def test_both_directions_of_a_pair_lie_together(tmp_path):
    lines = (
        gdelt(1, "20170903"),
        gdelt(2, "20170903", Actor1CountryCode="PRK", Actor2CountryCode="USA"),
        gdelt(3, "20170903", Actor2CountryCode="CHN"),
        gdelt(4, "20171003", Actor1CountryCode="PRK", Actor2CountryCode="USA"),
    )
    imported(tmp_path / "out", write(tmp_path, "a.tsv", *lines))
    pairs = [(row[0], row[2], row[5]) for row in rows(tmp_path / "out", "pair_month")]
    assert pairs == [("CHN-USA", "USA", 9), ("PRK-USA", "PRK", 9), ("PRK-USA", "USA", 9), ("PRK-USA", "PRK", 10)]


def test_sums_of_an_older_form_are_made_anew_and_nothing_is_lost(tmp_path, capsys):
    out = tmp_path / "out"
    imported(out, write(tmp_path, "a.tsv", gdelt(1), gdelt(2)))
    told = json.loads((out / "current.json").read_text())
    (out / "current.json").write_text(json.dumps({**told, "form": 1}))
    assert read(out) is None
    assert run_rollup(argparse.Namespace(memory="1GB", engine="duckdb", master=""), out) == 0
    assert "1 years" in capsys.readouterr().out
    assert read(out).inputs == told["inputs"]
    assert sums(out, "pair_month")[0][:3] == ("gdelt1", "USA", "PRK")


def test_every_file_is_a_rollup():
    assert STATEMENTS.keys() == ROLLUPS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "select a from t",
        "select cast(avg(a) as bigint) as a from t",
        "select cast(sum(tone) as double) as a from t",
        "select cast(dayofweek(a) as bigint) as a from t",
        "select cast(strftime(a, '%Y') as varchar) as a from t",
        "select cast(approx_count_distinct(a) as bigint) as a from t",
        "select cast(arg_max(a, b) as bigint) as a from t",
        "select cast(median(a) as bigint) as a from t",
        "select cast(a // 2 as bigint) as a from t",
        "select cast(list(a)[1] as bigint) as a from t",
        "select cast(a as bigint) as a from t order by a",
        "select * from t",
        "select cast(concat(a, b) as varchar) as a from t",
        "select cast(week(a) as bigint) as a from t",
    ],
)
def test_the_scan_refuses(text):
    assert refused(text)


def test_sums_by_hand(tmp_path):
    lines = (
        gdelt(1, "20170903", NumArticles=5),
        gdelt(2, "20170930", NumArticles=2, IsRootEvent=0),
        gdelt(3, "20170901", QuadClass=1, GoldsteinScale=3.4, EventCode="050"),
        gdelt(4, "20171001", Actor1CountryCode="PRK", Actor2CountryCode="USA", GoldsteinScale=""),
        gdelt(5, "20171001", Actor1CountryCode="PRK", Actor2CountryCode="PRK"),
        gdelt(6, "20171001", Actor2CountryCode="EUR"),
    )
    imported(tmp_path / "out", write(tmp_path, "a.tsv", *lines))
    assert sums(tmp_path / "out", "pair_month") == [
        ("gdelt1", "PRK", "USA", 2017, 10, 4, 1, 1, 0, 2, 3),
        ("gdelt1", "USA", "PRK", 2017, 9, 1, 1, 1, 34, 2, 3),
        ("gdelt1", "USA", "PRK", 2017, 9, 4, 2, 1, -200, 7, 6),
    ]
    assert sums(tmp_path / "out", "month_total") == [
        ("gdelt1", 2017, 9, 1, 1, 1, 2),
        ("gdelt1", 2017, 9, 4, 2, 2, 7),
        ("gdelt1", 2017, 10, 4, 3, 1, 6),
    ]
    assert sums(tmp_path / "out", "actor_month")[:1] == [("gdelt1", "PRK", 2017, 9, 1, 1, 1, 34, 2, 3)]
    assert len(sums(tmp_path / "out", "actor_month")) == 6
