"""In a real browser: a document opens at the chosen words, in a wide and in a narrow window, and can be walked through."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import query

DOCUMENT = "doc-pacheco-pardo-2014"
CHOSEN = "article.document #chosen"


@pytest.fixture
def passages(database):
    return database.rows("pages", "document_passages", {"doc": DOCUMENT})


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("position", [0.0, 0.5, 1.0])
def test_a_deep_link_shows_the_chosen_words(visit, passages, width, position):
    passage = passages[round(position * (len(passages) - 1))]
    page = visit(f"/source?doc={DOCUMENT}&cite={passage['citation_id']}", width=width).page
    expect(page.locator(CHOSEN)).to_be_in_viewport()
    words = "".join(page.locator("article.document mark.chosen").all_text_contents())
    assert "".join(words.split()) == "".join(passage["quote"].split())


def test_next_and_previous_walk_from_passage_to_passage(visit, passages):
    order = [row["citation_id"] for row in passages]
    page = visit(f"/source?doc={DOCUMENT}&cite={order[3]}").page
    for button, expected in (("Next", order[4]), ("Next", order[5]), ("Previous", order[4])):
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url(f"**/source?doc={DOCUMENT}&cite={expected}")
        expect(page.locator(f"{CHOSEN}[data-ids~='{expected}']")).to_be_in_viewport()


def test_a_click_on_a_passage_shows_the_records_that_rest_on_it(visit, passages):
    page = visit(f"/source?doc={DOCUMENT}").page
    wanted = page.locator("article.document mark.cited").first
    cite = wanted.get_attribute("data-cite")
    wanted.click()
    expect(page.locator(f"{CHOSEN}[data-ids~='{cite}']")).to_be_in_viewport()
    assert query(page)["cite"] == [cite]
    (passage,) = [row for row in passages if row["citation_id"] == cite]
    shown = page.locator(".st-key-passage-side .record-id")
    expect(shown).to_have_count(len(passage["records"]))
    assert set(shown.all_text_contents()) == set(passage["records"])


def test_the_keyboard_moves_between_passages_and_opens_one(visit, passages):
    page = visit(f"/source?doc={DOCUMENT}").page
    marks = page.locator("article.document mark.cited")
    marks.first.focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    second = marks.nth(1)
    expect(second).to_be_focused()
    expect(second).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(CHOSEN)).to_be_in_viewport()
    assert query(page)["cite"] == [second.get_attribute("data-cite")]


def test_every_document_opens_from_the_page_of_sources(visit, database):
    for row in database.rows("pages", "source_list"):
        if row["is_document"]:
            page = visit("/sources").page
            page.locator(f"a[href='/source?doc={row['source_id']}']").click()
            expect(page.locator("h1")).to_contain_text(row["title"][:40])
            expect(page.locator("article.document")).to_be_visible()


def test_an_unknown_passage_gets_a_note_and_the_document_is_shown(visit):
    page = visit(f"/source?doc={DOCUMENT}&cite=no-such-passage").page
    expect(page.get_by_text("There is no passage")).to_be_visible()
    expect(page.locator("article.document")).to_be_visible()
