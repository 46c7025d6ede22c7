"""Every chart of the catalogue keeps the contract under filters of every sort, in both themes, and for single records."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pyarrow as pa
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import DARK, LIGHT, Palette
from dashboard.charts.draw.rows import Rows
from dashboard.record.filters import Filters
from dashboard.record.vocabulary import vocabulary
from dashboard.store.config import DEFAULT
from dashboard.store.database import Database
from dashboard.store.sqlfiles import statements
from tests.unit import chart_contract as contract
from tests.unit.chart_contract import Shown, crowded, faults, shown_of

STATEMENTS = statements(DEFAULT.sql, "charts")
FILTERS = {
    "none": Filters(),
    "one actor": Filters(actors=("PRK",)),
    "one era": Filters(eras=("agreed-framework",)),
    "period": Filters(date_from="1994", date_to="2002-10"),
    "one year": Filters(date_from="1954", date_to="1954"),
    "one day": Filters(date_from="2017-09-03", date_to="2017-09-03"),
    "the first day": Filters(date_from="1945-01-01", date_to="1945-01-01"),
    "words": Filters(words="light water"),
    "two sources": Filters(lens="checked2"),
    "primary": Filters(lens="primary"),
    "year": Filters(year=1961),
    "nobody": Filters(actors=("no-such-actor",)),
}

each_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)


@lru_cache(maxsize=1)
def words_of_all(database: Database) -> pd.DataFrame:
    ids = database._con.cursor().execute("select record_id from record union select era_id from eras").fetchall()
    return database.frame("pages", "record_words", {"records": [record for (record,) in ids]})


def shown(database: Database, chart: Chart, rows: Rows, palette: Palette = LIGHT) -> Shown:
    words = words_of_all(database)
    own = words[words["record_id"].isin(rows.column(chart.columns.record))]
    return shown_of(chart, rows, own, palette)


def rows_of(database: Database, chart: Chart, filters: Filters) -> Rows:
    return Rows(database.table("charts", chart.id, chart.own(filters)[0].parameters()))


def assert_contract(database: Database, chart: Chart, filters: Filters) -> None:
    rows = rows_of(database, chart, filters)
    assert rows.column("mark") == rows_of(database, chart, filters).column("mark"), "the order of rows is fixed"
    if len(rows):
        assert faults(shown(database, chart, rows)) == []
    else:
        assert chart.says(rows) == NOTHING


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
@each_chart
def test_a_chart_keeps_the_contract(database, chart, filters):
    assert_contract(database, chart, filters)


@each_chart
def test_a_chart_keeps_the_contract_in_the_dark(database, chart):
    assert faults(shown(database, chart, rows_of(database, chart, Filters()), DARK)) == []


@each_chart
def test_form_of_the_statement(chart):
    assert list(contract.form(STATEMENTS[chart.id].text)) == []


@each_chart
def test_a_chart_keeps_the_contract_for_kinds_of_its_page(database, chart):
    kinds = list(vocabulary(database, chart.kinds).of("kinds"))
    for chosen in ((kinds[0],), (kinds[-1],), (kinds[0], kinds[-1])):
        assert_contract(database, chart, Filters(kinds=chosen))


@each_chart
def test_a_chart_keeps_the_contract_for_a_single_record(database, chart):
    rows = rows_of(database, chart, Filters())
    records = rows.column("records")
    for place in {0, len(rows) // 3, len(rows) // 2, len(rows) * 2 // 3, len(rows) - 1}:
        if not records[place] and chart.is_coded:
            continue
        resting = [records[place][0] in others for others in records]
        assert faults(shown(database, chart, Rows(rows.table.filter(pa.array(resting))))) == []


@each_chart
def test_a_specification_depends_on_no_row(database, chart):
    found = [rows for filters in FILTERS.values() if len(rows := rows_of(database, chart, filters))]
    assert list(contract.memory(chart, found)) == []


def test_a_view_has_at_most_two_charts():
    assert crowded(CHARTS) == []
    assert crowded([*CHARTS, *CHARTS]) != []
