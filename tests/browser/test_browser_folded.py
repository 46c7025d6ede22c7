"""In a real browser: a link to a mark, the list of marks and the arrow keys open the part of a drawing in which the mark lies."""

import pytest
from playwright.sync_api import expect

from dashboard.record.filters import Filters
from tests.browser.reading import RINGED, click_first_free, evidence, list_of_marks, panel, query

TRACKER = "promise_tracker"
SINGAPORE = "ce-singapore-joint-statement-2018-follow-on-talks-2019-prk"
LEAP_DAY = "tr-leap-day-2012"
# The sign before the name of the open instrument, and the height of the drawing.
OPEN = "() => document.querySelectorAll('svg.marks').length && document.querySelector('svg.marks').textContent.includes('▾')"
OPEN_NAME = """() => {
  const texts = [...document.querySelectorAll('svg.marks text')].map(text => [text, text.getBoundingClientRect()])
  const [, at] = texts.find(([text]) => text.textContent === '▾')
  const beside = texts.filter(([text, box]) => text.textContent.length > 1 && Math.abs(box.top - at.top) < 8 && box.left < at.left + 40)
  return beside[0][0].textContent
}"""


def opened(page):
    """The name of the instrument whose promises are open."""
    page.wait_for_function(OPEN)
    return page.evaluate(OPEN_NAME)


def test_a_link_to_a_promise_opens_its_instrument_and_the_arrow_keys_and_a_click_go_on_from_there(visit, database):
    page = visit(f"/treaties?mark={TRACKER}~{SINGAPORE}", width=1360).page
    expect(evidence(page, TRACKER)).to_be_visible()
    assert opened(page) == "Singapore Joint Statement"
    tall = page.locator("svg.marks").bounding_box()["height"]
    evidence(page, TRACKER).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: SINGAPORE not in url)
    assert opened(page) == "Singapore Joint Statement"
    rows = database.frame("charts", TRACKER, Filters().parameters())
    label = click_first_free(page, TRACKER, rows.loc[rows["instrument"] == LEAP_DAY, "label"].tolist())
    expect(page.locator(RINGED).first).to_have_attribute("aria-label", label)
    assert opened(page) == "Leap Day deal"
    panel(page, TRACKER).get_by_role("button", name="Close").click()
    expect(evidence(page, TRACKER)).to_have_count(0)
    page.wait_for_function(f"() => !({OPEN})()")
    assert page.locator("svg.marks").bounding_box()["height"] < tall


def test_the_list_of_marks_opens_the_instrument(visit):
    page = visit("/treaties", width=1360).page
    list_of_marks(page, TRACKER).fill("Leap Day")
    page.keyboard.press("Enter")
    page.wait_for_url("**mark=*")
    assert opened(page) == "Leap Day deal"


@pytest.mark.parametrize(
    ("path", "chart_id", "reading"),
    [
        ("/treaties?mark=who_owes_whom~1962-usa-kor-defense", "who_owes_whom", "at the end of 1962"),
        ("/exchange?mark=series_explorer~ob-us-aid-food-tonnes-1996", "series_explorer", "US food aid, quantity"),
        (
            "/patterns?mark=patterns_before_after~launches-sanctions-after",
            "patterns_before_after",
            "sanctions decisions",
        ),
    ],
)
def test_a_link_to_a_mark_behind_a_choice_makes_the_choice(visit, path, chart_id, reading):
    page = visit(path, width=1360).page
    expect(evidence(page, chart_id)).to_be_visible()
    expect(panel(page, chart_id).locator(".reading")).to_contain_text(reading)
    assert set(query(page)) == {"mark"}, "the address stays as it was given"


def test_all_four_years_can_be_chosen_again_after_a_link_to_a_mark_of_another(visit):
    page = visit("/treaties?mark=who_owes_whom~1962-usa-kor-defense", width=1360).page
    panel(page, "who_owes_whom").get_by_role("radio", name="All four", exact=True).click()
    expect(panel(page, "who_owes_whom").locator(".reading")).not_to_contain_text("1962")
    assert query(page) == {"view": ["obligations"]} or query(page) == {}
