"""Exchange: aid, trade, people and power in measured series, and the US citizens who were held."""

from dashboard.parts.exchange_page import exchange_page
from dashboard.parts.page import guarded

guarded(exchange_page)
