"""What changed in the record between versions of the data: which cell said what, says what now, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.store.database import Database

# The column in which a row is said to be added or removed as a whole.
WHOLE = "record"
REMOVED = "removed"
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})\.([0-9a-f]{12})(?:\.(\d{1,8}))?")
_FIELDS = {
    "cameo": "class of act",
    "checked": "how many sources agree",
    "concerns": "whom it concerns",
    "end_date": "end",
    "lat": "latitude",
    "lon": "longitude",
    "said_by": "who said it",
    "source": "source",
    "start_date": "start",
    "tie": "whether alliance or normal relations",
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Version:
    """A state of the data as a link names it: the day of the latest work on it, its id, and how many changes it had seen.

    A link that does not say the last is exact to the day alone.
    """

    day: date
    build_id: str
    seen: int | None = None


@dataclass(frozen=True)
class Change:
    """One cell: what it is called, what it said and says (empty for nothing), why, and what shows it."""

    field: str
    old: str
    new: str
    why: str
    source: str = ""
    source_url: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is the row as a whole that came or went."""
        return not self.field

    @property
    def said(self) -> str:
        """In a sentence without its reason."""
        if self.is_whole:
            return "Removed." if self.new == REMOVED else "Added."
        old, new = (f"“{text.rstrip('.')}”" if text else "nothing" for text in (self.old, self.new))
        return f"{self.field[0].upper()}{self.field[1:]}: {new} instead of {old}."


@dataclass(frozen=True)
class Changed:
    """What happened to one record on one day. One that is not `is_here` was removed, or is no record with a page."""

    record_id: str
    day: date
    title: str
    type: str
    is_here: bool
    changes: tuple[Change, ...]

    @property
    def is_new(self) -> bool:
        """Whether the record itself was added on that day."""
        return any(change.is_whole and change.new != REMOVED for change in self.changes)


def version_of(stamp: str) -> Version | None:
    """The version that an address names, `2026-11-28.0123456789ab.2069`; None for what is none."""
    found = _STAMP.fullmatch(stamp)
    try:
        seen = int(found[3]) if found and found[3] else None
        return Version(date.fromisoformat(found[1]), found[2], seen) if found else None
    except ValueError:
        return None


def changes(
    database: Database, since: date | Version | None = None, records: Collection[str] | None = None
) -> list[Changed]:
    """What changed after a day or a version, or at all, of all records or of these; the newest day first. Raises StoreError."""
    seen = since.seen if isinstance(since, Version) else None
    # The file of changes only grows at its end: what a version had seen are the first rows of it.
    day = (since.day if seen is None else None) if isinstance(since, Version) else since
    asked = {"since": day, "seen": seen, "records": None if records is None else sorted(records)}
    rows = database.rows("pages", "changes", asked)
    grouped = groupby(rows, key=lambda row: (row["day"], row["record_id"]))
    return [_changed(list(group)) for _, group in grouped]


def counted(found: Sequence[Changed]) -> tuple[int, int]:
    """How many records were changed, and how many added."""
    kinds = Counter(is_new for _, is_new in {(one.record_id, one.is_new) for one in found})
    return kinds[False], kinds[True]


def _changed(rows: Sequence[Row]) -> Changed:
    first = rows[0]
    return Changed(
        first["record_id"],
        first["day"],
        first["title"] or first["record_id"],
        first["type"] or "",
        first["is_here"],
        tuple(_change(row) for row in rows),
    )


def _change(row: Row) -> Change:
    of_row = row["row_id"] == row["record_id"]
    if row["field"] == WHOLE:
        name = "" if of_row else _part(row["row_id"])
        return Change(name, row["old"] or "", _of_part(row["new"], of_row=of_row), row["why"], *_shown_by(row))
    name = _FIELDS.get(row["field"], row["field"].replace("_", " "))
    named = name if of_row else f"{name} of {_part(row['row_id'])}"
    # Lists are joined by semicolons in the data.
    old, new = ((row[when] or "").replace(";", "; ").replace(";  ", "; ") for when in ("old", "new"))
    return Change(named, old, new, row["why"], *_shown_by(row))


def _part(row_id: str) -> str:
    return "another date" if row_id.startswith("da-") else f"citation {row_id.rpartition('.')[2]}"


def _of_part(new: str | None, *, of_row: bool) -> str:
    return (new or "") if of_row else {REMOVED: "removed"}.get(new or "", new or "added")


def _shown_by(row: Row) -> tuple[str, str]:
    named = ", ".join(filter(None, (row["source_publisher"], row["source_title"])))
    return named, row["source_url"] or ""
