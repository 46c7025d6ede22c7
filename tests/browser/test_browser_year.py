"""In a real browser: the slider of years changes the drawing and the address, each year has its own lines, a click opens evidence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import BY_ID
from dashboard.record.filters import Filters
from tests.browser.reading import (
    MARKS,
    chart_path,
    click_first_free,
    evidence,
    in_view,
    panel,
    query,
    resized,
    settled,
    wait_until,
)

NETWORK = BY_ID["who_owes_whom"]
PATH = chart_path(NETWORK)
YEARS = (1950, 1961, 1994, 2024)

# Ends of the drawn lines of one network with their colours; and the boxes of the names of states.
CROSSED = """svg => {
  const inner = box => ({ left: box.left + 1, right: box.right - 1, top: box.top + 2, bottom: box.bottom - 2 })
  const texts = [...svg.querySelectorAll('text')]
  const names = texts.filter(text => /^(UN|US|USSR|Russia|China|Japan|[NS]..Korea)$/.test(text.textContent))
  const lines = [...svg.querySelectorAll('.mark-rule line')].filter(line => line.getAttribute('opacity') !== '0')
  const found = []
  for (const line of lines) {
    const matrix = line.getScreenCTM()
    const at = share => new DOMPoint(
      Number(line.getAttribute('x2') || 0) * share, Number(line.getAttribute('y2') || 0) * share).matrixTransform(matrix)
    for (const name of names) {
      const box = inner(name.getBoundingClientRect())
      for (let i = 0; i <= 100; i++) {
        const point = at(i / 100)
        if (point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom) {
          found.push(name.textContent)
          break
        }
      }
    }
  }
  return [names.length, lines.length, found]
}"""


def labels_of(database, year=None):
    return set(database.frame("charts", NETWORK.id, Filters(year=year).parameters())["label"])


def drawn(page):
    return set(panel(page, NETWORK.id).locator(MARKS).evaluate_all("marks => marks.map(m => m.ariaLabel)"))


def slider(page):
    return panel(page, NETWORK.id).get_by_role("slider")


def shows(page, year):
    """Waits until the year stands in large type in the drawing."""
    expect(panel(page, NETWORK.id).locator("svg.marks text", has_text=re.compile(f"^{year}$")).first).to_be_visible()
    expect(panel(page, NETWORK.id).locator("svg.marks text", has_text=re.compile(r"^\d{4}$"))).to_have_count(1)


def test_each_of_the_four_years_draws_its_own_lines(visit, database):
    page = visit(PATH).page
    assert drawn(page) == labels_of(database)
    seen = []
    for year in YEARS:
        panel(page, NETWORK.id).get_by_role("radio", name=str(year), exact=True).click()
        page.wait_for_url(f"**year={year}*")
        shows(page, year)
        assert drawn(page) == labels_of(database, year)
        seen.append({label.partition(": ")[2] for label in drawn(page)})
    assert all(one != other for i, one in enumerate(seen) for other in seen[:i])


def test_arrow_keys_and_dragging_move_through_the_years(visit, database):
    page = visit(f"{PATH}&year=1961").page
    other = page.locator(".st-key-panel-treaty_obligations svg.marks").element_handle()
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**year=1962*")
    shows(page, 1962)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**year=1961*")
    shows(page, 1961)
    box = slider(page).bounding_box()
    track = panel(page, NETWORK.id).locator("[data-testid=stSlider]").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 0.75, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    wait_until(page, "() => Number(new URLSearchParams(location.search).get('year')) > 1990")
    settled(page)
    year = int(query(page)["year"][0])
    shows(page, year)
    assert drawn(page) == labels_of(database, year)
    assert other.evaluate("svg => svg.isConnected"), "the chart beneath was not drawn again"
    slider(page).focus()
    page.keyboard.press("Home")
    wait_until(page, "() => !location.search.includes('year=')")
    expect(panel(page, NETWORK.id).locator("svg.marks text", has_text=re.compile(r"^\d{4}$"))).to_have_count(4)


def test_a_click_on_a_line_opens_its_evidence_which_goes_along(visit, database):
    page = visit(f"{PATH}&year=1961").page
    rows = database.frame("charts", NETWORK.id, Filters(year=1961).parameters())
    chosen = rows[rows["mark"] == "1961-usa-kor-defense"].iloc[0]
    click_first_free(page, NETWORK.id, [chosen["label"]])
    expect(evidence(page, NETWORK.id)).to_contain_text("US-ROK Mutual Defense Treaty")
    assert query(page)["mark"] == [f"{NETWORK.id}~{chosen['mark']}"]
    assert in_view(evidence(page, NETWORK.id).locator(".record-title").first)
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**year=1962*")
    assert query(page)["mark"] == [f"{NETWORK.id}~1962-usa-kor-defense"]
    expect(evidence(page, NETWORK.id)).to_contain_text("US-ROK Mutual Defense Treaty")
    panel(page, NETWORK.id).get_by_role("radio", name="1950", exact=True).click()
    expect(evidence(page, NETWORK.id)).to_have_count(0)
    expect(panel(page, NETWORK.id).locator(".note")).to_contain_text("not on this chart")


def test_the_middle_of_a_line_and_the_name_along_it_can_be_clicked(visit):
    page = visit(f"{PATH}&year=1961").page
    name = panel(page, NETWORK.id).locator("svg.marks text", has_text="Soviet-DPRK treaty of 1961").last
    name.scroll_into_view_if_needed()
    name.click()
    expect(evidence(page, NETWORK.id)).to_contain_text("Soviet-DPRK treaty of 1961")
    assert "1961-" in query(page)["mark"][0]
    panel(page, NETWORK.id).get_by_role("button", name="Close").click()
    expect(evidence(page, NETWORK.id)).to_have_count(0)
    strip = panel(page, NETWORK.id).locator("svg.marks .mark-rule line[opacity='0']").first
    box = strip.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(evidence(page, NETWORK.id)).to_be_visible()


def test_a_link_with_year_and_mark_opens_the_evidence(visit):
    page = visit(f"{PATH}&year=1996&mark={NETWORK.id}~1996-chn-prk-defense").page
    expect(evidence(page, NETWORK.id)).to_contain_text("China-DPRK treaty of 1961")
    shows(page, 1996)
    expect(slider(page)).to_have_attribute("aria-valuetext", "1996")


@pytest.mark.parametrize("year", ["", "&year=1961", "&year=2007"])
def test_no_line_crosses_the_name_of_a_state(visit, year):
    page = visit(f"{PATH}{year}").page
    for width in (1280, 1000, 800, 390):
        if width < 1280:
            resized(page, width)
        names, lines, crossed = panel(page, NETWORK.id).locator("svg.marks").evaluate(CROSSED)
        assert names == (7 if year else 28)
        assert lines > 20
        assert crossed == []
        width_of_drawing = panel(page, NETWORK.id).locator("svg.marks").bounding_box()["width"]
        assert width_of_drawing <= width
