"""Times as a reader feels them, in a real Chromium: from the key or the click until the new picture is painted."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.relay import Relay
from tests.browser.find_chromium import MISSING, find

# The clock starts in the page, when the key or the click arrives there.
CLOCK = """() => {
  addEventListener('keydown', event => { if (event.key === 'Enter') window.began = performance.now() }, true)
  addEventListener('click', () => { window.began = performance.now() }, true)
}"""
WATCH = """({ selector, count, text, limit }) => {
  const started = performance.now()
  window.done = new Promise((resolve, reject) => {
    const look = () => {
      const found = document.querySelectorAll(selector)
      const there = text === null ? found.length === count : [...found].some(one => one.textContent.includes(text))
      if (there) requestAnimationFrame(() => resolve(performance.now() - window.began))
      else if (performance.now() - started > limit) {
        const wanted = text === null ? `${count} of` : `“${text}” in`
        const shown = text === null ? found.length : [...found].map(one => `“${one.textContent.slice(0, 80)}”`).join(', ') || 'nothing'
        reject(new Error(`waited ${limit / 1000} s for ${wanted} ${selector}; the page shows ${shown}`))
      }
      else requestAnimationFrame(look)
    }
    look()
  })
  // Whoever waits for it hears of it; the page should not.
  window.done.catch(() => {})
}"""
AT = """mark => {
  mark.scrollIntoView({ block: 'center' })
  const box = mark.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2
  return document.elementFromPoint(x, y) === mark ? { x, y } : null
}"""


WAIT_MS = 20_000


@dataclass
class Times:
    """Milliseconds of each change, bytes of the messages that came by websocket for each, and bytes that went over the wire."""

    milliseconds: list[float] = field(default_factory=list)
    messages: list[int] = field(default_factory=list)
    wire: list[int] = field(default_factory=list)


class TimedBrowser(AbstractContextManager["TimedBrowser"]):
    """A Chromium window of 1280 x 900."""

    def __init__(self) -> None:
        path = find()
        assert path, MISSING
        self._playwright = sync_playwright().start()
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        self._browser: Browser = self._playwright.chromium.launch(executable_path=path, args=arguments)
        self._bytes = 0
        self._relays: list[Relay] = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()
        for relay in self._relays:
            relay.__exit__(None, None, None)

    def open(self, address: str, marks: str, count: int) -> Page:
        """A page whose chart has drawn `count` marks."""
        page = self._browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        relay = Relay(address).__enter__()
        self._relays.append(relay)
        page.goto(relay.address + urlsplit(address).path)
        page.evaluate(CLOCK)
        _watch(page, marks, count=count)
        page.evaluate("window.began = 0, window.done")
        page.wait_for_load_state("networkidle")
        return page

    def filter_changes(self, page: Page, box: str, marks: str, changes: Iterable[tuple[str, int]]) -> Times:
        """Types each text into the input `box`; a change ends when the chart has drawn the number of marks it must have."""
        times = Times()
        for text, count in changes:
            page.locator(box).fill(text)
            _watch(page, marks, count=count)
            before = self._received()
            page.keyboard.press("Enter")
            times.milliseconds.append(page.evaluate("window.done"))
            self._quiet(page)
            self._add(times, before)
        return times

    def clicks(self, page: Page, marks: str, shown: str, expected: dict[str, str], wanted: int) -> Times:
        """Clicks marks by their label; a click ends when `shown` holds the text expected for the mark."""
        times = Times()
        for label, text in expected.items():
            quoted = label.replace("\\", "\\\\").replace('"', '\\"')
            at = page.locator(f'{marks}[aria-label="{quoted}"]').first.evaluate(AT)
            if at is None:
                continue
            _watch(page, shown, text=text)
            before = self._received()
            page.mouse.click(at["x"], at["y"])
            times.milliseconds.append(page.evaluate("window.done"))
            self._quiet(page)
            self._add(times, before)
            if len(times.milliseconds) == wanted:
                break
        return times

    def _received(self) -> tuple[int, int]:
        return self._bytes, sum(relay.received for relay in self._relays)

    def _add(self, times: Times, before: tuple[int, int]) -> None:
        messages, wire = self._received()
        times.messages.append(messages - before[0])
        times.wire.append(wire - before[1])

    def _count(self, frame: bytes | str) -> None:
        self._bytes += len(frame)

    @staticmethod
    def _quiet(page: Page) -> None:
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")
        # A reader looks at the chart before the next change; the server and the page come to rest.
        page.wait_for_timeout(250)


def _watch(page: Page, selector: str, *, count: int | None = None, text: str | None = None) -> None:
    """Has the page look in each frame for so many of `selector`, or for one with this text; `window.done` fails after WAIT_MS."""
    page.evaluate(WATCH, {"selector": selector, "count": count, "text": text, "limit": WAIT_MS})
