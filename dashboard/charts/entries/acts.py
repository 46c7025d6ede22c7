"""The charts of the overview and of the page of events."""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.events import initiator_by_target as dyads
from dashboard.charts.events import kind_by_actor as kinds_by_actor
from dashboard.charts.events import places
from dashboard.charts.events import timeline as events
from dashboard.charts.overview import glance as overview

OVER_TIME = "Over time"
BY_YEAR_AND_ERA = "By year and era"

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
        kinds_by_actor.kind_by_actor,
        kinds_by_actor.kind_by_actor_reading,
        rule=(
            "An event counts once for each actor that takes part in it or that it concerns; agencies and forces "
            "count as the state they belong to. Only the twelve actors with most events are shown."
        ),
        group="Who",
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
        group="Who",
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
)
