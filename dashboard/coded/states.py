"""One table of the codes of states: ISO 3166, Correlates of War, Gleditsch and Ward, CAMEO, and the names that ICEWS writes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from dashboard.coded.config import CodedError

FILE = Path(__file__).with_name("states.csv")
# States that ended: what is coded of them belongs to who goes on with their seat or their name.
SUCCESSORS = {"SUN": "RUS", "DDR": "DEU", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "ZAR": "COD"}
# The numbers of states that ended, in the same way, where the list of numbers has another for who goes on.
ENDED = {
    ("cow", "260"): "DEU",
    ("cow", "265"): "DEU",
    ("gw", "265"): "DEU",
    ("cow", "315"): "CZE",
    ("gw", "315"): "CZE",
    ("gw", "345"): "SRB",
    ("cow", "678"): "YEM",
    ("cow", "680"): "YEM",
    ("gw", "680"): "YEM",
}


@dataclass(frozen=True)
class State:
    """A state or territory: its ISO code, its name, and what others call it."""

    iso3: str
    name: str
    cow: str
    gw: str
    cameo: tuple[str, ...]
    other_names: tuple[str, ...]


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """All of them by their ISO code."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            State(
                row["iso3"],
                row["name"],
                row["cow"],
                row["gw"],
                tuple(filter(None, row["cameo"].split(";"))),
                tuple(filter(None, row["other_names"].split(";"))),
            )
            for row in csv.DictReader(file)
        ]
    return {state.iso3: state for state in rows}


def codes() -> dict[tuple[str, str], str]:
    """The ISO code for a system and a code or name in it; names are compared in lower case."""
    return {**dict(_pairs()), **ENDED}


def _pairs() -> Iterator[tuple[tuple[str, str], str]]:
    for system in ("cow", "gw", "cameo", "name"):
        for old, new in SUCCESSORS.items():
            if system == "cameo":
                yield (system, old), new
        for state in states().values():
            if system == "cameo":
                # A coder that writes the ISO code where CAMEO has another means the same state.
                yield from (((system, code), state.iso3) for code in (state.iso3, *state.cameo))
            elif system == "name":
                yield from (((system, name.casefold()), state.iso3) for name in (state.name, *state.other_names))
            elif number := getattr(state, system):
                yield (system, number), state.iso3


def table() -> pa.Table:
    """The same as a table that statements join: system, code, iso3."""
    pairs = codes()
    return pa.table(
        {
            "system": [system for system, _ in pairs],
            "code": [code for _, code in pairs],
            "iso3": list(pairs.values()),
        }
    )


def chosen(text: str) -> tuple[str, ...]:
    """The states that a list such as `USA,North Korea,731` names: ISO or CAMEO codes, COW numbers, names. Raises CodedError."""
    known = codes()
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        keys = (("cameo", part.upper()), ("name", part.casefold()), ("cow", part))
        state = next((known[key] for key in keys if key in known), None)
        if state is None:
            raise CodedError(f"“{part[:40]}” is no state: write an ISO code, a COW number or an English name.")
        found.append(state)
    return tuple(sorted(set(found)))
