"""One chart with everything a reader can do with it: click or choose a mark, see the table and the sources, take the data away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.chart import Chart
from dashboard.export.chart_file import FORMATS
from dashboard.markup.templates import Template
from dashboard.parts import context, linked, rerun
from dashboard.parts.empty_state import nothing_on_chart
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.rendering import Rendered, rendered
from dashboard.parts.sheet import sheet
from dashboard.parts.table_twin import table_twin
from dashboard.parts.why_panel import why_panel
from dashboard.parts.year_choice import with_year
from dashboard.record.filters import Filters, address
from dashboard.store.problems import StoreError

VIEWS = ("Chart", "Table", "Sources")
_HTML = Template("parts/chart_panel.html")


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
        head = st.container(key=f"head-{chart_id}")
        filters = with_year(chart, filters)
        try:
            made = rendered(chart_id, filters)
        except StoreError as error:
            html(_HTML.head(chart, ""), head)
            st.warning(f"This chart cannot be shown now. {error}")
            return
        html(_HTML.head(chart, made.reading), head)
        if not made.marks:
            nothing_on_chart(chart_id, filters)
            return
        view = _tools(chart, made, filters)
        if view == "Table":
            table_twin(chart, made, filters, _open_mark(chart.id), lambda mark: _open(chart.id, mark))
        elif view == "Sources":
            _sources(chart, made)
        else:
            _draw(chart, made)
        html(_quiet_line(chart, made, filters))
        _evidence(chart, made, filters)


def _tools(chart: Chart, made: Rendered, filters: Filters) -> str:
    """The line above the drawing: as what it is shown, and the list of its marks. Returns the chosen view."""
    with st.container(horizontal=True, key=f"tools-{chart.id}", vertical_alignment="center"):
        view = st.segmented_control(
            "View", VIEWS, default="Chart", key=f"view-{chart.id}", label_visibility="collapsed", required=True
        )
        # Hundreds of labels are sent only to a reader who asks for the list.
        listed = st.popover(
            f"Click a mark, or choose one of {made.marks:,}", key=f"marks-{chart.id}", on_change="rerun"
        )
        if listed.open:
            with listed:
                _list(chart, made)
        if "brush" in chart.selections:
            linked.way_back(chart, filters)
    return str(view)


def _list(chart: Chart, made: Rendered) -> None:
    """The marks by their labels, for the keyboard and for whoever looks for one."""
    key, labels, mark = f"list-{chart.id}", made.labels(), _open_mark(chart.id)
    st.session_state[key] = mark if mark in labels else None

    def chosen() -> None:
        st.session_state[f"marks-{chart.id}"] = False
        _open(chart.id, st.session_state[key])

    st.selectbox(
        f"Marks of {chart.title}",
        list(labels),
        index=None,
        key=key,
        format_func=lambda value: labels.get(value, value),
        placeholder="Type a part of its label",
        on_change=chosen,
    )


def _draw(chart: Chart, made: Rendered) -> None:
    key = f"chart-{chart.id}-{rerun.drawing(chart.id)}"
    st.vega_lite_chart(
        made.spec(),
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
        with sheet(chart.id, lambda: _close(chart.id)):
            evidence_panel(label, records, key=f"evidence-{chart.id}", near=label)
            why_panel(chart.id, mark, filters)
    elif mark:
        show_notes(["The mark in the address is not on this chart with these filters."])


def _clicked(chart: Chart, key: str) -> None:
    # Only item access works both for the real event and for the plain dictionary that a test puts in its place.
    selection = st.session_state[key]["selection"]
    if linked.takes(chart, selection):
        return
    picked = selection.get("pick") or []
    _open(chart.id, picked[0].get("mark") if picked else None)


def _open_mark(chart_id: str) -> str | None:
    chart, _, mark = st.query_params.get("mark", "").partition("~")
    return mark if chart == chart_id else None


def _open(chart_id: str, mark: str | None) -> None:
    if mark:
        if _open_mark(chart_id) is None and st.query_params.get("mark"):
            # The sheet of another chart is open; only a run of the page closes it.
            rerun.ask_for_page()
        st.query_params["mark"] = f"{chart_id}~{mark}"
    elif _open_mark(chart_id) is not None:
        st.query_params.pop("mark", None)


def _close(chart_id: str) -> None:
    rerun.draw_anew(chart_id)
    _open(chart_id, None)


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


def _quiet_line(chart: Chart, made: Rendered, filters: Filters) -> Markup:
    files = [(form, address(f"/charts/{chart.id}.{form}", filters)) for form in FORMATS]
    return _HTML.quiet_line(made.marks, made.records, files)
