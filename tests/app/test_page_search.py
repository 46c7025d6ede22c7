"""The search page and what stands in the box of the header, run without a browser."""

import pytest

from dashboard.record.search import SEARCHED
from tests.app.pages import PAGES, assert_sound, box, html, open_page, visit

HOSTILE = [
    "<script>alert(1)</script>",
    "'; drop table events; --",
    "**bold** [x](javascript:alert(1))",
    "<img src=x onerror=alert(1)> Panmunjom",
    "정" * 150,
    "%00\x00",
    "a" * 3000,
]


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
    assert shown.index("Nearest to the question") < shown.index("Events <span>")
    assert "href='/treaties?record=tr-agreed-framework-1994'" in shown
    assert "<mark class='hit'>Geneva</mark>" in shown
    assert box(app) == "Geneva 1994"


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
def test_the_box_on_every_page_is_empty_whatever_is_filtered(real_data, page):
    app = open_page(page, {"q": "reactor"} if page == "events" else {})
    assert box(app) == ""


def test_the_box_follows_the_address(real_data):
    app = open_page("search", {"q": " Geneva  talks"})
    assert box(app) == "Geneva talks"
    visit(app, {"q": "Hanoi"})
    assert box(app) == "Hanoi"
    assert "for “Hanoi”" in html(app)


def test_a_slip_says_what_was_meant_and_offers_the_literal_search(real_data):
    app = open_page("search", {"q": "agreed framwork"})
    assert_sound(app)
    assert "Did you mean <b>Agreed Framework</b>?" in html(app)
    assert "You asked for “agreed framwork”." in html(app)
    assert "href='/search?q=agreed%20framwork&amp;exact=1'" in html(app)
    assert "tr-agreed-framework-1994" in html(app)
    assert box(app) == "agreed framwork"


def test_the_literal_search_offers_what_may_have_been_meant(real_data):
    app = open_page("search", {"q": "Pamunjom", "exact": "1"})
    assert_sound(app)
    assert "Nothing here has these words" in html(app)
    assert "Did you mean <a data-page href='/search?q=Panmunjom'>Panmunjom</a>?" in html(app)


def test_the_nearest_three_of_all_types_stand_first_and_once(real_data):
    app = open_page("search", {"q": "Geneva 1994"})
    nearest, _, others = html(app).partition("<h2>Nearest to the question</h2>")[2].partition("</section>")
    assert nearest.count("<li>") == 3
    assert "Instrument · " in nearest
    assert "record=tr-agreed-framework-1994'" in nearest
    assert "record=tr-agreed-framework-1994'" not in others


def test_a_question_for_a_figure_leads_to_the_series(real_data):
    app = open_page("search", {"q": "how many US soldiers are in South Korea"})
    assert_sound(app)
    nearest = html(app).partition("<h2>Nearest to the question</h2>")[2].partition("</section>")[0]
    assert "href='/exchange?kind=us-troops-kor'" in nearest
    assert "<mark class='hit'>" in nearest


def test_another_name_is_said_where_the_text_does_not_have_it(real_data):
    app = open_page("search", {"q": "정전협정"})
    assert "also called <mark class='hit'>정전협정</mark>" in html(app)
