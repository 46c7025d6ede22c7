"""The charts of the page of claims."""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.claims import by_dimension as claims_by_dimension
from dashboard.charts.claims import by_verdict as claims

CHARTS: tuple[Chart, ...] = (
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
