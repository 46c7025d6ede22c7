"""The page on positions of experts."""
