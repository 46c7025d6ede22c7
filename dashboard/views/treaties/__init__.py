"""The page on treaties and votes."""
