"""The reader: a text with every cited passage marked, words found in it, what stands beside it, and the texts of one record together."""
