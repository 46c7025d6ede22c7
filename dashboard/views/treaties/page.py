"""Treaties: what was promised, by whom, how long it lasted, and how the Security Council voted."""

from dashboard.parts.page import chart_page, guarded

guarded(lambda: chart_page("treaties"))
