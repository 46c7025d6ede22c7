"""What is wrong with a data folder: one `Problem` a fault, each with its place and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN_VALUE_LENGTH = 80


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a file. `line` counts from 1 (0: the whole file); `column` is a column name or empty."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        value = self.value if len(self.value) <= SHOWN_VALUE_LENGTH else self.value[: SHOWN_VALUE_LENGTH - 1] + "…"
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" [{self.column}]" if self.column else ""
        return f"{place}{column} {value!r}: expected {self.expected}"


class DataError(Exception):
    """The data folder has faults; nothing was switched. `problems` lists all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(f"{len(self.problems)} problems in the data")


class StoreError(Exception):
    """The database cannot answer: it is missing, unreadable, busy or too slow. The message is for the log and the command line.

    `public` is what a reader may see of it: never a path or what an engine says.
    """

    def __init__(self, message: str, public: str = "The data cannot be read just now.") -> None:
        self.public = public
        super().__init__(message)
