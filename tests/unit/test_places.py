"""Places of words: said plainly, and escaped so that a browser finds them."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.record.places import place_in_words, straight_to

NOTHING = {"locator_kind": None, "locator": None, "first_words": None, "last_words": None}


@pytest.mark.parametrize(
    ("kind", "locator", "words"),
    [
        ("article", "II(13)(d)", "article II(13)(d)"),
        ("paragraph", "8", "paragraph 8"),
        ("paragraph", "2-4", "paragraphs 2-4"),
        ("page", "12", "page 12"),
        ("document", "351", "document 351"),
        ("section", "entry dated 2010-05-20", "entry dated 2010-05-20"),
        ("section", "3", "section 3"),
        (None, None, ""),
    ],
)
def test_a_place_in_words(kind, locator, words):
    assert place_in_words(kind, locator) == words


def test_a_passage_of_a_page():
    citation = {**NOTHING, "first_words": "The parties, hereby", "last_words": "co-operate & agree"}
    expected = "https://a.example/t#:~:text=The%20parties%2C%20hereby,co%2Doperate%20%26%20agree"
    assert straight_to("https://a.example/t", citation) == expected
    assert straight_to("https://a.example/t#part", citation).startswith("https://a.example/t#part:~:text=")


def test_hangul():
    citation = {**NOTHING, "first_words": "조선 정전에", "last_words": "관한 협정"}
    assert straight_to("https://a.example", citation).isascii()


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_words_survive_the_address(first, last):
    try:
        made = straight_to("https://a.example/t", {**NOTHING, "first_words": first, "last_words": last})
    except UnicodeEncodeError:
        return
    directive = made.partition(":~:text=")[2]
    assert [unquote(part) for part in directive.split(",")] == [first, last]
    assert "-" not in directive
    assert "&" not in directive


def test_a_pdf_opens_at_its_page():
    place = {**NOTHING, "locator_kind": "page", "locator": "14-15"}
    assert straight_to("https://a.example/x.PDF", place) == "https://a.example/x.PDF#page=14"
    assert straight_to("https://a.example/x.pdf", NOTHING) == "https://a.example/x.pdf"


def test_without_a_place_the_address_is_the_page():
    assert straight_to("https://a.example/t?a=b", NOTHING) == "https://a.example/t?a=b"
