"""The page of patterns: two choices, the chart, what it can and cannot tell, and all pairs in one table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.charts import pages
from dashboard.charts.draw.marks import each
from dashboard.markup.marks import escape
from dashboard.parts import context
from dashboard.parts.chart_panel import chart_panel
from dashboard.parts.empty_state import nothing_matches
from dashboard.parts.filter_bar import filter_bar
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import guarded, heading, open_record
from dashboard.parts.rendering import rendered
from dashboard.record.filters import Filters, filters_in_words
from dashboard.views.patterns.choice import choices, chosen_pair
from dashboard.views.patterns.table import all_pairs

CHART = "patterns_before_after"
PAGE = pages.PAGE["patterns"]
REASONS = {"checked2": "rest on fewer than two agreeing sources", "primary": "rest on no primary source"}


def patterns_page() -> None:
    """The page /patterns."""
    heading(PAGE.title, PAGE.purpose)
    filters, notes = context.filters(PAGE.kinds)
    filter_bar(filters, context.page_vocabulary(PAGE.kinds), PAGE.kind_name)
    pair, more_notes = chosen_pair(filters.kinds)
    show_notes(notes + more_notes)
    asked = filters if filters.kinds else replace(filters, kinds=(pair,))
    matched = _sentence(filters, asked)
    open_record()
    choices(pair)
    if not matched:
        nothing_matches(filters)
        return
    st.html(WARNING)
    chart_panel(CHART, asked)
    st.html(_left_out(rendered(CHART, asked).frame()))
    all_pairs(filters, pair)
    with st.expander("How this is computed"):
        st.html(METHOD)


def _counts(asked: Filters) -> dict[tuple[str, str], tuple[int, str]]:
    frame = rendered(CHART, asked).frame()
    return {
        (row.pair, row.part): (row.events, row.anchor_many if row.part == "anchors" else row.outcome_many)
        for row in each(frame[frame["part"].isin(("anchors", "outcomes"))])
    }


def _sentence(filters: Filters, asked: Filters) -> int:
    """Says in words what is compared, with counts, and what the lens left out. Returns how many days match."""
    everything, found = _counts(Filters(kinds=asked.kinds)), _counts(asked)
    parts = [
        f"<b>{found.get(key, (0, ''))[0]:,}</b> of {total:,} {escape(name)}"
        for key, (total, name) in everything.items()
    ]
    words = filters_in_words(filters, context.page_vocabulary(PAGE.kinds))
    sentence = f"Comparing {' and '.join(parts[:2])}{', and so on' if len(parts) > 2 else ''}. {escape(words)}."
    if filters.lens != "all":
        before = sum(count for count, _ in _counts(replace(asked, lens="all")).values())
        left = before - sum(count for count, _ in found.values())
        sentence += f" {left:,} of {before:,} {REASONS[filters.lens]} and are left out."
    st.html(f"<p class='filter-sentence' role='status'>{sentence}</p>")
    return sum(count for count, _ in found.values())


def _left_out(frame: pd.DataFrame) -> str:
    """What the chart could not use, in words."""
    if frame.empty:
        return ""
    first = frame.iloc[0]
    rough = [
        f"{count} {name}"
        for count, name in (
            (int(first["anchors_rough"]), first["anchor_many"]),
            (int(first["outcomes_rough"]), first["outcome_many"]),
        )
        if count
    ]
    listed = f"Not used because the day is not known: {' and '.join(rough)}. " if rough else ""
    return f"<p class='quiet'>{escape(listed)}{SCOPE}</p>"


WARNING = (
    "<p class='pattern-warning'><b>No proof of cause.</b> What comes after a thing need not come from it: both may answer"
    " to a third, and the record is fuller for some years than for others. Whoever tries twenty pairs will find one that"
    " looks unusual by chance alone.</p>"
)
SCOPE = (
    "The filters limit both classes, the events looked around and the events counted; US elections follow the calendar and"
    " only the era and the period limit them. Only the time for which the record has both classes is looked at."
)
METHOD = """
<div class='pattern-method'>
<p><b>Weeks.</b> Week 1 is the days 1 to 7 after the first day of an anchor, week −1 the seven days before it; the day itself
stands apart. Several events of one class on one day count as one day. An outcome counts once for each anchor that has it
within 26 weeks, so that one launch can stand in several weeks.</p>
<p><b>Shuffled dates.</b> The anchors of an era are moved together by a random number of days, those that fall off its end
come in at its start; the outcomes stay. This is done 500 times from a fixed seed. It keeps the number of anchors in each
era and the gaps between them, so that a series of talks stays a series. The shading holds the middle 90 of 100 shuffles,
the line their median.</p>
<p><b>Unusual</b> means p below 0.05: the count of all 26 weeks is as high or as low in fewer than 5 of 100 shuffles, both
directions taken together. Single weeks are not tested; some will always leave the shading.</p>
<p><b>Ends of the record.</b> Weeks that lie before or after the time the record covers are not counted as empty: shuffles are
compared by their rate in the covered weeks.</p>
<p><b>Few.</b> Under five anchors, or where shuffles give less than one outcome, the sentence says that nothing can be told.
The record has few exercises as events of their own, so that the common question about exercises and launches cannot be
answered from it.</p>
</div>
"""


guarded(patterns_page)
