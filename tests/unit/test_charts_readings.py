"""The sentence under each chart, against figures worked out by hand from the small frames."""

import pandas as pd

from dashboard.charts.claims import by_verdict as claims
from dashboard.charts.draw.bands import ROW_PX, era_layout, place_flags
from dashboard.charts.draw.marks import TimeAxis
from dashboard.charts.draw.rows import Rows
from dashboard.charts.events import balance, by_year
from dashboard.charts.events import kind_by_actor as kinds_by_actor
from dashboard.charts.events import timeline as events
from dashboard.charts.positions import by_topic as positions
from dashboard.charts.positions import over_time
from dashboard.charts.treaties import lifespan_words, lifespans, obligations, votes
from dashboard.record.filters import Filters
from tests.unit import test_charts_specs as small
from tests.unit.counting import frame_of, table
from tests.unit.drawn import spec as spec_of


def test_timeline():
    assert events.reading(Rows.of(small.event_frame())) == (
        "3 events from 27 July 1953 to 12 June 2018: 2 of cooperation, 1 of conflict; "
        "most cooperation in 1953 (1), most conflict in 1959 (1)."
    )


def test_timeline_of_one_day():
    assert events.reading(Rows.of(small.event_frame().head(1))) == (
        "1 event on 27 July 1953: 1 of cooperation, 0 of conflict."
    )


def test_by_year():
    assert by_year.reading(Rows.of(small.year_frame())) == (
        "Talks are the largest group with 7 of 9 events; the highest count in one year is 4, for talks in 1994."
    )


def test_balance():
    assert balance.reading(Rows.of(small.balance_frame())) == (
        "Cooperation outweighed conflict in 1 of 2 years with events; "
        "the balance was highest in 1994 (+6.5) and lowest in 2017 (-20.0)."
    )


def test_kind_by_actor():
    assert kinds_by_actor.reading(Rows.of(small.actor_frame())) == (
        "North Korea takes part in most events (7 events); the most frequent pair is North Korea with talks (5)."
    )


def test_lifespans():
    rows = small.lifespan_frame()
    assert lifespans.reading(Rows.of(rows)) == (
        "Of 2 instruments that the United States and North Korea share, 1 is in force, none of them newer than 1953. In force "
        "are also 0 of 1 that the United States has without North Korea and 0 of 1 without the United States."
    )
    # Eight years and four years with a known end: the median is six.
    assert lifespans.reading(Rows.of(rows.assign(side="others"))) == (
        "4 instruments: 1 of 4 in force; those that ended on a known day lasted 6 years in the median."
    )
    assert lifespans.reading(Rows.of(rows.iloc[2:3].assign(side="both"))) == (
        "Of 1 instrument that the United States and North Korea share, none is in force."
    )


def test_a_lane_of_many_lifespans_is_folded_and_one_of_few_is_not(database):
    drawn = spec_of(lifespans.CHART, frame_of(database, "treaty_lifespans"))["datasets"]
    lanes = {lane["lane"]: lane for lane in drawn["lanes"]}
    assert [part["words"].partition(":")[0] for part in drawn["parts"]] == list(lifespan_words.SIDES.values())
    several = {name for name in lanes if sum(bar["row"] == lanes[name]["row"] for bar in drawn["bars"]) > 1}
    assert {name for name, lane in lanes.items() if lane["folds"]} == several
    assert {bar["mark"] for bar in drawn["bars"]} == {row["treaty_id"] for row in table("treaties")}
    few = spec_of(lifespans.CHART, small.lifespan_frame())["datasets"]
    assert not any(lane["folds"] for lane in few["lanes"])


def test_obligations():
    assert obligations.reading(Rows.of(small.obligation_frame())) == (
        "Aid is the most frequent obligation: 2 of 2 instruments carry it."
    )


def test_votes():
    assert votes.reading(Rows.of(small.vote_frame())) == (
        "3 votes: 1 adopted, 2 vetoed, the last on 28 March 2024 by Russian Federation."
    )


def test_positions_by_topic():
    assert positions.reading(Rows.of(small.position_frame())) == (
        "3 positions of 2 people on 2 topics; 1 for, 1 against."
    )


def test_positions_by_topic_names_the_most_divided_topic_with_five_or_more():
    frame = pd.DataFrame(
        {
            "expert": [f"e{i}" for i in range(11)],
            "topic": ["Force"] * 5 + ["Talks"] * 5 + ["Rare"],
            "stance": [-2, -2, -1, -1, 0, 2, 2, 1, -1, -1, -2],
        }
    )
    assert positions.reading(Rows.of(frame)) == (
        "Most divided on “Talks” (3 for, 2 against), most of one mind on “Force” (0 for, 4 against). "
        "11 positions of 11 people on 3 topics."
    )


def test_positions_by_topic_says_in_the_words_of_its_poles_who_holds_what_of_a_single_topic():
    assert positions.reading(Rows.of(small.position_frame().head(2))) == (
        "“Engagement first”: 1; “Pressure first”: 1. 2 positions of 1 person on 1 topic."
    )


def test_positions_over_time():
    assert over_time.reading(Rows.of(small.position_frame())) == (
        "In 1 of 1 case in which a person spoke on a topic again, the stance moved, in 1 to the other side. "
        "Furthest moved Expert One on “Engagement or pressure” (-1 to +2). 3 positions from 2005 to 2018."
    )


def test_claims():
    assert claims.reading(Rows.of(small.verdict_frame())) == (
        "Of 6 claims, 3 are supported and 1 contradicted; supported are 75 % in “Chapter”, 0 % in “Essay”."
    )


def test_flags_never_cover_each_other():
    stems = [(place, 110.0) for place in (0, 16, 30, 84, 110, 178, 195, 203, 236, 262, 294, 298, 305)]
    flags = place_flags(stems, 330)
    assert len(flags) == len(stems)
    assert all(flag.left >= 0 and flag.right <= 330 for flag in flags)
    pairs = [(one, other) for i, one in enumerate(flags) for other in flags[:i]]
    assert not any(one.overlaps(other) for one, other in pairs)


def test_names_of_eras_take_few_rows_from_the_drawing(database):
    rows = database.table("charts", "events_timeline", Filters().parameters())
    header = era_layout(rows, TimeAxis.over(rows, "date_earliest", "date_latest")).values["era_header"]
    assert header <= 5 * ROW_PX + 4, "eight rows on a phone left a gap on every wider chart"
