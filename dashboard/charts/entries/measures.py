"""The charts of the pages of weapons, patterns and exchange."""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.exchange import explorer as exchange
from dashboard.charts.patterns import before_after as patterns
from dashboard.charts.weapons import yields as weapons

CHARTS: tuple[Chart, ...] = (
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
)
