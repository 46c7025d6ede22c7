"""What search finds as JSON: for the box in the header while a reader types, and for programs."""

from __future__ import annotations

from typing import Any

from dashboard.charts.pages import opened_at
from dashboard.record.filters import address
from dashboard.record.search import clean
from dashboard.record.suggest import other_name, suggest
from dashboard.record.words import capitalised, noun
from dashboard.store.database import Database

LIMIT, MOST = 8, 50


def suggestions(database: Database, text: str, limit: int) -> dict[str, Any]:
    """The nearest things to a question that may not be whole yet, each with where it opens. Raises StoreError."""
    found = suggest(database, text, limit)
    asked = found.instead or clean(text)
    hits = []
    for hit in found.hits:
        url, is_page = opened_at(hit.type, hit.source if hit.type == "passage" else hit.id)
        hits.append(
            {
                "id": hit.id,
                "type": hit.type,
                "kind": capitalised(noun(hit.type).one),
                "title": hit.title,
                "date": hit.date,
                "other_name": other_name(hit, asked),
                "url": url,
                "is_page": is_page,
            }
        )
    return {"query": clean(text), "meant": found.instead, "all": address("/search", q=clean(text)), "hits": hits}
