"""The page on launches and tests."""
