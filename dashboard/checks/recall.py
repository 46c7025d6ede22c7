"""How much of a peer's chronology the record holds: rows of a peer's file that have a record within a day, by class and decade.

The file is a copy that somebody fetched; only counts are kept. A match by day can be chance, and a row can be held under another day.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard.store.database import Database

FILE = "recall.csv"
COLUMNS = ("peer", "class", "decade", "rows", "matched", "copy", "counted_on")
NEAR = timedelta(days=1)
# A record that spans more than a month holds a day of a chronology only by chance.
LONGEST = timedelta(days=31)

Span = tuple[date, date]


@dataclass(frozen=True)
class Entry:
    """A row of a peer: the days that it may mean, and its class."""

    span: Span
    kind: str


def read_peer(file: Path, kind: str) -> list[Entry]:
    """Rows of a CSV file with `date` (a day) or `start` and `end`; `kind` names the column of the class, empty for one class.

    Raises ValueError, which names the line, where a date cannot be read.
    """
    entries = []
    with file.open(encoding="utf-8-sig", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), 2):
            try:
                first = date.fromisoformat(row.get("date") or row["start"])
                last = date.fromisoformat(row.get("date") or row["end"])
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(
                    f"{file.name}:{line}: expected a column date, or start and end, with days such as 1953-07-27"
                ) from error
            entries.append(Entry((first, last), row[kind] if kind else "all"))
    return entries


def counted(entries: Iterable[Entry], spans: Sequence[Span]) -> dict[tuple[str, str], tuple[int, int]]:
    """Rows and matched rows by class and decade. An entry of some length is matched by a record that begins inside it."""
    rows: Counter[tuple[str, str]] = Counter()
    matched: Counter[tuple[str, str]] = Counter()
    starts = sorted(first for first, _ in spans)
    for entry in entries:
        key = (entry.kind, f"{entry.span[0].year // 10 * 10}s")
        rows[key] += 1
        matched[key] += _is_held(entry.span, spans, starts)
    return {key: (rows[key], matched[key]) for key in sorted(rows)}


def _is_held(asked: Span, spans: Sequence[Span], starts: Sequence[date]) -> bool:
    first, last = asked
    if last - first > LONGEST:
        at = bisect_left(starts, first)
        return at < len(starts) and starts[at] <= last
    return any(
        held_first - NEAR <= last and first <= held_last + NEAR
        for held_first, held_last in spans
        if held_last - held_first <= LONGEST
    )


def record_spans(database: Database) -> list[Span]:
    """The days of every event, launch and test of the record. Raises StoreError."""
    return [(row["date_earliest"], row["date_latest"]) for row in database.rows("pages", "recall_spans")]


def write_recall(data: Path, peer: str, copy: str, found: dict[tuple[str, str], tuple[int, int]], today: date) -> None:
    """Puts the counts of a peer into `recall.csv` in place of those that it had."""
    path = data / FILE
    with path.open(encoding="utf-8", newline="") as handle:
        kept = [row for row in csv.reader(handle) if row[0] not in (peer, COLUMNS[0])]
    counts = [
        [peer, kind, decade, str(rows), str(matched), copy, today.isoformat()]
        for (kind, decade), (rows, matched) in found.items()
    ]
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows([COLUMNS, *sorted([*kept, *counts])])
