"""The page on method: codebook, coverage, data dictionary."""
