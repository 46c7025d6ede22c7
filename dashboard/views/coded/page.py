"""The page on coded events: charts of their sums beside the record, and plain warnings; without an import, how to get some."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.charts import pages
from dashboard.charts.catalogue import on_page
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.chart_panel import chart_panels
from dashboard.parts.groups import charts_shown
from dashboard.parts.html import html
from dashboard.parts.page import filtered_head, guarded, heading
from dashboard.record.filters import Filters

PAGE = pages.PAGE["coded"]

_HTML = Template("views/coded/page.html")
WIDE_PX = 760
SAMPLE = "python -m dashboard import sample"
REAL = """python -m dashboard import gdelt1 folder/with/20170901.export.CSV.zip
python -m dashboard import gdelt2 folder/with/20170901000000.export.CSV.zip --actors USA,PRK
python -m dashboard import icews events.2018.tab
python -m dashboard import ucdp GEDEvent_v25_1.csv"""


def coded_page() -> None:
    """The page /coded."""
    if not context.database().coded_id:
        _nothing_imported()
        return
    filters = filtered_head(PAGE.name)
    if filters is None:
        return
    chart_panels(charts_shown(on_page(PAGE.name)), filters)
    html(_what(filters, context.database().version))


@st.cache_data(max_entries=128, show_spinner=False)
def _what(filters: Filters, version: str) -> Markup:
    """What such data are, and what was imported of those that are shown. `version` keys the cache."""
    asked = context.database().rows("pages", "coded_asked", filters.parameters())[0]
    return _HTML.what(asked)


def _nothing_imported() -> None:
    heading(PAGE.title, PAGE.purpose)
    html(_HTML.nothing())
    st.code(SAMPLE, language="bash", width=WIDE_PX, wrap_lines=True)
    html(_HTML.real())
    st.code(REAL, language="bash", width=WIDE_PX, wrap_lines=True)
    html(_HTML.caution())


guarded(coded_page)
