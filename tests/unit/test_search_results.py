"""How hits are shown: the found words marked, everything escaped, each hit opening its record or passage."""

from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.markup.marks import visible
from dashboard.record.search import Found, Hit, matching_words, search
from dashboard.views.search.marks import Words, best_window, excerpt_html, find_words, marked, tight
from dashboard.views.search.results import Passages, results_html, target

POISON = "<script>alert(1)</script><img src=x onerror='alert(1)'> Panmunjom"


def words(*found, pairs=()):
    return Words(frozenset(found), frozenset(pairs))


def hit(**changed):
    plain = {
        "id": "ev-1",
        "type": "event",
        "title": "Title",
        "body": "Body",
        "quote": "",
        "date": "1953",
        "names": (),
        "source": "",
        "start": 0,
        "is_named": False,
        "score": 1.0,
    }
    return Hit(**{**plain, **changed})


def test_words_are_marked_in_any_spelling():
    found = words("kn23", "pyongyang", "peoples", "north")
    text = "The KN-23, P’yŏngyang, the people's army, NORTH-east"
    assert marked(text, found.spans(text)).count("<mark") == 4
    assert "<mark class='hit'>KN-23</mark>" in marked(text, found.spans(text))


def test_neighbours_are_one_mark():
    text = "met Kim Jong-un in Hanoi"
    found = words("kim", "jong", "un").spans(text)
    assert [text[start:end] for start, end in found] == ["Kim Jong-un"]


def test_pairs_of_syllables_are_marked():
    text = "한국 정전협정을 지키다"
    found = words(pairs=("정전", "전협", "협정")).spans(text)
    assert [text[start:end] for start, end in found] == ["정전협정"]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400), size=st.integers(5, 60))
def test_marks_keep_the_text_and_stand_in_order(text, size):
    found = Words(frozenset(tight(part) for part in text.split()[:3]), frozenset({text[:2]}))
    spans = found.spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    left, right = best_window(text, spans, size)
    assert 0 <= left <= right <= len(text)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs"]), max_size=200))
def test_only_marks_are_added(text):
    html = excerpt_html(text, words("script"))
    bare = html.replace("<mark class='hit'>", "").replace("</mark>", "")
    assert "<" not in bare
    assert unescape(bare) == visible(text)


def test_hostile_text_is_escaped_everywhere():
    hostile = hit(id="x'><script>", title=POISON, body=POISON, quote=POISON * 2, names=(POISON,), date=POISON)
    found = Found(POISON, ("panmunjom",), (hostile,), (("event", 9),), 1)
    html = results_html(found, words("panmunjom", "script"), Passages(), "")
    assert "<script" not in html
    assert "<img" not in html
    assert "href='/events?record=x%27%3E%3Cscript%3E'" in html


@pytest.mark.parametrize(
    ("kind", "url", "is_page"),
    [
        ("event", "/events?record=ev-1", True),
        ("treaty", "/treaties?record=ev-1", True),
        ("vote", "/treaties?record=ev-1", True),
        ("position", "/positions?record=ev-1", True),
        ("claim", "/claims?record=ev-1", True),
        ("expert", "/positions?actor=ev-1", True),
        ("actor", "/r/ev-1", False),
        ("series", "/exchange?kind=ev-1", True),
    ],
)
def test_each_type_opens_where_its_record_is_shown(kind, url, is_page):
    assert target(hit(type=kind), words(), Passages()) == (url, is_page)


def test_a_passage_opens_at_the_citation_with_the_words(database):
    found = search(database, "abrogated express consent", most=1)
    doc = found.hits[0].source
    rows = database.rows("pages", "document_passages", {"doc": doc})
    shown = find_words([found.hits[0].body], found.terms, lambda asked: matching_words(database, asked, found.terms))
    url, is_page = target(found.hits[0], shown, Passages({doc: rows}))
    assert is_page
    assert url == "/source?doc=doc-pacheco-pardo-2014&cite=cl-pacheco-pardo-28.1"


def test_a_passage_that_nothing_cites_opens_its_document():
    passage = hit(type="passage", source="doc-x", body="words", start=10)
    assert target(passage, words("words"), Passages()) == ("/source?doc=doc-x", True)


def test_an_other_name_is_shown_where_the_text_has_no_found_word():
    found = Found("rodong", ("rodong",), (hit(title="Launch", names=("Rodong", "Nodong")),), (("event", 1),), 1)
    html = results_html(found, words("rodong"), Passages(), "")
    assert "by another name: <mark class='hit'>Rodong</mark>" in html
    assert "Nodong" not in html
