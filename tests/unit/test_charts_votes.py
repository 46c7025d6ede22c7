"""The Security Council over the years: where votes stand, who vetoed, and the sentence above."""

from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties import votes_by_year
from dashboard.record.filters import Filters
from tests.unit.counting import table
from tests.unit.drawn import spec


def rows_of(database):
    return Rows(database.table("charts", "unsc_years", Filters().parameters()))


def test_outcomes_are_those_of_the_record(database):
    votes = {row["vote_id"]: row for row in table("votes")}
    rows = rows_of(database)
    assert set(rows.column("mark")) == set(votes)
    for mark, outcome in zip(rows.column("mark"), rows.column("outcome"), strict=True):
        vote = votes[mark]
        assert (outcome == "vetoed") == (vote["result"] == "vetoed")
        assert (outcome == "rejected") == (vote["result"] == "rejected")
        assert (outcome == "uncounted") == (vote["result"] == "adopted_without_vote")
        if outcome == "unanimous":
            assert (vote["against"], vote["abstained"], vote["not_voting_by"]) == ("0", "0", "")


def test_what_was_adopted_stands_above_the_line_and_no_two_votes_on_one_place(database):
    drawn = spec(votes_by_year.CHART, rows_of(database))["datasets"]
    (line,) = [row["y"] for row in drawn["line"]]
    for vote in drawn["votes"]:
        assert (vote["y"] > line) == (vote["outcome"] in votes_by_year.FAILED)
    places = [(vote["year"], vote["y"]) for vote in drawn["votes"]]
    assert len(set(places)) == len(places)


def test_every_veto_is_named(database):
    names = " ".join(row["words"] for row in spec(votes_by_year.CHART, rows_of(database))["datasets"]["vetoes"])
    said = votes_by_year.CHART.says(rows_of(database))
    for by in filter(None, rows_of(database).column("vetoed_by")):
        assert by in names
        assert f"by {by}" in said


def test_runs_end_where_nothing_happened_for_long():
    assert votes_by_year.runs([2009, 1951, 2006, 2009]) == [[1951], [2006, 2009, 2009]]
    assert votes_by_year.runs([]) == []
