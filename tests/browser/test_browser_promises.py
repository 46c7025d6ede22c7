"""In a real browser and over plain requests: the headers of every response, the look, and nothing of Streamlit's own around the page."""

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.reading import pages, settled

RECORD = "/r/ev-1953-07-27-armistice"


@pytest.mark.parametrize(
    "path", [*pages(), "/source", RECORD, "/charts.json", "/charts/events_timeline.csv", "/healthz", "/nowhere"]
)
def test_every_response_carries_the_security_headers(site, path):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Any())
    with opener.open(site + path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http:" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]


def test_the_look_follows_the_reader_between_light_and_dark(visit):
    shades = {}
    for scheme in ("light", "dark"):
        page = visit("/", scheme=scheme).page
        shades[scheme] = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert shades["light"] != shades["dark"]


def test_no_chrome_of_streamlit_is_shown(visit):
    page = visit("/").page
    for text in ("Deploy", "Made with Streamlit", "Rerun"):
        expect(page.get_by_text(text, exact=False)).to_have_count(0)
    expect(page.get_by_test_id("stToolbar")).not_to_be_visible()


def test_a_page_that_does_not_exist_says_so(visit):
    watched = visit("/")
    answer = watched.page.goto("/no-such-page")
    assert answer.status == 404
    expect(watched.page.get_by_role("heading", name="No such page")).to_be_visible()
    (error,) = watched.errors
    assert "404" in error
    watched.errors.clear()
    watched.page.get_by_role("link", name="Go to the dashboard").click()
    settled(watched.page)


class _Any(urllib.request.HTTPErrorProcessor):
    """Lets a 404 through as a response like any other."""

    def http_response(self, request, response):
        return response
