"""One chart with everything a reader can do with it: click or choose a mark, see the table and the sources, take the data away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext

import streamlit as st
from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.chart import Chart
from dashboard.markup.templates import Template
from dashboard.parts import context, failures, folds, linked, rerun
from dashboard.parts.chart_corner import chart_corner
from dashboard.parts.coded_rows import coded_rows
from dashboard.parts.coded_why import coded_why_html
from dashboard.parts.empty_state import nothing_on_chart
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.rendering import Rendered, rendered
from dashboard.parts.sheet import Steps, sheet
from dashboard.parts.table_twin import table_twin
from dashboard.parts.titles import say_closed, say_open
from dashboard.parts.why_panel import why_html, why_panel
from dashboard.parts.year_choice import with_year
from dashboard.record.filters import Filters
from dashboard.store.problems import StoreError

_HTML = Template("parts/chart_panel.html")
# A stop after a capital is that of a name, `N. Korea`.
_SENTENCES = re.compile(r"(?<=[^\sA-Z]\.) (?=[A-Z0-9“])")


def chart_panels(charts: Sequence[Chart], filters: Filters) -> None:
    """Draws charts one beneath another; two that follow one another and are `is_half` stand side by side."""
    waiting = list(charts)
    while waiting:
        chart = waiting.pop(0)
        if chart.is_half and waiting and waiting[0].is_half:
            left, right = st.columns(2, gap="large")
            with left:
                chart_panel(chart.id, filters)
            with right:
                chart_panel(waiting.pop(0).id, filters)
        else:
            chart_panel(chart.id, filters)


@st.fragment
def chart_panel(chart_id: str, filters: Filters) -> None:
    """Draws one chart of the catalogue and, while a mark is open, its evidence. A click reruns this panel alone."""
    rerun.page_if_asked()
    chart = BY_ID[chart_id]
    with st.container(key=f"panel-{chart_id}"):
        head = st.container(key=f"head-{chart_id}", horizontal=True, vertical_alignment="bottom", gap="small")
        # A choice of years stands under the drawing, where its years are.
        body = st.container(key=f"body-{chart_id}") if chart.has_year else nullcontext()
        filters = with_year(chart, filters)
        try:
            made = rendered(chart_id, filters)
        except StoreError as error:
            html(_head(chart), head)
            st.warning(f"This chart cannot be shown now. {failures.sentence(error)}")
            return
        html(_head(chart, made.reading), head)
        if not made.marks:
            with body:
                nothing_on_chart(chart_id, filters)
            return
        with head:
            view = chart_corner(chart, made, filters, _open_mark(chart.id), lambda mark: _open(chart.id, mark))
        with body:
            if view == "Table":
                table_twin(chart, made, filters, _open_mark(chart.id), lambda mark: _open(chart.id, mark))
            elif view == "Sources":
                _sources(chart, made)
            else:
                _draw(chart, made)
        _evidence(chart, made, filters)


def _head(chart: Chart, reading: str = "") -> Markup:
    """The question, and the answer: the first sentence of the reading as headline, the others beneath."""
    answer, *others = _SENTENCES.split(reading, maxsplit=1)
    return _HTML.head(chart, answer, "".join(others))


def _draw(chart: Chart, made: Rendered) -> None:
    key = _drawing_key(chart.id)
    st.vega_lite_chart(
        folds.unfolded(chart, key, made, _open_mark(chart.id)),
        key=key,
        width="stretch",
        theme=None,
        on_select=lambda: _clicked(chart, key),
        selection_mode=chart.selections,
        alt=f"{chart.title}. {made.reading}",
    )


def _evidence(chart: Chart, made: Rendered, filters: Filters) -> None:
    """A sheet at the side, or at the foot of a phone, while a mark of this chart is open."""
    mark = _open_mark(chart.id)
    opened = made.opened(mark)
    if mark and opened:
        label, records = opened
        say_open(label)
        with sheet(chart.id, lambda: _close(chart, made, mark), _steps(chart, made, mark)):
            if records:
                evidence_panel(label, records, key=f"evidence-{chart.id}", near=label)
            if chart.is_coded:
                coded_rows(chart, made, mark, filters)
            why_panel(chart.id, mark, filters, coded_why_html if chart.is_coded else why_html)
    elif mark:
        show_notes(["The mark in the address is not on this chart with these filters."])
    if not opened and not {"mark", "record"} & set(st.query_params):
        say_closed()


def _steps(chart: Chart, made: Rendered, mark: str) -> Steps:
    marks = made.rows().column("mark")
    at = marks.index(mark)

    def go(by: int) -> None:
        _open(chart.id, marks[min(max(at + by, 0), len(marks) - 1)])

    return Steps(at + 1, len(marks), go)


def _clicked(chart: Chart, key: str) -> None:
    # Only item access works both for the real event and for the plain dictionary that a test puts in its place.
    selection = st.session_state[key]["selection"]
    if linked.takes(chart, selection):
        return
    picked = selection.get("pick") or []
    mark = picked[0].get("mark") if picked else None
    if not mark:
        folds.forget()
    _open(chart.id, None if folds.takes(chart, mark) else mark)


def _picked(chart_id: str) -> str | None:
    """The mark that is selected in the drawing, which the open one need not be."""
    key = _drawing_key(chart_id)
    state = st.session_state.get(key)
    picked = state["selection"].get("pick") if state else None
    return picked[0].get("mark") if picked else folds.begun(key)


def _drawing_key(chart_id: str) -> str:
    return f"chart-{chart_id}-{rerun.drawing(chart_id)}"


def _open_mark(chart_id: str) -> str | None:
    chart, _, mark = st.query_params.get("mark", "").partition("~")
    return mark if chart == chart_id else None


def _open(chart_id: str, mark: str | None) -> None:
    if mark:
        if _open_mark(chart_id) is None and st.query_params.get("mark"):
            # The sheet of another chart is open; only a run of the page closes it.
            rerun.ask_for_page()
        # Else a click on the mark that was left would change nothing and be no event, and its part of the drawing would stay open.
        if _picked(chart_id) not in (mark if BY_ID[chart_id].folds else None, mark):
            rerun.draw_anew(chart_id)
        st.query_params["mark"] = f"{chart_id}~{mark}"
    elif _open_mark(chart_id) is not None:
        if folds.begun(_drawing_key(chart_id)):
            rerun.draw_anew(chart_id)
        st.query_params.pop("mark", None)


def _close(chart: Chart, made: Rendered, mark: str) -> None:
    folds.keep(chart, made, mark)
    rerun.draw_anew(chart.id)
    _open(chart.id, None)


def _sources(chart: Chart, made: Rendered) -> None:
    rows = context.database().frame("pages", "sources_of_records", {"records": made.all_records()})
    st.dataframe(
        rows.drop(columns=["source_id"]).fillna({"published": ""}),
        hide_index=True,
        width="stretch",
        height=380,
        key=f"sources-{chart.id}",
        column_config={
            "title": st.column_config.TextColumn("Title", width="large"),
            "publisher": "Publisher",
            "kind": "Kind",
            "voice": "Voice",
            "published": "Published",
            "records": st.column_config.NumberColumn("Records", help="Records of this chart that rest on it"),
            "url": st.column_config.LinkColumn("Link", validate="^https?://", display_text="open"),
        },
        alt=f"Sources of {chart.title}",
    )
    st.caption(f"{len(rows)} sources stand behind the {made.records} records of this chart.")
