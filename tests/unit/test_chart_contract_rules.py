"""Whatever is taken away from a chart, a rule of the contract names it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, text
from dashboard.record.filters import Filters
from dashboard.store.database import Database
from tests.unit import chart_contract as contract
from tests.unit.chart_contract import Shown
from tests.unit.test_chart_contracts import STATEMENTS, rows_of, shown


def test_every_rule_is_applied_and_can_be_broken():
    assert {rule for rule, _ in BROKEN.values()} == set(contract.RULES)


Change = Callable[[Shown], Shown]


def layers(change: Callable[[dict[str, Any]], object], *, clickable: bool) -> Change:
    """Changes every layer that can be clicked, or every other."""

    def changed(shown: Shown) -> Shown:
        spec = {**shown.spec, "layer": copy.deepcopy(shown.spec["layer"])}
        for layer in spec["layer"]:
            if (layer["mark"].get("cursor") == "pointer") == clickable:
                change(layer)
        return replace(shown, spec=spec)

    return changed


def drawing(**parts: Any) -> Change:
    """Other parts of the specification; a function makes one from what was there."""

    def changed(shown: Shown) -> Shown:
        new = {name: part(shown.spec.get(name)) if callable(part) else part for name, part in parts.items()}
        return replace(shown, spec={**shown.spec, **new})

    return changed


def datasets(change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Change:
    """Every row that is sent, changed or left out."""
    return drawing(
        datasets=lambda sets: {name: [new for row in rows if (new := change(row))] for name, rows in sets.items()}
    )


def entry(**parts: Any) -> Change:
    """Other parts of the entry of the catalogue."""
    return lambda shown: replace(shown, chart=replace(shown.chart, **parts))


def column(name: str, change: Callable[[list[Any]], list[Any]]) -> Change:
    """Other values in a column of the rows."""

    def changed(shown: Shown) -> Shown:
        table = shown.rows.table
        values = pa.array(change(shown.rows.column(name)), table.schema.field(name).type)
        return replace(shown, rows=Rows(table.set_column(table.column_names.index(name), name, values)))

    return changed


def a_hole_too_few(shown: Shown) -> Shown:
    """A chart whose layout forgets a value."""

    def lay_out(rows: Rows) -> Any:
        made = shown.chart.lay_out(rows)
        return replace(made, values=dict(list(made.values.items())[1:]))

    return replace(shown, chart=replace(shown.chart, lay_out=lay_out))


# What can be taken away from a chart, with the rule that has to name it.
BROKEN: dict[str, tuple[Any, Change]] = {
    "title": (contract.entry, entry(title="")),
    "question": (contract.entry, entry(question="Not asked.")),
    "rule": (contract.entry, entry(rule="")),
    "pick in the entry": (contract.entry, entry(selections=("brush",))),
    "unique marks": (contract.rows, column("mark", lambda marks: [marks[-1], *marks[1:]])),
    "label": (contract.rows, column("label", lambda labels: [" ", *labels[1:]])),
    "records": (contract.rows, column("records", lambda lists: [[], *lists[1:]])),
    "sorted records": (contract.rows, column("records", lambda lists: [["b", "a"], *lists[1:]])),
    "records once": (contract.rows, column("records", lambda lists: [["a", "a"], *lists[1:]])),
    "width": (contract.frame, drawing(width=600)),
    "height": (contract.frame, drawing(height=None)),
    "transparency": (contract.frame, drawing(background="white")),
    "local days": (contract.frame, drawing(title="utcyear")),
    "local days in the data": (contract.frame, datasets(lambda row: {**row, "day": "1953-07-27T00:00:00Z"})),
    "validity": (contract.frame, drawing(params=[{"name": "pick", "select": {"type": "guess"}}])),
    "a mark": (contract.data, datasets(lambda row: None if row.get("mark") else row)),
    "no records sent": (contract.data, datasets(lambda row: {**row, "records": []})),
    "data of a layer": (contract.data, drawing(datasets=lambda sets: dict(list(sets.items())[1:]))),
    "no idle data": (contract.data, drawing(datasets=lambda sets: {**sets, "idle": []})),
    "tooltip": (contract.clickable, layers(lambda layer: layer["encoding"].pop("tooltip"), clickable=True)),
    "description": (
        contract.clickable,
        layers(lambda layer: layer["encoding"].pop("description", None), clickable=True),
    ),
    "cursor": (contract.clickable, layers(lambda layer: layer["mark"].pop("cursor"), clickable=True)),
    "reading out": (contract.clickable, layers(lambda layer: layer["mark"].update(aria=False), clickable=True)),
    "cursor of what is read out": (
        contract.decoration,
        layers(lambda layer: layer["mark"].pop("cursor"), clickable=True),
    ),
    "silence of decoration": (contract.decoration, layers(lambda layer: layer["mark"].pop("aria"), clickable=False)),
    "no tooltip of decoration": (
        contract.decoration,
        layers(lambda layer: layer["encoding"].update(tooltip={"field": "label"}), clickable=False),
    ),
    "selection in the drawing": (contract.selections, drawing(params=[])),
    "selection in the entry": (contract.selections, entry(selections=("pick", "brush", "actor", "era"))),
    "what a click picks": (
        contract.selections,
        drawing(params=lambda params: [{**param, "select": {"type": "point"}} for param in params]),
    ),
    "layer of a selection": (
        contract.selections,
        drawing(params=lambda params: [{**param, "views": ["gone"]} for param in params]),
    ),
    "full stop": (contract.reading, entry(reading=lambda rows: "Three events")),
    "numbers": (contract.reading, entry(reading=lambda rows: f"{float('nan')} events.")),
    "reading": (contract.reading, entry(reading=lambda rows: rows["no such column"])),
    "a column that computes": (contract.columns, entry(columns=Columns((text("Event", "no such column"),)))),
    "columns": (contract.columns, entry(columns=Columns(()))),
    "a value for each hole": (contract.holes, a_hole_too_few),
}

BROKEN_FORM: dict[str, Callable[[str], str]] = {
    "first comment line": lambda text: text.partition("\n")[2],
    "third comment line": lambda text: text.replace("-- Used by", "-- For", 1),
    "no fourth comment line": lambda text: text.replace("\n\n", "\n-- More.\n\n", 1),
    "lower case": lambda text: text.replace("select", "SELECT", 1),
    "one statement": lambda text: f"{text.rstrip().removesuffix(';')};\nselect 1;\n",
    "few lines": lambda text: text + "\n" * 60,
    "enough lines": lambda text: "\n".join([*text.splitlines()[:3], "select 1;"]),
}


@pytest.fixture(scope="module")
def catalogue(database: Database) -> list[Shown]:
    """Every chart as it stands."""
    return [shown(database, chart, rows_of(database, chart, Filters())) for chart in CHARTS]


@pytest.mark.parametrize("missing", BROKEN)
def test_what_is_taken_away_from_a_chart_is_named(catalogue, missing):
    rule, change = BROKEN[missing]
    for whole in catalogue:
        # A mark of coded events may rest on imported rows alone.
        if missing == "records" and whole.chart.is_coded:
            continue
        assert list(rule(change(whole))) != [], whole.chart.id


@pytest.mark.parametrize("missing", BROKEN_FORM)
def test_what_is_taken_away_from_a_statement_is_named(missing):
    for statement in STATEMENTS.values():
        assert list(contract.form(BROKEN_FORM[missing](statement.text))) != [], statement.name


def test_a_specification_that_depends_on_rows_is_named(database):
    whole = BY_ID["events_timeline"]
    seen = [1]

    def lay_out(rows):
        seen[0] += len(rows)
        return whole.lay_out(rows)

    def draw(palette):
        made = whole.draw(palette)
        made.height = seen[0]
        return made

    changed = replace(whole, draw=draw, lay_out=lay_out)
    assert list(contract.memory(changed, [rows_of(database, whole, Filters())])) != []
