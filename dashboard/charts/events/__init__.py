"""The charts of the page on events."""
