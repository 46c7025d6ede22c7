"""Addresses and filters: nothing is lost on the way, and nothing that a visitor types makes an error."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.record.fields import FIRST_YEAR, LAST_YEAR, Vocabulary, plain
from dashboard.record.filters import Filters, address, filters_in_words, parse
from dashboard.record.words import LENSES

VOCABULARY = Vocabulary(
    {
        "eras": {"war": "War", "agreed-framework": "Agreed Framework"},
        "actors": {"USA": "United States", "PRK": "North Korea", "kim": "조선의 김"},
        "kinds": {"talks": "Talks", "summit": "Summit"},
    }
)
some = st.text(max_size=30)
values = st.lists(st.one_of(st.sampled_from(["war", "USA", "talks", "all", "1994", "1994-10-21"]), some), max_size=4)
queries = st.dictionaries(
    st.one_of(st.sampled_from(["era", "actor", "kind", "from", "to", "q", "lens", "year"]), some), values
)
dates = st.one_of(
    st.just(""),
    st.dates(date(1945, 1, 1), date(2026, 12, 31)).map(date.isoformat),
    st.integers(1945, 2026).map(str),
    st.tuples(st.integers(1945, 2026), st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02}"),
)
words = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=20)
filters = st.builds(
    Filters,
    eras=st.lists(st.sampled_from(list(VOCABULARY.of("eras"))), unique=True).map(tuple),
    actors=st.lists(st.sampled_from(list(VOCABULARY.of("actors"))), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(list(VOCABULARY.of("kinds"))), unique=True).map(tuple),
    date_from=dates,
    date_to=dates,
    words=words,
    lens=st.sampled_from(list(LENSES)),
    year=st.one_of(st.none(), st.integers(FIRST_YEAR, LAST_YEAR)),
)


@given(filters)
def test_filters_survive_the_address(chosen: Filters) -> None:
    found, _ = parse(chosen.query(), VOCABULARY)
    assert found == chosen


@given(filters)
def test_filters_survive_the_written_address(chosen: Filters) -> None:
    query = parse_qs(urlsplit(address("/events", chosen)).query)
    assert parse(query, VOCABULARY)[0] == chosen


@given(queries)
def test_no_query_raises_and_what_is_accepted_is_stable(query: dict[str, list[str]]) -> None:
    found, notes = parse(query, VOCABULARY)
    assert parse(found.query(), VOCABULARY)[0] == found
    assert set(found.eras) <= VOCABULARY.of("eras").keys()
    assert found.lens in LENSES
    assert all(isinstance(note, str) and len(note) < 400 for note in notes)
    assert found.parameters().keys() == {"filters", "year"}
    assert found.year is None or FIRST_YEAR <= found.year <= LAST_YEAR
    assert filters_in_words(found, VOCABULARY)


def test_defaults_leave_no_trace_in_the_address() -> None:
    assert address("/events", Filters()) == "/events"
    assert address("/events", Filters(lens="all"), record="") == "/events"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"era": ["nonsense"]}, "nonsense"),
        ({"actor": ["USA", "'; drop table events"]}, "drop table"),
        ({"from": ["yesterday"]}, "yesterday"),
        ({"lens": ["best"]}, "best"),
        ({"year": ["soon"]}, "soon"),
        ({"kind": ["a", "b", "c", "d"]}, "and others"),
    ],
)
def test_what_is_ignored_is_named(query: dict[str, list[str]], named: str) -> None:
    _, notes = parse(query, VOCABULARY)
    assert len(notes) == 1
    assert named in notes[0]


@pytest.mark.parametrize(
    "year", ["1944", "2027", "61", "1961.5", "-1961", "+1961", "1_961", "١٩٦١", "1961-12", "19610", "null"]
)
def test_a_bad_year_is_ignored_with_a_note(year: str) -> None:
    found, (note,) = parse({"year": [year]}, VOCABULARY)
    assert found.year is None
    assert year in note
    assert "1945 to 2026" in note


@pytest.mark.parametrize("year", [FIRST_YEAR, 1961, LAST_YEAR])
def test_a_year_is_read_and_written(year: int) -> None:
    found, notes = parse({"year": [f" {year} "]}, VOCABULARY)
    assert (found.year, notes) == (year, [])
    assert address("/charts/who_owes_whom.csv", found) == f"/charts/who_owes_whom.csv?year={year}"


def test_period_that_ends_before_it_starts_is_kept_and_said() -> None:
    found, notes = parse({"from": ["2000"], "to": ["1990"]}, VOCABULARY)
    assert (found.date_from, found.date_to) == ("2000", "1990")
    assert "before it starts" in notes[0]


def period(first: str, last: str) -> tuple[date | None, date | None]:
    asked = Filters(date_from=first, date_to=last).parameters()["filters"]
    return asked["date_from"], asked["date_to"]


def test_dates_are_inclusive() -> None:
    assert period("1994", "1994") == (date(1994, 1, 1), date(1994, 12, 31))
    assert period("2000-02", "2000-02") == (date(2000, 2, 1), date(2000, 2, 29))
    assert period("", "31 May") == (None, None)


def test_filters_in_words() -> None:
    assert filters_in_words(Filters(), VOCABULARY) == "No filters"
    chosen = Filters(("agreed-framework",), ("USA", "PRK"), (), "1994", "2002-10", "light water", "checked2")
    assert filters_in_words(chosen, VOCABULARY) == (
        "Era: Agreed Framework; actors: United States, North Korea; from 1994; to October 2002; words: light water;"
        " two or more sources agree"
    )


def test_the_year_in_words() -> None:
    assert filters_in_words(Filters(year=1961), VOCABULARY) == "At the end of 1961"
    assert filters_in_words(Filters(actors=("PRK",), year=2026), VOCABULARY) == "Actor: North Korea; in 2026 so far"


def test_words_are_compared_without_diacritics_and_case() -> None:
    assert plain("Yŏngbyŏn ÉTÉ") == "yongbyon ete"
    assert plain("조선") == "조선"
