"""In a real browser, on every page: nothing leaves the host, no script is refused, everybody can read it, and it fits a phone."""

import urllib.request
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect

from tests.browser.reading import pages, resized, views

DEEP = [
    "/events?mark=events_timeline~ev-1953-07-27-armistice",
    "/events?from=1945-01-01&to=1945-01-01",
    "/source",
    "/source?doc=doc-pacheco-pardo-2014&cite=cl-pacheco-pardo-05.1",
    "/sources?record=ev-1953-07-27-armistice",
]
RECORD = "/r/ev-1953-07-27-armistice"

TOO_WIDE = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .filter(e => e.scrollWidth > innerWidth).map(e => `${e.tagName} is ${e.scrollWidth} px wide`)"""

each_address = pytest.mark.parametrize("path", [*views(), *DEEP])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_address
def test_a_page_asks_only_its_own_host_logs_no_error_can_be_read_by_everybody_and_fits_a_phone(visit, path, scheme):
    watched = visit(path, scheme=scheme)
    page = watched.page
    page.locator(".footer").scroll_into_view_if_needed()
    assert {"http", "ws"} <= {urlsplit(url).scheme for url in watched.addresses}, "requests and websocket were seen"
    assert watched.complaints() == []
    assert _faults(page) == []
    resized(page, 390)
    _assert_fits(page)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility_on_a_record_page(visit, site, scheme):
    page = visit("/", scheme=scheme).page
    page.goto(site + RECORD)
    expect(page.locator("h1")).to_be_visible()
    assert _faults(page) == []


@pytest.mark.parametrize("path", pages())
def test_a_page_opened_on_a_phone_fits_it(visit, path):
    _assert_fits(visit(path, width=390).page)


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
    watched = visit("/no-such-page")
    expect(watched.page.locator(".brand")).to_be_visible()
    (error,) = watched.errors
    assert "does not seem to exist" in error
    watched.errors.clear()


class _Any(urllib.request.HTTPErrorProcessor):
    """Lets a 404 through as a response like any other."""

    def http_response(self, request, response):
        return response


def _assert_fits(page):
    """Nothing is wider than the window, once what Streamlit measures in its own time has its width."""
    with suppress(TooLate):
        page.wait_for_function(f"() => ({TOO_WIDE})().length === 0", timeout=3000)
    assert page.evaluate(TOO_WIDE) == []


def _faults(page):
    """Serious and critical findings of axe, a line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]} {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
