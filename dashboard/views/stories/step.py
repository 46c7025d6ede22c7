"""One step of a story: its chart in the state that the step asks, its sentences beside it, and the records that they rest on."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.evidence_panel import evidence_html
from dashboard.parts.held import view_key
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.rendering import rendered
from dashboard.parts.rich import rich
from dashboard.parts.shown_as import unknown_views
from dashboard.parts.titles import say_part
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters, address, parse
from dashboard.stories.counts import counts
from dashboard.stories.prose import paragraphs
from dashboard.stories.story import Step, Story
from dashboard.views.stories.records import record_rows
from dashboard.views.stories.turn import turn

_HTML = Template("views/stories/step.html")


def show_step(story: Story, step: Step) -> None:
    """A step as the page. What a reader filters on its chart stands in the address and goes before what the step asks."""
    say_part(story.title)
    say_part(step.title)
    filters, notes, is_changed = _filters(step)
    told = [(one, step_address(story, one.number)) for one in story.steps]
    rich(_HTML.head(story, step, told, address("/stories")), key="story-head")
    show_notes([*notes, *unknown_views()])
    label = "" if is_changed else rendered(step.chart, filters).labels().get(step.mark, "")
    with st.container(key="story-step", horizontal=True, gap="large"):
        beside, text = st.container(key="story-chart"), st.container(key="story-text")
    # The text comes first, so that the chart is drawn once, in the width that it keeps.
    with text:
        rich(_text(story, step, label, is_changed=is_changed), key="story-words", focus=_open(step))
    with beside:
        chart_panel(step.chart, filters)
    turn(f"{story.id} {step.number}", label)


def step_address(story: Story, number: int, record: str = "", mark: str = "") -> str:
    """Where a step stands; with a record or a mark, where that is open beside it."""
    return address("/stories", id=story.id, step=str(number), record=record, mark=mark)


def _filters(step: Step) -> tuple[Filters, list[str], bool]:
    """The filters of the chart, notes on values of the address that were ignored, and whether the address has any filter."""
    chart = BY_ID[step.chart]
    names = {field.name for field in FIELDS}
    asked = {name: values for name, values in context.query().items() if name in names}
    filters, notes = parse({**step.state, **asked}, context.page_vocabulary(chart.kinds))
    own, unused = chart.own(filters)
    return own, notes + unused, bool(asked)


def _open(step: Step) -> str:
    """The record that the address opens, if the step names it."""
    asked = st.query_params.get("record", "")
    return asked if asked in step.records else ""


def _text(story: Story, step: Step, label: str, *, is_changed: bool) -> Markup:
    database, numbers, opened = context.database(), story.numbers, _open(step)
    rows = record_rows(database)
    here = {record: step_address(story, step.number, record=record) for record in step.records}
    evidence = evidence_html(database.file.name, (opened,), view_key()) if opened else ""
    shown = {
        "number": step.number,
        "steps": len(story.steps),
        "paragraphs": paragraphs(step.text, numbers, counts(database).get(story.id, {})),
        "records": [(numbers[record], rows[record], here[record]) for record in step.records],
        "opened": opened,
        "evidence": evidence,
        "closed": step_address(story, step.number),
        "mark": label,
        "mark_url": step_address(story, step.number, mark=f"{step.chart}~{step.mark}"),
        "back_url": step_address(story, step.number) if is_changed else "",
        "before": _neighbour(story, step.number - 1),
        "after": _neighbour(story, step.number + 1),
        "whole": address("/stories", id=story.id, step="all"),
        "list": address("/stories"),
    }
    return _HTML.text(story, shown, here)


def _neighbour(story: Story, number: int) -> tuple[str, str] | None:
    """Title and address of another step; None before the first and after the last."""
    if not 1 <= number <= len(story.steps):
        return None
    return story.steps[number - 1].title, step_address(story, number)
