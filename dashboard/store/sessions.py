"""Connections that remember the statements they have planned: on tables this small planning takes longer than running."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from dashboard.store.sqlfiles import Statement

Values = Mapping[str, Any]

# A plan holds half a megabyte. Two cores never run more than two statements at a time, and a page has about four.
KEPT = 2
PLANS = 12
# The values that a planned statement can take; the engine binds no others to it. Those that are told have a macro in sql/marts
# that reads them back.
_TOLD = {"filters": "filters_told", "types": "names_told"}
_TEXT = "record"
_PLANNED = frozenset({*_TOLD, _TEXT, "year"})
_TEXT_HOLE = re.compile(rf"\${_TEXT}\b")


class Sessions:
    """Connections to one database. Safe to share between threads: each is lent to one at a time."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._idle: list[Session] = []

    @contextmanager
    def lent(self) -> Iterator[Session]:
        """A connection; one whose statement failed or was stopped is not lent again."""
        try:
            session = self._idle.pop()
        except IndexError:
            session = Session(self._con.cursor())
        try:
            yield session
        except BaseException:
            session.cursor.close()
            raise
        if len(self._idle) < KEPT:
            self._idle.append(session)
        else:
            session.cursor.close()

    def close(self) -> None:
        """Closes the connections that are not lent."""
        while self._idle:
            self._idle.pop().cursor.close()


class Session:
    """One connection and the names of what it has planned, the last used last."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self._planned: dict[str, None] = {}

    def run(self, statement: Statement, values: Values) -> duckdb.DuckDBPyConnection:
        """Runs a statement with its values bound. Raises duckdb.Error."""
        if not statement.parameters or not statement.parameters <= _PLANNED:
            return self.cursor.execute(statement.text, values)
        name = f"{statement.path.parent.name}_{statement.name}"
        if name in self._planned:
            self._planned.pop(name)
        else:
            self.cursor.execute(f"prepare {name} as {_reading_back(statement.text)}")
        self._planned[name] = None
        if len(self._planned) > PLANS:
            oldest = next(iter(self._planned))
            self._planned.pop(oldest)
            self.cursor.execute(f"deallocate {oldest}")
        told = ", ".join(f"{value} := {_told(values[value])}" for value in sorted(statement.parameters))
        return self.cursor.execute(f"execute {name}({told})")


def _reading_back(text: str) -> str:
    for value, macro in _TOLD.items():
        text = text.replace(f"${value}", f"{macro}(${value})")
    return _TEXT_HOLE.sub(f"decode(unhex(${_TEXT}))", text)


def _told(value: Mapping[str, Any] | list[str] | str | int | None) -> str:
    """A value as a literal. What a reader wrote is in it as hexadecimal digits, so that none of it can be read as SQL."""
    if value is None:
        return "null"
    if isinstance(value, int):
        return f"{value:d}"
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return f"'{text.encode('utf-8', 'replace').hex()}'"
