"""The one table of filters: how each is written in an address, said in words, chosen by a reader and bound to a statement."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.record.words import LENSES
from dashboard.store.dates import in_words, span

MAX_VALUES = 60
MAX_WORDS_LENGTH = 200
FIRST_YEAR, LAST_YEAR = 1945, 2026

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Vocabulary:
    """The values that a page accepts for each filter of the sort `Choice`, by its attribute: each value with its label.

    `names` holds, by attribute, other names of values, as `plain` writes them, with the values that they mean.
    """

    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def of(self, attribute: str) -> Mapping[str, str]:
        """Labels by value, in order of display."""
        return self.choices.get(attribute, {})

    def meant(self, attribute: str, asked: str) -> list[str]:
        """The values that a text of an address means: an id, a name in any case, or several of them joined by commas; empty for none."""
        allowed = self.of(attribute)
        if asked in allowed:
            return [asked]
        named = [value for value in self.names.get(attribute, {}).get(plain(asked.strip()), ()) if value in allowed]
        if named or "," not in asked:
            return named
        parts = [self.meant(attribute, part) for part in asked.split(",") if part.strip()]
        return [value for part in parts for value in part] if all(parts) else []


@dataclass(frozen=True)
class Field(ABC):
    """One filter.

    `name` is its parameter in addresses, files and the command line, `attribute` the one of `Filters` that holds its value, `part`
    what a sentence calls it (two fields may be one part). `help` says to a programmer what it takes. One that `is_carried`
    goes along from page to page; one that `is_filter` takes records away.
    """

    name: str
    attribute: str
    part: str
    help: str
    is_carried: bool = True
    is_filter: bool = True
    is_many: bool = False

    @abstractmethod
    def read(self, query: Query, vocabulary: Vocabulary, notes: list[str]) -> Any:
        """The value that an address asks for; appends a sentence to `notes` for what is not known and ignored."""

    @abstractmethod
    def said(self, value: Any, vocabulary: Vocabulary) -> str:
        """The value as a reader says it, in small letters; empty for none."""

    def written(self, value: Any) -> list[str]:
        """The value as parameters of an address; empty for the default."""
        return [value] if value else []

    def bound(self, value: Any) -> Any:
        """The value as statements take it."""
        return value


@dataclass(frozen=True)
class Choice(Field):
    """Any of several values of a vocabulary.

    `values` is the statement of `sql/pages` that lists them, `many` the noun in the plural, `hint` what the filter bar says beneath.
    """

    is_many: bool = True
    values: str = ""
    many: str = ""
    hint: str = ""

    def read(self, query: Query, vocabulary: Vocabulary, notes: list[str]) -> tuple[str, ...]:
        """The known values, each once."""
        asked = list(dict.fromkeys(query.get(self.name, ())))
        meant = {text: vocabulary.meant(self.attribute, text) for text in asked[:MAX_VALUES]}
        unknown = [text for text, values in meant.items() if not values]
        if unknown:
            listed = ", ".join(f"“{value[:40]}”" for value in unknown[:3]) + (" and others" if len(unknown) > 3 else "")
            notes.append(f"The address asked for {self.name} {listed}, which this page does not have; it was ignored.")
        known = list(dict.fromkeys(value for values in meant.values() for value in values))
        left = max(len(known) - MAX_VALUES, 0) + max(len(asked) - MAX_VALUES, 0)
        if left:
            notes.append(f"At most {MAX_VALUES} values of {self.name} are taken; the last {left} were ignored.")
        return tuple(known[:MAX_VALUES])

    def said(self, value: Any, vocabulary: Vocabulary) -> str:
        """`actors: China, Japan`."""
        labels = vocabulary.of(self.attribute)
        shown = ", ".join(labels.get(one, one) for one in value)
        return f"{self.many if len(value) > 1 else self.name}: {shown}" if value else ""

    def written(self, value: Any) -> list[str]:
        """Each value."""
        return [one for one in value if one]

    def bound(self, value: Any) -> list[str]:
        """A list."""
        return list(value)


@dataclass(frozen=True)
class Day(Field):
    """One end of the period, an EDTF date that is included. `side` is the end of its span that counts."""

    side: str = "earliest"

    def read(self, query: Query, vocabulary: Vocabulary, notes: list[str]) -> str:
        """The date as it was written."""
        text = _last(query, self.name).strip()
        if text and _bound(text, "earliest") is None:
            notes.append(f"“{text[:40]}” is not a date; write 1994, 1994-10 or 1994-10-21. It was ignored.")
            return ""
        return text

    def said(self, value: Any, vocabulary: Vocabulary) -> str:
        """`from October 1994`."""
        return f"{self.name} {in_words(value)}" if value else ""

    def bound(self, value: Any) -> date | None:
        """The day; None for an empty or unreadable date."""
        return _bound(value, self.side)


@dataclass(frozen=True)
class Words(Field):
    """Words that must all occur in a record, or in a name of what it speaks of."""

    def read(self, query: Query, vocabulary: Vocabulary, notes: list[str]) -> str:
        """The words with single spaces."""
        text = _last(query, self.name)
        if len(text) > MAX_WORDS_LENGTH:
            notes.append(f"At most {MAX_WORDS_LENGTH} characters of words are taken; the rest was ignored.")
            text = text[:MAX_WORDS_LENGTH]
        return " ".join("".join(char if char.isprintable() else " " for char in text).split())

    def said(self, value: Any, vocabulary: Vocabulary) -> str:
        """`words: light water`."""
        return f"words: {value}" if value else ""

    def bound(self, value: Any) -> list[str]:
        """The words in the form in which they are compared; a compound of letters may be written apart too."""
        words = compared(value).split()
        return [part for word in words for part in ([word] if any(map(str.isdigit, word)) else word.split("-")) if part]


@dataclass(frozen=True)
class Lens(Field):
    """How well a record must be supported."""

    def read(self, query: Query, vocabulary: Vocabulary, notes: list[str]) -> str:
        """A key of LENSES."""
        lens = _last(query, self.name) or "all"
        if lens not in LENSES:
            known = ", ".join(LENSES)
            notes.append(f"The address asked for lens “{lens[:40]}”, which is not one of {known}; it was ignored.")
            return "all"
        return lens

    def said(self, value: Any, vocabulary: Vocabulary) -> str:
        """Its label."""
        return LENSES[value].lower() if value != "all" else ""

    def written(self, value: Any) -> list[str]:
        """Nothing for all records."""
        return [value] if value != "all" else []


@dataclass(frozen=True)
class Year(Field):
    """The year that a chart of single years shows."""

    def read(self, query: Query, vocabulary: Vocabulary, notes: list[str]) -> int | None:
        """A year of the record, or None."""
        text = _last(query, self.name).strip()
        # Digits alone, because Python reads more than a reader writes as a number, such as 1_994.
        if text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        if text:
            notes.append(f"“{text[:40]}” is not a year from {FIRST_YEAR} to {LAST_YEAR}; it was ignored.")
        return None

    def said(self, value: Any, vocabulary: Vocabulary) -> str:
        """`at the end of 1961`."""
        return year_in_words(value) if value is not None else ""

    def written(self, value: Any) -> list[str]:
        """The year in digits."""
        return [] if value is None else [str(value)]


FIELDS: tuple[Field, ...] = (
    Choice(
        "era", "eras", "era", "id of an era", values="vocabulary_eras", many="eras", hint="Any era. Choose one or more."
    ),
    Choice(
        "actor",
        "actors",
        "actor",
        "id of an actor, such as PRK; a state finds its agencies and people too",
        values="vocabulary_actors",
        many="actors",
        hint="Any actor. A state finds its agencies and people too.",
    ),
    Choice(
        "kind",
        "kinds",
        "kind",
        "code of a kind of the chart's page",
        is_carried=False,
        values="vocabulary_kinds",
        many="kinds",
        hint="Any. Choose one or more.",
    ),
    Day("from", "date_from", "period", "first day, month or year (EDTF), included"),
    Day("to", "date_to", "period", "last day, month or year (EDTF), included", side="latest"),
    Words(
        "q",
        "words",
        "words",
        f"words that must all occur in a record or in a name of what it speaks of, at most {MAX_WORDS_LENGTH} characters",
    ),
    Lens("lens", "lens", "lens", f"one of {', '.join(LENSES)}"),
    Year(
        "year",
        "year",
        "year",
        f"the year that who_owes_whom shows, {FIRST_YEAR} to {LAST_YEAR}; four without it",
        is_carried=False,
        is_filter=False,
    ),
)
_MARKS = str.maketrans({**dict.fromkeys("‐‑‒–−—", "-"), "·": " ", **dict.fromkeys("'’‘ʼʻʹ`´", None)})
_INITIAL = re.compile(r"\b([a-z])\.")
CHOICES = tuple(one for one in FIELDS if isinstance(one, Choice))


def plain(text: str) -> str:
    """Lower case without diacritics: the form in which words are compared. Hangul stays as it is."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def compared(text: str) -> str:
    """A text in the form of the macro search_form: plain, with one sort of hyphen, no apostrophes, and no stops after initials."""
    return _INITIAL.sub(r"\1", plain(text).translate(_MARKS))


def year_in_words(year: int) -> str:
    """The day that a chart of single years shows of one: `at the end of 1961`."""
    return f"in {year} so far" if year == LAST_YEAR else f"at the end of {year}"


def _bound(text: str, side: str) -> date | None:
    try:
        return getattr(span(text), side) if text else None
    except ValueError:
        return None


def _last(query: Query, name: str) -> str:
    values = query.get(name, ())
    return values[-1] if values else ""
