"""In a real browser: the chart comes first on every page of charts, on a wide window and on a phone, and the evidence stands beside it."""

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import CHARTS
from dashboard.record.filters import Filters
from tests.browser.reading import chart_path, click_first_free, evidence, panel, query, views

WIDE, PHONE = 1360, 390
CHARTED = list(dict.fromkeys(map(chart_path, CHARTS)))
ARMISTICE = "ev-1953-07-27-armistice"
OPEN = f"/events?mark=events_timeline~{ARMISTICE}"
SHEET = "[class*=st-key-evidence-box-]"
RINGED = "svg.marks [data-open]"

# Where the first drawing begins, and how much of it is in the window.
FIRST = """() => {
  const box = document.querySelector('svg.marks').getBoundingClientRect()
  return [box.top, Math.min(box.bottom, innerHeight) - box.top]
}"""
LINES = """() => {
  const shown = document.querySelector('.st-key-header').querySelectorAll('.brand, .st-key-navigation a, input')
  const middles = [...shown].map(e => e.getBoundingClientRect()).map(box => box.top + box.height / 2)
  return Math.max(...middles) - Math.min(...middles)
}"""
OVERLAP = """([one, other]) => {
  const [a, b] = [one, other].map(name => document.querySelector(name).getBoundingClientRect())
  return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
}"""
IN_WINDOW = """mark => {
  const box = document.querySelector(mark)?.getBoundingClientRect()
  return box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
}"""


def first(page):
    """Top of the first drawing, and its height inside the window, once it stands still."""
    page.wait_for_function(
        f"() => {{ const now = ({FIRST})().join(); const still = now === window.before; window.before = now; return still }}",
        polling=250,
    )
    return page.evaluate(FIRST)


@pytest.mark.parametrize("path", CHARTED)
def test_on_a_wide_window_the_first_chart_begins_high_and_fills_half_of_it(visit, path):
    page = visit(path, width=WIDE).page
    top, height = first(page)
    assert top <= 300
    assert height >= 450
    assert page.evaluate(LINES) < 4, "the header is one line"


@pytest.mark.parametrize("path", CHARTED)
def test_on_a_phone_the_first_chart_begins_in_the_upper_half(visit, path):
    top, height = first(visit(path, width=PHONE).page)
    assert top <= 420
    assert height >= 300


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
    expect(body.get_by_role("link", name="CSV")).to_be_visible()
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


def test_every_page_view_and_opened_record_has_a_title_of_its_own(visit):
    titles = {path: _title(visit(path, width=WIDE).page) for path in [*views(), OPEN, f"/events?record={ARMISTICE}"]}
    assert len(set(titles.values())) == len(titles) - 1, "a record is called the same as the mark that stands for it"
    assert all("Panmunjom" in title for title in titles.values())
    assert "Armistice Agreement signed" in titles[OPEN]
    page = visit(OPEN, width=WIDE).page
    _title(page)
    page.keyboard.press("Escape")
    page.wait_for_function("title => document.title === title", arg=titles["/events"])


def _title(page):
    page.wait_for_function("() => document.title.includes('Panmunjom')")
    page.wait_for_timeout(300)
    return page.title()


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


@pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)
def test_a_mark_can_still_be_read_and_clicked_beside_the_evidence(visit, database, entry):
    rows = database.frame("charts", entry.id, Filters().parameters())
    path = chart_path(entry)
    page = visit(f"{path}{'&' if '?' in path else '?'}mark={entry.id}~{rows['mark'].iloc[0]}", width=WIDE).page
    expect(evidence(page, entry.id)).to_be_visible()
    expect(panel(page, entry.id).locator(RINGED).first).to_be_attached()
    first(page)
    assert not page.evaluate(OVERLAP, [SHEET, f".st-key-panel-{entry.id} svg.marks"])
    label = click_first_free(page, entry.id, rows["label"].tolist()[1:])
    expect(page.locator(RINGED).first).to_have_attribute("aria-label", label)


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
