"""The menu of a chart and the dialog of a citation in a real browser: files that arrive, what is copied, what a reader is told."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser.reading import axe_faults, panel

MENU = ".take"


def opened(visit, path="/events?era=summits", width=1280):
    page = visit(path, width=width).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel(page, "events_timeline").get_by_role("button", name="Take it away").click()
    expect(page.locator(MENU)).to_be_visible()
    return page


def copied(page):
    """What the clipboard holds, by media type."""
    return page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read()
          const texts = item.types.map(async (type) => [type, await (await item.getType(type)).text()])
          return Object.fromEntries(await Promise.all(texts))
        }"""
    )


def test_the_menu_has_pages_that_the_keyboard_turns(visit):
    page = opened(visit)
    tabs = page.locator(MENU).get_by_role("tab")
    expect(tabs).to_have_text(["Data", "Picture", "Cite", "Share", "Embed"])
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Picture")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("link", name="SVG", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="CSV", exact=True)).to_be_hidden()
    assert axe_faults(page) == []
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("link", name="CSV", exact=True)).to_be_visible()


def test_a_csv_for_excel_begins_with_its_mark_and_has_a_readable_name(visit):
    page = opened(visit)
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV for Excel").click()
    assert started.value.suggested_filename.startswith("panmunjom_events-timeline_era-summits_")
    assert started.value.suggested_filename.endswith("_for-excel.csv")
    content = started.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {row["filters"] for row in rows} == {"Era: Summits"}
    expect(page.locator(".take-status")).to_contain_text("Saved panmunjom_events-timeline_era-summits_")


def test_a_picture_in_another_size_and_theme_tells_that_it_takes_a_while(visit):
    page = opened(visit)
    # Slower than on any machine, so that the words are seen.
    page.evaluate(
        """() => {
          const real = window.fetch
          window.fetch = (...asked) => new Promise((done) => setTimeout(() => done(real(...asked)), 1800))
        }"""
    )
    page.get_by_role("tab", name="Picture").click()
    page.get_by_label("948 px", exact=True).check()
    page.get_by_label("Dark").check()
    # The first picture of an installation has its typefaces made.
    with page.expect_download(timeout=60_000) as started:
        page.get_by_role("link", name="PNG", exact=True).click()
        expect(page.locator(".take-status")).to_contain_text("Making PNG")
    assert started.value.suggested_filename.endswith("_dark_1x.png")
    assert int.from_bytes(started.value.path().read_bytes()[16:20]) == 948


def test_a_citation_is_copied_as_text_and_as_rich_text(visit):
    page = opened(visit)
    page.get_by_role("tab", name="Cite").click()
    citing = page.locator(".take-citing")
    expect(citing.locator(".citing-chosen")).to_be_visible(timeout=30_000)
    citing.get_by_role("button", name="APA").click()
    expect(citing.locator(".citing-entry:visible")).to_have_count(1)
    citing.get_by_role("button", name="Copy", exact=True).locator("visible=true").click()
    expect(citing.locator(".citing-said:visible")).to_have_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("The Panmunjom authors. (2026). Events, 1945 to today (Era: Summits) [Dataset]. In ")
    assert "/events?era=summits&version=2026-" in text
    citing.get_by_role("button", name="Copy with formatting").locator("visible=true").click()
    page.wait_for_function("navigator.clipboard.read().then(([item]) => item.types.includes('text/html'))")
    rich = copied(page)
    assert rich["text/plain"] == text
    assert "<i>Panmunjom: US-North Korea relations since 1945</i>" in rich["text/html"]
    with page.expect_download() as started:
        citing.get_by_role("link", name="RIS").click()
    assert started.value.path().read_text().startswith("TY  - DATA")


def test_the_link_to_share_opens_the_chart_as_it_is(visit):
    page = opened(visit)
    page.get_by_role("tab", name="Share").click()
    link = page.get_by_label("Link to this chart").input_value()
    page.get_by_role("button", name="Copy", exact=True).locator("visible=true").click()
    expect(page.locator(".take-status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link
    again = visit(link).page
    expect(again.locator(".filter-line")).to_contain_text("Era: Summits")
    expect(again.locator(".since")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_record_and_its_passages_are_cited_from_the_evidence(visit, width):
    page = visit("/events?record=ev-1994-10-21-agreed-framework", width=width).page
    evidence = page.locator(".evidence")
    evidence.get_by_role("button", name="Cite this record").click()
    dialog = page.get_by_role("dialog", name="How to cite")
    # A process of its own sets it, which waits where the machine is busy.
    expect(dialog.locator(".citing-chosen")).to_be_visible(timeout=30_000)
    expect(dialog.locator(".citing-entry:visible")).to_contain_text("/r/ev-1994-10-21-agreed-framework")
    assert dialog.bounding_box()["width"] <= width
    assert axe_faults(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(evidence).to_be_visible()
    evidence.get_by_role("button", name="Cite INFCIRC/457").first.click()
    expect(dialog.locator(".citing-chosen")).to_be_visible(timeout=30_000)
    dialog.get_by_role("button", name="Chicago, notes").click()
    expect(dialog.locator(".citing-cited:visible")).to_contain_text("article I.2")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
