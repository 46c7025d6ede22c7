"""Events: what happened, when, and whether it moved the two sides together or apart."""

from dashboard.parts.page import chart_page, guarded

guarded(
    lambda: chart_page(
        "events",
        "Events",
        "What happened between the United States and North Korea since 1945, and whether it was cooperation or conflict.",
        kinds="event_kind",
        kind_name="Kind of event",
        types={"event": "events"},
    )
)
