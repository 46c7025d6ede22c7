"""Lists of links on plain pages: what stands beside a record in time, the charts it appears in, what belongs to a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.markup.site import at
from dashboard.record.words import noun

# What of a type a page lists; the pages of charts show the others.
MOST = 60
Link = tuple[str, str, str]


@dataclass(frozen=True)
class Listed:
    """A heading with links: address, title and date of each, and a note on what is not listed."""

    heading: str
    links: Sequence[Link]
    note: str = ""


def by_type(rows: Iterable[Mapping[str, Any]]) -> list[Listed]:
    """Rows of related as a list for each type of record."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["type"], []).append(row)
    return [
        Listed(
            noun(kind).heading,
            [record_link(row) for row in listed],
            f"The latest {len(listed)} of {listed[0]['of_type']:,}." if listed[0]["of_type"] > len(listed) else "",
        )
        for kind, listed in found.items()
    ]


def beside(rows: Sequence[Mapping[str, Any]]) -> list[Listed]:
    """Rows of record_neighbours as one list."""
    return [Listed("Before and after it", [record_link(row) for row in rows])] if rows else []


def record_link(row: Mapping[str, Any]) -> Link:
    """A record's page."""
    return (at(f"/r/{row['record_id']}"), row["title"], row["date_words"] or "")
