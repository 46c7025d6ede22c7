"""The line under the filters of a page: how many records are shown, and each filter as a chip that takes itself away."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.pages import Page
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.filter_bar import OPEN_PARAMETERS
from dashboard.parts.rich import rich
from dashboard.record import words
from dashboard.record.filters import Filters, parts_said, same_page

_HTML = Template("parts/filter_line.html")
# How many match, how many there are, and what they are called.
Count = tuple[int, int, str]


def filter_line(
    counts: Sequence[Count], filters: Filters, page: Page, matched: int, before: int, more: str = ""
) -> None:
    """Says what is shown and by which filters, and what the lens left out: `before` records matched without it, `matched` with it."""
    left_out = ""
    if filters.lens != "all":
        left_out = f"{before - matched:,} of {before:,} {words.LEFT_OUT_BY[filters.lens]} and are left out"
    query = context.query()

    def address(chosen: Filters) -> str:
        return same_page(f"/{page.path}", query, chosen, OPEN_PARAMETERS)

    said = parts_said(filters, context.page_vocabulary(page.kinds))
    chips = [(words.capitalised(text), address(wider)) for text, wider in said]
    rich(_HTML.line(counts, more, page.purpose, chips, address(Filters()), left_out), key="filter-line")
