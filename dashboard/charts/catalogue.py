"""The one list of charts. Pages, downloads, routes, the command line, tests and the method page all read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from dashboard.charts import (
    claims,
    claims_by_dimension,
    dyads,
    events,
    exchange,
    expert_positions,
    network,
    overview,
    patterns,
    places,
    positions,
    promises,
    treaties,
    weapons,
)
from dashboard.charts.palette import Palette
from dashboard.links import Filters

Builder = Callable[[pd.DataFrame, Palette], alt.TopLevelMixin]
Reading = Callable[[pd.DataFrame], str]


OVER_TIME, BY_YEAR_AND_ERA, WHO = "Over time", "By year and era", "Who"


@dataclass(frozen=True)
class Chart:
    """One chart. Its rows come from `sql/charts/<id>.sql`: each has `mark` (unique text), `label` (a sentence) and `records` (never empty).

    `page` is the page that shows it, `kinds` the vocabulary of that page's kind filter, and `rule` how its records are counted,
    in a sentence for a reader who asks why a number is what it is. A page with several `group`s shows one of them at a time.
    `selections` names what can be selected: `pick` a mark, `brush` a period, `era` an era, `actor` an actor. Two charts that
    follow one another and each are `is_half` stand side by side where there is room. One that `has_year` shows the year of
    the filters.
    """

    id: str
    title: str
    question: str
    page: str
    kinds: str
    build: Builder
    reading: Reading
    rule: str = ""
    group: str = ""
    selections: tuple[str, ...] = ("pick",)
    is_half: bool = False
    has_year: bool = False

    def own(self, filters: Filters) -> tuple[Filters, list[str]]:
        """The filters without what this chart has no use for, and a sentence for each value that was left out."""
        if filters.year is None or self.has_year:
            return filters, []
        return replace(filters, year=None), [f"This chart does not show single years; year {filters.year} was ignored."]


CHARTS: tuple[Chart, ...] = (
    Chart(
        "relationship_at_a_glance",
        "The relationship at a glance",
        "When did the two sides move towards or away from each other, and around what?",
        "overview",
        "event_kind",
        overview.glance,
        overview.glance_reading,
        rule=(
            "Each event is one dot, in the half-year or year of its day or of the middle of its span; "
            "an era counts the events that begin in it."
        ),
        selections=("pick", "brush", "era"),
    ),
    Chart(
        "events_timeline",
        "Events, 1945 to today",
        "When did the two sides move towards or away from each other?",
        "events",
        "event_kind",
        events.timeline,
        events.timeline_reading,
        rule=("Each event is one dot, on its day or in the middle of its span of days; dots of one day are stacked."),
        group=OVER_TIME,
        selections=("pick", "brush"),
    ),
    Chart(
        "cooperation_balance",
        "Balance of cooperation and conflict",
        "In which years did cooperation outweigh conflict?",
        "events",
        "event_kind",
        events.balance,
        events.balance_reading,
        rule=(
            "An event counts once, in the year of its first day, with the Goldstein value of its code, on the "
            "side of that value's sign; a value of zero counts on neither side. With an actor filter it counts "
            "only where that actor acts or is acted upon."
        ),
        group=OVER_TIME,
        selections=("pick", "brush"),
    ),
    Chart(
        "events_by_year",
        "Events by year and kind",
        "How many events of each kind does the record hold for each year?",
        "events",
        "event_kind",
        events.by_year,
        events.by_year_reading,
        rule="An event counts once, in the year of its first day and in the family of its one kind.",
        group=BY_YEAR_AND_ERA,
        selections=("pick", "brush"),
    ),
    Chart(
        "eras_compared",
        "Eras compared",
        "Which era saw how much of what, when long and short eras are put on one scale?",
        "events",
        "event_kind",
        dyads.eras_compared,
        dyads.eras_compared_reading,
        rule=(
            "Events of an era divided by its length in years, as far as it lies in the chosen period; an event counts in the era "
            "of its first day. Rates that rest on fewer than five events are drawn pale."
        ),
        group=BY_YEAR_AND_ERA,
    ),
    Chart(
        "events_kind_by_actor",
        "Kinds of event by actor",
        "Who takes part in what?",
        "events",
        "event_kind",
        events.kind_by_actor,
        events.kind_by_actor_reading,
        rule=(
            "An event counts once for each actor that takes part in it or that it concerns; agencies and forces "
            "count as the state they belong to. Only the twelve actors with most events are shown."
        ),
        group=WHO,
        is_half=True,
        selections=("pick", "actor"),
    ),
    Chart(
        "initiator_by_target",
        "Who acted toward whom",
        "Who cooperates with whom, and who acts against whom?",
        "events",
        "event_kind",
        dyads.initiator_by_target,
        dyads.initiator_by_target_reading,
        rule=(
            "An event counts once for each pair of an actor that acts and one that is acted upon; agencies count as what they belong "
            "to. Joint acts have no target and count for each who takes part. Only the eight actors with most events are shown."
        ),
        group=WHO,
        is_half=True,
        selections=("pick", "actor"),
    ),
    Chart(
        "event_places",
        "Where it happened",
        "Where do the two sides meet, and where do they clash?",
        "events",
        "event_kind",
        places.places,
        places.places_reading,
        rule=(
            "Events within about ten kilometres of one another, in the distance within about a hundred, are one place. "
            "Events without coordinates are counted in the sentence above the map and not drawn."
        ),
        group="Where",
    ),
    Chart(
        "promise_tracker",
        "What became of the promises",
        "What was promised, by whom, and who says that it was kept or broken?",
        "treaties",
        "instrument",
        promises.tracker,
        promises.tracker_reading,
        rule=(
            "Each clause of the nine main instruments between the two states is one square, at its signature, and each "
            "later act one sign in its lane, on its day or in the middle of its span of days. One act counts once for "
            "each clause and each side that reads it. A reading is what the named speaker says, not our verdict. The "
            "filter of instruments is that of the clause's instrument."
        ),
        group="Promises",
    ),
    Chart(
        "treaty_lifespans",
        "How long agreements lasted",
        "When was each instrument signed, in force, and ended, and how did it end?",
        "treaties",
        "instrument",
        treaties.lifespans,
        treaties.lifespans_reading,
        rule=(
            "Each instrument counts once, from its signature to its end; in force is what has no known or presumed end."
        ),
        group="Lifespans",
    ),
    Chart(
        "who_owes_whom",
        "Who owed whom what",
        "Which states owed one another defence, consultation, non-aggression or limits on arms, from 1945 to today?",
        "treaties",
        "instrument",
        network.network,
        network.network_reading,
        rule=(
            "An obligation counts once for each state that owes it and each state to which it is owed, however many "
            "instruments say so, if one of them is in force on the last day of the year that is shown, or of 1950, 1961, 1994 "
            "and 2024; one that lapsed on an unknown day does not count. Where our coding of clauses says who is obliged, only "
            "that side owes; else every party owes every other. Resolutions of the Council and treaties open to all are "
            "owed to the United Nations. What is not in our record is not drawn."
        ),
        group="Obligations",
        has_year=True,
    ),
    Chart(
        "treaty_obligations",
        "What was promised",
        "Which instrument carries which obligations?",
        "treaties",
        "instrument",
        treaties.obligations,
        treaties.obligations_reading,
        rule=(
            "An instrument counts once for each kind of obligation coded from its text; one without such an "
            "obligation is not shown."
        ),
        group="Obligations",
    ),
    Chart(
        "unsc_votes",
        "Votes of the Security Council",
        "How did the Council vote on Korea, and what was vetoed?",
        "treaties",
        "vote_result",
        treaties.votes,
        treaties.votes_reading,
        rule="Each vote counts once. The filter of instruments is not applied to votes.",
        group="Security Council",
    ),
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
        group=OVER_TIME,
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
    Chart(
        "tests_sanctions_talks",
        "Launches, tests, sanctions and talks",
        "Which sanctions and talks came before and after launches and nuclear tests?",
        "weapons",
        "missile_class",
        weapons.sequence,
        weapons.sequence_reading,
        rule=(
            "Launch events since 1984 are summed by quarter, in the quarter of their first day; tests, "
            "resolutions, steps of US sanctions and talks count once each. The filter of missile classes limits "
            "the launches only."
        ),
        group="Launches and answers",
    ),
    Chart(
        "launches_by_year",
        "Launches by year and class",
        "How many missiles of each class were launched each year?",
        "weapons",
        "missile_class",
        weapons.by_year,
        weapons.by_year_reading,
        rule=(
            "A launch event counts once, in the year of its first day; missiles are counted only where a number "
            "was published."
        ),
        group="Launches and answers",
    ),
    Chart(
        "launch_ranges",
        "How far they flew",
        "What distance did each launch cover, and did it succeed?",
        "weapons",
        "missile_class",
        weapons.ranges,
        weapons.ranges_reading,
        rule="Each launch event with a published distance is one mark; those without one are not shown.",
        group="Ranges",
    ),
    Chart(
        "launch_sites",
        "Where launches came from",
        "Which places were launches made from, and in which years?",
        "weapons",
        "missile_class",
        weapons.sites,
        weapons.sites_reading,
        rule=(
            "A launch event counts once, in the year of its first day, at its place; places within about ten "
            "kilometres are one."
        ),
        group="Sites and yields",
    ),
    Chart(
        "nuclear_yields",
        "Yields of the nuclear tests",
        "How strong was each nuclear test, and how sure are the estimates?",
        "weapons",
        "missile_class",
        weapons.yields,
        weapons.yields_reading,
        rule=(
            "Each test counts once, with its lowest and highest published yield. The filter of missile classes is "
            "not applied."
        ),
        group="Sites and yields",
    ),
    Chart(
        "patterns_before_after",
        "What comes before and after",
        "Do some events gather before or after others more than chance would have it?",
        "patterns",
        "pattern",
        patterns.around,
        patterns.around_reading,
        rule=(
            "Days are counted, so several events of one class on one day are one. An outcome counts once for each "
            "anchor that has it within 26 weeks, so the count can be higher or lower than the number of records, "
            "which also holds the anchors."
        ),
    ),
    Chart(
        "series_explorer",
        "The chosen series",
        "How did the chosen series move, and what happened around them?",
        "exchange",
        "series",
        exchange.explorer,
        exchange.explorer_reading,
        rule=(
            "Each value is one dot, as its series gives it. Events of the kinds chosen are marked with them; without a "
            "series chosen the first main one is shown."
        ),
        group="Series",
    ),
    Chart(
        "series_overview",
        "The main series at a glance",
        "How much was given, traded, counted and voted over the years?",
        "exchange",
        "series",
        exchange.overview,
        exchange.overview_reading,
        rule=("Each value of twelve main series is one dot. The filter of series is not applied here."),
        group="Series",
    ),
    Chart(
        "detentions_spans",
        "US citizens held in North Korea",
        "Who was held, for how long, and who came for the release?",
        "exchange",
        "series",
        exchange.detentions,
        exchange.detentions_reading,
        rule=("Each person held is one bar, from the first to the last day. The filter of series is not applied here."),
        group="Detentions",
    ),
    Chart(
        "claims_by_verdict",
        "What the two documents claim, checked",
        "How much of each document holds?",
        "claims",
        "dimension",
        claims.by_verdict,
        claims.by_verdict_reading,
        rule="A claim counts once, in the document that makes it, under our one verdict on it.",
    ),
    Chart(
        "claims_by_dimension",
        "Where the documents hold and where they fail",
        "Which fields are the documents right about?",
        "claims",
        "dimension",
        claims_by_dimension.by_dimension,
        claims_by_dimension.by_dimension_reading,
        rule="A claim counts once, in its one dimension, under our one verdict on it.",
        is_half=True,
    ),
    Chart(
        "alliance_case",
        "The case for and against an alliance",
        "What speaks for an alliance between the two states, what against, and on what condition?",
        "claims",
        "dimension",
        claims_by_dimension.alliance_case,
        claims_by_dimension.alliance_case_reading,
        rule=(
            "A claim counts once, in its one dimension, if it says anything for or against an alliance; the "
            "others are not shown."
        ),
        is_half=True,
    ),
)

BY_ID = {chart.id: chart for chart in CHARTS}


def on_page(page: str) -> list[Chart]:
    """The charts of one page, in order."""
    return [chart for chart in CHARTS if chart.page == page]
