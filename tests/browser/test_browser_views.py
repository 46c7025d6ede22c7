"""In a real browser, every page and view, opened once on a wide window and once on a phone: what is promised of all of them."""

from urllib.parse import urlsplit

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.parts.titles import title_of
from tests.browser.reading import (
    Promised,
    assert_fits,
    axe_faults,
    chart_path,
    first_drawing,
    on_paper,
    parameters,
    resized,
    settled,
    views,
)

WIDE, PHONE = 1360, 390
CHARTED = list(dict.fromkeys(map(chart_path, CHARTS)))
DEEP = [
    "/events?mark=events_timeline~ev-1953-07-27-armistice",
    "/events?from=1945-01-01&to=1945-01-01",
    "/source",
    "/source?doc=doc-pacheco-pardo-2014&cite=cl-pacheco-pardo-05.1",
    "/sources?record=ev-1953-07-27-armistice",
    "/stories?id=agreed-framework&step=2",
]
LINES = """() => {
  const shown = document.querySelector('.st-key-header').querySelectorAll('.brand, .st-key-navigation a, input')
  const middles = [...shown].map(e => e.getBoundingClientRect()).map(box => box.top + box.height / 2)
  return Math.max(...middles) - Math.min(...middles)
}"""
# What a reader would press or fill in, and what of it is shown: buttons that hold words of ours are no controls on paper.
CONTROLS = """() => [...document.querySelectorAll(
  'button:not(.claim-item), input, select, [role=radiogroup], [role=combobox]')]
  .filter((found) => found.getClientRects().length).map((found) => found.outerHTML.slice(0, 120))"""
# Labels of drawings and how large they are on the sheet.
LABELS = """() => [...document.querySelectorAll('svg.marks text')].filter((text) => text.textContent.trim() && text.getClientRects().length)
  .map((text) => [text.textContent, parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a])"""
RIGHT = "Math.max(...[...document.querySelectorAll('svg.marks')].map(s => s.getBoundingClientRect().right), 0)"
SHADE = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
LEAST_PX = 7.3


@pytest.mark.parametrize("path", [*views(), *DEEP])
def test_a_page_keeps_every_promise(visit, path):
    watched = visit(path, width=WIDE, loaded=True)
    page, promised = watched.page, Promised()
    if path in views():
        with promised("its title is that of the page and the view"):
            asked = parameters(path)
            title = title_of(urlsplit(path).path.strip("/"), asked.get("view", [""])[0])
            page.wait_for_function("title => document.title === title", arg=title)
    if path in CHARTED:
        with promised("the first chart begins high on a wide window and fills half of it, under a header of one line"):
            top, height = first_drawing(page)
            assert top <= 300
            assert height >= 450
            assert page.evaluate(LINES) < 4
    with promised("it asks only its own host and logs no error"):
        page.locator(".footer").scroll_into_view_if_needed()
        assert {"http", "ws"} <= {urlsplit(url).scheme for url in watched.addresses}, "requests and websocket were seen"
        assert watched.complaints() == []
    with promised("everybody can read it in the light"):
        assert axe_faults(page) == []
    with promised("everybody can read it in the dark"):
        _darkened(page)
        assert axe_faults(page, "color-contrast", "link-in-text-block") == []
    with promised("made narrow it fits a phone"):
        resized(page, PHONE)
        assert_fits(page)
    with promised("on paper labels can be read, nothing asks for a click and nothing stands beyond the sheet"):
        on_paper(page)
        assert page.evaluate(CONTROLS) == []
        assert [label for label in page.evaluate(LABELS) if label[1] < LEAST_PX] == []
        assert page.evaluate(RIGHT) <= 691
    promised.all_kept()


@pytest.mark.parametrize("path", views())
def test_a_page_opened_on_a_phone_fits_it_and_its_first_chart_begins_in_the_upper_half(visit, path):
    page = visit(path, width=PHONE).page
    assert_fits(page)
    if path in CHARTED:
        top, height = first_drawing(page)
        assert top <= 420
        assert height >= 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility_on_a_record_page(visit, site, scheme):
    page = visit("/", scheme=scheme).page
    page.goto(f"{site}/r/ev-1953-07-27-armistice")
    page.locator("h1").wait_for()
    assert axe_faults(page) == []


def _darkened(page):
    """The page as it is when the reader's device turns to its dark look: drawings are made anew."""
    shade, drawing = page.evaluate(SHADE), "() => document.querySelector('svg.marks')?.innerHTML ?? ''"
    drawn = page.evaluate(drawing)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => ({SHADE})() !== before", arg=shade)
    if drawn:
        page.wait_for_function(f"before => ![before, ''].includes(({drawing})())", arg=drawn)
    settled(page)
