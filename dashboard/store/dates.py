"""EDTF dates (ISO 8601-2) as spans of days, by the `edtf` package; days, months and years take a short cut that is a thousand times faster."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_DECADE = re.compile(r"\d{3}X")
_OPEN = "/.."
_QUALIFIERS = "~?%"
_PART = r"(?:[0-9]{3}X|[0-9]{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])|-[0-9]{2}-[0-9]{2})?)[~?%]?"
# The forms that can be said in words; the rest of EDTF (sets, 1984-06-XX, times of day) is refused.
_FORM = re.compile(rf"{_PART}(?:/(?:{_PART}|\.\.))?")
FAR_FUTURE = date(9999, 12, 31)


@dataclass(frozen=True)
class Span:
    """What an EDTF date may mean: first and last day (inclusive), how precise it is, and whether it is approximate."""

    earliest: date
    latest: date
    precision: str
    approximate: bool
    open_end: bool


@lru_cache(maxsize=8192)
def span(text: str) -> Span:
    """The span of an EDTF date. Raises ValueError where `text` is not one, or lies outside the years 1 to 9999."""
    if not _FORM.fullmatch(text):
        raise ValueError(f"{text!r} is not an EDTF date")
    if text.endswith(_OPEN):
        start = span(text.removesuffix(_OPEN))
        return Span(start.earliest, FAR_FUTURE, "interval", start.approximate, open_end=True)
    parts = [part.rstrip(_QUALIFIERS) for part in text.split("/")]
    if not all(map(_PLAIN.fullmatch, parts)):
        return _ordered(text, _by_grammar(text))
    spans, approximate = [_plain_span(part) for part in parts], _is_qualified(text)
    if len(spans) == 1:
        return replace(spans[0], approximate=approximate)
    return _ordered(text, Span(spans[0].earliest, spans[-1].latest, "interval", approximate, open_end=False))


def _is_qualified(text: str) -> bool:
    return not set(_QUALIFIERS).isdisjoint(text)


def _by_grammar(text: str) -> Span:
    # Reading the grammar takes longer than opening the database; a server that only meets plain dates starts without it.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        earliest, latest = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{text!r} is not an EDTF date") from error
    return Span(earliest, latest, _precision(text, parsed), _is_qualified(text), open_end=False)


def _ordered(text: str, found: Span) -> Span:
    if found.latest < found.earliest:
        raise ValueError(f"{text!r} ends before it starts")
    return found


def _plain_span(text: str) -> Span:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return Span(day, day, "day", approximate=False, open_end=False)
    if len(parts) == 2:
        last = date(parts[0], parts[1], monthrange(*parts)[1])
        return Span(date(parts[0], parts[1], 1), last, "month", approximate=False, open_end=False)
    return Span(date(parts[0], 1, 1), date(parts[0], 12, 31), "year", approximate=False, open_end=False)


def _precision(text: str, parsed: object) -> str:
    from edtf.parser.parser_classes import Interval, Level1Interval, Season

    if isinstance(parsed, Interval | Level1Interval) or "/" in text:
        return "interval"
    if isinstance(parsed, Season):
        return "season"
    if _DECADE.match(text):
        return "decade"
    return ("year", "month", "day")[text.rstrip(_QUALIFIERS).count("-")]


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def in_words(text: str) -> str:
    """An EDTF date as a reader says it: `27 July 1953`, `about October 1947`, `6-8 July 1950`, `since 12 June 2018`."""
    if text.endswith(_OPEN):
        return f"since {in_words(text.removesuffix(_OPEN))}"
    if "/" in text:
        return _interval_in_words(*text.split("/", 1))
    plain = text.rstrip(_QUALIFIERS)
    prefix = "about " if "~" in text or "%" in text else ""
    suffix = " (uncertain)" if "?" in text or "%" in text else ""
    return f"{prefix}{_plain_in_words(plain)}{suffix}"


def _plain_in_words(text: str) -> str:
    parts = text.split("-")
    if _DECADE.fullmatch(text):
        return f"the {text[:3]}0s"
    if len(parts) == 3:
        return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2:
        season = _SEASONS.get(parts[1])
        return f"{season} {parts[0]}" if season else f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return text


def _interval_in_words(start: str, end: str) -> str:
    first, last = in_words(start), in_words(end)
    if _DAY.fullmatch(start) and _DAY.fullmatch(end):
        if start[:7] == end[:7]:
            return f"{int(start[8:])}\N{EN DASH}{last}"
        if start[:4] == end[:4]:
            first = first.removesuffix(f" {start[:4]}")
    elif start[:4] == end[:4] and len(start) == len(end) == 7:
        first = first.removesuffix(f" {start[:4]}")
    return f"{first} to {last}"
