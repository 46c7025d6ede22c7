"""The page of the data, and a chart alone in a frame."""

from __future__ import annotations

from tests.app.pages import assert_sound, html, visit


def test_the_page_of_the_data_tells_every_way_to_take_it() -> None:
    app = visit("data")
    assert_sound(app)
    text = html(app)
    for told in ("/records.jsonl", "/openapi.json", "/tables/evidence.parquet", "400"):
        assert told in text
    assert {block.language for block in app.code} >= {"bash", "python", "sql", "r", "json"}
