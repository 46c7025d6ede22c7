"""Numbers in the sentences of stories: computed from the rows of charts or from two dates, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from dashboard.charts.catalogue import BY_ID
from dashboard.store.database import Database
from dashboard.stories.story import shown

WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class CountError(ValueError):
    """A number cannot be computed. `value` is at fault; the message says what was expected."""

    def __init__(self, value: str, expected: str) -> None:
        super().__init__(expected)
        self.value = value


@lru_cache(maxsize=2)
def counts(database: Database) -> Mapping[str, Mapping[str, int]]:
    """The numbers of each story by name. Raises StoreError, or CountError for one that cannot be computed."""
    found: dict[str, dict[str, int]] = {}
    for row in database.rows("pages", "story_counts"):
        found.setdefault(row["story"], {})[row["name"]] = count(database, row)
    return found


def count(database: Database, row: Mapping[str, Any]) -> int:
    """One number; `row` is of the statement `story_counts`. Raises StoreError or CountError."""
    if row["chart"] is None:
        if row["days"] is None:
            raise CountError(row["name"], "two records with dates")
        return int(row["days"])
    if row["chart"] not in BY_ID:
        raise CountError(row["chart"], "the id of a chart; `python -m dashboard charts` lists them")
    filters, notes = shown(database, row["chart"], parse_qs(row["state"]))
    if notes:
        raise CountError(row["state"], f"filters of that chart. {notes[0]}")
    rows = database.table("charts", row["chart"], filters.parameters()).to_pylist()
    conditions = dict(parse_qsl(row["conditions"]))
    columns = [*conditions, *filter(None, [row["total"]])]
    missing = [name for name in columns if rows and name not in rows[0]]
    if missing:
        raise CountError(missing[0], f"a column of the chart: {', '.join(rows[0])}")
    kept = [one for one in rows if all(str(one[name]) == value for name, value in conditions.items())]
    if not kept:
        raise CountError(row["conditions"] or row["state"], "at least one row of the chart")
    return int(sum(one[row["total"]] for one in kept)) if row["total"] else len(kept)


def said(number: int, form: str) -> str:
    """A number in a sentence: `12`, with `words` as `twelve` where it is small, with `Words` as `Twelve`."""
    text = WORDS[number] if form and 0 <= number < len(WORDS) else f"{number:,}"
    return text.capitalize() if form == "Words" else text
