"""The charts of the page on positions of experts."""
