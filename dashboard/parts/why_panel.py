"""Why this number: the counting rule of a chart, what the filters took from an open mark, and how well its records are dated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.marks import plural
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.record import words
from dashboard.record.filters import Filters, exchanged, filters_in_words, lifted

_HTML = Template("parts/why_panel.html")


@dataclass(frozen=True)
class Why:
    """What is behind one mark: rows by type of record, and records with each filter lifted alone, then with all lifted."""

    types: tuple[dict[str, Any], ...]
    without: tuple[tuple[str, int], ...]
    without_any: int


def why_panel(
    chart_id: str, mark: str, filters: Filters, worked_out: Callable[[str, str, Filters, str], Markup]
) -> None:
    """The quiet line “Why this number?” under an open mark. What it says is worked out when a reader opens it."""
    box = st.expander("Why this number?", key=f"why-{chart_id}", on_change="rerun", type="compact")
    if box.open:
        html(worked_out(chart_id, mark, filters, context.database().version), box)


@st.cache_data(max_entries=512, show_spinner=False)
def why_html(chart_id: str, mark: str, filters: Filters, version: str) -> Markup:
    """The panel as HTML. `version` keys the cache."""
    chart, found = BY_ID[chart_id], why(chart_id, mark, filters)
    count = sum(row["behind_mark"] for row in found.types)
    origins = [_origin(row) for row in found.types]
    without = taken_away(found.without, found.without_any, count, filters, chart.kinds)
    return _HTML.why(chart.rule, origins, plural(count, "record"), without, _dates(found))


def why(chart_id: str, mark: str, filters: Filters) -> Why:
    """The figures behind one mark. With a filter lifted the chart's own statement is asked, so that its counting rule holds."""
    marks = _records_by_mark(chart_id, filters)
    every = sorted({record for records in marks.values() for record in records})
    values = {**filters.parameters(), "chart_records": every, "mark_records": marks.get(mark, [])}
    types = context.database().rows("pages", "why_this_number", values)
    plain = _plain(chart_id, filters)
    without = [(name, _count(chart_id, mark, wider)) for name, wider in lifted(filters, plain).items()]
    return Why(tuple(types), tuple(without), _count(chart_id, mark, plain))


def _plain(chart_id: str, filters: Filters) -> Filters:
    """No filter but what chooses the marks and takes nothing away from them: the kinds that a chart compares, the year it shows."""
    return Filters(kinds=filters.kinds if BY_ID[chart_id].kinds == "pattern" else (), year=filters.year)


def _records_by_mark(chart_id: str, filters: Filters) -> dict[str, list[str]]:
    frame = context.database().frame("charts", chart_id, filters.parameters())
    return {
        str(mark): [str(record) for record in records]
        for mark, records in zip(frame["mark"], frame["records"], strict=True)
    }


def _count(chart_id: str, mark: str, filters: Filters) -> int:
    return len(_records_by_mark(chart_id, filters).get(mark, []))


def _origin(row: dict[str, Any]) -> str:
    """From the whole record to the mark, one type of record."""
    noun = words.noun(row["type"])
    text = f"Of {row['in_record']:,} {noun.many} in the record {row['matching']:,} match the filters, "
    shown = "all" if row["on_chart"] == row["matching"] else f"{row['on_chart']:,}"
    text += f"{shown} of them are on this chart, {plural(row['behind_mark'], noun.one, noun.many)} behind this mark."
    left = row["matching"] - row["on_chart"]
    if left and row["rough_off_chart"]:
        text += f" Of the {left:,} that are not on it, {row['rough_off_chart']:,} have no date or none to the day."
    return text


def taken_away(
    without: Sequence[tuple[str, int]], without_any: int, count: int, filters: Filters, kinds: str
) -> list[tuple[str, dict[str, str]]]:
    """What would stand there without each filter, and without any where several are set; an empty change is none."""
    vocabulary = context.page_vocabulary(kinds)
    said = [filters_in_words(exchanged(Filters(), name, filters), vocabulary) for name, _ in without]
    changes = [(f"Without “{one}”", _change(number, count)) for one, (_, number) in zip(said, without, strict=True)]
    return [*changes, ("Without any", _change(without_any, count))] if len(changes) > 1 else changes


def _change(number: int, count: int) -> dict[str, str]:
    if number == count:
        return {}
    return {"number": f"{number:,}", "by": f"{abs(number - count):,} {'more' if number > count else 'fewer'}"}


def _dates(found: Why) -> str:
    rough = sum(row["roughly_dated"] for row in found.types)
    undated = sum(row["undated"] for row in found.types)
    if not rough and not undated:
        return "Each of these records has a known day or span of days."
    parts = [
        f"{rough:,} only to the month, the year or about" if rough else "",
        f"{undated:,} without a date of its own" if undated else "",
    ]
    return f"Of these records {' and '.join(filter(None, parts))}; the rest to the day."
