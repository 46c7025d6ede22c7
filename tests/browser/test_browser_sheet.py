"""In a real browser: the sheet of evidence keeps off its mark, says why its number is what it is, and is closed by the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import BY_ID
from dashboard.record.filters import Filters
from tests.browser.reading import MARKS, chart_path, click_first_free, evidence, list_of_marks, panel, query

ARMISTICE = "ev-1953-07-27-armistice"
SHEET = "[class*=st-key-evidence-box-]"
RINGED = "svg.marks [data-open]"

COVERED = """() => {
  const sheet = document.querySelector('[class*=st-key-evidence-box-]').getBoundingClientRect()
  const mark = document.querySelector('svg.marks [data-open]').getBoundingClientRect()
  return mark.left < sheet.right && sheet.left < mark.right && mark.top < sheet.bottom && sheet.top < mark.bottom
}"""


@pytest.mark.parametrize("chart_id", ["events_by_year", "initiator_by_target", "launches_by_year", "claims_by_verdict"])
def test_why_this_number_counts_the_records_behind_the_mark(visit, database, chart_id):
    rows = database.frame("charts", chart_id, Filters().parameters())
    row = rows.loc[rows["records"].map(len).idxmax()]
    page = visit(chart_path(BY_ID[chart_id])).page

    click_first_free(page, chart_id, [row["label"]])
    panel(page, chart_id).get_by_text("Why this number?").click()

    why = panel(page, chart_id).locator(".why")
    expect(why).to_contain_text(BY_ID[chart_id].rule[:40])
    expect(why).to_contain_text(re.compile(rf"\b{len(row['records'])} [a-z ]+ behind this mark"))
    expect(why).to_contain_text("None is set, so nothing was taken away.")


def test_why_this_number_says_what_each_filter_took_away(visit, database):
    era = Filters(eras=("summits",))
    rows = database.frame("charts", "events_by_year", era.parameters())
    row = rows.loc[rows["records"].map(len).idxmax()]
    page = visit(f"/events?view=by-year-and-era&era=summits&mark=events_by_year~{row['mark']}").page
    panel(page, "events_by_year").get_by_text("Why this number?").click()
    expect(panel(page, "events_by_year").locator(".why")).to_contain_text("Without “Era: Summits”")


@pytest.mark.parametrize("mark", ["ev-1945-08-10-38th-parallel-line", ARMISTICE, "ev-2018-06-12-singapore-summit"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_sheet_of_an_address_keeps_off_the_mark_it_rings(visit, mark, width):
    page = visit(f"/events?mark=events_timeline~{mark}", width=width).page
    expect(page.locator(RINGED)).to_have_count(1)
    expect(page.locator(SHEET)).to_be_visible()
    page.wait_for_function(f"() => !({COVERED})()")
    box = page.locator(SHEET).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_escape_closes_the_sheet_and_another_chart_takes_it_over(visit, database):
    page = visit(f"/events?mark=events_timeline~{ARMISTICE}").page
    expect(evidence(page, "events_timeline")).to_be_visible()
    rows = database.frame("charts", "cooperation_balance", Filters().parameters())
    click_first_free(page, "cooperation_balance", rows["label"].tolist())
    expect(evidence(page, "cooperation_balance")).to_be_visible()
    expect(evidence(page, "events_timeline")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(SHEET)).to_have_count(0)
    assert "mark" not in query(page)


def test_the_ring_moves_with_the_mark_chosen_in_the_list(visit, database):
    rows = database.frame("charts", "events_timeline", Filters().parameters())
    page = visit(f"/events?mark=events_timeline~{ARMISTICE}").page
    expect(page.locator(RINGED)).to_have_count(1)
    other = rows.iloc[10]["label"]
    list_of_marks(page, "events_timeline").fill(other[:50])
    page.keyboard.press("Enter")
    expect(page.locator(RINGED)).to_have_attribute("aria-label", other)
    assert panel(page, "events_timeline").locator(MARKS).count() == len(rows)


def test_a_row_of_the_register_of_sources_opens_what_rests_on_it(visit):
    page = visit("/sources").page
    grid = page.locator(".stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    # The first row lies under the heading.
    page.mouse.click(box["x"] + 60, box["y"] + 52)
    expect(page.locator(".st-key-evidence-box-source .record").first).to_be_visible()
    assert query(page)["source"]
