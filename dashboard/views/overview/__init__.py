"""The overview: headline figures, the relationship at a glance, where to start."""
