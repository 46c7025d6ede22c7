"""From a mark to the words: every chart's marks open the records behind them, a document opens at its passage."""

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.markup.marks import escape
from dashboard.parts.verbatim import verbatim
from dashboard.record.filters import Filters
from dashboard.record.places import STATES, place_in_words, straight_to
from tests.app.pages import (
    CHART_PAGES,
    address,
    assert_sound,
    click,
    drawn,
    evidence,
    html,
    list_of_marks,
    notes,
    open_chart,
    open_page,
    place_of,
    visit,
)

ARMISTICE = "ev-1953-07-27-armistice"
DOCUMENT = "doc-pacheco-pardo-2014"

each_chart = pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)


@each_chart
def test_a_click_on_a_mark_opens_its_records_and_names_it_in_the_address(real_data, entry):
    rows = real_data.frame("charts", entry.id, Filters().parameters())
    # Marks of coded events may rest on imported rows alone, which are no records.
    rows = rows[rows["records"].map(len) > 0]
    app = open_chart(entry)
    for position in (0, len(rows) // 2):
        row = rows.iloc[position]
        click(app, entry.id, row["mark"])
        assert_sound(app)
        assert address(app)["mark"] == [f"{entry.id}~{row['mark']}"]
        _assert_shows(app, real_data, list(row["records"]))

    click(app, entry.id, "")
    assert "mark" not in address(app)
    assert evidence(app) == ""


@each_chart
def test_a_mark_chosen_from_the_list_opens_the_same(real_data, entry):
    row = real_data.frame("charts", entry.id, Filters().parameters()).iloc[-1]
    app = open_chart(entry)
    list_of_marks(app, entry.id).set_value(row["mark"]).run()
    assert not app.session_state[f"marks-{entry.id}"]
    assert_sound(app)
    assert address(app)["mark"] == [f"{entry.id}~{row['mark']}"]
    _assert_shows(app, real_data, list(row["records"]))

    app.button(key=f"close-{entry.id}").click().run()
    assert "mark" not in address(app)
    assert evidence(app) == ""


@each_chart
def test_a_mark_in_the_address_is_open_at_once(real_data, entry):
    row = real_data.frame("charts", entry.id, Filters().parameters()).iloc[0]
    app = open_chart(entry, {"mark": f"{entry.id}~{row['mark']}"})
    assert_sound(app)
    assert list_of_marks(app, entry.id).value == row["mark"]
    _assert_shows(app, real_data, list(row["records"]))


@each_chart
def test_a_mark_that_is_not_on_the_chart_gets_a_note(real_data, entry):
    app = open_chart(entry)
    for mark in ("<b>bold</b>", "x" * 3000):
        visit(app, {**place_of(entry), "mark": f"{entry.id}~{mark}"})
        assert_sound(app)
        assert len(notes(app)) == 1
        assert evidence(app) == ""


def test_a_mark_that_the_filters_hide_gets_a_note(real_data):
    app = open_page("events", {"era": "summits", "mark": f"events_timeline~{ARMISTICE}"})
    assert len(notes(app)) == 1
    assert evidence(app) == ""


@pytest.mark.parametrize("page", CHART_PAGES, ids=lambda page: page.name)
def test_a_record_in_the_address_is_open_above_the_charts_on_any_page_of_charts(real_data, page):
    app = open_page(page.name, {"record": ARMISTICE})
    assert_sound(app)
    _assert_shows(app, real_data, [ARMISTICE])
    assert drawn(app) == page.charts

    app.button(key="close-record").click().run()
    assert address(app) == {}
    assert evidence(app) == ""


@pytest.mark.parametrize("page", CHART_PAGES, ids=lambda page: page.name)
def test_an_unknown_record_gets_a_note(real_data, page):
    app = open_page(page.name)
    for record in ("' or 1=1 --", "x" * 3000):
        visit(app, {"record": record})
        assert_sound(app)
        (note,) = notes(app)
        assert "There is no record" in note
        assert evidence(app) == ""
        assert drawn(app) == page.charts


def test_a_passage_is_quoted_in_its_sentences_with_a_link_into_the_document(real_data):
    (cited,) = [
        row
        for row in real_data.rows("pages", "evidence_by_record", {"records": [ARMISTICE]})
        if row["is_document"] and row["quote"]
    ][:1]
    shown = evidence(open_page("events", {"mark": f"events_timeline~{ARMISTICE}"}))
    assert f"<mark class='cited chosen'>{escape(cited['quote'])}</mark>" in shown
    assert f"href='/source?doc={cited['source_id']}&amp;cite={cited['citation_id']}'" in shown
    assert "27 July 1953" in shown


def test_a_reference_opens_in_a_new_tab_and_says_what_it_is_cited_for(real_data):
    shown = evidence(open_page("events", {"mark": f"events_timeline~{ARMISTICE}"}))
    references = [
        row
        for row in real_data.rows("pages", "evidence_by_record", {"records": [ARMISTICE]})
        if row["source_id"] and not row["quote"]
    ]
    assert references
    for row in references:
        url = escape(straight_to(row["url"], row))
        assert f'<a href="{url}" target="_blank" rel="noopener noreferrer">' in shown
        assert place_in_words(row["locator_kind"], row["locator"]) in shown
        assert STATES[row["place_state"]] in shown
        assert escape(row["publisher"]) in shown
        assert escape(row["cited_for"]) in shown


def test_a_document_shows_every_cited_span_and_the_chosen_one(real_data):
    for document in [row for row in real_data.rows("pages", "source_list") if row["is_document"]]:
        passages = real_data.rows("pages", "document_passages", {"doc": document["source_id"]})
        assert passages
        app = open_page("source", {"doc": document["source_id"]})
        assert_sound(app)
        shown = html(app)
        assert escape(document["title"]) in shown
        assert f"{len(passages)} passages are cited" in shown
        assert 'id="chosen"' not in shown
        assert {row["citation_id"] for row in passages} == _spans(shown)

        visit(app, {"doc": document["source_id"], "cite": passages[-1]["citation_id"]})
        assert html(app).count('id="chosen"') == 1
        _assert_shows(app, real_data, passages[-1]["records"])


def test_next_and_previous_walk_through_the_passages_in_the_order_of_the_text(real_data):
    order = [row["citation_id"] for row in real_data.rows("pages", "document_passages", {"doc": DOCUMENT})]
    app = open_page("source", {"doc": DOCUMENT, "cite": order[0]})
    assert _button(app, "Previous").disabled
    for expected in order[1:4]:
        _button(app, "Next").click().run()
        assert address(app) == {"doc": [DOCUMENT], "cite": [expected]}
    _button(app, "Previous").click().run()
    assert address(app)["cite"] == [order[2]]
    visit(app, {"doc": DOCUMENT, "cite": order[-1]})
    assert _button(app, "Next").disabled


@pytest.mark.parametrize("cite", ["no-such-passage", "<img src=x>", "x" * 3000])
def test_an_unknown_passage_gets_a_note_and_the_document_is_shown(real_data, cite):
    app = open_page("source", {"doc": DOCUMENT, "cite": cite})
    assert_sound(app)
    (note,) = notes(app)
    assert "There is no passage" in note
    assert "class='source-text document'" in html(app)


@pytest.mark.parametrize("doc", ["doc-no-such", "<img src=x>", "x" * 3000])
def test_an_unknown_document_gets_a_note_and_a_choice_of_the_documents(real_data, doc):
    app = open_page("source", {"doc": doc})
    assert_sound(app)
    (note,) = notes(app)
    assert "There is no document" in note
    titles = [verbatim(row["title"]) for row in real_data.rows("pages", "source_list") if row["is_document"]]
    assert titles == [link.proto.label for link in app.get("page_link")][-len(titles) :]


def test_no_document_named_offers_the_documents_without_a_note(real_data):
    app = open_page("source")
    assert_sound(app)
    assert notes(app) == []


@pytest.mark.parametrize("value", ["[here](https://evil.example)", "![x](https://evil.example/x.png)", ":red[x]"])
@pytest.mark.parametrize("name", ["doc", "cite", "record"])
def test_a_note_on_what_was_asked_for_is_plain_text(real_data, name, value):
    query = {"record": value} if name == "record" else {"doc": DOCUMENT, name: value}
    app = open_page("events" if name == "record" else "source", query)
    (note,) = notes(app)
    assert escape(value) in note
    assert not app.info, "Streamlit's own notes read their text as Markdown"


def _assert_shows(app, database, records):
    """The evidence panel shows these records in full: title, and each citation of each."""
    shown = evidence(app)
    rows = database.rows("pages", "evidence_by_record", {"records": records[:40]})
    assert rows
    assert shown.count("<details class='record'") == len({row["record_id"] for row in rows})
    assert shown.count("<li class='citation") == sum(row["source_id"] is not None for row in rows)
    for row in rows:
        assert row["source_id"], f"{row['record_id']} has no citation"
        assert f"<span class='record-id'>{escape(row['record_id'])}</span>" in shown
        assert escape(row["title"]) in shown
        assert escape(row["source_title"]) in shown


def _spans(shown):
    return {cite for part in shown.split('data-ids="')[1:] for cite in part.partition('"')[0].split()}


def _button(app, label):
    return next(button for button in app.button if button.label == label)
