"""The page on patterns: the choice of a pair, its chart, the table of all pairs."""
