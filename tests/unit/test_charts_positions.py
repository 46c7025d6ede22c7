"""Camps and paths: sides by place, acts of office apart, nobody on top of another, and the people of one topic by name."""

from itertools import combinations

import pytest

from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.positions import by_role, by_topic, over_time, role_strips
from dashboard.charts.positions.camps import WIDTHS as CAMP_WIDTHS
from dashboard.charts.positions.expert_layout import AT_MOST, lay_out
from dashboard.charts.positions.moves import paths
from dashboard.charts.positions.time_layout import MOST_PX, Swarm
from dashboard.record.filters import Filters
from tests.unit.counting import frame_of, table
from tests.unit.drawn import spec as spec_of

ONE = Filters(kinds=("us-forces-in-korea",))


def sign(number):
    return (number > 0) - (number < 0)


def test_each_position_stands_in_the_camp_of_its_stance_and_in_the_lane_of_its_kind(database):
    acts = {row["position_id"] for row in table("positions") if row["speaks_as"] == "official_act"}
    frame = frame_of(database, "positions_by_topic").set_index("mark")
    assert (frame["side"] == frame["stance"].map(sign)).all()
    assert set(frame.index[frame["is_act"]]) == acts & set(frame.index)
    camps = frame.groupby(["topic_id", "side", "is_act"])["place"]
    assert all(sorted(places) == list(range(len(places))) for _, places in camps)
    outwards = frame.assign(strength=frame["stance"].abs()).sort_values("place").groupby(["topic_id", "side", "is_act"])
    assert all(own["strength"].is_monotonic_increasing for _, own in outwards)


def test_the_most_divided_topic_is_first_and_its_numbers_are_those_of_its_signs(database):
    frame = frame_of(database, "positions_by_topic")
    leaning = frame.groupby("topic", sort=False)["side"].agg(lambda sides: abs(sides.sum()) / len(sides))
    assert leaning.is_monotonic_increasing
    heads = spec_of(by_topic.CHART, frame)["datasets"]["topics"]
    assert [head["topic"] for head in heads] == list(leaning.index)
    for head in heads:
        counts = frame[frame["topic"] == head["topic"]]["side"].value_counts()
        shown = [int(head[name] or 0) for name in ("against", "between", "favour")]
        assert shown == [counts.get(side, 0) for side in (-1, 0, 1)]


def test_a_camp_takes_as_many_lines_as_its_lane_has(database):
    drawn = by_topic.lay_out(Rows.of(frame_of(database, "positions_by_topic")))
    dots = drawn.tables["dots"].to_pylist()
    for width, upper, lower in zip(CAMP_WIDTHS, drawn.values["upper"], drawn.values["lower"], strict=True):
        for dot in dots:
            across = width.across if dot["side"] else 3
            needed = -(-dot["n"] // across) * 10
            if not dot["is_act"]:
                assert upper[dot["row"]] + needed <= lower[dot["row"]]


@pytest.mark.parametrize("theme", PALETTES)
def test_a_single_topic_names_everybody_with_the_year(database, theme):
    frame = frame_of(database, "positions_by_topic", ONE)
    sets = spec_of(by_topic.CHART, frame, PALETTES[theme])["datasets"]
    assert sets["dots"] == sets["topics"] == sets["camp_names"] == []
    names = {row["mark"]: row["name"] for row in sets["people"]}
    assert names == {row.mark: f"{row.expert}, {row.year}" for row in frame.itertuples()}
    places = [(row["column"], row["y"]) for row in sets["people"]]
    narrow = [(row["narrow_column"], row["narrow_y"]) for row in sets["people"]]
    assert len(set(places)) == len(set(narrow)) == len(frame)


def test_paths_are_those_of_people_with_several_positions(database):
    rows = Rows.of(frame_of(database, "positions_over_time"))
    found, marks = paths(rows), rows.column("mark")
    days = dict(zip(marks, rows.days("date"), strict=True))
    for path in found:
        assert len(path.places) > 1
        assert {rows.column("expert")[i] for i in path.places} == {path.expert}
        assert [days[marks[i]] for i in path.places] == sorted(days[marks[i]] for i in path.places)
    moved = [path for path in found if path.has_moved]
    crossed = [path.has_crossed for path in moved]
    assert crossed == sorted(crossed, reverse=True), "those who changed sides stand first"
    sets = spec_of(over_time.CHART, rows)["datasets"]
    assert [row["name"] for row in sets["movers"]] == [path.expert for path in moved]
    assert len(sets["moved"]) == sum(len(path.places) for path in moved)
    assert len(sets["joined"]) == sum(len(path.places) - 1 for path in moved)
    assert {row["mark"] for row in sets["positions"]} == set(marks)


def test_what_is_placed_in_a_swarm_covers_nothing():
    swarm = Swarm()
    taken = [(swarm.place(left, left + 40), left) for left in (0, 10, 39, 40, 80, 85, 90)]
    for (level, left), (other, beside) in combinations(taken, 2):
        assert level != other or abs(left - beside) >= 40
    assert [level for level, _ in taken] == [0, 1, 2, 0, 0, 1, 2]


def test_for_stands_above_the_line_of_its_topic_and_against_below(database):
    sets = spec_of(over_time.CHART, frame_of(database, "positions_over_time", ONE))["datasets"]
    (topic,) = sets["topics"]
    for row in sets["positions"]:
        assert sign(topic["y0"] - row["y0"]) == row["side"] or not row["side"]
        assert row["name"]


def test_those_with_few_positions_share_a_band_and_everybody_is_drawn_once(database):
    frame = frame_of(database, "positions_by_expert")
    tables = lay_out(Rows.of(frame)).tables
    drawn = [mark for name in ("bars", "few", "others") for mark in tables[name]["mark"].to_pylist()]
    assert sorted(drawn) == sorted(frame["mark"])
    rows = [name for name in tables["names"]["who"].to_pylist() if "\n" not in name]
    assert len(rows) <= AT_MOST
    most = frame[~frame["is_others"]].groupby("expert")["expert_positions"].first()
    left_out = [count for expert, count in most.items() if expert not in rows]
    assert max(left_out) < min(most[expert] for expert in rows)


def test_on_many_topics_each_group_has_a_sign_that_covers_no_other_and_a_name_if_enough_spoke(database):
    frame = frame_of(database, "positions_by_role")
    drawn = by_role.lay_out(Rows.of(frame))
    means = drawn.tables["means"].to_pylist()
    assert {row["mark"] for row in means} == set(frame["mark"])
    counts = dict(zip(frame["mark"], frame["positions"], strict=True))
    assert all(bool(row["name"]) == (counts[row["mark"]] >= 3) for row in means)
    for lay, (width, gutter) in enumerate(zip(role_strips.WIDTHS, role_strips.GUTTERS, strict=True)):
        places = [(round(row[f"y{lay}"]), row["stance"] * (width - gutter - 20) / 4) for row in means]
        assert all(one[0] != other[0] or abs(one[1] - other[1]) > 8 for one, other in combinations(places, 2))
    assert max(drawn.values["heights"][1:]) < 1300


def test_among_many_topics_no_side_is_higher_than_its_room(database):
    rows = Rows.of(frame_of(database, "positions_over_time"))
    drawn = over_time.lay_out(rows)
    middle = {row["topic_id"]: row["y3"] for row in drawn.tables["topics"].to_pylist()}
    topics = dict(zip(rows.column("mark"), rows.column("topic_id"), strict=True))
    sides = [row for row in drawn.tables["positions"].to_pylist() if row["side"]]
    assert all(abs(row["y3"] - middle[topics[row["mark"]]]) < 2.6 * MOST_PX for row in sides)
    assert drawn.values["heights"][3] < 1400
