"""Reads the stories of a data folder, a TOML file each, as rows of their tables; every fault is reported with its line.

Whether the records that they name are there is asked by `sql/checks`; charts, filters and marks are known further up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.store.problems import Problem
from dashboard.store.reader import hidden_character
from dashboard.store.story_lines import Lines

FOLDER = "stories"
TABLES = ("stories", "story_steps", "story_counts", "story_records")
# What may be in brackets and braces of a text.
REFERENCE = re.compile(r"\[([^\[\]]*)\]")
PLACEHOLDER = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
FORMS = ("", "words", "Words")
_STRAY = re.compile(r"[\[\]{}<>]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AT_LINE = re.compile(r"\(at line (\d+)")

_TEXTS = ("title", "question", "answer")
_HEAD = {"place": (int,), **dict.fromkeys(_TEXTS, (str,)), "counts": (dict,), "step": (list,)}
_FILTER = (str, int, list)
# Named as in an address.
STATE = ("era", "actor", "kind", "from", "to", "q", "lens", "year")
_STEP = {"title": (str,), "chart": (str,), "mark": (str,), "text": (str,), **dict.fromkeys(STATE, _FILTER)}
_COUNT = {"chart": (str,), "where": (dict,), "sum": (str,), "days": (list,), **dict.fromkeys(STATE, _FILTER)}

Part = Mapping[str, Any]
Row = tuple[Any, ...]


@dataclass
class Stories:
    """Rows of the tables of stories, by table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})


def read_stories(data: Path, problems: list[Problem]) -> Stories:
    """The stories of a data folder, which may have none. A story with a fault is left out, after all of its faults are named."""
    stories = Stories()
    for path in sorted((data / FOLDER).glob("*")):
        reading = _Reading(path, problems)
        if not reading.found:
            for name, rows in reading.rows().items():
                stories.rows[name] += rows
    return stories


class _Reading:
    """One file: its parts, and what is wrong with them."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.file = f"{FOLDER}/{path.name}"
        self.id = path.stem
        self.problems = problems
        self.found = 0
        self.lines = Lines("")
        self.story: Part = {}
        if path.suffix != ".toml" or not _ID.fullmatch(self.id):
            self._fault(0, "", path.name, "a name of small letters, digits and hyphens that ends in .toml")
        elif (text := self._text(path)) is not None:
            self.lines = Lines(text)
            self._read(text)

    def rows(self) -> dict[str, list[Row]]:
        """The rows of the file by table. Nothing is wrong with it."""
        story = self.story
        counts, steps = story.get("counts", {}), list(enumerate(story["step"], 1))
        return {
            "stories": [(self.id, story["place"], *(_line(story[name]) for name in _TEXTS))],
            "story_steps": [
                (
                    self.id,
                    number,
                    _line(step["title"]),
                    step["chart"],
                    _state(step),
                    step.get("mark"),
                    step["text"].strip(),
                    self.lines.of_step(number),
                )
                for number, step in steps
            ],
            "story_counts": [self._count_row(name, count) for name, count in counts.items()],
            "story_records": [*self._named(steps), *self._named_by_counts(counts)],
        }

    def _count_row(self, name: str, count: Part) -> Row:
        first, last = count.get("days", (None, None))
        conditions = urlencode({column: str(value) for column, value in count.get("where", {}).items()})
        line = self.lines.of_count(name)
        return self.id, name, count.get("chart"), _state(count), conditions, count.get("sum"), first, last, line

    def _named(self, steps: list[tuple[int, Part]]) -> list[Row]:
        return [
            (self.id, number, record, self.lines.of_step(number, step["text"], f"[{record}", f" {record}"))
            for number, step in steps
            for record in dict.fromkeys(named_records(step["text"]))
        ]

    def _named_by_counts(self, counts: Mapping[str, Part]) -> list[Row]:
        named = {
            record: self.lines.of_count(name) for name, count in counts.items() for record in count.get("days", ())
        }
        return [(self.id, 0, record, line) for record, line in named.items()]

    def _text(self, path: Path) -> str | None:
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._fault(line, "", raw[error.start : error.start + 8].hex(" "), f"UTF-8; byte {error.start} is not")
            return None
        for number, line_text in enumerate(text.split("\n"), 1):
            hidden = hidden_character(line_text)
            if hidden:
                self._fault(number, "", line_text, f"no control character; found {hidden}")
        return None if self.found else text

    def _read(self, text: str) -> None:
        try:
            self.story = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            self._fault(int(at[1]) if at else 0, "", str(error).partition(" (at")[0], "a file in TOML (toml.io)")
            return
        self._check_keys(self.story, _HEAD, ("place", *_TEXTS, "step"), self.lines.of_key, "")
        counts, steps = self.story.get("counts", {}), self.story.get("step", [])
        if self.found:
            return
        if not steps or not all(isinstance(step, dict) for step in steps):
            self._fault(0, "step", "", "at least one step, under [[step]]")
            return
        for name, count in counts.items():
            self._check_count(name, count)
        used: set[str] = set()
        for number, step in enumerate(steps, 1):
            used |= self._check_step(number, step, set(counts))
        for name in sorted(set(counts) - used):
            self._fault(self.lines.of_count(name), "counts", name, f"a text of this story with {{{name}}}")

    def _check_count(self, name: str, count: Any) -> None:
        line = self.lines.of_count(name)
        if not isinstance(count, dict):
            self._fault(line, "counts", name, "a chart and what is counted of it, or days between two records")
            return
        self._check_keys(count, _COUNT, (), lambda _: line, f"counts, {name}")
        days = count.get("days")
        if (days is None) == ("chart" not in count) or (days is not None and len(count) > 1):
            self._fault(line, "counts", name, "either a chart or days")
        elif days is not None and (len(days) != 2 or not all(isinstance(record, str) for record in days)):
            self._fault(line, "counts", name, "two records between which days are counted")

    def _check_step(self, number: int, step: Part, counts: set[str]) -> set[str]:
        """Looks for faults of a step; returns the names of the counts that its texts use."""
        where = f"step {number}"
        self._check_keys(
            step, _STEP, ("title", "chart", "text"), lambda key: self.lines.of_step(number, key=key), where
        )
        text = step.get("text")
        if not isinstance(text, str):
            return set()
        names = set()
        for name, form in PLACEHOLDER.findall(text):
            names.add(name)
            line = self.lines.of_step(number, text, f"{{{name}")
            if name not in counts:
                self._fault(line, where, f"{{{name}}}", f"one of the counts {', '.join(sorted(counts)) or '(none)'}")
            if form not in FORMS:
                self._fault(line, where, f"{{{name}:{form}}}", "the form words or Words")
        for named in REFERENCE.findall(text):
            if not all(record.strip() for record in named.split(",")):
                self._fault(self.lines.of_step(number, text, f"[{named}]"), where, f"[{named}]", "ids of records")
        stray = _STRAY.search(PLACEHOLDER.sub("", REFERENCE.sub("", text)))
        if stray:
            line = self.lines.of_step(number, text, stray[0])
            self._fault(line, where, stray[0], "records in brackets, counts in braces, and no other such sign")
        return names

    def _check_keys(
        self, part: Part, known: Mapping[str, tuple[type, ...]], needed: Row, line: Any, where: str
    ) -> None:
        for key, value in part.items():
            named = ", ".join(filter(None, (where, key)))
            if key not in known:
                self._fault(line(key), named, str(value), f"one of {', '.join(known)}")
            elif type(value) not in known[key]:
                self._fault(line(key), named, str(value), f"a value of type {known[key][0].__name__}")
            elif value in ("", []) or (isinstance(value, str) and not value.strip()):
                self._fault(line(key), named, "", "a value")
        for key in needed:
            if key not in part:
                self._fault(line(key), ", ".join(filter(None, (where, key))), "", "a value")

    def _fault(self, line: int, column: str, value: str, expected: str) -> None:
        self.found += 1
        self.problems.append(Problem(self.file, line, column, value, expected))


def named_records(text: str) -> list[str]:
    """The records that a text names in brackets, in order."""
    return [record.strip() for named in REFERENCE.findall(text) for record in named.split(",")]


def _state(part: Part) -> str:
    return urlencode({name: part[name] for name in STATE if name in part}, doseq=True)


def _line(text: str) -> str:
    return " ".join(text.split())
