"""What the box in the header suggests while a question is typed, on the real data."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.web.suggestions import LIMIT, suggestions


@pytest.fixture(scope="session")
def shared_database(database):
    return database


@pytest.mark.parametrize(
    ("typed", "wanted", "meant"),
    [
        ("armis", "tr-korean-armistice-1953", ""),
        ("정전협", "tr-korean-armistice-1953", ""),
        ("kim jong u", "ac-kim-jong-un", ""),
        ("김정", "ac-kim-jong-un", ""),
        ("agreed fr", "tr-agreed-framework-1994", ""),
        ("agreed framwork", "tr-agreed-framework-1994", "Agreed Framework"),
        ("Pueb", "ev-1968-01-23-pueblo-seized", ""),
        ("how many US soldiers are in south kor", "us-troops-kor", ""),
    ],
)
def test_what_is_being_typed_is_among_the_first_three(database, typed, wanted, meant):
    found = suggestions(database, typed, LIMIT)
    assert wanted in [hit["id"] for hit in found["hits"][:3]]
    assert found["meant"] == meant


def test_another_name_is_said(database):
    first = suggestions(database, "정전협", 1)["hits"][0]
    assert first["title"] == "Korean Armistice Agreement"
    assert first["other_name"] == "정전협정"
    assert first["url"] == "/treaties?record=tr-korean-armistice-1953"


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60) | st.text(alphabet="kim jong정전협'<%- 1", max_size=30))
def test_whatever_is_typed_gets_an_answer(shared_database, text):
    found = suggestions(shared_database, text, 3)
    assert len(found["hits"]) <= 3
    assert all(hit["url"].startswith("/") for hit in found["hits"])
