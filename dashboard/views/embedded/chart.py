"""One chart and nothing else, for a frame in a page of another site: question, answer, drawing, source and the way back."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.catalogue import BY_ID, view_of
from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.pages import PAGE
from dashboard.export.subject import Subject
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.rendering import rendered
from dashboard.record.filters import Filters, parse
from dashboard.record.filters import address as address_of
from dashboard.web.embedding import chart_asked

_HTML = Template("views/embedded/chart.html")


def is_embedded() -> bool:
    """Whether the page stands in a frame of another site."""
    return bool(st.context.is_embedded)


def embedded_chart(path: str) -> None:
    """Draws the chart that the address names, in place of a whole page. Raises StoreError."""
    html(styles.of_pages())
    html(styles.of_wing("embedded"))
    query = context.query()
    chart = chart_asked(f"/{path}", query)
    if chart is None:
        html(_HTML.nothing())
        return
    filters, _ = chart.own(parse(query, context.page_vocabulary(chart.kinds))[0])
    made = rendered(chart.id, filters)
    with st.container(key="embedded"):
        html(_HTML.head(chart, made.reading if made.marks else NOTHING))
        if made.marks:
            st.vega_lite_chart(
                made.spec(), key=f"chart-{chart.id}", width="stretch", theme=None, alt=f"{chart.title}. {made.reading}"
            )
        html(
            _HTML.foot(
                _way_back(chart, filters),
                Subject(chart, filters, context.database()).filters_text,
                context.database().build_id,
            )
        )


def _way_back(chart: Chart, filters: Filters) -> str:
    return address_of(f"/{PAGE[BY_ID[chart.id].page].path}", filters, view=view_of(chart))
