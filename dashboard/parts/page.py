"""The frame of every page: header with navigation, title, purpose, filters in words, and what happens when something fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.charts.catalogue import on_page
from dashboard.charts.pages import PAGE, PAGES, Page
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.parts import context, failures, rerun
from dashboard.parts.chart_panel import chart_panels
from dashboard.parts.empty_state import nothing_matches
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.filter_bar import filter_bar
from dashboard.parts.filter_line import filter_line
from dashboard.parts.groups import charts_shown, group_tabs
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.search_box import SEARCH, search_box
from dashboard.parts.sheet import sheet
from dashboard.parts.shown_as import unknown_views
from dashboard.parts.titles import say_open
from dashboard.parts.versions import changed_since
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters, unknown_parameters
from dashboard.store.config import ROOT
from dashboard.store.problems import StoreError

# What stands in the address of a chart's page beside its filters, and in that of any page: what Streamlit and who links here write.
OF_CHARTS = ("mark", "record", "view", "show", "open", "order", "chart")
OF_ALL = ("embed", "embed_options", "version")
# Pages with charts that the table of pages does not place there.
WITH_CHARTS = ("stories",)
CARRIED = {field.name for field in FIELDS if field.is_carried}
_HTML = Template("parts/page.html")
_NONE = {"matched": 0, "matched_without_lens": 0, "total": 0}


@cache
def _script(page: str) -> Path | None:
    own = ROOT / "dashboard" / PAGE[page].script
    return own if own.exists() else None


def entry(page: Page) -> StreamlitPage:
    """The page for Streamlit: its own script, or its charts and nothing else."""
    return st.Page(
        _script(page.name) or (lambda: guarded(lambda: chart_page(page.name))),
        title=page.label,
        url_path=page.path,
        default=not page.path,
        visibility="visible" if page.is_listed else "hidden",
    )


def header(entries: Mapping[str, StreamlitPage], page: str = "") -> None:
    """Product name, search box and navigation; the links keep the filters, so that a reader can compare pages.

    `entries` are the pages by path, `page` is the path of the one that is shown. What is asked on the search page is no filter of
    the others.
    """
    rerun.forget()
    html(styles.of_pages())
    kept = {name: values for name, values in context.query().items() if name in CARRIED and page != SEARCH}
    with st.container(horizontal=True, key="header", vertical_alignment="center"):
        html(_HTML.brand())
        with st.container(horizontal=True, key="navigation", wrap=False):
            for listed in PAGES:
                if listed.is_listed:
                    # The page that is shown has a name for the style sheet: on a phone it stands first in the strip.
                    into = st.container(key="here", width="content") if listed.path == page else st
                    into.page_link(entries[listed.path], label=listed.label, query_params=kept or None)
        search_box(page)
    shown = next((listed for listed in PAGES if listed.path == page and not listed.kinds), None)
    if shown:
        show_notes(ignored_parameters(shown))


def parameters(page: Page) -> frozenset[str]:
    """What the address of a page may have; filters stay in it on every page, because a reader comes back to where they count."""
    has_charts = bool(page.kinds) or page.name in WITH_CHARTS
    return frozenset((*(field.name for field in FIELDS), *OF_ALL, *page.takes, *(OF_CHARTS if has_charts else ())))


def ignored_parameters(page: Page) -> list[str]:
    """A sentence for each parameter of the address that says nothing on this page."""
    return unknown_parameters(context.query(), parameters(page))


def footer(page: str = "") -> None:
    """What the page is for, where the data stand and what they may be used for. `page` is the path of the page that is shown."""
    shown = next((listed for listed in PAGES if listed.path == page and listed.kinds), None)
    html(_HTML.footer(context.database().build_id, shown.purpose if shown else "", context.coverage_ends()))


def guarded(draw: Callable[[], None]) -> None:
    """Runs a page; an error becomes a sentence with a number that the log has too, never a traceback."""
    try:
        draw()
    except StoreError as error:
        st.error(failures.sentence(error))
    except Exception:
        number = failures.incident("page failed")
        st.error(f"This page could not be drawn. The address still holds your filters; try again. Incident {number}.")


def chart_page(name: str) -> None:
    """A page of charts: title, filter bar, what is shown, then the page's charts."""
    filters = filtered_head(name)
    if filters is not None:
        chart_panels(charts_shown(on_page(name)), filters)


def filtered_head(name: str) -> Filters | None:
    """Title, filter bar, notes and the line of what is shown, and the record that the page's address opens.

    Returns the filters; None where nothing matches them, which the page then says.
    """
    page = PAGE[name]
    filters, notes = filter_head(page)
    with under_head(page):
        matched = _shown(page, filters)
    show_notes([*notes, *ignored_parameters(page), *unknown_views()])
    changed_since(charts_shown(on_page(name)), filters)
    open_record()
    if not matched:
        nothing_matches(filters)
        return None
    return filters


def filter_head(page: Page) -> tuple[Filters, list[str]]:
    """Title and filter bar on one line. Returns the filters of the address, and a sentence for each value that was ignored."""
    filters, notes = context.filters(page.kinds)
    with st.container(horizontal=True, key="head", vertical_alignment="center"):
        html(_HTML.title(page.title))
        filter_bar(filters, context.page_vocabulary(page.kinds), page.kind_name)
    return filters, notes


@contextmanager
def under_head(page: Page) -> Iterator[None]:
    """The line under it: what is shown, which the caller writes, then the choice of groups of charts."""
    with st.container(horizontal=True, key="under-head", vertical_alignment="center"):
        yield
        group_tabs(page.name, on_page(page.name))


def heading(title: str, purpose: str) -> None:
    """Title of a page and one sentence on what it is for."""
    html(_HTML.heading(title, purpose))


def section_title(title: str) -> None:
    """Title of a section of a page."""
    html(_HTML.section_title(title))


def _shown(page: Page, filters: Filters) -> int:
    """What a page of records shows. Returns how many match; a type of which there are none counts too."""
    found = _counts(page.counts, filters, list(page.types), context.database().build_id)
    rows = {kind: found.get(kind, _NONE) for kind in page.types}
    matched, before = (sum(row[name] for row in rows.values()) for name in ("matched", "matched_without_lens"))
    counts = [(rows[kind]["matched"], rows[kind]["total"], name) for kind, name in page.types.items()]
    filter_line(counts, filters, page, matched, before)
    return matched


@st.cache_data(max_entries=512, show_spinner=False)
def _counts(statement: str, filters: Filters, types: list[str], build_id: str) -> dict[str, dict[str, int]]:
    """Rows of a statement of counts, by type of record. `build_id` keys the cache."""
    asked = {**filters.parameters(), "types": types}
    return {row["type"]: row for row in context.database().rows("pages", statement, asked)}


def open_record() -> None:
    """Shows the record that the address names beside the charts, unless a mark is open; says so where there is none of that id."""
    record = st.query_params.get("record")
    if not record or st.query_params.get("mark"):
        return
    found = context.database().rows("pages", "evidence_by_record", {"records": [record]})
    if not found:
        show_notes([f"There is no record “{record[:60]}” in this version of the data; it was ignored."])
        return
    say_open(found[0]["title"])
    with sheet("record", _close_record):
        evidence_panel("", [record], key="evidence-record")


def _close_record() -> None:
    st.query_params.pop("record", None)
