"""Search: records, people and the documents' words, by any of their names."""

from dashboard.parts.page import guarded
from dashboard.parts.search_page import search_page

guarded(search_page)
