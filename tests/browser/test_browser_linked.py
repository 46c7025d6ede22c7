"""In a real browser: a period dragged on a chart and an actor, era or topic clicked by its name become the filter of the page."""

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import BY_ID
from dashboard.record.filters import Filters
from tests.browser.reading import chart_path, evidence, panel, query, settled

BRUSHED = [entry.id for entry in BY_ID.values() if "brush" in entry.selections]


def _drag(page, chart_id, first, last):
    """Drags from one share of a chart's width to another, at a height where lanes and bars have room between them."""
    drawing = panel(page, chart_id).locator("svg.marks")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    y = box["y"] + box["height"] * 0.62
    page.mouse.move(box["x"] + box["width"] * first, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (first + last) / 2, y, steps=5)
    page.mouse.move(box["x"] + box["width"] * last, y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("chart_id", BRUSHED)
def test_a_drag_sets_the_period_of_the_page_and_a_button_takes_it_back(visit, chart_id):
    page = visit(chart_path(BY_ID[chart_id])).page
    before = page.locator(".filter-line").first.text_content()
    _drag(page, chart_id, 0.45, 0.7)
    expect(page.locator(".filter-line").first).not_to_have_text(before)
    settled(page)
    (first,), (last,) = query(page)["from"], query(page)["to"]
    # Coded events begin where their import does.
    if not BY_ID[chart_id].is_coded:
        assert 1978 <= int(first) <= 1984
        assert 1998 <= int(last) <= 2004
    assert int(first) < int(last)
    expect(page.locator(".filter-line").first).to_contain_text(f"{first}")
    panel(page, chart_id).get_by_role("button", name="Show all years").click()
    expect(page.locator(".filter-line").first).to_have_text(before)
    assert not {"from", "to"} & set(query(page))


def test_at_least_three_charts_have_a_brush():
    assert len(BRUSHED) >= 3


@pytest.mark.parametrize("chart_id", [entry.id for entry in BY_ID.values() if "actor" in entry.selections])
def test_a_click_on_the_name_of_an_actor_shows_only_what_concerns_it(visit, chart_id):
    page = visit(chart_path(BY_ID[chart_id])).page
    name = panel(page, chart_id).locator("svg.marks text", has_text="China").first
    name.scroll_into_view_if_needed()
    box = name.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".filter-line").first).to_contain_text("Actor: China")
    assert query(page)["actor"] == ["CHN"]
    assert "mark" not in query(page)


def test_a_click_on_the_name_of_a_topic_shows_everybody_by_name(visit):
    page = visit("/positions").page
    drawing = panel(page, "positions_by_topic").locator("svg.marks")
    name = drawing.locator("text", has_text="Use of force").first
    name.scroll_into_view_if_needed()
    box = name.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".filter-line").first).to_contain_text("Kind: Use of force")
    assert query(page)["kind"] == ["military-option"]
    assert "mark" not in query(page)
    expect(drawing.locator("text", has_text="William Perry, 2017").first).to_be_visible()


def test_a_click_on_an_era_of_the_overview_shows_only_that_era(visit):
    page = visit("/").page
    era = panel(page, "relationship_at_a_glance").locator("[aria-roledescription=era][aria-label^='Korean War']").first
    era.scroll_into_view_if_needed()
    box = era.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".filter-line").first).to_contain_text("Era: Korean War")
    assert query(page)["era"] == ["korean-war"]


def test_the_name_of_a_turning_point_opens_it(visit, database):
    rows = database.frame("charts", "relationship_at_a_glance", Filters().parameters())
    page = visit("/", width=1360).page
    drawing = panel(page, "relationship_at_a_glance").locator("svg.marks")
    turning = rows[(rows["part"] == "event") & rows["name"].notna()].set_index("name")["mark"]
    texts = drawing.locator("text").all_text_contents()
    # A name in front of its halo; one that an instrument has too stands there more often.
    name = next(one for one in texts if one in turning.index and texts.count(one) == 2)
    box = drawing.get_by_text(name, exact=True).last.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(evidence(page, "relationship_at_a_glance")).to_be_visible()
    assert query(page)["mark"] == [f"relationship_at_a_glance~{turning[name]}"]
