"""In a real browser: a mark of each chart leads to the words it rests on, by mouse and by keyboard, in every time zone."""

from itertools import groupby

import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.record.filters import Filters
from tests.browser.reading import (
    MARKS,
    OVERLAP,
    RINGED,
    SHEET,
    chart_path,
    click_first_free,
    evidence,
    first_drawing,
    in_view,
    list_of_marks,
    mark,
    moved,
    panel,
    query,
    still,
    with_mark,
)

ARMISTICE = "ev-1953-07-27-armistice"

each_chart = pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)
each_page = pytest.mark.parametrize(
    ("path", "entries"),
    [(path, list(entries)) for path, entries in groupby(CHARTS, key=chart_path)],
    ids=lambda value: value if isinstance(value, str) else "",
)


@each_chart
def test_beside_the_evidence_of_one_mark_another_can_be_clicked_and_leads_to_the_passage_or_the_reference(
    visit, database, entry
):
    rows = database.frame("charts", entry.id, Filters().parameters())
    cited = _passages(database, [record for records in rows["records"] for record in records])
    quoted = [row for row in rows.itertuples() if cited.keys() & set(row.records)]
    unquoted = [row for row in rows.itertuples() if not cited.keys() & set(row.records)]
    opened = (unquoted or quoted)[0]
    page = visit(with_mark(entry, opened.mark), width=1360).page
    expect(evidence(page, entry.id)).to_be_visible()
    expect(panel(page, entry.id).locator(RINGED).first).to_be_attached()
    first_drawing(page)
    assert not page.evaluate(OVERLAP, [SHEET, f".st-key-panel-{entry.id} svg.marks"])

    others = [row.label for row in quoted or unquoted if row.mark != opened.mark]
    label = click_first_free(page, entry.id, others)

    expect(panel(page, entry.id).locator(RINGED).first).to_have_attribute("aria-label", label)
    (row,) = [row for row in rows.itertuples() if row.label == label]
    assert query(page)["mark"] == [f"{entry.id}~{row.mark}"]
    _open_records(page, entry.id)
    expect(evidence(page, entry.id).locator(".citation").first).to_be_visible()
    assert set(evidence(page, entry.id).locator(".record-id").all_inner_texts()) == set(list(row.records)[:40])
    if quoted:
        passage = cited[next(record for record in row.records if record in cited)]
        _follow(page, entry.id, passage)


@each_page
def test_nearly_every_mark_can_be_clicked_and_the_lists_of_marks_open_the_same_by_keyboard(
    visit, database, path, entries
):
    page = visit(path).page
    charts = [(entry, database.frame("charts", entry.id, Filters().parameters())) for entry in entries]
    page.set_viewport_size({"width": 1280, "height": 3000})
    for entry, rows in charts:
        drawn, free = panel(page, entry.id).locator(MARKS).evaluate_all(LABELS)
        assert set(drawn) == set(rows["label"])
        covered = set(drawn) - set(free)
        assert len(covered) <= len(rows) * 0.02, covered
    page.set_viewport_size({"width": 1280, "height": 900})
    for entry, rows in charts:
        resting = rows[rows["records"].map(len) > 0]
        row = resting.iloc[len(resting) // 2]
        box = list_of_marks(page, entry.id)
        box.focus()
        # Each key filters hundreds of labels: the first are typed, the others come at once.
        page.keyboard.type(row["label"][:4])
        expect(box).to_have_value(row["label"][:4])
        page.keyboard.insert_text(row["label"][4:60])
        expect(page.get_by_role("option", name=row["label"], exact=True).first).to_be_visible()
        page.keyboard.press("Enter")
        # A mark of coded events may rest on imported rows alone.
        expect(evidence(page, entry.id).locator(".record, .coded-list li").first).to_be_visible()
        opened = query(page)["mark"][0].partition("~")[2]
        assert rows.set_index("mark").loc[opened, "label"].startswith(row["label"][:60])


# Labels of all marks, and labels of those that have a point which no other drawing covers: looked for from the middle outwards.
LABELS = """marks => {
  const steps = [6, 5, 7, 4, 8, 3, 9, 2, 10, 1, 11]
  const points = steps.flatMap(i => steps.map(j => [i / 12, j / 12]))
    .sort(([a, b], [c, d]) => Math.hypot(a - .5, b - .5) - Math.hypot(c - .5, d - .5))
  const isFree = mark => {
    let box = mark.getBoundingClientRect()
    if (box.top < 0 || box.bottom > innerHeight) {
      mark.scrollIntoView({ block: 'nearest' })
      box = mark.getBoundingClientRect()
    }
    return points.some(([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y) === mark)
  }
  const label = mark => mark.getAttribute('aria-label')
  return [marks.map(label), marks.filter(isFree).map(label)]
}"""


def test_a_click_beside_the_marks_closes_the_evidence(visit, database):
    page = visit(f"/events?mark=cooperation_balance~{_first_mark(database, 'cooperation_balance')}").page
    expect(evidence(page, "cooperation_balance")).to_be_visible()
    panel(page, "cooperation_balance").get_by_role("button", name="Close").click()
    expect(evidence(page, "cooperation_balance")).to_have_count(0)
    assert "mark" not in query(page)


def test_the_evidence_of_a_click_is_on_screen_without_scrolling(visit, database):
    label = _label(database, ARMISTICE)
    page = visit("/events").page
    click_first_free(page, "events_timeline", [label])
    expect(evidence(page, "events_timeline").locator(".citation").first).to_be_visible()
    assert in_view(evidence(page, "events_timeline").locator(".record-title").first)


def test_days_are_at_the_same_place_in_every_time_zone(visit, database):
    label = _label(database, ARMISTICE)
    assert "27 July 1953" in label
    places, shapes = {}, {}
    for zone in ("UTC", "America/Los_Angeles", "Asia/Seoul"):
        page = visit("/events", zone=zone, loaded=True).page
        assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        still(page)
        box = mark(page, "events_timeline", label).bounding_box()
        places[zone] = round(box["x"] + box["width"] / 2, 1)
        click_first_free(page, "events_timeline", [label])
        expect(evidence(page, "events_timeline").locator(".record-meta").first).to_contain_text("27 July 1953")
        for chart_id in ("treaty_lifespans", "positions_over_time"):
            moved(page, chart_path(BY_ID[chart_id]))
            still(page)
            shapes[zone, chart_id] = panel(page, chart_id).locator(MARKS).evaluate_all(PLACES)
            assert len(shapes[zone, chart_id]) > 50
            assert shapes[zone, chart_id] == shapes["UTC", chart_id]
    assert len(set(places.values())) == 1, places


PLACES = "marks => marks.map(mark => [mark.getAttribute('aria-label'), Math.round(mark.getBoundingClientRect().x)])"


def _passages(database, records):
    """The first cited passage of each record that has one."""
    found = {}
    for row in database.rows("pages", "evidence_by_record", {"records": sorted(set(records))}):
        if row["is_document"] and row["quote"]:
            found.setdefault(row["record_id"], row)
    return found


def _open_records(page, chart_id):
    closed = evidence(page, chart_id).locator("details.record:not([open])")
    if closed.count():
        closed.first.locator("summary").click()
        closed.evaluate_all("records => records.forEach(record => { record.open = true })")


def _follow(page, chart_id, passage):
    """From the evidence into the document, to the very words."""
    address = f"doc={passage['source_id']}&cite={passage['citation_id']}"
    evidence(page, chart_id).locator(f"a.to-passage[href='/source?{address}']").first.click()
    expect(page.locator("article.document #chosen")).to_be_in_viewport(timeout=15_000)
    assert page.url.endswith(f"/source?{address}")
    words = "".join(page.locator("article.document mark.chosen").all_text_contents())
    assert "".join(words.split()) == "".join(passage["quote"].split())


def _label(database, chart_mark):
    rows = database.frame("charts", "events_timeline", Filters().parameters())
    return rows.set_index("mark").loc[chart_mark, "label"]


def _first_mark(database, chart_id):
    return database.frame("charts", chart_id, Filters().parameters())["mark"].iloc[0]
