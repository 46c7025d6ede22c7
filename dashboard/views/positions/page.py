"""Positions: where experts stand on eleven questions, and when they said so."""

from dashboard.parts.page import chart_page, guarded

guarded(
    lambda: chart_page(
        "positions",
        "Expert positions",
        "What experts, officials and negotiators held on the main questions, when, and on what condition.",
        kinds="topic",
        kind_name="Topic",
        types={"position": "positions"},
    )
)
