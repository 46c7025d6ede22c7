"""The page on coded events: what they are, charts of their sums beside the record, or how to get some."""
