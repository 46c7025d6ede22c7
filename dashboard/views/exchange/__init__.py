"""The page on exchange: the questions and the choice of series above the charts, their notes below."""
