"""The page on events."""
