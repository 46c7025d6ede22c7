"""The search page and the box in the header, run without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.record.search import SEARCHED
from tests.app.pages import PAGES, address, assert_sound, html, open_page, visit

HOSTILE = [
    "<script>alert(1)</script>",
    "'; drop table events; --",
    "**bold** [x](javascript:alert(1))",
    "<img src=x onerror=alert(1)> Panmunjom",
    "정" * 150,
    "%00\x00",
    "a" * 3000,
]


def ask(app: AppTest, text: str) -> AppTest:
    """Types a question into the box in the header and presses Enter."""
    return app.text_input(key="search-box").set_value(text).run()


@pytest.mark.parametrize(("text", "sentence"), [("", "Look for a person"), ("of the", "stand in every text")])
def test_a_question_without_words_gets_an_invitation(real_data, text, sentence):
    app = open_page("search", {"q": text})
    assert_sound(app)
    assert sentence in html(app)
    assert "href='/search?q=Geneva%201994'" in html(app)


def test_hits_are_grouped_with_counts_and_marked(real_data):
    app = open_page("search", {"q": "Geneva 1994"})
    assert_sound(app)
    shown = html(app)
    assert shown.index("Treaties and resolutions <span>") < shown.index("Events <span>")
    assert "href='/treaties?record=tr-agreed-framework-1994'" in shown
    assert "<mark class='hit'>Geneva</mark>" in shown
    assert "Geneva 1994" in app.text_input(key="search-box").value


def test_one_type_can_be_shown_alone(real_data):
    app = open_page("search", {"q": "Kim Jong Un", "type": "event"})
    assert_sound(app)
    assert "Events <span>" in html(app)
    assert "Actors <span>" not in html(app)
    assert "All types" in html(app)


def test_an_unknown_type_is_ignored_with_a_note(real_data):
    app = open_page("search", {"q": "NPT", "type": "<b>x"})
    assert_sound(app)
    assert "There is no type “&lt;b&gt;x” here" in html(app)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_render_as_text(real_data, text):
    app = open_page("search", {"q": text})
    assert_sound(app)
    assert "<script" not in html(app)
    assert "<img" not in html(app)


@pytest.mark.parametrize("kind", SEARCHED)
def test_hostile_data_render_as_text(poison_data, kind):
    app = open_page("search", {"q": "script img bold", "type": kind})
    assert_sound(app)
    assert "<script" not in html(app)
    assert "<img" not in html(app)


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_the_box_on_every_page_opens_the_search(real_data, page):
    app = open_page(page, {"q": "reactor"} if page == "events" else {})
    assert app.text_input(key="search-box").value == ""
    ask(app, " Kim  Chong-un ")
    assert_sound(app)
    assert "for “Kim Chong-un”" in html(app)
    assert address(app) == {"q": ["Kim Chong-un"]}


def test_a_second_question_replaces_the_first(real_data):
    app = open_page("search", {"q": "Geneva 1994", "type": "event"})
    ask(app, "NPT")
    assert_sound(app)
    assert address(app) == {"q": ["NPT"]}
    assert "for “NPT”" in html(app)


def test_the_box_follows_the_address(real_data):
    app = open_page("search", {"q": "Geneva"})
    visit(app, {"q": "Hanoi"})
    assert app.text_input(key="search-box").value == "Hanoi"
