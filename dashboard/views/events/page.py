"""Events: what happened, when, and whether it moved the two sides together or apart."""

from dashboard.parts.page import chart_page, guarded

guarded(lambda: chart_page("events"))
