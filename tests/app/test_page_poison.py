"""Hostile text in every table: each page renders, and what was meant to be markup arrives as text."""

import json
import re
from html.parser import HTMLParser

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.markup.marks import escape
from dashboard.record.filters import Filters
from tests.app.pages import (
    CHART_PAGES,
    PAGES,
    assert_nothing_blank,
    assert_sound,
    click,
    evidence,
    html,
    open_chart,
    open_page,
    visit,
)

POISON = '<script>window.__pwned = 1</script><img src=x onerror="window.__pwned=1"> **bold** [x](javascript:alert(1))'
# What our own markup uses; text of the data may not bring any other element, handler or scheme to the page.
ALLOWED = {
    *("a", "article", "b", "blockquote", "dd", "details", "dl", "dt", "em", "footer", "h1", "h2", "h3", "h4", "li"),
    *("mark", "ol", "p", "section", "small", "span", "strong", "summary", "table", "tbody", "td", "th", "thead"),
    *("button", "time", "tr", "ul", "div", "br", "abbr", "cite", "code", "caption", "nav", "label", "svg", "path"),
}


class _Scan(HTMLParser):
    """Collects what may not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                self.found.append(f"{tag} {name}={value}")


def _assert_harmless(shown):
    scan = _Scan()
    scan.feed(shown)
    scan.close()
    assert scan.found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_renders_hostile_data(poison_data, page, theme):
    app = open_page(page.name, theme=theme)
    assert_nothing_blank(app, page)
    _assert_harmless(html(app))


@pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)
def test_every_mark_of_hostile_data_opens_its_records(poison_data, entry):
    rows = poison_data.frame("charts", entry.id, Filters().parameters())
    app = open_chart(entry)
    for _, row in rows.iterrows():
        click(app, entry.id, row["mark"])
        assert_sound(app)
        _assert_harmless(html(app))
        for record in row["records"]:
            assert f"<span class='record-id'>{record}</span>" in evidence(app)


def test_hostile_words_are_shown_literally(poison_data):
    (summary,) = [
        row["summary"] for row in poison_data.rows("pages", "evidence_by_record", {"records": ["ev-1994-10-talks"]})[:1]
    ]
    assert summary.startswith(POISON[:40])
    shown = evidence(open_page("events", {"record": "ev-1994-10-talks"}))
    assert escape(summary) in shown
    assert "<script" not in shown


@pytest.mark.parametrize("page", CHART_PAGES, ids=lambda page: page.name)
def test_hostile_data_under_filters_that_match_nothing(poison_data, page):
    app = open_page(page.name, {"to": "1800"})
    assert_nothing_blank(app, page)


def test_a_hostile_document_is_read_as_text(poison_data):
    (document,) = [row for row in poison_data.rows("pages", "source_list") if row["is_document"]]
    passages = poison_data.rows("pages", "document_passages", {"doc": document["source_id"]})
    app = open_page("source", {"doc": document["source_id"]})
    for passage in passages:
        visit(app, {"doc": document["source_id"], "cite": passage["citation_id"]})
        assert_sound(app)
        _assert_harmless(html(app))
    assert "&lt;script&gt;window.__pwned = 1&lt;/script&gt;" in _without_marks(html(app))


def test_the_drawings_get_hostile_text_as_data_only(poison_data):
    for page in CHART_PAGES:
        for element in open_page(page.name).get("vega_lite_chart"):
            spec = json.loads(element.proto.spec)
            assert "href" not in json.dumps(spec.get("layer", spec)), "no mark is a link to an address from the data"
            assert "__pwned" not in json.dumps(list(_expressions(spec)))


def _expressions(node):
    """Every expression and address in a spec: the parts that are run or fetched."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("expr", "test", "filter", "labelExpr", "signal", "url", "calculate") and isinstance(value, str):
                yield value
            else:
                yield from _expressions(value)
    elif isinstance(node, list):
        for value in node:
            yield from _expressions(value)


def _without_marks(shown):
    return re.sub(r"</?mark[^>]*>", "", shown)
