"""The charts of the page on claims."""
