"""Claims: what the two documents say, whether it holds, and the ledger of every claim with its evidence."""

from dashboard.charts.pages import PAGE
from dashboard.parts import context
from dashboard.parts.page import chart_page, guarded
from dashboard.views.claims.ledger import ledger


def _page() -> None:
    chart_page("claims")
    filters, _ = context.filters(PAGE["claims"].kinds)
    ledger(filters)


guarded(_page)
