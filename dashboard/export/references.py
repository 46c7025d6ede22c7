"""What marks rest on, as readable text. The text of each record's sources is made once a build, because every file repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dashboard.record import cite
from dashboard.store.database import Database


def references(database: Database, marks: Iterable[Sequence[str]]) -> list[str]:
    """For each mark, given by its records, what they rest on, each source once, joined by ` | `. Raises StoreError.

    What a document merely says of a record is no support.
    """
    known = by_record(database)
    return [
        " | ".join(dict.fromkeys(text for record in records for text in known.get(record, ()))) for records in marks
    ]


@lru_cache(maxsize=2)
def by_record(database: Database) -> Mapping[str, tuple[str, ...]]:
    """The sources of each record as text, the best first. Raises StoreError."""
    found: dict[str, list[str]] = {}
    for row in database.rows("pages", "references"):
        found.setdefault(row["record"], []).append(cite.reference(row))
    return {record: tuple(texts) for record, texts in found.items()}
