"""The stories of a build: their steps with the state of a chart, and the records that they name with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from dashboard.charts.catalogue import BY_ID
from dashboard.record.fields import Query
from dashboard.record.filters import Filters, parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database
from dashboard.store.story_files import named_records


@dataclass(frozen=True)
class Step:
    """One step. `state` holds the filters of its chart as an address has them, `mark` the mark that it speaks of, if any."""

    number: int
    title: str
    chart: str
    state: Query
    mark: str
    text: str

    @property
    def records(self) -> list[str]:
        """The records that it names, each once, in order."""
        return list(dict.fromkeys(named_records(self.text)))


@dataclass(frozen=True)
class Story:
    """A question, a short answer, and the steps to it."""

    id: str
    title: str
    question: str
    answer: str
    steps: tuple[Step, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """Each record that it names with its number, in the order in which they are named."""
        named = dict.fromkeys(record for step in self.steps for record in step.records)
        return {record: number for number, record in enumerate(named, 1)}


@lru_cache(maxsize=2)
def stories(database: Database) -> Mapping[str, Story]:
    """The stories of a build by id, in order. Raises StoreError."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in database.rows("pages", "stories"):
        found.setdefault(row["story_id"], []).append(row)
    return {name: _story(name, rows) for name, rows in found.items()}


def shown(database: Database, chart_id: str, state: Query) -> tuple[Filters, list[str]]:
    """The filters that a state asks of a chart of the catalogue, and a sentence for each value that it does not have. Raises StoreError."""
    chart = BY_ID[chart_id]
    filters, notes = parse(state, vocabulary(database, chart.kinds))
    own, unused = chart.own(filters)
    return own, notes + unused


def steps_of(database: Database) -> Iterator[tuple[Story, Step]]:
    """Every step with its story. Raises StoreError."""
    for story in stories(database).values():
        for step in story.steps:
            yield story, step


def _story(name: str, rows: list[dict[str, Any]]) -> Story:
    steps = (
        Step(row["step"], row["title"], row["chart"], parse_qs(row["state"]), row["mark"] or "", row["text"])
        for row in rows
    )
    return Story(name, rows[0]["story_title"], rows[0]["question"], rows[0]["answer"], tuple(steps))
