"""In a real browser: words are found by keyboard and by the browser itself, long texts come in portions, texts stand beside each other."""

import os
import sys
import time
from unittest.mock import patch

import pytest
from playwright.sync_api import expect

from dashboard.library.config import Limits
from dashboard.library.keeping import add_file
from dashboard.library.shelf import Shelf
from dashboard.store.build import build
from tests.browser.reading import query, settled
from tests.browser.serving import free_port, running
from tests.unit.loopback_site import pdf
from tests.unit.test_library_build import CITATION, TEXT, anchored_copy, hold

DOCUMENT = "doc-alliance-essay"
BOX = ".find-words"
HANGUL = "조선 정전 협정은 판문점에서 조인되였다."
# Four megabytes of paragraphs, the cited one in the middle, with one sentence in Hangul near the end.
FILLER = "The commission met, heard both sides, and rose without a result. " * 12
LONG = f"{(FILLER + chr(10) * 2) * 2_600}{TEXT}\n\n{(FILLER + chr(10) * 2) * 2_500}{HANGUL}\n\n{FILLER}"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Settings of the tiny data with a text of four megabytes and a paper with pages."""
    settings = anchored_copy(tmp_path_factory.mktemp("library-reading"))
    hold(settings, LONG)
    paper = settings.library.parent / "paper.pdf"
    paper.write_bytes(pdf([f"Page {number} speaks of talks." for number in range(1, 41)]))
    add_file(Shelf(settings.library), "so-armistice-text", paper, Limits())
    build(settings)
    return settings


@pytest.fixture(scope="module")
def held(library, browser):
    """Opens pages of a server on these texts."""
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    command += ["--data", str(library.data), "--out", str(library.out)]
    with (
        patch.dict(os.environ, {"PANMUNJOM_LIBRARY": str(library.library)}),
        running(command, port, "/healthz") as server,
    ):
        context = browser.new_context(base_url=server.address, viewport={"width": 1280, "height": 900})

        def open_page(path):
            page = context.new_page()
            page.goto(path)
            settled(page)
            return page

        yield open_page
        context.close()


def current(page):
    """The words that are marked as the current ones, once they are in view."""
    here = page.locator("mark.at-hit").first
    expect(here).to_be_in_viewport()
    return "".join(page.locator("mark.at-hit").all_text_contents())


def test_words_are_found_and_walked_through_by_keyboard(visit):
    page = visit(f"/source?doc={DOCUMENT}").page
    page.locator("article.document").click(position={"x": 2, "y": 2})
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("ÁLLIANCE")
    page.keyboard.press("Enter")
    said = page.locator(".find-said")
    expect(said).to_contain_text("1 of ")
    count = int(said.inner_text().rpartition(" ")[2])
    assert current(page).lower() == "alliance"
    assert page.locator("mark.found").count() >= count > 2
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"2 of {count}")
    page.keyboard.press("Shift+Enter")
    expect(said).to_have_text(f"1 of {count}")
    page.keyboard.press("Shift+Enter")
    expect(said).to_have_text(f"{count} of {count}")
    current(page)
    assert query(page) == {"doc": [DOCUMENT], "find": ["ÁLLIANCE"], "hit": [str(count)]}
    page.reload()
    settled(page)
    expect(said).to_have_text(f"{count} of {count}")
    current(page)
    page.locator(BOX).press("Escape")
    expect(page.locator("mark.found")).to_have_count(0)
    assert query(page) == {"doc": [DOCUMENT]}


def test_steps_send_nothing_of_the_text_again(visit):
    page = visit(f"/source?doc={DOCUMENT}&find=alliance").page
    current(page)
    page.evaluate("document.querySelector('article.document').dataset.kept = 'yes'")
    page.get_by_role("button", name="Next match").click()
    expect(page.locator(".find-said")).to_contain_text("2 of ")
    current(page)
    expect(page.locator("article.document")).to_have_attribute("data-kept", "yes")


@pytest.mark.parametrize("document", ["doc-alliance-essay", "doc-pacheco-pardo-2014"])
def test_the_search_of_the_browser_finds_every_sentence(visit, database, document):
    (row,) = database.rows("pages", "document", {"doc": document})
    page = visit(f"/source?doc={document}").page
    expect(page.locator("article.document p").last).to_be_attached()
    lines = [line for line in row["body"].split("\n") if line.strip()]
    # The browser looks from the selection on; each search begins at the head of the page.
    missed = page.evaluate(
        "lines => lines.filter(line => { getSelection().removeAllRanges(); return !window.find(line, true, false, true) })",
        lines,
    )
    assert missed == []


def test_the_outline_leads_to_a_heading_and_shows_where_the_reader_is(visit):
    page = visit(f"/source?doc={DOCUMENT}").page
    page.locator(".outline summary").click()
    page.get_by_role("link", name="Economic Prospects").click()
    expect(page.locator("p.heading", has_text="Economic Prospects")).to_be_in_viewport()
    expect(page.locator(".outline .here")).to_have_text("Economic Prospects")
    assert set(query(page)) == {"doc", "at"}


def test_a_text_of_four_megabytes_opens_and_is_searched_without_a_wait(held):
    assert len(LONG) > 3_900_000
    started = time.monotonic()
    page = held(f"/source?doc=so-daily&cite={CITATION}")
    expect(page.locator("article.document #chosen")).to_be_in_viewport()
    assert time.monotonic() - started < 15
    assert page.locator("article.document").evaluate("e => e.textContent.length") < 130_000
    page.locator(BOX).fill("정전협정은")
    page.locator(BOX).press("Enter")
    expect(page.locator(".find-said")).to_have_text("1 of 1")
    assert current(page) == "정전 협정은"
    assert page.locator("article.document p", has_text="판문점").get_attribute("lang") == "ko"
    started = time.monotonic()
    page.locator(BOX).fill("rose without")
    page.locator(BOX).press("Enter")
    expect(page.locator(".find-said")).to_contain_text("of the first 5,000")
    page.get_by_role("button", name="Previous match").click()
    current(page)
    assert time.monotonic() - started < 10
    page.get_by_role("link", name="Earlier portion").first.click()
    page.wait_for_url("**at=*")
    expect(page.locator("#start")).to_be_in_viewport()
    page.close()


def test_pages_are_turned_and_stand_in_the_address(held):
    page = held("/source?doc=so-armistice-text&page=12")
    expect(page.get_by_text("Page 12 speaks")).to_be_in_viewport()
    page.get_by_role("button", name="Page after").click()
    expect(page.locator(".page-number")).to_have_value("13")
    expect(page.get_by_text("Page 13 speaks")).to_be_in_viewport()
    page.locator(".page-number").fill("40")
    page.locator(".page-number").press("Enter")
    expect(page.get_by_text("Page 40 speaks")).to_be_in_viewport()
    assert query(page) == {"doc": ["so-armistice-text"], "page": ["40"]}
    expect(page.get_by_role("button", name="Page after")).to_be_disabled()
    page.close()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, False)])
def test_texts_of_a_record_stand_beside_each_other_or_under_one_another(visit, database, width, beside):
    record = "ev-1950-06-25-north-korea-invades"
    page = visit(f"/source?record={record}", width=width).page
    columns = page.locator(".text-column")
    expect(columns).to_have_count(2)
    first, second = (columns.nth(number).bounding_box() for number in (0, 1))
    assert (abs(first["y"] - second["y"]) < 2) == beside
    assert (second["y"] >= first["y"] + first["height"]) == (not beside)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(columns.first.locator("mark").first).to_be_visible()
    columns.first.get_by_role("link", name="Read the whole text here").click()
    expect(page.locator("article.document #chosen")).to_be_in_viewport()


def test_sheet_and_record_page_lead_to_the_texts(visit):
    record = "ev-1950-06-25-north-korea-invades"
    page = visit(f"/events?record={record}").page
    page.get_by_role("link", name="What the texts say of it").click()
    expect(page.locator(".text-column")).to_have_count(2)
    page.goto(f"/r/{record}")
    page.get_by_role("link", name="What the texts say of it").click()
    expect(page.locator(".text-column")).to_have_count(2)
