"""The page of patterns: two choices, the chart, what it can and cannot tell, and all pairs in one table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.charts import pages
from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.marks import each
from dashboard.markup.templates import Template
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.empty_state import nothing_matches
from dashboard.parts.filter_line import filter_line
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import filter_head, guarded, ignored_parameters, open_record, under_head
from dashboard.parts.rendering import rendered
from dashboard.parts.shown_as import unknown_views
from dashboard.parts.versions import changed_since
from dashboard.record.filters import Filters
from dashboard.views.patterns.choice import choices, chosen_pair
from dashboard.views.patterns.table import all_pairs

CHART = "patterns_before_after"
PAGE = pages.PAGE["patterns"]

_HTML = Template("views/patterns/page.html")


def patterns_page() -> None:
    """The page /patterns."""
    filters, notes = filter_head(PAGE)
    pair, more_notes = chosen_pair(filters.kinds)
    asked = filters if filters.kinds else replace(filters, kinds=(pair,))
    with under_head(PAGE):
        matched = _shown(filters, asked)
    show_notes([*notes, *more_notes, *ignored_parameters(PAGE), *unknown_views()])
    changed_since([BY_ID[CHART]], asked)
    open_record()
    choices(pair)
    if not matched:
        nothing_matches(filters)
        return
    chart_panel(CHART, asked)
    html(_HTML.warning())
    _not_used(rendered(CHART, asked).frame())
    all_pairs(filters, pair)
    with st.expander("How this is computed"):
        html(_HTML.method())


def _counts(asked: Filters) -> dict[tuple[str, str], tuple[int, str]]:
    frame = rendered(CHART, asked).frame()
    return {
        (row.pair, row.part): (row.events, row.anchor_many if row.part == "anchors" else row.outcome_many)
        for row in each(frame[frame["part"].isin(("anchors", "outcomes"))])
    }


def _shown(filters: Filters, asked: Filters) -> int:
    """What is compared, with counts, and what the lens left out. Returns how many days match."""
    everything, found = _counts(Filters(kinds=asked.kinds)), _counts(asked)
    counts = [(found.get(key, (0, ""))[0], total, name) for key, (total, name) in everything.items()]
    matched = sum(count for count, _ in found.values())
    before = sum(count for count, _ in _counts(replace(asked, lens="all")).values())
    filter_line(counts[:2], filters, PAGE, matched, before, ", and so on" if len(counts) > 2 else "")
    return matched


def _not_used(frame: pd.DataFrame) -> None:
    """What the chart could not use, in words."""
    if frame.empty:
        return
    first = frame.iloc[0]
    rough = [(int(first[f"{part}s_rough"]), first[f"{part}_many"]) for part in ("anchor", "outcome")]
    html(_HTML.left_out([f"{count} {name}" for count, name in rough if count]))


guarded(patterns_page)
