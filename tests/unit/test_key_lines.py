"""The key under a chart: in longer lines where there is room, and always the same words."""

import json
import re

from dashboard.charts.draw.marks import KEY_LETTERS, NARROW_KEY_LETTERS, WIDE_KEY_LETTERS, by_room, title, wrapped

WORDS = "Hollow: one source. Ringed: disputed. Bar: more than one day, or the day is not known. Drag across the years to choose a period."


def test_a_key_of_several_lines_says_the_same_in_fewer_where_there_is_room():
    narrow = wrapped(WORDS, KEY_LETTERS).split("\n")
    told = title(narrow)
    assert isinstance(told, dict)
    expression = by_room(told)["text"]["expr"]
    wide, slim, again = (json.loads(lines) for lines in re.findall(r'\["[^\]]*\]', expression))
    assert again == narrow
    assert " ".join(wide) == " ".join(narrow) == " ".join(slim) == WORDS
    assert max(map(len, slim)) <= NARROW_KEY_LETTERS
    assert len(wide) < len(narrow)
    assert max(map(len, wide)) <= WIDE_KEY_LETTERS


def test_one_line_and_none_are_left_as_they_are():
    told = title(["Hollow: one source."])
    assert by_room(told) == told
    assert by_room(title([])) == ""


def test_no_line_of_a_key_is_longer_than_a_phone_shows():
    told = title(["Open: fewer than three positions, which are too few for a mean to say much of anything."])
    assert max(map(len, told["text"])) <= KEY_LETTERS
