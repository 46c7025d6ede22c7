"""The ledger of claims: its filters in the address, its order, its text escaped, and the reader's list and margin."""

import re
from html import unescape

import pytest

from dashboard.markup.marks import escape, paragraphs
from dashboard.parts import context
from dashboard.parts.record_link import paragraph_number
from dashboard.record.filters import Filters
from dashboard.views.claims import ledger as claims_ledger
from dashboard.views.claims.filters import LedgerFilters, parse_ledger
from dashboard.views.reader import beside as claims_reader
from dashboard.views.reader.finding import Hits
from dashboard.views.reader.texts import Text

ALLOWED = {
    "document": {"doc-a": "A", "doc-b": "B"},
    "modality": {"quotation": "Quotation"},
    "verdict": {"contradicted": "Contradicted", "opinion": "Opinion"},
}
WORST_FIRST = ["contradicted", "unverifiable", "partly_supported", "opinion", "supported"]


def ledger_rows(database, **own):
    return database.rows("pages", "claims_ledger", {**Filters().parameters(), **LedgerFilters(**own).parameters()})


@pytest.fixture
def tiny_ledger(tiny_database, monkeypatch):
    monkeypatch.setattr(context, "database", lambda: tiny_database)
    bodies = {row["source"]: row["body"] for row in tiny_database.rows("pages", "document_bodies")}
    monkeypatch.setattr(context, "bodies", lambda: bodies)
    return lambda **own: claims_ledger.ledger_html.__wrapped__("build", Filters(), LedgerFilters(**own))


def test_known_values_are_kept_in_order_and_once():
    filters, notes = parse_ledger({"verdict": ["opinion", "contradicted", "opinion"], "document": ["doc-b"]}, ALLOWED)
    assert filters == LedgerFilters(document=("doc-b",), verdict=("opinion", "contradicted"))
    assert notes == []
    assert parse_ledger({"list": ["all"]}, ALLOWED)[0].whole


@pytest.mark.parametrize(
    "query", [{"verdict": ["true"]}, {"document": ["<b>"]}, {"modality": ["x" * 5000]}, {"list": ["everything"]}]
)
def test_unknown_values_are_ignored_with_a_note(query):
    filters, (note,) = parse_ledger(query, ALLOWED)
    assert filters == LedgerFilters()
    assert "was ignored" in note
    assert len(note) < 200


def test_the_worst_come_first_and_every_claim_is_there(database):
    rows = ledger_rows(database)
    places = [WORST_FIRST.index(row["verdict"]) for row in rows]
    assert places == sorted(places)
    (claims,) = database._con.cursor().execute("select count(*) from claims").fetchone()
    assert len({row["claim_id"] for row in rows}) == len(rows) == claims


def test_each_filter_limits_the_list(database):
    rows = ledger_rows(database)
    for name, column in (("document", "document"), ("modality", "modality"), ("verdict", "verdict")):
        for value in {row[column] for row in rows}:
            found = ledger_rows(database, **{name: (value,)})
            assert [row["claim_id"] for row in found] == [row["claim_id"] for row in rows if row[column] == value]


def test_a_contradicted_claim_leads_to_its_evidence(database):
    for row in ledger_rows(database, verdict=("contradicted",)):
        assert row["evidence"]
        assert row["verdict_note"]


def test_quotations_found_nowhere_else_say_so(database):
    untraced = [row for row in ledger_rows(database) if row["is_untraced"]]
    assert {row["claim_id"] for row in ledger_rows(database, modality=("quotation",), verdict=("unverifiable",))} <= {
        row["claim_id"] for row in untraced
    }
    assert all(row["verdict"] != "supported" for row in untraced)


def test_source_text_is_escaped_and_its_words_are_exact(tiny_ledger):
    count, contradicted, shown = tiny_ledger()
    assert count == shown.count("class='ledger-claim'")
    assert contradicted == 1
    assert "<script" not in shown
    assert (
        escape("<script>window.__pwned = 1</script> **Two** sides :red[met] again in 1994 for $5 and $6. =1+1") in shown
    )
    assert "href='/source?doc=doc-essay&amp;cite=cl-essay-02.1'" in shown


def test_only_the_first_claims_are_shown_until_all_are_asked_for(tiny_ledger, monkeypatch):
    monkeypatch.setattr(claims_ledger, "FIRST", 1)
    assert tiny_ledger()[2].count("class='ledger-claim'") == 1
    count, _, shown = tiny_ledger(whole=True)
    assert shown.count("class='ledger-claim'") == count > 1


def test_an_empty_ledger_says_so(tiny_ledger):
    count, _, shown = tiny_ledger(verdict=("opinion",))
    assert (count, shown) == (0, "")
    assert "No claim matches" in claims_ledger._sentence(0, 0, LedgerFilters())


def test_paragraphs_are_numbered_as_the_reader_numbers_them():
    body = "One.\n\nTwo is here.\nThree"
    assert len(paragraphs(body, [])) == 3
    assert [paragraph_number(body, body.index(word)) for word in ("One", "Two", "here", "Three")] == [1, 2, 2, 3]


def text_of(database, document):
    (row,) = database.rows("pages", "document", {"doc": document})
    passages = database.rows("pages", "document_passages", {"doc": document})
    return Text(row, row["body"], passages, (), (), row["sha256"], is_held=False)


@pytest.mark.parametrize("document", ["doc-alliance-essay", "doc-pacheco-pardo-2014"])
def test_every_claim_of_a_document_is_in_its_list_and_margin(database, document):
    text = text_of(database, document)
    claims = [passage for passage in text.passages if passage["is_claim"]]
    chosen = claims[len(claims) // 2]["citation_id"]
    listed = claims_reader.claim_list(text, chosen)
    for claim in claims:
        assert listed.count(f"data-cite='{claim['citation_id']}'") == 1
    assert listed.count("aria-current='true'") == listed.count("class='here'") == 1
    shown = claims_reader.document_text(text, claims_reader.Shown(0, len(text.body), chosen), Hits())
    assert sum(map(len, re.findall('data-sign="([^"]*)"', shown))) == len(claims)
    assert shown.count('id="chosen"') == 1


@pytest.mark.parametrize("document", ["doc-alliance-essay", "doc-pacheco-pardo-2014"])
def test_nothing_stands_between_the_words_of_a_document(database, document):
    text = text_of(database, document)
    shown = claims_reader.document_text(text, claims_reader.Shown(0, len(text.body)), Hits())
    split = [unescape(re.sub("<[^>]*>", "", part)) for part in re.findall("<p[ >].*?</p>", shown, re.DOTALL)]
    assert [part.split() for part in split] == [line.split() for line in text.body.split("\n") if line]


def test_a_passage_is_cited_with_paragraph_and_first_words(database):
    text = text_of(database, "doc-pacheco-pardo-2014")
    cited = claims_reader.passage_citation(text, text.passages[1], "abc", "https://example.org/x")
    assert cited.startswith("Ramon Pacheco Pardo, “North Korea and the Clinton administration")
    assert "paragraph 2, passage “" in cited
    assert cited.endswith("build abc. https://example.org/x")
