"""Charts in frames of other sites: only embed addresses may be framed, and oEmbed leads to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote

import pytest
from asgi_client import Answer, request
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dashboard import server
from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.web.embedding import address_of, chart_asked, is_embedded, snippet

Get = Callable[..., Answer]


@pytest.fixture
def pages() -> Get:
    """The middleware over a page, as it stands over Streamlit's."""

    async def page(_: object) -> HTMLResponse:
        return HTMLResponse("<html><head><title>Streamlit</title></head></html>")

    app = Starlette(routes=[Route("/{path:path}", page)], middleware=server.MIDDLEWARE)
    return lambda target, headers=None, method="GET": request(app, target, headers, method)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_chart_may_be_framed_at_its_own_address(chart, pages: Get) -> None:
    address = address_of(chart, Filters(actors=("PRK",)), Site("http://127.0.0.1"))
    answer = pages(address.removeprefix("http://127.0.0.1"))
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert 'src="/embed.js"' in answer.text
    assert 'content="noindex"' in answer.text


@pytest.mark.parametrize(
    "target",
    ["/events", "/events?chart=events_timeline", "/events?embed=false", "/events?embed=true&embed=false", "/data?embed=true",
     "/r/ev-x?embed=true", "/nowhere?embed=true", "/events?Embed=true", "/source?embed=true", "/?embedded=true"],
)  # fmt: skip
def test_no_other_address_may_be_framed(target: str, pages: Get) -> None:
    answer = pages(target)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert "embed.js" not in answer.text


def test_which_chart_an_address_means() -> None:
    assert chart_asked("/events", {"chart": ["events_by_year"]}) is BY_ID["events_by_year"]
    assert chart_asked("/events", {"mark": ["events_by_year~1994"]}) is BY_ID["events_by_year"]
    assert chart_asked("/events", {"chart": ["unsc_votes"]}) is None
    assert chart_asked("/events", {}) is not None
    assert chart_asked("/method", {}) is None
    assert is_embedded("/", "embed=true")


def test_oembed_tells_of_a_page_with_charts(get: Get) -> None:
    page = "http://127.0.0.1/events?actor=PRK&view=x&evil=%22%3E%3Cscript%3E&mark=events_timeline~1"
    answer = json.loads(get(f"/oembed?url={quote(page, safe='')}&maxwidth=500&format=json").body)
    assert (answer["version"], answer["type"], answer["width"]) == ("1.0", "rich", 500)
    source = unescape(re.search(r'src="(.+?)"', answer["html"])[1])
    assert source == "http://127.0.0.1/events?actor=PRK&embed=true&chart=events_timeline"
    assert get(f"/oembed?url={quote('http://127.0.0.1/events', safe='')}&maxwidth=100").body.count(b'"width":320') == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404), ("url=", 404), ("url=http://evil.example/events", 404), ("url=http://127.0.0.1/method", 404),
        ("url=http://127.0.0.1/events&format=xml", 400), ("url=http://127.0.0.1/events&maxwidth=wide", 400), ("url=http://[h/events", 404),
        ("url=javascript:alert(1)", 404), ("url=http://127.0.0.1/events&colour=red", 400), ("url=http://127.0.0.1/events%3Fchart=x", 404),
    ],
)  # fmt: skip
def test_oembed_of_anything_else_is_refused(query: str, status: int, get: Get) -> None:
    assert get(f"/oembed?{query}").status == status


def test_the_lines_to_copy_escape_what_they_hold() -> None:
    lines = str(snippet(BY_ID["events_timeline"], 'http://127.0.0.1/"><script>alert(1)</script>'))
    assert lines.count("<script>") == 1
    assert 'width="100%"' in lines
