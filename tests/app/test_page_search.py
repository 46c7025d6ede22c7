"""The search page and the box in the header, run without a browser."""

import pytest

from tests.app.pages import APP, assert_sound, html, open_page

HOSTILE = ["<script>alert(1)</script>", "'; drop table events; --", "**bold** [x](javascript:alert(1))", "정" * 150, "%00"]


def test_an_empty_question_gets_an_invitation(real_data):
    page = open_page("search")
    assert "Look for a person, a place" in html(page)
