"""What every chart of the catalogue owes its reader, as rules that name what a chart lacks. The tests apply them to all charts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import HOLE
from dashboard.charts.draw.palette import LIGHT, Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import _templates, template
from tests.unit.drawn import NotValidError, check, spec

AT_MOST_A_GROUP = 2
LINES = range(10, 61)
HEADER = ("-- One row is ", "-- Parameters: ", "-- Used by: ")
NO_CODE = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"")
NO_WORD = re.compile(r"\b(nan|nat|inf)\b", re.IGNORECASE)
UTC = re.compile(r"\butc", re.IGNORECASE)
WITH_ZONE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)")
# Layers whose clicks choose something else than a mark say something else than its label.
SAYS = {"actors": "said", "kinds": "said"}

Spec, Faults = dict[str, Any], Iterator[str]


@dataclass(frozen=True)
class Shown:
    """A chart with its rows under some filters, the words of their records, and what is drawn of them."""

    chart: Chart
    rows: Rows
    words: pd.DataFrame
    spec: Spec


def faults(shown: Shown) -> list[str]:
    """What the chart lacks; nothing where it keeps the contract."""
    return [fault for rule in RULES for fault in rule(shown)]


def crowded(charts: Sequence[Chart]) -> list[str]:
    """Groups of charts that a reader waits for longer than need be: at most two are shown at a time."""
    counts = Counter((chart.page, chart.group) for chart in charts)
    return [f"{page}, {group}: {count} charts" for (page, group), count in counts.items() if count > AT_MOST_A_GROUP]


def entry(shown: Shown) -> Faults:
    """It has a title, asks a question, says how its records are counted, and lets a mark be picked."""
    chart = shown.chart
    if not chart.title.strip():
        yield "title: none"
    if not chart.question.endswith("?"):
        yield "question: none"
    if not chart.rule.endswith("."):
        yield "rule: no sentence says how records are counted"
    if "pick" not in chart.selections:
        yield "selections: no mark can be picked"


def form(text: str) -> Faults:
    """A statement has three comment lines on top and 10 to 60 lines, is in lower case, and is one."""
    lines = text.splitlines()
    if not all(line.startswith(start) for line, start in zip(lines, HEADER, strict=False)):
        yield "statement: the comment lines on top do not say what one row is, the parameters and who uses it"
    if len(lines) <= len(HEADER) or lines[len(HEADER)].startswith("--"):
        yield "statement: not three comment lines on top"
    if len(lines) not in LINES:
        yield f"statement: {len(lines)} lines"
    code = NO_CODE.sub("", text).strip()
    if code != code.lower():
        yield "statement: not in lower case"
    if ";" in code.removesuffix(";"):
        yield "statement: more than one"


def rows(shown: Shown) -> Faults:
    """Each row has a mark and a label that no other has, and rests on records in a fixed order."""
    for name in ("mark", "label"):
        values = shown.rows.column(name)
        if not all(value and value.strip() for value in values):
            yield f"rows: one has no {name}"
        if len(set(values)) < len(values):
            yield f"rows: two have the same {name}"
    for records in shown.rows.column("records"):
        if not records:
            yield "rows: one has no records"
        elif records != sorted(set(records)):
            yield "rows: records are not sorted, or one stands twice"


def frame(shown: Shown) -> Faults:
    """As wide as its container, of a height in pixels, on whatever the page is painted, valid, and in the reader's time zone."""
    drawing = shown.spec
    if drawing.get("width") != "container":
        yield "drawing: not as wide as its container"
    if not (isinstance(drawing.get("height"), int | float) and drawing["height"] > 0):
        yield "drawing: no height"
    if drawing.get("background") != "transparent":
        yield "drawing: not transparent"
    if UTC.search(_without_data(drawing)) or WITH_ZONE.search(json.dumps(drawing["datasets"], default=str)):
        yield "drawing: days are not those of the reader's own time zone"
    try:
        check(drawing)
    except NotValidError as error:
        yield f"drawing: not valid: {error}"


def data(shown: Shown) -> Faults:
    """The browser gets every mark and no other, no records, and every data set that a layer names."""
    sets = shown.spec["datasets"]
    drawn = {row["mark"] for rows in sets.values() for row in rows if row.get("mark")}
    if drawn != set(shown.rows.column("mark")):
        yield f"data: marks that are not drawn or not in the rows: {sorted(drawn ^ set(shown.rows.column('mark')))[:3]}"
    if any("records" in row for rows in sets.values() for row in rows):
        yield "data: records are sent"
    named = set(re.findall(r'"data": \{"name": "([^"]+)"', _without_data(shown.spec)))
    if named - set(sets):
        yield f"data: not laid out: {sorted(named - set(sets))}"
    if set(sets) - named:
        yield f"data: sent and not drawn: {sorted(set(sets) - named)}"


def clickable(shown: Shown) -> Faults:
    """What can be clicked shows the hand and says its label; each mark is in such a layer, and one of them is read out."""
    read_out: set[str] = set()
    for layer in _layers(shown.spec):
        if layer["mark"].get("cursor") != "pointer":
            continue
        says = SAYS.get(layer.get("name", "").partition("_")[0], "label")
        if layer["encoding"].get("tooltip", {}).get("field") != says:
            yield "clickable: no tooltip says the label"
        if layer["mark"].get("aria") is not False:
            if layer["encoding"].get("description", {}).get("field") != says:
                yield "clickable: no description is read out"
            if not _data_of(layer, shown.spec):
                yield "clickable: an empty layer is read out"
            read_out |= {row.get("mark") for row in _data_of(layer, shown.spec)}
    silent = set(shown.rows.column("mark")) - read_out
    if silent:
        yield f"clickable: no layer with the hand reads out {sorted(silent)[:3]}"


def decoration(shown: Shown) -> Faults:
    """What cannot be clicked is not read out mark by mark and answers to no pointer."""
    for layer in _layers(shown.spec):
        if layer["mark"].get("cursor") == "pointer":
            continue
        if layer["mark"].get("aria") is not False:
            yield f"decoration: a {layer['mark']['type']} is read out"
        if "tooltip" in layer["encoding"] or "tooltip" in layer["mark"]:
            yield f"decoration: a {layer['mark']['type']} has a tooltip"


def selections(shown: Shown) -> Faults:
    """The specification declares the selections of the entry and no other; a click picks a mark; each is in a layer that exists."""
    declared = [param for part in (shown.spec, *_layers(shown.spec)) for param in part.get("params", [])]
    selecting = {param["name"]: param for param in declared if "select" in param}
    if sorted(selecting) != sorted(shown.chart.selections):
        yield f"selections: {sorted(selecting)} in the drawing, {sorted(shown.chart.selections)} in the entry"
    pick = selecting.get("pick", {}).get("select", {})
    if pick.get("fields") != ["mark"] or not str(pick.get("on")).startswith("click"):
        yield "selections: a click picks no mark"
    names = {layer.get("name") for layer in _layers(shown.spec)}
    if not all(set(param.get("views", [])) <= names for param in selecting.values()):
        yield "selections: one is in a layer that does not exist"


def reading(shown: Shown) -> Faults:
    """A sentence says what the rows show, whatever they are."""
    try:
        said = shown.chart.says(shown.rows)
    except Exception as error:
        yield f"reading: {error!r}"
        return
    if not said.endswith("."):
        yield f"reading: no full stop: {said}"
    if NO_WORD.search(said):
        yield f"reading: not a number: {said}"


def columns(shown: Shown) -> Faults:
    """Each column of the table can be computed."""
    table = shown.chart.columns
    try:
        made = table.frame(shown.rows.frame, shown.words)
    except Exception as error:
        yield f"columns: {error!r}"
        return
    if len(made) != len(shown.rows) or list(made.columns) != [column.title for column in table.columns]:
        yield "columns: not a row for each mark and a column for each heading"
    if not table.columns:
        yield "columns: none"


def holes(shown: Shown) -> Faults:
    """What rows decide fills the holes of the specification: each has a value, and each value a hole."""
    found = re.findall(f'"{HOLE.pattern}"|{HOLE.pattern}', template(shown.chart, LIGHT))
    layout = shown.chart.lay_out(shown.rows)
    known = {f"has_{name}" for name in layout.tables}
    differ = ({one or other for one, other in found} - known) ^ set(layout.values)
    if differ:
        yield f"holes: without a value, or values without a hole: {sorted(differ)}"


def memory(chart: Chart, laid_out: Sequence[Rows]) -> Faults:
    """The specification is drawn the same before and after other rows were laid out: it depends on none; and rows stay as they are."""
    before = _drawn(chart)
    for rows in laid_out:
        given = rows.frame.copy(deep=True)
        chart.lay_out(rows)
        chart.says(rows)
        if not given.equals(rows.frame):
            yield "rows: changed by whoever lays them out or reads them"
    if _drawn(chart) != before:
        yield "specification: it depends on rows"


RULES: tuple[Callable[[Shown], Faults], ...]
RULES = (entry, rows, frame, data, clickable, decoration, selections, reading, columns, holes)


def shown_of(chart: Chart, rows: Rows, words: pd.DataFrame, palette: Palette) -> Shown:
    """The chart as a theme draws it."""
    return Shown(chart, rows, words, spec(chart, rows, palette))


def _drawn(chart: Chart) -> str:
    """The specification drawn anew."""
    with patch.dict(_templates, clear=True):
        return template(chart, LIGHT)


def _layers(drawing: Spec) -> list[Spec]:
    return drawing.get("layer", [drawing])


def _data_of(layer: Spec, drawing: Spec) -> list[dict[str, Any]]:
    return drawing["datasets"][(layer.get("data") or drawing["data"])["name"]]


def _without_data(drawing: Spec) -> str:
    return json.dumps({name: part for name, part in drawing.items() if name != "datasets"})
