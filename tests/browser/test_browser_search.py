"""In a real browser: the box in the header suggests, by keyboard and touch, and says to a screen reader what it does."""

from playwright.sync_api import expect

BOX = "combobox"
NAME = "Search everything"


def _typed(page, text):
    box = page.get_by_role(BOX, name=NAME)
    box.click()
    page.keyboard.type(text, delay=20)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    return box


def _touch(page, found):
    box = found.bounding_box()
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    at = {"x": box["x"] + 20, "y": box["y"] + 10}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_suggestions_open_by_the_keyboard_and_the_back_button_returns(visit):
    page = visit("/events", loaded=True).page
    box = _typed(page, "agreed fra")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search-said")).to_contain_text("suggestions")
    box.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    expect(first).to_contain_text("Agreed Framework")
    box.press("Enter")
    page.wait_for_url("**/treaties?record=tr-agreed-framework-1994")
    expect(box).to_have_value("")
    page.go_back()
    page.wait_for_url("**/events")


def test_enter_asks_what_was_typed_and_says_what_was_meant(visit):
    page = visit("/events?era=summits", loaded=True).page
    box = _typed(page, "agreed framwork")
    expect(page.get_by_role("option").last).to_contain_text("Did you mean Agreed Framework?")
    box.press("Enter")
    page.wait_for_url("**/search?q=agreed%20framwork")
    expect(page.get_by_text("Did you mean Agreed Framework?")).to_be_visible()
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    expect(box).to_have_value("agreed framwork")
    page.get_by_role("link", name="Search for exactly that").click()
    page.wait_for_url("**/search?q=agreed%20framwork&exact=1")


def test_escape_closes_the_suggestions_and_leaves_what_was_typed_and_the_open_sheet(visit):
    page = visit("/events?era=korean-war&mark=events_timeline~ev-1953-07-27-armistice", loaded=True).page
    box = _typed(page, "kim jong")
    box.press("Escape")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    expect(box).to_have_value("kim jong")
    assert "mark=" in page.url


def test_a_touch_opens_a_suggestion_that_fits_a_phone(visit):
    page = visit("/events", width=390, loaded=True).page
    _typed(page, "정전협")
    shown = page.get_by_role("listbox", name="Suggestions").bounding_box()
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 390
    option = page.get_by_role("option", name="Korean Armistice Agreement").first
    expect(option).to_contain_text("another name: 정전협정")
    assert option.bounding_box()["height"] >= 40
    _touch(page, option)
    page.wait_for_url("**/treaties?record=tr-korean-armistice-1953")


def test_what_the_server_says_is_shown_as_text(visit):
    page = visit("/events", loaded=True).page
    hostile = "<img src=x onerror=document.title=1>"
    hit = dict.fromkeys(("id", "type", "kind", "title", "date", "other_name"), hostile)
    answer = {
        "query": hostile,
        "meant": hostile,
        "all": "/search?q=x",
        "hits": [{**hit, "url": "/events", "is_page": True}],
    }
    page.route("**/search.json*", lambda route: route.fulfill(json=answer))
    _typed(page, "any")
    assert page.locator(".search-list img").count() == 0
    assert hostile in page.get_by_role("option").first.inner_text()
    assert page.title() != "1"


def test_without_an_answer_the_box_still_searches(visit):
    page = visit("/events", loaded=True).page
    page.route("**/search.json*", lambda route: route.fulfill(body="none"))
    box = page.get_by_role(BOX, name=NAME)
    box.fill("Hanoi")
    box.press("Enter")
    page.wait_for_url("**/search?q=Hanoi")
