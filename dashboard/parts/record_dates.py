"""The small timeline of a record: its own dates, and those that sources give instead, on one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dashboard.record import words

Row = dict[str, Any]
# An open end is drawn so much further than the last day that is known.
BEYOND = 0.25


def timeline(dates: Sequence[Row]) -> dict[str, Any] | None:
    """What is drawn of these dates, own ones first: the ends of the line, and for each date its place, its look and its words.

    Own dates that are the same are one. None where there is nothing to draw.
    """
    if not dates:
        return None
    first, last = _ends(dates)
    days = max((last - first).days, 1)
    return {
        "first": _short(first),
        "last": _short(last) if last > first and not any(row["open_end"] for row in dates) else "",
        "dates": [_drawn(together, first, last, days) for together in _grouped(dates)],
    }


def _ends(dates: Sequence[Row]) -> tuple[date, date]:
    first = min(row["earliest"] for row in dates)
    known = max(row["earliest"] if row["open_end"] else row["latest"] for row in dates)
    if any(row["open_end"] for row in dates):
        known += max((known - first) * BEYOND, timedelta(days=365))
    return first, known


def _grouped(dates: Sequence[Row]) -> list[list[Row]]:
    """The dates apart, but own ones of the same words together: signed and in force on one day."""
    found: dict[Any, list[Row]] = {}
    for number, row in enumerate(dates):
        found.setdefault(number if row["reason"] else row["words"], []).append(row)
    return list(found.values())


def _drawn(together: list[Row], first: date, last: date, days: int) -> Row:
    row = together[0]
    stop = last if row["open_end"] else row["latest"]
    # The year of a date that is known to the year is no span: it may be any of these days.
    is_rough = row["approximate"] or row["precision"] not in ("day", "interval")
    looks = {"rival": row["reason"], "rough": is_rough, "open-end": row["open_end"]}
    return {
        "row": row,
        "what": words.capitalised(", ".join(filter(None, (words.DATES[one["field"]] for one in together)))),
        "look": " ".join(look for look, applies in looks.items() if applies),
        "at": f"{(row['earliest'] - first).days / days:.3f}",
        "wide": f"{(stop - row['earliest']).days / days:.3f}",
    }


def _short(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
