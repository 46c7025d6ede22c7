"""The chart of the page on patterns: what comes before and after."""
