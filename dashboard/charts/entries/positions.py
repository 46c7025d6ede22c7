"""The charts of the page of positions."""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.positions import by_expert as expert_positions
from dashboard.charts.positions import by_topic as positions

CHARTS: tuple[Chart, ...] = (
    Chart(
        "positions_by_topic",
        "Positions by topic",
        "Where do experts stand on each question?",
        "positions",
        "topic",
        positions.by_topic,
        positions.by_topic_reading,
        rule=(
            "A position counts once, on its topic and at its stance; one whose stance is not on the scale, or "
            "that was traced to no source, is not shown."
        ),
        group="Topics",
    ),
    Chart(
        "positions_over_time",
        "Positions over time",
        "When was each position taken, and who moved?",
        "positions",
        "topic",
        positions.over_time,
        positions.over_time_reading,
        rule=(
            "A position counts once, on its first day; one without a stance on the scale, without a date, or "
            "traced to no source is not shown."
        ),
        group="Over time",
    ),
    Chart(
        "positions_by_expert",
        "Experts by topic",
        "Where does each expert stand on each question?",
        "positions",
        "topic",
        expert_positions.by_expert,
        expert_positions.by_expert_reading,
        rule=(
            "Each sign is the mean stance of one person on one topic, from -2 to +2, over the positions traced to a "
            "source. People with a single position among those that match the filters are one last row together, each "
            "of them counted once on their topic."
        ),
        group="People",
    ),
    Chart(
        "positions_agreement",
        "Who agrees with whom",
        "Which experts hold like views on the questions they share?",
        "positions",
        "topic",
        expert_positions.agreement,
        expert_positions.agreement_reading,
        rule=(
            "Similarity is 1 minus a quarter of the mean absolute difference between the mean stances of two people "
            "over the topics on which both took a position: 1 is the same stance throughout, 0 opposite ends of the "
            "scale. Only pairs that share three topics or more are shown."
        ),
        group="People",
    ),
    Chart(
        "positions_by_role",
        "Positions by role and country",
        "Do scholars, officials and others of each country hold different views?",
        "positions",
        "topic",
        expert_positions.by_role,
        expert_positions.by_role_reading,
        rule=(
            "Each sign is the mean stance of the people of one role and country on one topic, from -2 to +2; the line "
            "runs from their lowest to their highest position. Every position counts once, so that a person with two "
            "counts twice. Below three positions a mean says little and is drawn open."
        ),
        group="Roles",
    ),
)
