"""The frame of every page: header with navigation, title, purpose, filters in words, and what happens when something fails."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.charts.catalogue import on_page
from dashboard.charts.pages import PAGE, PAGES, Page
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.parts import context, rerun
from dashboard.parts.chart_panel import chart_panels
from dashboard.parts.empty_state import nothing_matches
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.filter_bar import filter_bar
from dashboard.parts.groups import charts_shown
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.search_box import SEARCH, search_box
from dashboard.record import words
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters, filters_in_words
from dashboard.store.config import ROOT
from dashboard.store.problems import StoreError

CARRIED = {field.name for field in FIELDS if field.is_carried}
_log = logging.getLogger("panmunjom")
_HTML = Template("parts/page.html")
# How many match, how many there are, and what they are called.
Count = tuple[int, int, str]
_NONE = {"matched": 0, "matched_without_lens": 0, "total": 0}


def entry(page: Page) -> StreamlitPage:
    """The page for Streamlit: its own script, or its charts and nothing else."""
    own = ROOT / "dashboard" / page.script
    return st.Page(
        own if own.exists() else lambda: guarded(lambda: chart_page(page.name)),
        title=page.label,
        url_path=page.path,
        default=not page.path,
        visibility="visible" if page.is_listed else "hidden",
    )


def header(page: str = "") -> None:
    """Product name, search box and navigation; the links keep the filters, so that a reader can compare pages.

    `page` is the path of the page that is shown; what is asked on the search page is no filter of the others.
    """
    rerun.forget()
    html(styles.of_pages())
    kept = {name: values for name, values in context.query().items() if name in CARRIED and page != SEARCH}
    with st.container(horizontal=True, key="header", vertical_alignment="center"):
        html(_HTML.brand())
        search_box(page)
        with st.container(horizontal=True, key="navigation", horizontal_alignment="right", width="content"):
            for listed in PAGES:
                if listed.is_listed:
                    st.page_link(entry(listed), label=listed.label, query_params=kept or None)


def footer() -> None:
    """Where the data stand and what they may be used for."""
    html(_HTML.footer(context.database().build_id))


def guarded(draw: Callable[[], None]) -> None:
    """Runs a page; an error becomes a sentence with a number that the log has too, never a traceback."""
    try:
        draw()
    except StoreError as error:
        st.error(f"{error}")
    except Exception:
        number = secrets.token_hex(4)
        _log.exception("page failed, incident %s", number)
        st.error(f"This page could not be drawn. The address still holds your filters; try again. Incident {number}.")


def chart_page(name: str) -> None:
    """A page of charts: title, purpose, filter bar, the filter sentence with counts, then the page's charts."""
    filters = filtered_head(name)
    if filters is not None:
        chart_panels(charts_shown(name, on_page(name)), filters)


def filtered_head(name: str) -> Filters | None:
    """Title, filter bar, notes and the filter sentence of a page, and the record that its address opens.

    Returns the filters; None where nothing matches them, which the page then says.
    """
    page = PAGE[name]
    heading(page.title, page.purpose)
    filters, notes = context.filters(page.kinds)
    filter_bar(filters, context.page_vocabulary(page.kinds), page.kind_name)
    show_notes(notes)
    matched = _shown(page, filters)
    open_record()
    if not matched:
        nothing_matches(filters)
        return None
    return filters


def heading(title: str, purpose: str) -> None:
    """Title of a page and one sentence on what it is for."""
    html(_HTML.heading(title, purpose))


def section_title(title: str) -> None:
    """Title of a section of a page."""
    html(_HTML.section_title(title))


def filter_sentence(
    verb: str, counts: Sequence[Count], filters: Filters, page: Page, matched: int, before: int, more: str = ""
) -> None:
    """Says in words what is shown, with counts, and what the lens left out: `before` records matched without it, `matched` with it."""
    said = filters_in_words(filters, context.page_vocabulary(page.kinds))
    left_out = ""
    if filters.lens != "all":
        left_out = f"{before - matched:,} of {before:,} {words.LEFT_OUT_BY[filters.lens]} and are left out."
    html(_HTML.filter_sentence(verb, counts, more, said, left_out))


def _shown(page: Page, filters: Filters) -> int:
    """The filter sentence of a page of records. Returns how many match; a type of which there are none counts too."""
    found = _counts(page.counts, filters, list(page.types), context.database().build_id)
    rows = {kind: found.get(kind, _NONE) for kind in page.types}
    matched, before = (sum(row[name] for row in rows.values()) for name in ("matched", "matched_without_lens"))
    counts = [(rows[kind]["matched"], rows[kind]["total"], name) for kind, name in page.types.items()]
    filter_sentence("Showing", counts, filters, page, matched, before)
    return matched


@st.cache_data(max_entries=512, show_spinner=False)
def _counts(statement: str, filters: Filters, types: list[str], build_id: str) -> dict[str, dict[str, int]]:
    """Rows of a statement of counts, by type of record. `build_id` keys the cache."""
    asked = {**filters.parameters(), "types": types}
    return {row["type"]: row for row in context.database().rows("pages", statement, asked)}


def open_record() -> None:
    """Shows the record that the address names, above the charts; says so where there is none of that id."""
    record = st.query_params.get("record")
    if not record:
        return
    if not context.database().rows("pages", "evidence_by_record", {"records": [record]}):
        show_notes([f"There is no record “{record[:60]}” in this version of the data; it was ignored."])
        return
    with st.container(key="record-box", border=True):
        evidence_panel("", [record], key="evidence-record")
        st.button("Close", key="close-record", on_click=_close_record, type="tertiary")


def _close_record() -> None:
    st.query_params.pop("record", None)
