"""The page on exchange: the choice of series above the charts, their notes below."""
