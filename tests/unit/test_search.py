"""Search on the real data: by any name, in any spelling, whatever a reader types; ranked as the engine ranks."""

import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.__main__ import main
from dashboard.record.lexicon import lexicon
from dashboard.record.search import MAX_LENGTH, SEARCHED, clean, search
from dashboard.record.wording import tight, wording, words_of
from dashboard.store import search as fulltext
from dashboard.store.build import index_hash, verify
from dashboard.store.problems import StoreError

ARMISTICE = {"tr-korean-armistice-1953", "ev-1953-07-27-armistice"}
AGREED_FRAMEWORK = {"tr-agreed-framework-1994", "ev-1994-10-21-agreed-framework"}
FIRST_THREE = [
    ("정전협정", ARMISTICE),
    ("정전", ARMISTICE),
    ("ceasefire 1953", ARMISTICE),
    ("Cease-fire, 1953", ARMISTICE),
    ("Geneva 1994", AGREED_FRAMEWORK),
    ("geneva agreement", AGREED_FRAMEWORK),
    ("Kim Chong-un", {"ac-kim-jong-un"}),
    ("Kim Chong Un", {"ac-kim-jong-un"}),
    ("KIM CHŎNGŬN", {"ac-kim-jong-un"}),
    ("김정은", {"ac-kim-jong-un"}),
    ("abrogated express consent", {"doc-pacheco-pardo-2014.p4"}),
    ("CPVA", {"ac-pva"}),
    ("KPA", {"ac-kpa"}),
    ("조선인민군", {"ac-kpa"}),
    ("NPT", {"tr-npt-1968"}),
    ("N.P.T.", {"tr-npt-1968"}),
    ("SPT", {"ac-sixparty"}),
    ("P’yŏngyang", {"ac-prk"}),
    ("Otto Warmbier", {"ac-otto-warmbier"}),
    ("USS Pueblo", {"ev-1968-01-23-pueblo-seized"}),
    ("1953-07-27", ARMISTICE),
]


@pytest.mark.parametrize(("text", "wanted"), FIRST_THREE)
def test_the_thing_asked_for_is_among_the_first_three_hits(database, text, wanted):
    assert wanted & {hit.id for hit in search(database, text, most=3).hits}


@pytest.mark.parametrize("text", ["KN-23", "kn 23", "KN23", "KN‑23", "Hwasong-11A", "hwasong 11a", "화성-11가"])
def test_a_missile_is_found_by_each_of_its_names(database, text):
    first = search(database, text, most=3).hits
    assert any(hit.type == "launch" and "Hwasong-11A (KN-23)" in hit.title for hit in first)


@pytest.mark.parametrize("text", ["Rodong", "Nodong", "No-dong", "로동", "Hwasong-7"])
def test_other_romanisations_find_the_same_launches(database, text):
    found = search(database, text, kind="launch", per_type=50)
    assert len(found.hits) >= 13
    assert all("Nodong" in hit.title for hit in found.hits[:13])


@pytest.mark.parametrize("text", ["Pyeongyang", "평양"])
def test_a_place_is_found_by_each_of_its_names(database, text):
    assert any("Pyongyang" in hit.title or "Pyongyang" in hit.body for hit in search(database, text, most=3).hits)


@pytest.mark.parametrize("text", ["", "   ", "of the", "?!", "'", "--", "\x00", "*"])
def test_a_question_without_words_finds_nothing(database, text):
    assert search(database, text).hits == ()


def test_hits_with_some_of_the_words_come_after_those_with_all(database):
    found = search(database, "abrogated express consent", most=50)
    assert found.complete == 1
    assert found.hits[0].type == "passage"
    assert len(found.hits) > 1


def test_counts_are_of_everything_found(database):
    found = search(database, "Kim Jong Un", per_type=2)
    counts = dict(found.counts)
    assert counts["event"] > 2
    assert sum(1 for hit in found.hits if hit.type == "event") == 2
    assert len(search(database, "Kim Jong Un", kind="event", per_type=200).hits) == counts["event"]


def test_every_type_is_found_and_has_a_name(database):
    rows = database._con.cursor().execute("select distinct type from search_document").fetchall()
    assert {kind for (kind,) in rows} == set(SEARCHED)


def test_every_paragraph_stands_at_its_offset(database):
    rows = database._con.cursor().execute(
        "select body, start_offset, document_text.body from search_document as hit"
        " inner join document_text on hit.source = document_text.source".replace("select body", "select hit.body")
    )
    for paragraph, start, body in rows.fetchall():
        assert body[start : start + len(paragraph)] == paragraph


@pytest.mark.parametrize("text", ["Geneva 1994", "North Korea", "sanctions relief", "Kim Jong Un"])
def test_the_score_is_the_one_of_the_engine_for_each_word_by_its_weight(database, text):
    found = search(database, text, most=40, per_type=40)
    form = database.rows("pages", "search_question", {"text": text})[0]["form"]
    weights = wording(form, words_of(form), [tight(form)], lexicon(database)).weights
    scores = dict.fromkeys((hit.id for hit in found.hits), 0.0)
    stems: dict[str, tuple[str, float]] = {}
    for term, weight in weights.items():
        ((stem,),) = database._con.cursor().execute("select stem($term, 'porter')", {"term": term}).fetchall()
        stems[stem] = max(stems.get(stem, (term, 0.0)), (term, weight), key=lambda one: one[1])
    for term, weight in stems.values():
        rows = database._con.cursor().execute(
            "select id, fts_main_search_document.match_bm25(doc, $text) from search_document where list_contains($ids, id)",
            {"text": term, "ids": list(scores)},
        )
        for found_id, score in rows.fetchall():
            scores[found_id] += weight * (score or 0)
    assert {hit.id: hit.score for hit in found.hits} == pytest.approx(scores, abs=1e-5)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_raises(text):
    assert len(clean(text)) <= MAX_LENGTH
    assert clean(clean(text)) == clean(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters() | st.sampled_from(list("'\"%_;-\\()[]*|&!$정전 a1")), max_size=250))
def test_any_question_is_answered(shared_database, text):
    found = search(shared_database, text, most=5)
    assert len(found.hits) <= 5


@pytest.fixture(scope="session")
def shared_database(database):
    return database


@pytest.mark.parametrize(
    "text", ["'; drop table events; --", "%", "a' or '1'='1", "$text", "x\\y", "([{", "\ud800", "a" * 5000, "정" * 300]
)
def test_hostile_questions_are_only_text(database, text):
    search(database, text)
    assert search(database, "NPT").hits


def test_the_command_prints_id_type_and_title(real_settings, capsys):
    assert main(["search", "Kim", "Chong-un", "--limit", "3", "--out", str(real_settings.out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ac-kim-jong-un\tactor\tKim Jong Un"
    assert len(lines) == 3
    assert all(re.fullmatch(r"[^\t]+\t[a-z]+\t[^\t]+", line) for line in lines)


def test_the_command_says_where_nothing_was_found(real_settings, capsys):
    assert main(["search", "of the", "--out", str(real_settings.out)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Nothing was found" in printed.err


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_wrong_limit_is_refused(limit):
    with pytest.raises(SystemExit):
        main(["search", "NPT", "--limit", limit])


def test_the_index_is_verified_and_a_changed_one_is_refused(real_settings, database, tmp_path):
    copy = tmp_path / "facts.duckdb"
    copy.write_bytes(database.file.read_bytes())
    verify(copy)
    with duckdb.connect(str(copy)) as con:
        before = index_hash(con)
        con.execute("delete from fts_main_search_document.postings where doc = 7")
        assert index_hash(con) != before
    with pytest.raises(StoreError, match="does not match"):
        verify(copy)


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(fulltext, "find_spec", lambda _: None)
    with duckdb.connect() as con, pytest.raises(StoreError, match=r"duckdb-extension-fts.*pip install"):
        fulltext.load_extension(con)


def test_an_extension_that_does_not_fit_is_named(monkeypatch, tmp_path):
    wrong = tmp_path / "fts.duckdb_extension"
    wrong.write_bytes(b"not an extension")
    monkeypatch.setattr(fulltext, "_extension_file", lambda: wrong)
    with duckdb.connect() as con, pytest.raises(StoreError, match="cannot load the full-text extension"):
        fulltext.load_extension(con)
