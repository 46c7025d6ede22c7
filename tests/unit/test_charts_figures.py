"""A figure that a chart prints beside its marks is said by one of them: who clicks the bar sees that number, or why it is another."""

import re

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.draw.rows import Rows
from dashboard.record.filters import Filters
from tests.unit.drawn import spec

# What stands along a scale, and the sums of camps whose marks are one position each.
SCALES = frozenset({"years", "steps", "grid", "topics"})
COUNT = re.compile(r"\d[\d,]*")


def layers(part):
    """Every layer of a drawing, with those inside of others."""
    if isinstance(part, dict):
        if "mark" in part:
            yield part
        part = list(part.values())
    for inside in part if isinstance(part, list) else ():
        yield from layers(inside)


def figures(made):
    """Bare numbers that the text layers print from rows that are no marks, by what they are called."""
    for layer in layers({name: part for name, part in made.items() if name != "datasets"}):
        mark, text = layer["mark"], layer.get("encoding", {}).get("text", {})
        kind = mark if isinstance(mark, str) else mark.get("type")
        name = (layer.get("data") or {}).get("name")
        rows = [] if name in SCALES else made["datasets"].get(name, [])
        for row in rows if kind == "text" and isinstance(text, dict) and "field" in text else ():
            shown = str(row.get(text["field"], ""))
            if "mark" not in row and COUNT.fullmatch(shown):
                yield name, text["field"], shown


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_a_bare_figure_beside_marks_stands_in_the_sentence_of_one(database, chart):
    rows = Rows(database.table("charts", chart.id, Filters().parameters()))
    made = spec(chart, rows)
    said = {number for label in rows.column("label") for number in COUNT.findall(label)}
    said |= {str(len(records)) for records in rows.column("records")}
    assert [figure for figure in figures(made) if figure[-1] not in said] == []


def test_the_parts_of_a_stack_say_how_many_it_has(database):
    rows = Rows(database.table("charts", "events_by_year", Filters().parameters()))
    whole = {}
    for year, family, events in zip(*map(rows.column, ("year", "family", "events")), strict=True):
        whole[year, family] = whole.get((year, family), 0) + events
    for label, *place, records in zip(*map(rows.column, ("label", "year", "family", "records")), strict=True):
        in_all = whole[tuple(place)]
        assert (f"one part of {in_all} in all" in label) == (in_all > len(records))
