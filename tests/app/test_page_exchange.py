"""The page on exchange: a question leads to the series that answer it, and stays in the address; all series stand behind it."""

import pytest

from tests.app.pages import address, assert_sound, drawn, notes, open_page, reading

pytestmark = pytest.mark.usefixtures("real_data")

TRADE = "US exports to North Korea"


def test_the_first_question_is_chosen_and_answered():
    app = open_page("exchange")
    assert_sound(app)
    assert drawn(app) == ("series_answers",)
    assert app.button_group(key="x-question").value == "aid"
    assert reading(app, "series_answers").startswith("US assistance, total: ")
    assert address(app) == {}


def test_a_question_is_answered_by_its_series_and_stays_in_the_address():
    app = open_page("exchange")
    app.button_group(key="x-question").set_value("trade").run()
    assert_sound(app)
    assert address(app) == {"ask": ["trade"]}
    assert reading(app, "series_answers").startswith(TRADE)
    assert reading(open_page("exchange", {"ask": "trade", "view": "all-series"}), "series_explorer").startswith(TRADE)


def test_series_of_the_address_go_before_its_question():
    app = open_page("exchange", {"ask": "trade", "kind": "us-troops-kor"})
    assert reading(app, "series_answers").startswith("US troops in South Korea")
    assert app.button_group(key="x-question").value == "forces"
    app.button_group(key="x-question").set_value("people").run()
    assert address(app) == {"ask": ["people"]}


@pytest.mark.parametrize("asked", ["weather", "<b>"])
def test_a_question_that_is_none_is_ignored_with_a_note(asked):
    app = open_page("exchange", {"ask": asked})
    assert_sound(app)
    assert any("no question of this page" in note for note in notes(app))
    assert app.button_group(key="x-question").value == "aid"
