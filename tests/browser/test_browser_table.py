"""In a real browser: a table is sorted by its headings, and a row opens the record of that row, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import BY_ID
from dashboard.record.filters import Filters
from tests.browser.reading import chart_path, evidence, panel, query, wait_until

# Height of a row of the grid, the heading included.
ROW_PX = 35
# Charts with the columns, from the left and in view, that tell their rows apart.
TABLES = {
    "treaty_lifespans": (0,),
    "events_kind_by_actor": (0, 1),
    "launch_sites": (0, 1),
    "events_timeline": (0, 2),
    "unsc_votes": (1,),
}
# Votes stand in the order of their first column already.
SORTED = list(TABLES)[:-1]


@pytest.mark.parametrize("chart_id", SORTED)
def test_a_row_of_a_sorted_table_opens_the_record_of_that_row(visit, database, chart_id):
    page, grid = _open(visit, chart_id)
    marks = _marks(database, chart_id)
    assert int(grid.locator("[role=grid]").get_attribute("aria-rowcount")) == len(marks) + 1

    for _ in range(2):
        before = _keys(grid, chart_id, 0)
        _click(page, grid, 0)
        wait_until(
            page, "([id, old]) => document.querySelector(id).innerText !== old", [_cell_id(chart_id, 0), before[0]]
        )
        for row in (2, 0):
            keys = _keys(grid, chart_id, row)
            _click(page, grid, row + 1)
            _assert_open(page, chart_id, marks[keys])


def test_arrow_keys_go_from_record_to_record_down_to_the_last(visit, database):
    page, grid = _open(visit, "unsc_votes")
    marks = _marks(database, "unsc_votes")
    order = list(marks.values())
    _click(page, grid, 1)
    _assert_open(page, "unsc_votes", order[0])
    page.keyboard.press("ArrowDown")
    _assert_open(page, "unsc_votes", order[1])
    page.keyboard.press("Control+End")
    _assert_open(page, "unsc_votes", order[-1])


def test_a_closed_row_can_be_opened_again_and_sorting_stays(visit, database):
    page, grid = _open(visit, "treaty_lifespans")
    before = _keys(grid, "treaty_lifespans", 0)
    _click(page, grid, 0)
    wait_until(
        page,
        "([id, old]) => document.querySelector(id).innerText !== old",
        [_cell_id("treaty_lifespans", 0), before[0]],
    )
    keys = _keys(grid, "treaty_lifespans", 1)
    for _ in range(2):
        _click(page, grid, 2)
        _assert_open(page, "treaty_lifespans", _marks(database, "treaty_lifespans")[keys])
        panel(page, "treaty_lifespans").get_by_role("button", name="Close").click()
        expect(evidence(page, "treaty_lifespans")).to_have_count(0)
        expect(grid.locator("[role=gridcell][aria-selected=true]")).to_have_count(0)
        assert _keys(grid, "treaty_lifespans", 1) == keys


def test_the_day_of_the_armistice_is_the_same_in_every_time_zone(visit):
    for zone in ("America/Los_Angeles", "Asia/Seoul"):
        _, grid = _open(visit, "events_timeline", "/events?q=armistice+signed", zone=zone)
        days = grid.locator("[role=gridcell][aria-colindex='2']").all_inner_texts()
        assert "1953-07-27" in [day[:10] for day in days]


def test_a_cell_can_be_copied(visit):
    page, grid = _open(visit, "treaty_lifespans")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _click(page, grid, 1)
    wait_until(page, "() => document.activeElement.id.startsWith('glide-cell-0-0')")
    page.keyboard.press("Control+c")
    wait_until(
        page,
        "async text => (await navigator.clipboard.readText()) === text",
        grid.locator("#glide-cell-0-0").inner_text(),
    )


def _open(visit, chart_id, path=None, **place):
    """The chart as a table, in view."""
    page = visit(path or chart_path(BY_ID[chart_id]), **place).page
    panel(page, chart_id).locator(f".st-key-view-{chart_id}").get_by_text("Table", exact=True).click()
    grid = panel(page, chart_id).locator("canvas[data-testid=data-grid-canvas]")
    expect(grid.locator("[role=gridcell]").first).to_be_attached()
    grid.evaluate("grid => grid.scrollIntoView({ block: 'center' })")
    return page, grid


def _click(page, grid, line):
    """Clicks a line of the grid at its left; the headings are line 0. The grid takes a click only where it saw the pointer come."""
    box = grid.bounding_box()
    across, down = box["x"] + 24, box["y"] + ROW_PX * line + ROW_PX / 2
    page.mouse.move(across + 9, down)
    page.mouse.move(across, down, steps=4)
    page.mouse.click(across, down, delay=60)


def _cell_id(chart_id, row, column=0):
    return f".st-key-panel-{chart_id} #glide-cell-{column}-{row}"


def _keys(grid, chart_id, row):
    """What tells a line of the grid apart, as it stands in the grid's own table for screen readers."""
    return tuple(grid.locator(f"#glide-cell-{column}-{row}").inner_text() for column in TABLES[chart_id])


def _marks(database, chart_id):
    """The mark of each row by the texts of its telling columns, in the order of the chart."""
    rows = database.frame("charts", chart_id, Filters().parameters())
    columns = BY_ID[chart_id].columns
    words = database.frame("pages", "record_words", {"records": list(rows[columns.record])})
    frame = columns.frame(rows, words)
    keys = [tuple(str(value) for value in row) for row in frame.iloc[:, list(TABLES[chart_id])].itertuples(index=False)]
    assert len(set(keys)) == len(keys)
    return dict(zip(keys, rows["mark"], strict=True))


def _assert_open(page, chart_id, mark):
    wait_until(page, "mark => new URL(location).searchParams.get('mark') === mark", f"{chart_id}~{mark}")
    expect(evidence(page, chart_id)).to_be_visible()
    assert query(page)["mark"] == [f"{chart_id}~{mark}"]
