"""In a real browser: a story on a wide window, by keyboard, on a phone and on paper."""

from playwright.sync_api import expect

from tests.browser.reading import assert_fits, axe_faults, query, settled, wait_until

STEP = "/stories?id=singapore&step=4"
RINGED = ".st-key-story-chart svg.marks [data-told]"


def test_on_a_wide_window_the_sentences_stand_beside_the_chart_whose_mark_is_ringed(visit):
    page = visit(STEP).page
    expect(page.locator(RINGED)).to_have_count(1)
    drawing, text = (page.locator(name).bounding_box() for name in (".st-key-story-chart", ".story-text"))
    assert drawing["x"] + drawing["width"] < text["x"]
    assert abs(drawing["y"] - text["y"]) < 60
    assert page.title().startswith("Hanoi: what for what · What became of Singapore")
    assert axe_faults(page) == []


def test_arrow_keys_turn_the_steps_and_the_back_button_goes_back(visit):
    page = visit(STEP).page
    # Whatever rings the mark hears the keys.
    expect(page.locator(RINGED)).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".story-place")).to_have_text("Step 5 of 7")
    assert query(page) == {"id": ["singapore"], "step": ["5"]}
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".story-place")).to_have_text("Step 4 of 7")
    page.go_back()
    expect(page.locator(".story-place")).to_have_text("Step 5 of 7")


def test_arrow_keys_belong_to_evidence_and_to_fields_where_these_are_open(visit):
    page = visit(STEP).page
    expect(page.locator(RINGED)).to_have_count(1)
    page.locator(".story-mark a").click()
    expect(page.locator(".st-key-evidence-box-events_timeline .evidence")).to_be_focused()
    settled(page)
    page.keyboard.press("ArrowRight")
    wait_until(page, "() => !location.search.includes('hanoi')")
    expect(page.locator(".story-place")).to_have_text("Step 4 of 7")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-evidence-box-events_timeline")).to_have_count(0)
    page.locator(".st-key-search-box input").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    expect(page.locator(".story-place")).to_have_text("Step 4 of 7")


def test_a_number_in_the_text_opens_its_record_beside_the_text(visit):
    page = visit(STEP).page
    page.locator(".story-text sup a").first.click()
    expect(page.locator(".story-records .evidence .citation").first).to_be_visible()
    expect(page.locator(".story-records #chosen")).to_be_in_viewport()
    assert query(page)["record"] == ["ev-2019-02-27-hanoi-summit"]


def test_on_a_phone_the_sentences_stand_under_the_chart_and_the_next_step_begins_at_its_top(visit):
    page = visit(STEP, width=390).page
    drawing, text = (page.locator(name).bounding_box() for name in (".st-key-story-chart", ".story-text"))
    assert drawing["y"] + drawing["height"] <= text["y"]
    assert_fits(page)
    page.locator(".story-turn a[rel=next]").click()
    expect(page.locator(".story-place")).to_have_text("Step 5 of 7")
    wait_until(page, "() => document.querySelector('[data-testid=stMain]').scrollTop < 5")
    settled(page)
    assert_fits(page)


def test_a_whole_story_prints_with_its_pictures_and_references(visit):
    page = visit("/stories?id=singapore&step=all").page
    pictures = page.locator(".story-article img")
    expect(pictures).to_have_count(7)
    for place in range(7):
        # A picture takes a core for a second, and two are drawn at a time.
        expect(pictures.nth(place)).to_have_js_property("complete", True, timeout=60_000)
        assert pictures.nth(place).evaluate("picture => picture.naturalWidth") > 500
    assert axe_faults(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".st-key-navigation")).to_be_hidden()
    expect(page.locator(".story-crumb")).to_be_hidden()
    expect(page.locator(".story-references li").last).to_be_visible()
    assert page.locator(".story-references li").count() > 20
    page.emulate_media(media="screen")
