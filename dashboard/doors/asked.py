"""What a program asks for, read strictly: it is told what is wrong and what would be right, where a page would ignore it with a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.chart import Chart
from dashboard.export.choices import NAMES, Choices
from dashboard.record.fields import FIELDS, MAX_VALUES, MAX_WORDS_LENGTH, Choice, Field, Query, Vocabulary, Words
from dashboard.record.filters import Filters, parse, with_days_in_order
from dashboard.record.vocabulary import vocabulary
from dashboard.record.words import LENSES
from dashboard.store.database import Database

# More of the values that are allowed would hide the message; the catalogue lists them all.
MOST_ALLOWED = 60
_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter, in a sentence, and the values that would be right where they can be listed."""

    parameter: str
    message: str
    allowed: Sequence[str] = ()


@dataclass
class WrongQuestionError(Exception):
    """A question that cannot be answered as it was put. `status` is that of HTTP: 400, or 404 where there is no such thing."""

    problems: Sequence[Problem] = field(default_factory=list)
    status: int = 400

    def __str__(self) -> str:
        return " ".join(self._said(problem) for problem in self.problems)

    @staticmethod
    def _said(problem: Problem) -> str:
        return problem.message + (f" Allowed: {', '.join(problem.allowed)}." if problem.allowed else "")

    def told(self) -> dict[str, Any]:
        """As the answer of a route."""
        return {
            "message": " ".join(problem.message for problem in self.problems),
            "problems": [
                {"parameter": one.parameter, "message": one.message, "allowed": list(one.allowed)}
                for one in self.problems
            ],
        }


def wrong(parameter: str, message: str, allowed: Iterable[str] = (), status: int = 400) -> WrongQuestionError:
    """The error for one thing that is wrong."""
    return WrongQuestionError([Problem(parameter, message, list(allowed)[:MOST_ALLOWED])], status)


def chart_of(chart_id: str) -> Chart:
    """The chart of that id. Raises WrongQuestionError."""
    if chart_id not in BY_ID:
        raise wrong("chart", f"There is no chart “{shown(chart_id)}”.", BY_ID, 404)
    return BY_ID[chart_id]


def fields_of(chart: Chart | None) -> list[Field]:
    """The filters that a chart takes; without a chart, those that a list of records takes."""
    if chart is None:
        # Each page has kinds of its own.
        return [one for one in FIELDS if one.is_filter and one.attribute != "kinds"]
    return [one for one in FIELDS if one.is_filter or chart.has_year]


def filters_of(
    query: Query, database: Database, chart: Chart | None = None, others: Iterable[str] = (), kinds: str = ""
) -> Filters:
    """The filters of a question. `others` are parameters that it may have beside them. Raises WrongQuestionError, StoreError."""
    known = vocabulary(database, chart.kinds if chart else kinds)
    fields = fields_of(chart)
    allowed = [*(one.name for one in fields), *others]
    found = [
        Problem(name[:_SHOWN], f"There is no parameter “{shown(name)}” here.", allowed)
        for name in query
        if name not in allowed
    ]
    for one in fields:
        found += _problems(one, query, known)
    if found:
        raise WrongQuestionError(found)
    filters, _ = parse({one.name: query.get(one.name, ()) for one in fields}, known)
    if with_days_in_order(filters) != filters:
        raise wrong("to", f"The period ends ({filters.date_to}) before it starts ({filters.date_from}).")
    return filters


def number(query: Query, name: str, default: int, least: int, most: int) -> int:
    """A whole number among the parameters. Raises WrongQuestionError."""
    text = only(query, name)
    if name not in query:
        return default
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    raise wrong(name, f"“{shown(text)}” is not a number from {least} to {most} for {name}.")


def one_of(query: Query, name: str, allowed: Mapping[str, Any] | Sequence[str], default: str = "") -> str:
    """A parameter that takes one of several values. Raises WrongQuestionError."""
    text = only(query, name)
    if name in query and text not in allowed:
        raise wrong(name, f"“{shown(text)}” is none of the values of {name}.", allowed)
    return text or default


def many_of(query: Query, name: str, allowed: Sequence[str]) -> list[str]:
    """A parameter that takes any of several values. Raises WrongQuestionError."""
    values = list(dict.fromkeys(query.get(name, ())))
    for text in values:
        if text not in allowed:
            raise wrong(name, f"“{shown(text)}” is none of the values of {name}.", allowed)
    return values


def only(query: Query, name: str) -> str:
    """A parameter that may stand once; empty where it does not stand. Raises WrongQuestionError."""
    values = query.get(name, ())
    if len(values) > 1:
        raise wrong(name, f"{name} may stand only once.")
    return values[0] if values else ""


def choices_of(query: Query) -> Choices:
    """What is chosen of a file besides its format. Raises WrongQuestionError."""
    return Choices(**{name: one_of(query, name, allowed, allowed[0]) for name, allowed in NAMES.items()})


def nothing_else(query: Query, allowed: Sequence[str]) -> None:
    """Raises WrongQuestionError where a parameter stands that is not allowed."""
    found = [
        Problem(name[:_SHOWN], f"There is no parameter “{shown(name)}” here.", allowed)
        for name in query
        if name not in allowed
    ]
    if found:
        raise WrongQuestionError(found)


def shown(text: str) -> str:
    """A text that was asked with, as a message may repeat it."""
    return "".join(char if char.isprintable() else " " for char in text[:_SHOWN])


def _problems(one: Field, query: Query, known: Vocabulary) -> list[Problem]:
    values = query.get(one.name, ())
    if isinstance(one, Choice):
        return _of_choice(one, values, known)
    if len(values) > 1:
        return [Problem(one.name, f"{one.name} may stand only once.")]
    if isinstance(one, Words):
        is_long = any(len(text) > MAX_WORDS_LENGTH for text in values)
        return [Problem(one.name, f"{one.name} takes at most {MAX_WORDS_LENGTH} characters.")] if is_long else []
    if values and not values[0].strip():
        return [Problem(one.name, f"{one.name} is empty; leave it out where nothing is asked of it.")]
    notes: list[str] = []
    one.read(query, known, notes)
    if not notes:
        return []
    allowed = list(LENSES) if one.name == "lens" else []
    return [Problem(one.name, f"“{shown(values[0])}” cannot be read as {one.name}: {one.help}.", allowed)]


def _of_choice(one: Choice, values: Sequence[str], known: Vocabulary) -> list[Problem]:
    allowed = list(known.of(one.attribute))[:MOST_ALLOWED]
    unknown = [text for text in values[:MAX_VALUES] if not known.meant(one.attribute, text)]
    found = [Problem(one.name, f"There is no {one.name} “{shown(text)}” here.", allowed) for text in unknown[:3]]
    if len(values) > MAX_VALUES:
        found.append(Problem(one.name, f"At most {MAX_VALUES} values of {one.name} are taken."))
    return found
