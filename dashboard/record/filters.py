"""Filters as one value, and addresses both ways: what a reader chose becomes a short URL, a URL becomes filters or a note."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.markup.site import at
from dashboard.record.fields import FIELDS, Field, Query, Vocabulary

# More values of one filter than these are said together.
SAID_ALONE = 4
# Sentences on parameters that nobody knows; one can write two hundred of them.
MOST_NOTES = 5


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


def parts_said(filters: Filters, vocabulary: Vocabulary) -> list[tuple[str, Filters]]:
    """Each value that is set as a reader says it, `era: Summits`, with the filters without it; both ends of a period are one."""
    said: list[tuple[str, Filters]] = []
    for part, without in lifted(filters).items():
        fields = [field for field in FIELDS if field.part == part and field.is_filter]
        values = {field.attribute: getattr(filters, field.attribute) for field in fields}
        if len(fields) == 1 and fields[0].is_many and len(values[fields[0].attribute]) <= SAID_ALONE:
            said += _each_said(fields[0], filters, vocabulary)
        elif fields:
            words = [field.said(values[field.attribute], vocabulary) for field in fields]
            said.append((" ".join(filter(None, words)), without))
    return said


def _each_said(field: Field, filters: Filters, vocabulary: Vocabulary) -> list[tuple[str, Filters]]:
    values: tuple[str, ...] = getattr(filters, field.attribute)

    def without(value: str) -> Filters:
        rest: Any = tuple(one for one in values if one != value)
        return replace(filters, **{field.attribute: rest})

    return [(field.said((value,), vocabulary), without(value)) for value in values]


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


def unknown_parameters(query: Query, known: Collection[str]) -> list[str]:
    """A sentence for each parameter of an address that a page does not take, with the one that it may mean."""
    also = {field.attribute: field.name for field in FIELDS}
    also |= {"start": "from", "end": "to", "since": "from", "until": "to"}
    notes = []
    for name in query:
        if name in known:
            continue
        meant = also.get(name.lower(), name.lower())
        near = next(iter([meant] if meant in known else get_close_matches(name.lower(), known, 1, 0.75)), "")
        told = f"; perhaps “{near}” was meant" if near else ""
        notes.append(f"The address has “{name[:40]}”, which says nothing here{told}. It was ignored.")
    return notes[:MOST_NOTES]


def with_days_in_order(filters: Filters) -> Filters:
    """The filters, the two ends of the period exchanged where it ends before it starts."""
    asked = filters.parameters()["filters"]
    start, end = asked["date_from"], asked["date_to"]
    is_turned = start and end and end < start
    return replace(filters, date_from=filters.date_to, date_to=filters.date_from) if is_turned else filters


def address(path: str, filters: Filters | None = None, **extra: str) -> str:
    """A relative address with the filters and further parameters, for a link on a page; empty ones are dropped."""
    return at(from_root(path, filters, **extra))


def from_root(path: str, filters: Filters | None = None, **extra: str) -> str:
    """The same without the prefix under which the site is shown."""
    pairs = [(name, value) for name, listed in (filters or Filters()).query().items() for value in listed]
    pairs += [(name, value) for name, value in extra.items() if value]
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path


def same_page(path: str, query: Query, filters: Filters, without: Collection[str] = ()) -> str:
    """The address of a page with other filters; parameters that are no filters stay, but for those in `without`."""
    dropped = {*(field.name for field in FIELDS), *without}
    kept = [(name, value) for name, values in query.items() if name not in dropped for value in values]
    chosen = [(name, value) for name, listed in filters.query().items() for value in listed]
    return at(f"{path}?{urlencode(kept + chosen, quote_via=quote)}" if kept or chosen else path)


def filters_in_words(filters: Filters, vocabulary: Vocabulary) -> str:
    """The filters as a reader says them, `Era: Agreed Framework; actors: China, Japan; from 1994`; without any, `No filters`."""
    parts = [field.said(getattr(filters, field.attribute), vocabulary) for field in FIELDS]
    sentence = "; ".join(filter(None, parts)) or "no filters"
    return sentence[0].upper() + sentence[1:]
