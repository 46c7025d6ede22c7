"""How a record is named on any page: a link to where it opens, the sign of a verdict, the paragraph of a passage."""

from __future__ import annotations

from typing import Any

from dashboard.charts.pages import page_of_type
from dashboard.markup.marks import escape
from dashboard.record.filters import address

GLYPHS = {"supported": "●", "partly_supported": "◐", "opinion": "○", "unverifiable": "?", "contradicted": "✕"}
Row = dict[str, Any]


def verdict_tag(verdict: str, label: str) -> str:
    """HTML of a verdict: a sign, the word, and the line that stands for it everywhere."""
    sign = f"<span class='glyph {escape(verdict)}' aria-hidden='true'>{GLYPHS.get(verdict, '')}</span>"
    return f"{sign}<span class='verdict {escape(verdict)}'>{escape(label)}</span>"


def paragraph_number(body: str, start: int) -> int:
    """Number of the paragraph that holds the code point `start`, from 1."""
    return sum(1 for paragraph in body[: start + 1].split("\n") if paragraph)


def record_link(record: Row) -> str:
    """HTML link to a record: among the charts where a page can open it, else its permanent page. With its date in words."""
    page = page_of_type(record["type"])
    title = escape(record["title"])
    if page:
        url = address(f"/{page.path}", record=record["record_id"])
        named = f"<a data-page href='{escape(url)}'>{title}</a>"
    else:
        named = f"<a href='/r/{escape(record['record_id'])}' target='_blank'>{title}</a>"
    return f"{named} <span class='quiet'>{escape(record['date'])}</span>" if record["date"] else named
