"""How a record is named on any page: where it opens, a link to it, the paragraph of a passage."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from dashboard.charts.pages import page_of_type
from dashboard.markup.marks import paragraph_starts
from dashboard.markup.templates import Template
from dashboard.record.filters import address

Row = dict[str, Any]

_HTML = Template("markup/macros.html")


def record_address(record_type: str, record_id: str) -> tuple[str, bool]:
    """Where a record opens: among the charts where a page can open it, else on its permanent page. Whether that is a page of this app."""
    page = page_of_type(record_type)
    return (address(f"/{page.path}", record=record_id), True) if page else (f"/r/{record_id}", False)


def record_link(record: Row) -> Markup:
    """HTML link to a record, with its date in words. `record` has `record_id`, `type`, `title` and `date`."""
    return _link(record["type"], record["record_id"], record["title"], record["date"])


# Kept, because lists of claims and faults name the same records again and again.
@lru_cache(maxsize=4096)
def _link(record_type: str, record_id: str, title: str, date: str | None) -> Markup:
    return _HTML.record_link(title, date, *record_address(record_type, record_id))


def paragraph_number(body: str, start: int) -> int:
    """Number of the paragraph that holds the code point `start`, from 1."""
    return bisect_right(paragraph_starts(body), start)
