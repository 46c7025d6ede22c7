"""In a real browser: the address holds what a reader chose, through reloads, new windows, the back button and other pages."""

import csv
import io

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import CHARTS
from dashboard.record.filters import Filters
from tests.browser.reading import evidence, panel, query, settled

CHIPS = ".filter-line .chip"
LINE = ".filter-line"
FILTERED = "/events?era=agreed-framework&actor=USA&actor=PRK&from=1994&to=2002-10&q=light+water&lens=checked2"


def test_a_link_with_filters_says_the_same_after_a_reload_and_in_a_new_browser(visit):
    page = visit(FILTERED, loaded=True).page
    said = page.locator(LINE).text_content()
    assert "Agreed Framework" in said
    assert "light water" in said
    page.reload()
    settled(page)
    assert page.locator(LINE).text_content() == said
    assert visit(page.url, fresh=True).page.locator(LINE).text_content() == said


@pytest.mark.parametrize(
    "path", ["/", *dict.fromkeys(f"/{entry.page}" for entry in CHARTS if entry.page not in ("overview", "events"))]
)
def test_the_same_filters_hold_on_every_page_of_charts(visit, path):
    page = visit(f"{path}?era=summits").page
    expect(page.locator(LINE).first).to_contain_text("Era: Summits")


def test_a_link_to_a_mark_opens_its_evidence(visit):
    page = visit("/events?era=korean-war&mark=events_timeline~ev-1953-07-27-armistice").page
    expect(evidence(page, "events_timeline").locator(".record-title")).to_contain_text("Armistice")


def test_a_filter_set_in_the_bar_is_in_the_address_and_goes_along_to_other_pages(visit):
    page = visit("/events").page
    _choose(page, "Era", "Eras", "Summits")
    page.wait_for_url("**/events?era=summits")
    expect(page.locator(LINE)).to_contain_text("Era: Summits")
    for name, path in (("Treaties", "treaties"), ("Positions", "positions"), ("Events", "events")):
        page.locator(".st-key-navigation").get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{path}?era=summits")
        expect(page.locator(LINE)).to_contain_text("Era: Summits")


def test_words_and_a_period_typed_in_the_bar_are_in_the_address(visit):
    page = visit("/events").page
    page.get_by_role("textbox", name="Words").fill("light water")
    page.get_by_role("textbox", name="Words").press("Enter")
    page.wait_for_url("**/events?q=light+water")
    page.get_by_role("button", name="Period").click()
    page.get_by_role("textbox", name="From").fill("1994-10")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(page.locator(LINE)).to_contain_text("From October 1994×Words: light water×")
    assert query(page) == {"q": ["light water"], "from": ["1994-10"]}


def test_back_and_forward_bring_the_earlier_filters(visit):
    page = visit("/events").page
    sentences = [page.locator(LINE).text_content()]
    for era, shown in (("Korean War", "korean-war"), ("Summits", "summits")):
        _choose(page, "Era", "Eras", era)
        expect(page.locator(LINE)).to_contain_text(era)
        assert shown in query(page)["era"]
        sentences.append(page.locator(LINE).text_content())
    page.go_back()
    expect(page.locator(LINE)).to_have_text(sentences[1])
    page.go_back()
    expect(page.locator(LINE)).to_have_text(sentences[0])
    page.go_forward()
    expect(page.locator(LINE)).to_have_text(sentences[1])


def test_back_from_a_document_returns_to_the_open_mark(visit):
    opened = "/events?mark=events_timeline~ev-1953-07-27-armistice"
    page = visit(opened).page
    evidence(page, "events_timeline").locator("a.to-passage").first.click()
    expect(page.locator("article.document")).to_be_visible()
    page.go_back()
    expect(evidence(page, "events_timeline")).to_be_visible()
    assert page.url.endswith(opened)


def test_an_unknown_value_gets_a_note_and_the_rest_holds(visit):
    page = visit("/events?era=no-such-era&actor=PRK&lens=rosy").page
    expect(page.get_by_text("no-such-era")).to_be_visible()
    expect(page.get_by_text("rosy")).to_be_visible()
    expect(page.locator(LINE)).to_contain_text("Actor: North Korea")


def test_an_empty_selection_offers_everything(visit):
    page = visit("/events?from=1945-01-01&to=1945-01-01").page
    expect(page.get_by_text("No record matches these filters.")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(CHIPS)).to_have_count(0)
    page.wait_for_url("**/events")


@pytest.mark.parametrize("path", ["/events", "/events?era=summits&actor=USA"])
def test_the_csv_of_a_chart_holds_its_rows_under_the_same_filters(visit, database, path):
    filters = Filters(eras=("summits",), actors=("USA",)) if "?" in path else Filters()
    rows = database.frame("charts", "events_timeline", filters.parameters())
    page = visit(path).page
    with page.expect_download() as started:
        panel(page, "events_timeline").get_by_role("button", name="Take it away").click()
        page.get_by_role("link", name="CSV", exact=True).click()
    assert started.value.suggested_filename.endswith(".csv")
    text = started.value.path().read_text(encoding="utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text)))
    assert [row["mark"] for row in read] == rows["mark"].tolist()
    assert all(row["records"] and row["citations"] for row in read)
    assert page.url.endswith(path), "a download does not leave the page"


def _choose(page, button, box, option):
    """Opens a filter of the bar, chooses one more value."""
    choices = page.locator(f".st-key-f-{box.lower()}").get_by_role("combobox")
    if not choices.is_visible():
        page.locator(".st-key-filters").get_by_role("button", name=button).first.click()
    choices.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")
