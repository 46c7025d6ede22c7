"""The table of every chart: as many rows as marks, and a row opens the evidence of its mark."""

import json

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.charts.catalogue import CHARTS
from dashboard.markup.marks import escape
from dashboard.parts.table_order import word_of
from dashboard.record.filters import Filters
from tests.app.pages import address, assert_sound, drawn, evidence, list_of_marks, notes, open_chart, visit

ARMISTICE = "ev-1953-07-27-armistice"

each_chart = pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)


@each_chart
def test_a_table_has_all_marks_and_a_row_opens_its_evidence(real_data, entry):
    rows = real_data.frame("charts", entry.id, Filters().parameters())
    app = _tabled(entry)
    assert entry.id not in drawn(app)
    shown = _table(app, entry).value
    assert len(shown) == len(rows)
    assert list(shown.columns) == [column.title for column in entry.columns.columns]
    assert any(f"{len(rows):,} row" in caption.value for caption in app.caption)

    for position in (len(rows) - 1, 0):
        row = rows.iloc[position]
        _choose(app, entry, position)
        assert_sound(app)
        assert address(app)["mark"] == [f"{entry.id}~{row['mark']}"]
        assert f"<span class='record-id'>{escape(min(row['records']))}</span>" in evidence(app)

    app.button(key=f"close-{entry.id}").click().run()
    assert_sound(app)
    assert "mark" not in address(app)
    assert evidence(app) == ""


def test_the_row_that_is_open_is_chosen_however_it_was_opened(real_data):
    entry = CHARTS[1]
    rows = real_data.frame("charts", entry.id, Filters().parameters())
    app = _tabled(entry, {"mark": f"{entry.id}~{ARMISTICE}"})
    assert _chosen(app, entry) == [rows["mark"].tolist().index(ARMISTICE)]
    list_of_marks(app, entry.id).set_value(rows["mark"].iloc[5]).run()
    assert _chosen(app, entry) == [5]
    app.button(key=f"close-{entry.id}").click().run()
    assert _chosen(app, entry) == []


def test_letting_go_of_a_row_as_sorting_does_keeps_the_evidence(real_data):
    entry = CHARTS[1]
    app = _tabled(entry)
    _choose(app, entry, 3)
    opened = address(app)["mark"]
    _choose(app, entry, None)
    assert address(app)["mark"] == opened
    assert evidence(app)


def test_a_filter_that_moves_the_rows_does_not_move_the_choice(real_data):
    entry = CHARTS[1]
    rows = real_data.frame("charts", entry.id, Filters().parameters())
    app = _tabled(entry)
    _choose(app, entry, rows["mark"].tolist().index(ARMISTICE))
    visit(app, {"era": "korean-war", "mark": f"{entry.id}~{ARMISTICE}", "show": "table"})
    assert_sound(app)
    few = real_data.frame("charts", entry.id, Filters(eras=("korean-war",)).parameters())
    assert _chosen(app, entry) == [few["mark"].tolist().index(ARMISTICE)]
    assert len(_table(app, entry).value) == len(few)


@each_chart
def test_a_column_orders_the_rows_and_the_link_keeps_it(real_data, entry):
    app = _tabled(entry)
    before = _table(app, entry).value
    title = next(title for title in before.columns if before[title].nunique() > 1)
    app.selectbox(key=f"order-{entry.id}").set_value(f"-{title}").run()
    assert_sound(app)
    assert address(app)["order"][0].rpartition("~")[2] == f"-{word_of(title)}"
    shown = _table(app, entry).value[title]
    assert sorted(map(str, shown)) == sorted(map(str, before[title]))
    folded = [value.casefold() if isinstance(value, str) else value for value in shown.dropna()]
    assert folded == sorted(folded, reverse=True)
    assert shown.isna().tolist() == sorted(shown.isna())


def test_the_row_of_an_ordered_table_opens_its_own_record(real_data):
    entry = next(chart for chart in CHARTS if chart.id == "launch_ranges")
    rows = real_data.frame("charts", entry.id, Filters().parameters())
    app = open_chart(entry, {"order": "-distance-flown-km", "show": "table"})
    assert _table(app, entry).value["Distance flown (km)"].iloc[0] == 4500
    _choose(app, entry, 0)
    farthest = rows.loc[rows["distance_km"].idxmax(), "mark"]
    assert address(app)["mark"] == [f"{entry.id}~{farthest}"]
    assert _chosen(app, entry) == [0]


def test_an_order_that_no_column_gives_is_ignored_with_what_there_is(real_data):
    entry = next(chart for chart in CHARTS if chart.id == "launch_ranges")
    app = open_chart(entry, {"order": "height", "show": "table"})
    assert_sound(app)
    assert any("order this table by “height”" in note and "distance-flown-km" in note for note in notes(app))


def _tabled(entry, query=None):
    app = open_chart(entry, query)
    app.button_group(key=f"view-{entry.id}").set_value("Table").run()
    assert_sound(app)
    return app


def _table(app, entry):
    return next(element for element in app.dataframe if element.proto.id.endswith(f"-table-{entry.id}"))


def _chosen(app, entry):
    return [row for row, _ in app.session_state[f"table-{entry.id}"]["selection"]["cells"]]


def _choose(app, entry, position):
    """Sends what a browser sends when a reader clicks a cell of a row; None is a cell let go."""
    table = _table(app, entry)
    cells = [] if position is None else [[position, table.value.columns[0]]]
    state = WidgetState(
        id=table.proto.id, string_value=json.dumps({"selection": {"rows": [], "columns": [], "cells": cells}})
    )
    states = app._tree.get_widget_states()
    states.widgets.append(state)
    return app._run(states)
