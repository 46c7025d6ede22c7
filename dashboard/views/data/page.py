"""The page /data: every file and route with lines to copy, and one's own questions in SQL."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.doors.examples import examples
from dashboard.doors.tables import FORMS, tables
from dashboard.export.chart_file import FORMATS
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.page import guarded, heading, section_title
from dashboard.record.links import Site
from dashboard.views.data.sql_box import sql_box

_HTML = Template("views/data/page.html")

LIMITS = (
    "A parameter that is not known or cannot be read is answered with 400 and the values that are allowed.",
    "An answer has an ETag: ask again with If-None-Match, and only what changed is sent.",
    "At most 60 values of a filter, 200 characters of words, and 8,000 characters of address.",
    "Who asks too often is answered with 429 and how long to wait; whole tables are better than many small questions.",
    "Every file names its build. Another build may have other rows: name it when you cite.",
)


def data_page() -> None:
    """Draws the page. Raises StoreError."""
    html(styles.of_wing("data"))
    heading(PAGE["data"].title, PAGE["data"].purpose)
    site = Site.of_reader(st.context.url or "")
    section_title("Read it from a program")
    shown = examples(site)
    for tab, one in zip(st.tabs([one.title for one in shown]), shown, strict=True):
        with tab:
            st.code(one.code, language=one.language, wrap_lines=True)
    section_title("Addresses")
    html(_HTML.routes(_routes(site)))
    section_title("Whole tables")
    listed = [
        (one, [(form, site.table(one.name, form)) for form in FORMS]) for one in tables(context.database()).values()
    ]
    html(_HTML.tables({"about": site.at("/tables.json"), "listed": listed}))
    sql_box()
    section_title("Limits")
    html(_HTML.limits(LIMITS))


def _routes(site: Site) -> list[tuple[str, str, str]]:
    forms = ", ".join(FORMATS)
    return [
        ("/charts.json", "The charts, with the addresses of their files", site.at("/charts.json")),
        ("/charts/{id}.{format}", f"A chart under the filters of its page: {forms}", ""),
        (
            "/records.jsonl",
            "Every record, an object a line; type, era, actor, from, to, q and lens limit it",
            site.at("/records.jsonl"),
        ),
        ("/records/{id}.json", "A record with its sources, places, neighbours and charts", ""),
        ("/r/{id}", "A record as a page; .json, .ris and .bib for reference managers", ""),
        ("/tables.json", "The tables with the meaning of each column", site.at("/tables.json")),
        ("/tables/{name}.{format}", f"A whole table: {', '.join(FORMS)}", ""),
        ("/search.json", "What a text finds: q, limit", site.at("/search.json?q=armistice")),
        ("/openapi.json", "All of this for programs, as OpenAPI 3.1", site.at("/openapi.json")),
    ]


guarded(data_page)
