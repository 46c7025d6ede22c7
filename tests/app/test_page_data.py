"""The page of the data, and a chart alone in a frame."""

from __future__ import annotations

import pytest

from tests.app.pages import assert_sound, html, open_page

pytestmark = pytest.mark.usefixtures("real_data")


def test_the_page_of_the_data_tells_every_way_to_take_it() -> None:
    app = open_page("data")
    assert_sound(app)
    text = html(app)
    for told in ("/records.jsonl", "/openapi.json", "/tables/evidence.parquet", "400"):
        assert told in text
    assert {block.language for block in app.code} >= {"bash", "python", "sql", "r", "json"}


def test_a_question_stands_in_the_address_and_is_answered() -> None:
    app = open_page("data", {"sql": "select era_id, label from eras"})
    assert_sound(app)
    assert len(app.dataframe[0].value) == 13
    assert "/sql.csv?q=select%20era_id" in html(app)


def test_a_mistake_is_told_on_the_page() -> None:
    app = open_page("data", {"sql": "drop table record"})
    assert "single select" in app.error[0].value


def test_the_operator_can_shut_the_questions(setting) -> None:
    setting("SQL", "0")
    assert not open_page("data").text_area
