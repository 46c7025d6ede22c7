"""The reader: a document with every cited passage marked, its claims beside it."""
