"""EDTF dates: which days they may mean, how a reader says them, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store import dates
from dashboard.store.dates import in_words, span

CASES = [
    ("1953-07-27", "1953-07-27", "1953-07-27", "day", False, "27 July 1953"),
    ("1953-07-27~", "1953-07-27", "1953-07-27", "day", True, "about 27 July 1953"),
    ("1953-07", "1953-07-01", "1953-07-31", "month", False, "July 1953"),
    ("2000-02", "2000-02-01", "2000-02-29", "month", False, "February 2000"),
    ("1947-10~", "1947-10-01", "1947-10-31", "month", True, "about October 1947"),
    ("1986", "1986-01-01", "1986-12-31", "year", False, "1986"),
    ("2023~", "2023-01-01", "2023-12-31", "year", True, "about 2023"),
    ("1986?", "1986-01-01", "1986-12-31", "year", True, "1986 (uncertain)"),
    ("1986%", "1986-01-01", "1986-12-31", "year", True, "about 1986 (uncertain)"),
    ("198X", "1980-01-01", "1989-12-31", "decade", False, "the 1980s"),
    ("2001-21", "2001-03-01", "2001-05-31", "season", False, "spring 2001"),
    ("1950-07-06/1950-07-08", "1950-07-06", "1950-07-08", "interval", False, "6–8 July 1950"),
    ("1950-07-30/1950-08-02", "1950-07-30", "1950-08-02", "interval", False, "30 July to 2 August 1950"),
    ("1950-12-30/1951-01-02", "1950-12-30", "1951-01-02", "interval", False, "30 December 1950 to 2 January 1951"),
    ("1950-07/1950-09", "1950-07-01", "1950-09-30", "interval", False, "July to September 1950"),
    ("1950/1953", "1950-01-01", "1953-12-31", "interval", False, "1950 to 1953"),
    ("2018-06-12/..", "2018-06-12", "9999-12-31", "interval", False, "since 12 June 2018"),
]
REFUSED = [
    "",
    " 1953",
    "1953 ",
    "1953-7-27",
    "1953-02-30",
    "1953-13",
    "1953-00",
    "0000",
    "27 July 1953",
    "1953-07-27T10:00:00",
    "1953-07-27/",
    "/1953",
    "../1953",
    "1953/1950",
    "1990/../..",
    "1984-06-XX",
    "{1984,1985}",
    "1953-07-27\n",
    "१९५३",
    "unknown",
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "approximate", "words"), CASES)
def test_span_and_words(text: str, earliest: str, latest: str, precision: str, approximate: bool, words: str) -> None:
    found = span(text)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)
    assert (found.precision, found.approximate) == (precision, approximate)
    assert found.open_end == text.endswith("..")
    assert in_words(text) == words


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (whose message depends on the parser)
        span(text)


@given(st.dates())
def test_every_calendar_day_is_itself(day: date) -> None:
    found = span(day.isoformat())
    assert found.earliest == found.latest == day
    assert str(day.year) in in_words(day.isoformat())


@pytest.mark.parametrize(
    "text", [case[0] for case in CASES if not case[0].endswith("/..")] + ["1950~/1953", "1950-02?/1950-03%"]
)
def test_the_short_cut_says_what_the_grammar_says(text: str) -> None:
    assert span(text) == dates._by_grammar(text)


@given(st.text("0123456789-/.X~?%TY ", max_size=21))
def test_a_text_is_either_refused_or_can_be_said(text: str) -> None:
    try:
        found = span(text)
    except ValueError:
        return
    assert found.earliest <= found.latest
    assert in_words(text)
