"""The search page: results with what they were found by."""
