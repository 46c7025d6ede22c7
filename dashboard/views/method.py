"""Method: the codebook, what is known to be thin, and the data dictionary; every number is computed."""

from dashboard.parts.method_page import method_page
from dashboard.parts.page import guarded

guarded(method_page)
