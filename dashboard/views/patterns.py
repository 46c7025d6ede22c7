"""Patterns: what comes before and after talks, sanctions, launches and the rest, against chance."""

from dashboard.parts.page import guarded
from dashboard.parts.patterns_page import patterns_page

guarded(patterns_page)
