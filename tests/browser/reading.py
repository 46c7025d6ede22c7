"""What a reader does and sees: waiting until a page is drawn, clicking marks, reading the address; and what a page did unasked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as TooLate

from dashboard.charts.catalogue import CHARTS, on_page
from dashboard.charts.chart import Chart
from dashboard.charts.pages import PAGES
from dashboard.parts.groups import slug

# Streamlit looks for its own address below a page's path first; the answer is 404 on every deep link.
SEARCH_OF_STREAMLIT = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")
MARKS = (
    "svg.marks [role=graphics-symbol]"
    + "".join(f":not([aria-roledescription={guide}])" for guide in ("axis", "legend", "title"))
    # Hidden drawing takes the description of the brush from the configuration; no reader is told of it.
    + ":not([class*=brush_brush] > *):not([aria-hidden=true] > *)"
)

# Finds a point of a mark that no other drawing covers; null where there is none.
FREE_POINT = """(mark) => {
  const box = mark.getBoundingClientRect()
  for (const [across, down] of [[.5, .5], [.25, .5], [.75, .5], [.5, .25], [.5, .75], [.1, .5], [.9, .5], [.3, .3], [.7, .7]]) {
    const x = box.x + box.width * across, y = box.y + box.height * down
    if (document.elementFromPoint(x, y) === mark) return { x, y }
  }
  return null
}"""

# Where the first drawing begins, and how much of it is in the window.
FIRST = """() => {
  const box = document.querySelector('svg.marks').getBoundingClientRect()
  return [box.top, Math.min(box.bottom, innerHeight) - box.top]
}"""

# Whether all drawings are the same, and stand where they stood, as when this was last asked.
SAME = """() => {
  const now = [...document.querySelectorAll('svg.marks')].map(svg => [svg, JSON.stringify(svg.getBoundingClientRect())])
  const before = window.drawn
  window.drawn = now
  return before?.length === now.length && now.every(([svg, box], i) => svg === before[i][0] && box === before[i][1])
}"""

SHEET = "[class*=st-key-evidence-box-]"
RINGED = "svg.marks [data-open]"
# Whether two elements, named by their selectors, cover a part of one another.
OVERLAP = """([one, other]) => {
  const [a, b] = [one, other].map(name => document.querySelector(name).getBoundingClientRect())
  return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
}"""

TOO_WIDE = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .filter(e => e.scrollWidth > innerWidth).map(e => `${e.tagName} is ${e.scrollWidth} px wide`)"""

# Widths of the place that Streamlit keeps for each drawing, and of the drawing; and when it fills that of another window.
WIDTHS = """() => [...document.querySelectorAll('.stVegaLiteChart')].map(
  place => [place.clientWidth, place.querySelector('svg.marks')?.clientWidth ?? 0])"""
FILLED = "place !== before[i][0] && Math.abs(place - svg) < 2"


# What a click on a link of the dashboard does: nothing is loaded anew, and the server runs the other page.
MOVE = """path => new Promise(done => {
  // That a run begins is no sign of it: it may be one that was asked for before.
  const before = document.title, begun = () => document.title !== before && done()
  new MutationObserver(begun).observe(document.head, { childList: true, subtree: true, characterData: true })
  history.pushState({}, '', path)
  dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  setTimeout(done, 3000)
})"""
# A page that draws nothing.
QUIET = "/data"


class Watched:
    """A page with a record of its requests, its websockets and its console."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.addresses: list[str] = []
        self.errors: list[str] = []
        self._heard: dict[str, Callable[[Any], None]] = {
            "request": lambda request: self.addresses.append(request.url),
            "websocket": lambda socket: self.addresses.append(socket.url),
            "console": self._console,
            "pageerror": lambda error: self.errors.append(f"script error: {error}"),
            "dialog": lambda dialog: self.errors.append(f"dialog: {dialog.message}"),
        }
        for event, hear in self._heard.items():
            page.on(event, hear)

    def left(self) -> bool:
        """Leaves the tab as a reader's new tab is, for the next page: what it was told to be is taken back. False where it cannot be."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)
        try:
            self.page.unroute_all()
            self.page.emulate_media(media="null")
            self.page.evaluate(
                "() => { sessionStorage.clear(); window.onbeforeunload = null; dispatchEvent(new Event('afterprint')) }"
            )
            if is_dashboard(self.page):
                moved(self.page, QUIET, 5_000)
        except (AssertionError, Error):
            return False
        return True

    def _console(self, message: ConsoleMessage) -> None:
        expected = SEARCH_OF_STREAMLIT.search(message.location.get("url", ""))
        if message.type == "error" and not expected:
            self.errors.append(f"console: {message.text} {message.location.get('url', '')}")

    def foreign(self) -> list[str]:
        """Addresses of other hosts that the page asked for."""
        host = urlsplit(self.site).netloc
        return [
            url
            for url in self.addresses
            if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != host
        ]

    def complaints(self) -> list[str]:
        """Requests to other hosts, errors in the console (a breach of the content security policy is one), dialogs."""
        return [f"asked another host: {url}" for url in self.foreign()] + self.errors


def pages() -> list[str]:
    """Paths of the pages in the navigation."""
    return [f"/{page.path}" for page in PAGES if page.is_listed]


def views() -> list[str]:
    """Addresses of every page with each of its groups of charts."""
    charted = list(dict.fromkeys(map(chart_path, CHARTS)))
    return list(dict.fromkeys([*pages(), *charted]))


def chart_path(entry: Chart) -> str:
    """Address of the page of a chart, with the group of charts that it belongs to."""
    first = on_page(entry.page)[0]
    path = "/" if entry.page == "overview" else f"/{entry.page}"
    return path if entry.group == first.group else f"{path}?view={slug(entry.group)}"


class Promised:
    """What is promised of one open page: each promise is tried, and those that are broken are told together."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    @contextmanager
    def __call__(self, promise: str) -> Iterator[None]:
        """Tries one promise; a broken one does not hide the next."""
        try:
            yield
        except (AssertionError, Error) as error:
            self.broken.append(f"{promise}: {error}")

    def all_kept(self) -> None:
        """Fails with every promise that was broken."""
        assert not self.broken, "\n\n".join(self.broken)


def first_drawing(page: Page) -> tuple[float, float]:
    """Top of the first drawing, and its height inside the window, once it stands still."""
    still(page)
    top, height = page.evaluate(FIRST)
    return top, height


def still(page: Page) -> None:
    """Waits until no drawing has been made anew, moved or sized for a quarter of a second: a click on one that goes is lost."""
    page.evaluate("() => { window.drawn = null }")
    page.wait_for_function(SAME, polling=250)


def assert_fits(page: Page) -> None:
    """Nothing is wider than the window, once what Streamlit measures in its own time has its width."""
    with suppress(TooLate):
        page.wait_for_function(f"() => ({TOO_WIDE})().length === 0", timeout=3000)
    assert page.evaluate(TOO_WIDE) == []


def axe_faults(page: Page, *rules: str) -> list[str]:
    """Serious and critical findings of axe, of some rules or of all, a line each."""
    # What passes is not listed: axe would describe every element of a drawing, which takes six times as long.
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]} {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def on_paper(page: Page) -> None:
    """The page as it goes to the printer, for looking at."""
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": 690, "height": 1000})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)


def with_mark(entry: Chart, mark: str) -> str:
    """The same address with one of its marks open."""
    path = chart_path(entry)
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'mark': f'{entry.id}~{mark}'})}"


def settled(page: Page, timeout_ms: int = 30_000) -> None:
    """Waits until the server has run the page and every chart is drawn."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=timeout_ms
    )
    expect(page.locator(".footer")).to_be_attached(timeout=timeout_ms)
    # A panel that has a choice of views has a chart.
    charts = page.locator("[class*=st-key-view-]").count()
    expect(page.locator("svg.marks")).to_have_count(charts, timeout=timeout_ms)


def moved(page: Page, path: str, timeout_ms: int = 30_000) -> None:
    """Goes to another page of the dashboard as by a link, and waits until it is drawn. What was asked before has ended then."""
    settled(page, timeout_ms)
    page.evaluate(MOVE, path)
    settled(page, timeout_ms)


def is_dashboard(page: Page) -> bool:
    """Whether the tab shows a page of the dashboard, not a file, a record page or nothing."""
    return not page.is_closed() and page.locator("[data-testid=stApp]").count() > 0


def window(width: int) -> ViewportSize:
    """The size of a window of this width in px: that of a phone, or of a desk."""
    return {"width": width, "height": 900 if width > 600 else 844}


def resized(page: Page, width: int) -> None:
    """Makes the window narrower or wider and waits until every chart fills it as it does when it is opened there."""
    before = page.evaluate(WIDTHS)
    page.set_viewport_size(window(width))
    wait_until(
        page, f"before => {{ const now = ({WIDTHS})(); return now.every(([place, svg], i) => {FILLED}) }}", before
    )


def query(page: Page) -> dict[str, list[str]]:
    """Parameters of the address."""
    return parameters(page.url)


def parameters(address: str) -> dict[str, list[str]]:
    """Parameters of an address."""
    return parse_qs(urlsplit(address).query)


def panel(page: Page, chart_id: str) -> Locator:
    """A chart with all that belongs to it."""
    return page.locator(f".st-key-panel-{chart_id}")


def evidence(page: Page, chart_id: str) -> Locator:
    """The evidence of the open mark of a chart."""
    return panel(page, chart_id).locator(".evidence:not(.coded-rows)")


def mark(page: Page, chart_id: str, label: str) -> Locator:
    """One mark of a chart by its label."""
    found = panel(page, chart_id).locator(MARKS)
    return found.and_(page.locator(f'[aria-label="{label.translate({34: chr(92) + chr(34), 92: chr(92) * 2})}"]')).first


def free_point(found: Locator) -> dict[str, float] | None:
    """Brings a mark into view; a point where a click meets it and nothing else, or None."""
    found.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    point: dict[str, float] | None = found.evaluate(FREE_POINT)
    return point


def click_first_free(page: Page, chart_id: str, labels: list[str]) -> str:
    """Clicks the first of these marks that is not covered by others; returns its label."""
    still(page)
    for label in labels:
        point = free_point(mark(page, chart_id, label))
        if point:
            page.mouse.click(point["x"], point["y"])
            return label
    raise AssertionError(f"no mark of {chart_id} can be clicked: {labels[:5]}")


def in_view(found: Locator) -> bool:
    """Whether an element stands inside the window."""
    return bool(
        found.evaluate(
            "e => { const b = e.getBoundingClientRect();"
            " return b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth && b.height > 0 }"
        )
    )


def wait_until(page: Page, expression: str, argument: Any = None) -> None:
    """Waits until an expression is true in the page."""
    page.wait_for_function(expression, arg=argument)


def list_of_marks(page: Page, chart_id: str) -> Locator:
    """The box in which a mark is chosen by its label, after opening it by keyboard."""
    page.locator(f".st-key-marks-{chart_id} button").first.press("Enter")
    return page.locator(f".st-key-list-{chart_id}").get_by_role("combobox")
