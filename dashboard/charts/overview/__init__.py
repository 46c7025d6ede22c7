"""The chart of the overview: the relationship at a glance."""
