"""Charts of people's positions: means, spreads and similarities worked out again by hand, drawing and sentences."""

from collections import Counter, defaultdict
from itertools import combinations
from statistics import mean

import pandas as pd
import pytest

from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.positions import agreement, by_expert, by_role
from dashboard.record.filters import Filters
from tests.unit.counting import frame_of, table
from tests.unit.drawn import spec as spec_of


def expert_frame():
    rows = [
        ("Ann", 3, 1, "Force", -2.0, -2, -2, 1),
        ("Ann", 3, 2, "Talks", 1.5, 1, 2, 2),
        ("Others", 1, 1, "Force", 0.5, 0, 1, 2),
    ]
    return pd.DataFrame(
        {
            "mark": f"{expert}-{topic}",
            "label": f"{expert} on {topic}",
            "records": [f"po-{expert}-{topic}"],
            "expert": expert,
            "is_others": expert == "Others",
            "expert_positions": total,
            "topic_sort": sort,
            "topic": topic,
            "stance": stance,
            "lowest": lowest,
            "highest": highest,
            "positions": positions,
        }
        for expert, total, sort, topic, stance, lowest, highest, positions in rows
    )


def role_frame():
    rows = [
        ("Scholar", 1, "United States", -1.0, -2, 0, 4),
        ("Official", 2, "North Korea", 1.0, 0, 2, 3),
        ("Unknown", 9, None, 2.0, 2, 2, 1),
    ]
    return pd.DataFrame(
        {
            "mark": f"force-{role}",
            "label": f"{role}",
            "records": [f"po-{role}"],
            "topic_sort": 1,
            "topic": "Force",
            "proposition": "Force is an option.",
            "negative_pole": "No option",
            "positive_pole": "An option",
            "role": role,
            "role_sort": sort,
            "country": country,
            "stance": stance,
            "lowest": lowest,
            "highest": highest,
            "positions": positions,
        }
        for role, sort, country, stance, lowest, highest, positions in rows
    )


def pair_frame():
    return pd.DataFrame(
        {
            "mark": ["a-and-b", "a-and-c"],
            "label": ["A and B", "A and C"],
            "records": [["po-a", "po-b"], ["po-a", "po-c"]],
            "one_name": ["Ann", "Ann"],
            "other_name": ["Bob", "Cy"],
            "topics": [3, 4],
            "similarity": [1.0, 0.5],
            "widest_topic": [None, "Force"],
        }
    )


CASES = [(by_expert.CHART, expert_frame), (by_role.CHART, role_frame), (agreement.CHART, pair_frame)]


def stances():
    found = defaultdict(list)
    for row in table("positions"):
        if row["traced"] == "true" and row["stance"]:
            found[row["expert"], row["topic"]].append(int(row["stance"]))
    return found


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(("chart", "make"), CASES)
def test_spec(chart, make, theme):
    frame = make()
    before = frame.copy(deep=True)
    spec = spec_of(chart, frame, PALETTES[theme])
    pd.testing.assert_frame_equal(frame, before)
    rows = [row for data in spec["datasets"].values() for row in data]
    marks = {row["mark"] for row in rows if "mark" in row}
    assert marks == set(frame["mark"])
    assert all("records" not in row for row in rows)
    assert sorted(param["name"] for param in spec["params"] if "select" in param) == sorted(chart.selections)
    assert "Nothing" in chart.says(Rows.of(frame.head(0)))


def test_the_one_topic_has_its_proposition_in_words():
    assert "Force is an option." in str(spec_of(by_role.CHART, role_frame())["datasets"])


def test_readings():
    assert by_expert.reading(Rows.of(expert_frame())) == (
        "Ann spoke on most topics, 2. 1 person took two positions or more; 2 people took a single position."
    )
    assert by_expert.reading(Rows.of(expert_frame().tail(1))) == (
        "Nobody took more than one position; 2 people took a single position."
    )
    assert by_role.reading(Rows.of(role_frame())) == (
        "Widest apart are the means on “Force”: North Korea, official +1.0, United States, scholar -1.0. "
        "3 groups of one role and country on one topic, 2 with three positions or more."
    )
    assert agreement.reading(Rows.of(pair_frame())) == (
        "2 pairs share three topics or more: closest are Ann and Bob (1.00), furthest apart Ann and Cy (0.50); "
        "1 is the same stance throughout."
    )


def test_means_agree_with_the_table(database):
    frame = frame_of(database, "positions_by_expert").set_index("mark")
    everybody = Counter(expert for (expert, _), values in stances().items() for _ in values)
    counted = defaultdict(list)
    for (expert, topic), values in stances().items():
        for value in values:
            # No mean is taken of different people: each stance of the last row has a mark of its own.
            alone = everybody[expert] == 1
            counted[f"others-on-{topic}-at-{value + 3}" if alone else f"{expert}-on-{topic}"].append(value)
    assert frame["stance"].to_dict() == pytest.approx({mark: mean(values) for mark, values in counted.items()})
    assert frame["positions"].to_dict() == {mark: len(values) for mark, values in counted.items()}
    assert frame["lowest"].to_dict() == {mark: min(values) for mark, values in counted.items()}
    assert frame["highest"].to_dict() == {mark: max(values) for mark, values in counted.items()}
    assert (frame["records"].map(len) == frame["positions"]).all()
    assert frame["is_others"].is_monotonic_increasing
    others = frame[frame["is_others"]]
    assert set(others.index) == {mark for mark in counted if mark.startswith("others-on-")}
    assert (others["lowest"] == others["highest"]).all()
    roles = frame_of(database, "positions_by_role")
    assert roles["positions"].sum() == sum(map(len, stances().values()))
    assert (roles["lowest"] <= roles["stance"]).all()
    assert (roles["stance"] <= roles["highest"]).all()
    assert (roles["records"].map(len) == roles["positions"]).all()


def test_the_last_row_says_how_many_people_took_the_stance_and_the_first_names(database):
    others = frame_of(database, "positions_by_expert").query("is_others")
    for row in others.itertuples():
        people = "1 person" if row.positions == 1 else f"{row.positions} people"
        start = f"Others, one position each, on “{row.topic}”: {people}, stance {int(row.stance):+d}. "
        assert row.label.startswith(start)
        names, _, more = row.label.removeprefix(start).partition(", and ")
        assert names.count(f"({int(row.stance):+d})") == min(row.positions, 4)
        assert more == (f"{row.positions - 4} more" if row.positions > 4 else "")
    assert others["positions"].max() > 4
    one = frame_of(database, "positions_by_expert", Filters(words="McMaster")).set_index("mark")["label"]
    assert one["others-on-military-option-at-4"].startswith(
        "Others, one position each, on “Use of force”: 1 person, stance +1. H. R."
    )


def test_similarity_agrees_with_its_definition(database):
    by_expert = defaultdict(dict)
    for (expert, topic), values in stances().items():
        by_expert[expert][topic] = mean(values)
    counted = {}
    for one, other in combinations(sorted(by_expert), 2):
        shared = by_expert[one].keys() & by_expert[other].keys()
        if len(shared) >= 3:
            gaps = [abs(by_expert[one][topic] - by_expert[other][topic]) for topic in shared]
            counted[f"{one}-and-{other}"] = 1 - mean(gaps) / 4
    frame = frame_of(database, "positions_agreement")
    assert dict(zip(frame["mark"], frame["similarity"], strict=True)) == pytest.approx(counted)
