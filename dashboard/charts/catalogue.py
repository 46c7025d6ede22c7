"""The one list of charts. Pages, downloads, routes, the command line, tests and the method page all read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboard.charts import claims, claims_by_dimension, events, positions, treaties
from dashboard.charts.palette import Palette

Builder = Callable[[pd.DataFrame, Palette], alt.TopLevelMixin]
Reading = Callable[[pd.DataFrame], str]


@dataclass(frozen=True)
class Chart:
    """One chart. Its rows come from `sql/charts/<id>.sql`: each has `mark` (unique text), `label` (a sentence) and `records` (never empty).

    `page` is the page that shows it and `kinds` the vocabulary of that page's kind filter.
    """

    id: str
    title: str
    question: str
    page: str
    kinds: str
    build: Builder
    reading: Reading


CHARTS: tuple[Chart, ...] = (
    Chart(
        "events_timeline",
        "Events, 1945 to today",
        "When did the two sides move towards or away from each other?",
        "events",
        "event_kind",
        events.timeline,
        events.timeline_reading,
    ),
    Chart(
        "events_by_year",
        "Events by year and kind",
        "How many events of each kind does the record hold for each year?",
        "events",
        "event_kind",
        events.by_year,
        events.by_year_reading,
    ),
    Chart(
        "cooperation_balance",
        "Balance of cooperation and conflict",
        "In which years did cooperation outweigh conflict?",
        "events",
        "event_kind",
        events.balance,
        events.balance_reading,
    ),
    Chart(
        "events_kind_by_actor",
        "Kinds of event by actor",
        "Who takes part in what?",
        "events",
        "event_kind",
        events.kind_by_actor,
        events.kind_by_actor_reading,
    ),
    Chart(
        "treaty_lifespans",
        "How long agreements lasted",
        "When was each instrument signed, in force, and ended, and how did it end?",
        "treaties",
        "instrument",
        treaties.lifespans,
        treaties.lifespans_reading,
    ),
    Chart(
        "treaty_obligations",
        "What was promised",
        "Which instrument carries which obligations?",
        "treaties",
        "instrument",
        treaties.obligations,
        treaties.obligations_reading,
    ),
    Chart(
        "unsc_votes",
        "Votes of the Security Council",
        "How did the Council vote on Korea, and what was vetoed?",
        "treaties",
        "vote_result",
        treaties.votes,
        treaties.votes_reading,
    ),
    Chart(
        "positions_by_topic",
        "Positions by topic",
        "Where do experts stand on each question?",
        "positions",
        "topic",
        positions.by_topic,
        positions.by_topic_reading,
    ),
    Chart(
        "positions_over_time",
        "Positions over time",
        "When was each position taken, and who moved?",
        "positions",
        "topic",
        positions.over_time,
        positions.over_time_reading,
    ),
    Chart(
        "claims_by_verdict",
        "What the two documents claim, checked",
        "How much of each document holds?",
        "claims",
        "dimension",
        claims.by_verdict,
        claims.by_verdict_reading,
    ),
    Chart(
        "claims_by_dimension",
        "Where the documents hold and where they fail",
        "Which fields are the documents right about?",
        "claims",
        "dimension",
        claims_by_dimension.by_dimension,
        claims_by_dimension.by_dimension_reading,
    ),
    Chart(
        "alliance_case",
        "The case for and against an alliance",
        "What speaks for an alliance between the two states, what against, and on what condition?",
        "claims",
        "dimension",
        claims_by_dimension.alliance_case,
        claims_by_dimension.alliance_case_reading,
    ),
)

BY_ID = {chart.id: chart for chart in CHARTS}


def on_page(page: str) -> list[Chart]:
    """The charts of one page, in order."""
    return [chart for chart in CHARTS if chart.page == page]
