"""In a real browser: the frame of a page of charts, and the evidence beside it or at its foot."""

import pytest
from playwright.sync_api import expect

from dashboard.parts.titles import title_of
from dashboard.record.filters import Filters
from tests.browser.reading import OVERLAP, RINGED, SHEET, click_first_free, evidence, panel, query

WIDE, PHONE = 1360, 390
ARMISTICE = "ev-1953-07-27-armistice"
OPEN = f"/events?mark=events_timeline~{ARMISTICE}"

IN_WINDOW = """mark => {
  const box = document.querySelector(mark)?.getBoundingClientRect()
  return box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
}"""


def test_the_answer_is_the_headline_and_the_question_stands_small_above_it(visit):
    page = visit("/events", width=WIDE).page
    answer, question = (panel(page, "events_timeline").locator(name) for name in (".reading b", ".question"))
    sizes = [float(found.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) for found in (answer, question)]
    assert sizes[0] > sizes[1] + 3
    assert question.bounding_box()["y"] < answer.bounding_box()["y"]


def test_a_chip_is_taken_away_by_a_click_and_by_the_keyboard(visit):
    page = visit("/events?era=summits&actor=USA&actor=PRK", width=WIDE).page
    chips = page.locator(".filter-line .chip")
    expect(chips).to_have_count(3)
    before = page.locator(".counts").inner_text()
    page.get_by_role("link", name="Remove the filter Era: Summits").click()
    expect(chips).to_have_count(2)
    expect(page.locator(".counts")).not_to_have_text(before)
    assert query(page) == {"actor": ["USA", "PRK"]}
    page.get_by_role("link", name="Remove the filter Actor: United States").press("Enter")
    expect(chips).to_have_count(1)
    assert query(page) == {"actor": ["PRK"]}
    page.go_back()
    expect(chips).to_have_count(2)


def test_what_can_be_taken_away_is_made_when_it_is_opened(visit):
    page = visit("/events", width=WIDE).page
    corner = panel(page, "events_timeline").locator("[class*=st-key-tools-]")
    assert page.locator(".downloads").count() == 0
    corner.get_by_role("button", name="Take it away").click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("link", name="CSV", exact=True)).to_be_visible()
    expect(body).to_contain_text("Events, 1945 to today")
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)


@pytest.mark.parametrize("view", ["table", "sources"])
def test_the_open_view_stays_in_the_address(visit, view):
    page = visit("/events", width=WIDE).page
    for chart_id, shown in (("events_timeline", view), ("cooperation_balance", f"cooperation_balance~{view}")):
        panel(page, chart_id).get_by_role("radio", name=view.capitalize(), exact=True).click()
        expect(panel(page, chart_id).locator(".stDataFrame")).to_be_visible()
        page.wait_for_function("shown => new URL(location).searchParams.getAll('show').includes(shown)", arg=shown)
    page.reload()
    for chart_id in ("events_timeline", "cooperation_balance"):
        expect(panel(page, chart_id).locator(".stDataFrame")).to_be_visible()
    panel(page, "events_timeline").get_by_role("radio", name="Chart", exact=True).click()
    expect(panel(page, "events_timeline").locator("svg.marks")).to_be_visible()
    assert query(page)["show"] == [f"cooperation_balance~{view}"]


def test_what_is_open_gives_the_page_its_title_until_it_is_closed(visit):
    named = "document.title.includes('Armistice Agreement signed')"
    page = visit(f"/events?record={ARMISTICE}", width=WIDE).page
    page.wait_for_function(f"() => {named}")
    page = visit(OPEN, width=WIDE).page
    page.wait_for_function(f"() => {named} && document.title.endsWith('Panmunjom')")
    page.keyboard.press("Escape")
    page.wait_for_function("title => document.title === title", arg=title_of("events"))


@pytest.mark.parametrize("width", [WIDE, 1100])
def test_page_and_evidence_share_a_wide_window(visit, database, width):
    page = visit("/events", width=width).page
    before = page.locator("svg.marks").first.bounding_box()["width"]
    row = database.frame("charts", "events_timeline", Filters().parameters()).set_index("mark").loc[ARMISTICE]
    click_first_free(page, "events_timeline", [row["label"]])
    expect(evidence(page, "events_timeline")).to_be_visible()
    page.wait_for_function("before => document.querySelector('svg.marks').clientWidth < before - 200", arg=before)
    for name in (".page-title", ".st-key-filters", ".filter-line", ".chart-head", "svg.marks", ".st-key-header"):
        assert not page.evaluate(OVERLAP, [SHEET, name]), f"{name} is covered"
    page.wait_for_function(IN_WINDOW, arg=RINGED)
    others = database.frame("charts", "events_timeline", Filters().parameters())["label"].tolist()
    label = click_first_free(page, "events_timeline", others[300:])
    expect(page.locator(RINGED)).to_have_attribute("aria-label", label)


def test_arrow_keys_go_from_mark_to_mark_in_the_order_of_the_chart(visit, database):
    marks = database.frame("charts", "events_timeline", Filters().parameters())["mark"].tolist()
    at = marks.index(ARMISTICE)
    page = visit(OPEN, width=WIDE).page
    expect(page.locator(RINGED)).to_have_count(1)
    for key, step in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        page.wait_for_function(
            "mark => new URL(location).searchParams.get('mark') === mark", arg=f"events_timeline~{marks[at + step]}"
        )
        expect(page.locator(".step-place")).to_have_text(f"{at + step + 1} of {len(marks)}")
    assert page.evaluate("document.activeElement.closest('.evidence') !== null")
    page.get_by_role("textbox", name="Words").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    expect(page.locator(".step-place")).to_have_text(f"{at + 2} of {len(marks)}")
    page.go_back()
    expect(page.locator(".step-place")).to_have_text(f"{at + 3} of {len(marks)}")


def test_escape_closes_the_evidence_and_the_keyboard_is_back_at_the_list_of_marks(visit):
    page = visit(OPEN, width=WIDE).page
    expect(evidence(page, "events_timeline")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(SHEET)).to_have_count(0)
    assert page.evaluate("document.activeElement.innerText").startswith("Find a mark")


def test_on_a_phone_the_evidence_is_drawn_up_from_the_foot(visit):
    page = visit(OPEN, width=PHONE).page
    expect(page.locator(RINGED)).to_have_count(1)
    page.wait_for_function(IN_WINDOW, arg=RINGED)
    low = page.locator(SHEET).bounding_box()
    assert low["y"] + low["height"] == 844
    assert 0.4 < low["height"] / 844 < 0.55
    handle = page.get_by_role("button", name="More room for the evidence")
    expect(handle).to_have_attribute("aria-expanded", "false")
    handle.press("Enter")
    _has_height(page, 0.9)
    expect(handle).to_have_attribute("aria-expanded", "true")
    box = handle.bounding_box()
    _drag(page, box, 300)
    _has_height(page, 0.46)
    _drag(page, handle.bounding_box(), -250)
    _has_height(page, 0.9)
    page.locator("[class*=st-key-next-] button").click()
    expect(page.locator(".step-place")).not_to_have_text("0")
    _has_height(page, 0.9)


def _drag(page, box, by):
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + by / 2, steps=3)
    page.mouse.move(x, y + by, steps=3)
    page.mouse.up()


def _has_height(page, share):
    page.wait_for_function(
        "([sheet, share]) => Math.abs(document.querySelector(sheet).getBoundingClientRect().height / innerHeight - share) < 0.01",
        arg=[SHEET, share],
    )
