"""Every check in one list: the rules of the schema, the queries of `sql/checks`, and a walk over the whole chart catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.checks.stories import faults
from dashboard.record.filters import Filters
from dashboard.store.build import run_checks
from dashboard.store.config import Settings
from dashboard.store.database import open_current
from dashboard.store.dictionary import read_tables
from dashboard.store.load import check_rules, fill, read_folder
from dashboard.store.problems import Problem
from dashboard.store.search import load_extension
from dashboard.store.sqlfiles import statements


def run(settings: Settings) -> Iterator[tuple[str, list[Problem]]]:
    """Yields each check's name and the faults it found (none means good). The charts are walked on the current build."""
    with duckdb.connect() as con:
        con.execute("set timezone = 'UTC'")
        load_extension(con)
        for statement in statements(settings.sql, "schema").values():
            con.execute(statement.text)
        tables = read_tables(con)
        folder = read_folder(settings.data, tables)
        fill(con, folder, tables)
        yield "files, cells and keys", sorted(set(folder.problems))
        for statement in statements(settings.sql, "marts").values():
            con.execute(statement.text)
        yield "references and ranges", sorted(set(check_rules(con, tables)))
        yield from run_checks(con, settings).items()
    for chart in CHARTS:
        yield f"chart {chart.id}: every mark has records with citations", _walk(settings, chart.id)
    yield "stories: charts, filters, marks and numbers", faults(settings, open_current(settings))


def _walk(settings: Settings, chart_id: str) -> list[Problem]:
    database = open_current(settings)
    rows = database.rows("charts", chart_id, Filters().parameters())
    cited = {row["record_id"] for row in database.rows("pages", "cited_records")}
    problems = []
    seen: set[str] = set()
    for row in rows:
        where = f"sql/charts/{chart_id}.sql"
        if not row["records"] and not BY_ID[chart_id].is_coded:
            problems.append(Problem(where, 0, "records", row["mark"], "at least one record"))
        problems += [
            Problem(where, 0, "records", record, "a record with a citation")
            for record in row["records"]
            if record not in cited
        ]
        if row["mark"] in seen:
            problems.append(Problem(where, 0, "mark", row["mark"], "a mark used once"))
        seen.add(row["mark"])
    if not rows and not BY_ID[chart_id].is_coded:
        problems.append(Problem(f"sql/charts/{chart_id}.sql", 0, "", "", "at least one row without filters"))
    return problems
