"""One's own questions in SQL: the question stands in the address, its answer beneath as table or chart, with files of both."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.draw.plain import MARKS, numbers, plain_chart
from dashboard.doors import sql
from dashboard.doors.sql import Result, SqlError
from dashboard.doors.tables import tables
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.page import section_title
from dashboard.parts.verbatim import verbatim
from dashboard.record.filters import address

_HTML = Template("views/data/page.html")
PARAMETER = "sql"
_WRITTEN = "sql-written"


def sql_box() -> None:
    """Draws the section, where the operator has not shut it."""
    if not sql.is_open():
        return
    section_title("Ask in SQL")
    html(_HTML.sql_about(sql.SHOWN, sql.EXPORTED, sql.SECONDS))
    asked = st.query_params.get(PARAMETER, "")
    if _WRITTEN not in st.session_state or st.session_state.get("sql-asked") != asked:
        st.session_state[_WRITTEN], st.session_state["sql-asked"] = asked or sql.EXAMPLES[0][1], asked
    left, right = st.columns([2, 1], gap="large")
    with left:
        with st.container(horizontal=True):
            for name, text in sql.EXAMPLES:
                st.button(name, key=f"example-{name}", on_click=_ask, args=(text,), type="tertiary")
        st.text_area("Your question, one select", key=_WRITTEN, height=220, max_chars=sql.LONGEST)
        st.button("Answer it", key="sql-run", on_click=_ask_written)
    with right:
        html(_HTML.schema(list(tables(context.database()).values())))
    if asked:
        _answer(asked)


def _ask(text: str) -> None:
    st.query_params[PARAMETER] = text


def _ask_written() -> None:
    _ask(st.session_state[_WRITTEN])


@st.cache_data(max_entries=16, show_spinner="Asking")
def _asked(text: str, build_id: str) -> Result:
    """The answer to a question. `build_id` keys the cache. Raises SqlError."""
    return sql.ask(context.database(), text)


def _answer(text: str) -> None:
    try:
        result = _asked(text, context.database().build_id)
    except SqlError as error:
        st.error(verbatim(str(error)))
        return
    shown = "Table"
    ready = numbers(result.table)
    if ready and result.table.num_rows:
        shown = st.segmented_control(
            "Show it as",
            ["Table", *MARKS],
            key="sql-shown",
            default="Table",
            required=True,
            label_visibility="collapsed",
        )
    if shown == "Table":
        st.dataframe(result.table, hide_index=True, width="stretch", height=400, key="sql-result")
    else:
        _chart(result, ready, shown)
    files = [(form, address(f"/sql.{form}", q=text)) for form in sql.FORMS]
    html(_HTML.sql_foot(result.table.num_rows, result.is_cut, files, sql.EXPORTED))


def _chart(result: Result, ready: list[str], mark: str) -> None:
    left, right = st.columns(2)
    across = left.selectbox("Across", result.table.column_names, key="sql-across")
    up = right.selectbox("Upwards", ready, index=len(ready) - 1, key="sql-up")
    spec = plain_chart(result.table, across, up, mark, context.palette())
    st.vega_lite_chart(spec, width="stretch", theme=None, key="sql-chart", alt=f"{mark} of {up} over {across}")
