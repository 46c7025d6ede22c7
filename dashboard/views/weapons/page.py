"""Weapons and sanctions: launches and nuclear tests, and what was done and said about them."""

from dashboard.parts.page import chart_page, guarded

guarded(
    lambda: chart_page(
        "weapons",
        "Weapons and sanctions",
        "What North Korea launched and tested, from where and how far, and which sanctions and talks came before and after.",
        kinds="missile_class",
        kind_name="Class of missile",
        types={"launch": "launch events", "test": "nuclear tests", "sanctions": "sanctions", "talks": "talks"},
        counts="weapons_counts",
    )
)
