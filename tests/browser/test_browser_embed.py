"""A chart in a frame of a page of another site: whole, with its source and the way back, and as tall as its content."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import expect

# What in a document can be scrolled, with how much is hidden.
_HIDDEN = """() => [document.scrollingElement, ...document.querySelectorAll('*')].filter(one =>
  one.clientHeight > 0 && one.clientWidth > 0 && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  && (one === document.scrollingElement || /auto|scroll/.test(getComputedStyle(one).overflow)))
  .map(one => `${one.dataset.testid || one.tagName} ${one.scrollHeight} of ${one.clientHeight}`)"""


@pytest.fixture(scope="module")
def other_site(site: str) -> Iterator[str]:
    """A page of another origin with the lines that oEmbed gives for a chart."""
    link = f"{site}/events?era=summits&chart=events_timeline"
    lines = httpx.get(f"{site}/oembed", params={"url": link, "maxwidth": 800}).json()["html"]
    head = '<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0"><p>A page of another site</p>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"{head}{lines}".encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.2", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.2:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("width", [320, 800])
def test_a_frame_of_another_site_shows_one_chart_whole(width, other_site, browser):
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading")).to_have_text(["Events, 1945 to today"], timeout=15_000)
    expect(frame.get_by_test_id("stVegaLiteChart")).to_have_count(1)
    expect(frame.locator(".embedded-foot")).to_contain_text("Source: Panmunjom, data version")
    expect(frame.get_by_role("link", name="Open the chart, its records and their words")).to_have_attribute(
        "href", "/events?era=summits"
    )
    inside = page.frames[1]
    expect(frame.locator(".stVegaLiteChart svg, .stVegaLiteChart canvas").first).to_be_visible()
    # The frame is told how tall it has to be four times a second.
    page.wait_for_function("() => document.querySelector('iframe').height !== '640'", timeout=10_000)
    for _ in range(20):
        if not inside.evaluate(_HIDDEN):
            break
        page.wait_for_timeout(250)
    assert inside.evaluate(_HIDDEN) == []
    assert page.evaluate("() => document.querySelector('iframe').getBoundingClientRect().width") == width
    foot = inside.evaluate("() => document.querySelector('.embedded-foot').getBoundingClientRect().bottom")
    assert 0 <= inside.evaluate("() => innerHeight") - foot <= 40
    page.close()
