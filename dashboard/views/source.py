"""The passage reader: one whole document with every cited passage marked, the chosen one in view."""

from dashboard.parts.page import guarded
from dashboard.parts.passage_reader import reader_page

guarded(reader_page)
