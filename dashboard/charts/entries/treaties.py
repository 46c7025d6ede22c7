"""The charts of the page of treaties."""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.treaties import lifespans as treaties
from dashboard.charts.treaties import network, promises

CHARTS: tuple[Chart, ...] = (
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
)
