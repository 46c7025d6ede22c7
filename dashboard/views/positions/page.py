"""Positions: where experts stand on the main questions, and when they said so."""

from dashboard.parts.page import chart_page, guarded

guarded(lambda: chart_page("positions"))
