"""Texts of sources on the reader's own machine: fetched or added, held outside git, and found in by the words that citations give.

This room knows texts, addresses and who may read them; it knows nothing of the record's tables or of pages.
"""
