"""Overview: what this is, the headline figures, the relationship at a glance, and where to start."""

from dashboard.parts.overview import overview_page
from dashboard.parts.page import guarded

guarded(overview_page)
