"""Before and after: weeks counted by hand, no effect where there is none, an effect where one was planted, and the ends of the record."""

from __future__ import annotations

import json
from datetime import date
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.draw.palette import DARK, LIGHT
from dashboard.charts.draw.rows import Rows
from dashboard.charts.patterns.before_after import CHART, patterns_of, reading
from dashboard.record.chance import UNUSUAL, WEEKS, before_after
from dashboard.record.filters import Filters
from dashboard.record.vocabulary import vocabulary
from tests.unit.drawn import spec as spec_of

SPANS = np.array([[0, 3999], [4000, 5999], [6000, 15000]])
DATA_SETS = 200
days = st.lists(st.integers(-200, 15200), max_size=30)


def at(pattern, week):
    return pattern.counts[list(pattern.weeks).index(week)]


def scattered(generator, count):
    return generator.integers(0, SPANS[-1, 1] + 1, count)


def in_series(generator, series, length):
    return (scattered(generator, series)[:, None] + generator.integers(0, 300, (series, length))).ravel()


def test_weeks_by_hand():
    outcomes = np.array([99, 93, 92, 100, 101, 107, 108, 282, 283, -82])
    pattern = before_after(np.array([100]), outcomes, np.array([[-1000, 1000]]), shuffles=20)
    assert (at(pattern, -1), at(pattern, -2), at(pattern, 1), at(pattern, 2)) == (2, 1, 2, 1)
    assert (at(pattern, 26), at(pattern, -26), pattern.same_day) == (1, 1, 1)
    assert (pattern.before.count, pattern.after.count, pattern.outcomes) == (4, 4, 10)
    assert pattern.exposure.tolist() == [1.0] * (2 * WEEKS)


@settings(max_examples=60, deadline=None)
@given(days, days)
def test_counts_agree_with_a_plain_double_loop(anchors, outcomes):
    pattern = before_after(np.array(anchors), np.array(outcomes), SPANS, shuffles=3)
    kept = [[day for day in some if 0 <= day <= 15000] for some in (anchors, outcomes)]
    for week in (-26, -1, 1, 26):
        low, high = sorted((7 * week, 7 * week - (6 if week > 0 else -6)))
        assert at(pattern, week) == sum(low <= o - a <= high for a in kept[0] for o in kept[1])
    assert pattern.same_day == sum(a == o for a in kept[0] for o in kept[1])
    assert 0 < min(pattern.before.p, pattern.after.p) <= 1
    assert (pattern.low <= pattern.median).all()
    assert (pattern.median <= pattern.high).all()


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(12)), st.permutations(range(3)))
def test_order_does_not_matter(order, span_order):
    generator = np.random.default_rng(5)
    anchors, outcomes = scattered(generator, 12), scattered(generator, 40)
    one = before_after(anchors, outcomes, SPANS, shuffles=50)
    other = before_after(anchors[order], outcomes[::-1], SPANS[span_order], shuffles=50)
    assert one.after == other.after
    assert one.before == other.before
    assert (one.high == other.high).all()


def false_alarms(make):
    """How many of the data sets without any effect look unusual after their anchors."""
    generator = np.random.default_rng(1953)
    return sum(before_after(*make(generator), SPANS, shuffles=200).after.is_unusual for _ in range(DATA_SETS))


# Of 200 tests at the rate 0.05 a binomial count is within 3.3 standard deviations of 10 in 999 of 1,000 cases: 0 to 20.
MOST = DATA_SETS * UNUSUAL + 3.3 * sqrt(DATA_SETS * UNUSUAL * (1 - UNUSUAL))


def test_no_effect_is_found_in_scattered_days_at_the_stated_rate():
    found = false_alarms(lambda generator: (scattered(generator, 60), scattered(generator, 400)))
    assert 1 <= found <= MOST


def test_no_effect_is_found_in_series_at_the_stated_rate():
    found = false_alarms(lambda generator: (in_series(generator, 8, 6), in_series(generator, 10, 15)))
    assert found <= MOST


def test_a_planted_effect_is_found_on_its_side_only():
    generator = np.random.default_rng(7)
    anchors = scattered(generator, 40)
    outcomes = np.concatenate([anchors + generator.integers(1, 60, 40), scattered(generator, 60)])
    pattern = before_after(anchors, outcomes, SPANS)
    assert pattern.after.p < 0.02
    assert pattern.after.count > pattern.after.high
    assert not pattern.before.is_unusual


def test_a_planted_gap_is_found():
    generator = np.random.default_rng(8)
    anchors, outcomes = scattered(generator, 40), scattered(generator, 600)
    distance = outcomes[:, None] - anchors
    kept = outcomes[~((distance > 0) & (distance <= 60)).any(axis=1)]
    pattern = before_after(anchors, kept, SPANS)
    assert pattern.after.p < UNUSUAL
    assert pattern.after.count < pattern.after.low


def test_weeks_beyond_the_record_are_not_taken_for_empty():
    # Outcomes on every tenth day, all anchors in the last months: there is no effect, only an end of the record.
    span = np.array([[0, 4000]])
    outcomes, anchors = np.arange(0, 4001, 10), np.array([3890, 3920, 3950, 3970, 3990])
    pattern = before_after(anchors, outcomes, span)
    assert pattern.exposure[-1] == 0
    assert pattern.exposure[0] == len(anchors)
    assert pattern.after.exposure < pattern.before.exposure / 2
    assert not pattern.after.is_unusual
    assert pattern.after.low <= pattern.after.count <= pattern.after.high


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 15000), min_size=1, max_size=20))
def test_shuffles_keep_the_number_of_anchors_of_each_era(anchors):
    # One outcome a day everywhere: each shuffle then counts 182 days a side for each anchor, less what lies beyond the ends.
    pattern = before_after(np.array(anchors), np.arange(0, 15001), SPANS, shuffles=30)
    assert pattern.after.low == pytest.approx(pattern.after.high)
    assert pattern.after.count == pytest.approx(pattern.after.median) == pytest.approx(pattern.after.exposure * 7)


def test_nothing_at_all():
    empty = np.array([], dtype=np.int64)
    for spans in (SPANS, np.zeros((0, 2))):
        pattern = before_after(empty, empty, spans)
        assert (pattern.anchors, pattern.after.count, pattern.after.p, pattern.is_thin) == (0, 0, 1.0, True)


def frame(database, *pairs, **limits):
    return database.frame("charts", "patterns_before_after", Filters(kinds=pairs, **limits).parameters())


def test_every_pair_has_rows_that_agree_with_the_computation(database):
    pairs = tuple(vocabulary(database, "pattern").of("kinds"))
    rows = frame(database, *pairs)
    assert set(rows["pair"]) == set(pairs)
    assert rows["mark"].is_unique
    assert all(len(records) and list(records) == sorted(records) for records in rows["records"])
    patterns = patterns_of(Rows.of(rows))
    for pair, part in rows.groupby("pair"):
        pattern = patterns[pair]
        weeks = part[part["part"] == "week"].set_index("week")["events"]
        assert weeks.to_dict() == {int(w): int(n) for w, n in zip(pattern.weeks, pattern.counts, strict=True) if n}
        totals = part.set_index("part")["events"]
        assert totals.get("before", 0) == pattern.before.count
        assert totals.get("after", 0) == pattern.after.count
        assert totals.get("day", 0) == pattern.same_day


def test_the_default_pair_and_the_records_of_a_week(database):
    rows = frame(database)
    assert set(rows["pair"]) == {"talks-launches"}
    records = rows.set_index("mark").loc["talks-launches-after-1", "records"]
    assert {record[:2] for record in records} == {"ev", "ml"}


def test_election_days_follow_the_rule_and_have_no_records(database):
    rows = frame(database, "presidential-clashes").set_index("part")
    assert "anchors" not in rows.index
    listed = [date.fromisoformat(day) for day in rows.loc["outcomes", "anchor_days"]]
    assert {date(2016, 11, 8), date(2020, 11, 3), date(2024, 11, 5)} <= set(listed)
    assert all(day.weekday() == 1 and 2 <= day.day <= 8 and day.year % 4 == 0 for day in listed)
    assert {record[:2] for records in rows["records"] for record in records} == {"ev"}


def test_filters_limit_both_classes(database):
    rows = frame(database, "talks-launches", eras=("agreed-framework",)).set_index("part")
    for column in ("anchor_days", "outcome_days"):
        assert all("1994-10-21" <= day <= "2002-10-15" for day in rows.loc["outcomes", column])
    assert frame(database, "talks-launches", words="no such words at all").empty


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("pairs", [(), ("elections-clashes",), ("talks-launches", "tests-sanctions")], ids=len)
def test_the_chart_draws_every_row_and_says_what_it_shows(database, pairs, palette):
    rows = frame(database, *pairs)
    spec = spec_of(CHART, rows, palette)
    drawn = [row for data in spec["datasets"].values() for row in data]
    assert {row["mark"] for row in drawn if row.get("mark")} == set(rows["mark"])
    assert not any("records" in row or "anchor_days" in row for row in drawn)
    assert all(part["mark"].get("cursor") == "pointer" or part["mark"].get("aria") is False for part in spec["layer"])
    assert "NaN" not in json.dumps(spec["layer"])
    said = reading(Rows.of(rows))
    assert "shuffled dates" in said
    assert said.endswith(".")


def test_few_anchors_are_said_to_be_few(database):
    rows = frame(database, "exercises-launches", date_from="1990", date_to="1999")
    assert reading(Rows.of(rows)).endswith("These are too few to tell anything.")
