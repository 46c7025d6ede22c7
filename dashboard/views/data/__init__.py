"""The page of the data: everything that can be taken away, and how programs read it."""
