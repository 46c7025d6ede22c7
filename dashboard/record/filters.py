"""Filters as one value, and addresses both ways: what a reader chose becomes a short URL, a URL becomes filters or a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.record.fields import FIELDS, Query, Vocabulary


@dataclass(frozen=True)
class Filters:
    """What a reader limited the record to: a value for each of FIELDS. Dates are EDTF and inclusive; empty means no limit.

    `year` takes nothing away: it is the year that a chart of single years shows; the other charts have no use for it.
    """

    eras: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    date_from: str = ""
    date_to: str = ""
    words: str = ""
    lens: str = "all"
    year: int | None = None

    def parameters(self) -> dict[str, Any]:
        """Values to bind to a statement: `filters`, the value that the macros of `sql/marts` take, and each that is no filter."""
        bound = {field.attribute: field.bound(getattr(self, field.attribute)) for field in FIELDS}
        others = {field.attribute: bound.pop(field.attribute) for field in FIELDS if not field.is_filter}
        return {"filters": bound, **others}

    def query(self) -> dict[str, list[str]]:
        """The parameters of an address, defaults dropped, in a fixed order."""
        values = {field.name: field.written(getattr(self, field.attribute)) for field in FIELDS}
        return {name: listed for name, listed in values.items() if listed}


def lifted(filters: Filters, plain: Filters | None = None) -> dict[str, Filters]:
    """By the name of each filter that is set, the filters without it: that part as it is in `plain`, by default not set."""
    parts = dict.fromkeys(field.part for field in FIELDS)
    wider = {part: exchanged(filters, part, plain or Filters()) for part in parts}
    return {part: without for part, without in wider.items() if without != filters}


def exchanged(filters: Filters, part: str, other: Filters) -> Filters:
    """The filters with the part of that name as it is in `other`."""
    return replace(
        filters, **{field.attribute: getattr(other, field.attribute) for field in FIELDS if field.part == part}
    )


def parse(query: Query, vocabulary: Vocabulary) -> tuple[Filters, list[str]]:
    """Filters of an address, and one sentence for each value that was ignored because it is not known."""
    notes: list[str] = []
    filters = Filters(**{field.attribute: field.read(query, vocabulary, notes) for field in FIELDS})
    if with_days_in_order(filters) != filters:
        notes.append(
            f"The period ends ({filters.date_to}) before it starts ({filters.date_from}), so nothing can match."
        )
    return filters, notes


def with_days_in_order(filters: Filters) -> Filters:
    """The filters, the two ends of the period exchanged where it ends before it starts."""
    asked = filters.parameters()["filters"]
    start, end = asked["date_from"], asked["date_to"]
    is_turned = start and end and end < start
    return replace(filters, date_from=filters.date_to, date_to=filters.date_from) if is_turned else filters


def address(path: str, filters: Filters | None = None, **extra: str) -> str:
    """A relative address with the filters and further parameters; empty ones are dropped."""
    pairs = [(name, value) for name, listed in (filters or Filters()).query().items() for value in listed]
    pairs += [(name, value) for name, value in extra.items() if value]
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path


def filters_in_words(filters: Filters, vocabulary: Vocabulary) -> str:
    """The filters as a reader says them, `Era: Agreed Framework; actors: China, Japan; from 1994`; without any, `No filters`."""
    parts = [field.said(getattr(filters, field.attribute), vocabulary) for field in FIELDS]
    sentence = "; ".join(filter(None, parts)) or "no filters"
    return sentence[0].upper() + sentence[1:]
