"""Filters and addresses, both ways: what a reader chose becomes a short URL, a URL becomes filters or a note."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.store.dates import in_words, span

LENSES = {
    "all": "All records",
    "checked2": "Two or more sources agree",
    "primary": "Rests on a primary source",
}
MAX_VALUES = 60
FIRST_YEAR, LAST_YEAR = 1945, 2026
MAX_WORDS_LENGTH = 200
# Each filter by its name in a sentence, with the fields that make it up.
PARTS: dict[str, tuple[str, ...]] = {
    "era": ("eras",),
    "actor": ("actors",),
    "kind": ("kinds",),
    "period": ("date_from", "date_to"),
    "words": ("words",),
    "lens": ("lens",),
    "year": ("year",),
}

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Vocabulary:
    """The values a page accepts, each with its label: eras, actors, and the kinds of that page."""

    eras: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filters:
    """What a reader limited the record to. Dates are EDTF and inclusive; empty means no limit.

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
        """Values to bind to a statement: `filters`, the value that the macros of `sql/marts` take, and `year`.

        Words are in lower case without diacritics; a day that is not asked for is None.
        """
        asked = {
            "eras": list(self.eras),
            "actors": list(self.actors),
            "kinds": list(self.kinds),
            "date_from": first_day(self.date_from),
            "date_to": last_day(self.date_to),
            "words": plain(self.words).split(),
            "lens": self.lens,
        }
        return {"filters": asked, "year": self.year}

    def query(self) -> dict[str, list[str]]:
        """The parameters of an address, defaults dropped, in a fixed order."""
        values: dict[str, Iterable[str]] = {
            "era": self.eras,
            "actor": self.actors,
            "kind": self.kinds,
            "from": [self.date_from],
            "to": [self.date_to],
            "q": [self.words],
            "lens": [self.lens if self.lens != "all" else ""],
            "year": ["" if self.year is None else str(self.year)],
        }
        return {name: kept for name, listed in values.items() if (kept := [value for value in listed if value])}


def lifted(filters: Filters, plain: Filters | None = None) -> dict[str, Filters]:
    """By the name of each filter that is set, the filters without it: that part as it is in `plain`, by default not set."""
    wider = {name: exchanged(filters, name, plain or Filters()) for name in PARTS}
    return {name: without for name, without in wider.items() if without != filters}


def exchanged(filters: Filters, name: str, other: Filters) -> Filters:
    """The filters with the part of that name as it is in `other`."""
    return replace(filters, **{field: getattr(other, field) for field in PARTS[name]})


def parse(query: Query, vocabulary: Vocabulary) -> tuple[Filters, list[str]]:
    """Filters of an address, and one sentence for each value that was ignored because it is not known."""
    notes: list[str] = []
    filters = Filters(
        eras=_known("era", query, vocabulary.eras, notes),
        actors=_known("actor", query, vocabulary.actors, notes),
        kinds=_known("kind", query, vocabulary.kinds, notes),
        date_from=_day("from", query, notes),
        date_to=_day("to", query, notes),
        words=_words(query),
        lens=_lens(query, notes),
        year=_year(query, notes),
    )
    start, end = first_day(filters.date_from), last_day(filters.date_to)
    if start and end and end < start:
        notes.append(
            f"The period ends ({filters.date_to}) before it starts ({filters.date_from}), so nothing can match."
        )
    return filters, notes


def address(path: str, filters: Filters | None = None, **extra: str) -> str:
    """A relative address with the filters and further parameters; empty ones are dropped."""
    pairs = [(name, value) for name, listed in (filters or Filters()).query().items() for value in listed]
    pairs += [(name, value) for name, value in extra.items() if value]
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path


def first_day(text: str) -> date | None:
    """First day of an EDTF date; None for an empty or unreadable one."""
    return _bound(text, "earliest")


def last_day(text: str) -> date | None:
    """Last day of an EDTF date; None for an empty or unreadable one."""
    return _bound(text, "latest")


def plain(text: str) -> str:
    """Lower case without diacritics: the form in which words are compared. Hangul stays as it is."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def _bound(text: str, side: str) -> date | None:
    try:
        return getattr(span(text), side) if text else None
    except ValueError:
        return None


def _known(name: str, query: Query, allowed: Mapping[str, str], notes: list[str]) -> tuple[str, ...]:
    asked = list(dict.fromkeys(query.get(name, ())))[:MAX_VALUES]
    unknown = [value for value in asked if value not in allowed]
    if unknown:
        listed = ", ".join(f"“{value[:40]}”" for value in unknown[:3]) + (" and others" if len(unknown) > 3 else "")
        notes.append(f"The address asked for {name} {listed}, which this page does not have; it was ignored.")
    return tuple(value for value in asked if value in allowed)


def _day(name: str, query: Query, notes: list[str]) -> str:
    text = _last(query, name).strip()
    if text and _bound(text, "earliest") is None:
        notes.append(f"“{text[:40]}” is not a date; write 1994, 1994-10 or 1994-10-21. It was ignored.")
        return ""
    return text


def _words(query: Query) -> str:
    printable = "".join(char if char.isprintable() else " " for char in _last(query, "q")[:MAX_WORDS_LENGTH])
    return " ".join(printable.split())


def _lens(query: Query, notes: list[str]) -> str:
    lens = _last(query, "lens") or "all"
    if lens not in LENSES:
        notes.append(
            f"The address asked for lens “{lens[:40]}”, which is not one of {', '.join(LENSES)}; it was ignored."
        )
        return "all"
    return lens


def _year(query: Query, notes: list[str]) -> int | None:
    text = _last(query, "year").strip()
    # Digits alone, because Python reads more than a reader writes as a number, such as 1_994.
    if text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    if text:
        notes.append(f"“{text[:40]}” is not a year from {FIRST_YEAR} to {LAST_YEAR}; it was ignored.")
    return None


def _last(query: Query, name: str) -> str:
    values = query.get(name, ())
    return values[-1] if values else ""


def filters_in_words(filters: Filters, vocabulary: Vocabulary) -> str:
    """The filters as a reader says them, `Era: Agreed Framework; actors: China, Japan; from 1994`; without any, `No filters`."""
    parts = [
        _listed("era", "eras", filters.eras, vocabulary.eras),
        _listed("actor", "actors", filters.actors, vocabulary.actors),
        _listed("kind", "kinds", filters.kinds, vocabulary.kinds),
        f"from {in_words(filters.date_from)}" if filters.date_from else "",
        f"to {in_words(filters.date_to)}" if filters.date_to else "",
        f"words: {filters.words}" if filters.words else "",
        LENSES[filters.lens].lower() if filters.lens != "all" else "",
        year_in_words(filters.year) if filters.year is not None else "",
    ]
    sentence = "; ".join(filter(None, parts)) or "no filters"
    return sentence[0].upper() + sentence[1:]


def year_in_words(year: int) -> str:
    """The day that a chart of single years shows of one: `at the end of 1961`."""
    return f"in {year} so far" if year == LAST_YEAR else f"at the end of {year}"


def _listed(one: str, many: str, values: tuple[str, ...], labels: Mapping[str, str]) -> str:
    shown = ", ".join(labels.get(value, value) for value in values)
    return f"{many if len(values) > 1 else one}: {shown}" if values else ""
