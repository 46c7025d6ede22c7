"""Claims: what the two documents say, whether it holds, and the ledger of every claim with its evidence."""

from dashboard.parts import context
from dashboard.parts.page import chart_page, guarded
from dashboard.views.claims.ledger import ledger

KINDS = "dimension"


def _page() -> None:
    chart_page(
        "claims",
        "What the documents say, checked",
        "Every checkable claim of the two documents with its exact words, our verdict, the reason, and the evidence.",
        kinds=KINDS,
        kind_name="Dimension",
        types={"claim": "claims"},
    )
    filters, _ = context.filters(KINDS)
    ledger(filters)


guarded(_page)
