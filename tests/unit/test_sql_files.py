"""The files of `sql/`: one statement each, a header that tells the truth, nothing unused, nothing composed from text."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from dashboard.charts.catalogue import CHARTS
from dashboard.record.filters import Filters
from dashboard.store.config import DEFAULT, ROOT
from dashboard.store.sqlfiles import Statement, statements

FOLDERS = ("schema", "marts", "charts", "pages", "checks", "coded", "rollups")
ALL = [(folder, statement) for folder in FOLDERS for statement in statements(DEFAULT.sql, folder).values()]
QUERIES = [(folder, statement) for folder, statement in ALL if folder in ("charts", "pages", "checks")]
# What only the builder may compose: names of tables and columns that it read from the engine's own catalogue.
# And what a reader asks, which runs in a process of its own that can only read.
COMPOSERS = {"sql_worker.py", "build.py", "dictionary.py", "load.py", "search.py", "locked.py", "sessions.py"}
# What only an import may: names of files that it wrote itself, and statements of `sql` as parts of others.
COMPOSERS |= {"base.py", "engine.py", "links.py", "spark.py"}


def named(case: tuple[str, Statement]) -> str:
    return f"{case[0]}/{case[1].name}"


every = pytest.mark.parametrize("case", ALL, ids=named)
every_query = pytest.mark.parametrize("case", QUERIES, ids=named)


def test_there_are_files() -> None:
    assert len(QUERIES) > 25
    assert not [path for path in DEFAULT.sql.rglob("*.sql") if path.parent.name not in FOLDERS]


@every
def test_header_has_three_lines_of_sentences(case: tuple[str, Statement]) -> None:
    _, statement = case
    assert len(statement.header) == 3, statement.header
    assert all(line.endswith(".") for line in statement.header), statement.header


@every_query
def test_one_select_a_file(case: tuple[str, Statement]) -> None:
    parsed = [tree for tree in sqlglot.parse(case[1].text, read="duckdb") if tree is not None]
    assert len(parsed) == 1
    assert isinstance(parsed[0], exp.Query)


@every_query
def test_header_says_what_one_row_is_and_names_the_parameters(case: tuple[str, Statement]) -> None:
    folder, statement = case
    what, parameters, user = statement.header
    assert what.startswith("Bad row: " if folder == "checks" else "One row"), what
    assert user.startswith("Used by: ")
    assert parameters.startswith("Parameters: " if statement.parameters else "No parameters"), parameters
    for name in statement.parameters:
        assert re.search(rf"\b{name}\b", parameters), f"{name} is not in: {parameters}"


@pytest.mark.parametrize("case", [case for case in ALL if case[0] == "charts"], ids=named)
def test_charts_take_the_filters_and_nothing_else(case: tuple[str, Statement]) -> None:
    assert case[1].parameters <= Filters().parameters().keys()


def test_every_chart_has_its_file_and_every_file_its_chart() -> None:
    assert {chart.id for chart in CHARTS} == statements(DEFAULT.sql, "charts").keys()


def test_every_page_statement_is_used_and_every_used_one_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "dashboard").rglob("*.py"))
    pages = statements(DEFAULT.sql, "pages").keys()
    assert [name for name in pages if f'"{name}"' not in code] == []
    asked = set(re.findall(r'\(\s*"pages",\s*"([a-z_]+)"', code))
    assert asked <= pages


@every
def test_lower_case_without_tabs(case: tuple[str, Statement]) -> None:
    text = case[1].text
    assert "\t" not in text
    code = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", text)
    assert not re.search(r"\b(SELECT|FROM|WHERE|JOIN|GROUP|ORDER|CREATE)\b", code)


def composed_sql(path: Path) -> list[int]:
    """Lines that hand a composed text to an `execute` of any kind."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            takes_sql = node.func.attr in {"execute", "executemany", "sql", "query"}
            plain = isinstance(node.args[0], ast.Constant | ast.Attribute)
            if takes_sql and not plain:
                found.append(node.lineno)
    return found


def test_only_the_builder_composes_sql() -> None:
    offenders = {path.name: lines for path in (ROOT / "dashboard").rglob("*.py") if (lines := composed_sql(path))}
    assert offenders.keys() <= COMPOSERS, offenders


def test_the_scan_would_find_composed_sql(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text('def f(con, x):\n    con.execute(f"select {x}")\n    con.sql("select " + x)\n', encoding="utf-8")
    assert composed_sql(file) == [2, 3]
