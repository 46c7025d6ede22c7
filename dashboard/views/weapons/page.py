"""Weapons and sanctions: launches and nuclear tests, and what was done and said about them."""

from dashboard.parts.page import chart_page, guarded

guarded(lambda: chart_page("weapons"))
