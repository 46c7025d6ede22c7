"""Treaties: what was promised, by whom, how long it lasted, and how the Security Council voted."""

from dashboard.parts.page import chart_page, guarded

guarded(
    lambda: chart_page(
        "treaties",
        "Treaties and resolutions",
        "What was promised and by whom, how long it lasted, how it ended, and how the Security Council voted.",
        kinds="instrument",
        kind_name="Type of instrument",
        types={"treaty": "instruments", "vote": "Council votes"},
    )
)
