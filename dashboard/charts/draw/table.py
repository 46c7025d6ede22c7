"""The table of a chart: a row for each mark, in the order of the chart's rows, in columns that say in words what the chart draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

RECORD = "record."
Of = str | Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `of` names a column of the chart's rows, or with `record.` before it one of `sql/pages/record_words.sql` for the record
    of the row, or is a function that makes the values from both. `words` says in words a value that is a code or no text.
    A number has a `unit`, which the title names, and `decimals`; with None each value keeps its own.
    """

    heading: str
    of: Of
    kind: Literal["text", "day", "year", "number"] = "text"
    unit: str = ""
    decimals: int | None = None
    is_signed: bool = False
    is_long: bool = False
    words: Mapping[Any, str] = field(default_factory=dict)
    hint: str = ""

    @property
    def title(self) -> str:
        """The heading with the unit, unless the heading says it already."""
        return self.heading if self.unit.lower() in self.heading.lower() else f"{self.heading} ({self.unit})"


@dataclass(frozen=True)
class Columns:
    """The columns of one chart's table. `record` is the column of the chart's rows with the id of the record a row is about."""

    columns: tuple[Column, ...]
    record: str = "mark"

    def frame(self, rows: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
        """The table: a row for each of `rows`, a column for each title. `words` has a row for each record, as record_words.sql gives it."""
        joined = rows.join(words.set_index("record_id").add_prefix(RECORD), on=self.record)
        return pd.DataFrame({column.title: _values(column, joined) for column in self.columns}, index=rows.index)


def text(heading: str, of: Of, *, is_long: bool = False, words: Mapping[Any, str] | None = None) -> Column:
    """A column of words; `is_long` where they run to a sentence."""
    return Column(heading, of, is_long=is_long, words=words or {})


def day(heading: str, of: Of, hint: str = "") -> Column:
    """A column of days, sorted by time."""
    return Column(heading, of, "day", hint=hint)


def year(heading: str, of: Of) -> Column:
    """A column of years, written without a sign between the thousands."""
    return Column(heading, of, "year", "year")


def number(
    heading: str, of: Of, unit: str, decimals: int | None = 0, *, is_signed: bool = False, hint: str = ""
) -> Column:
    """A column of numbers in a unit; `is_signed` writes a plus before those above zero."""
    return Column(heading, of, "number", unit, decimals, is_signed, hint=hint)


def only_where(of: str, shown: Callable[[pd.DataFrame], pd.Series]) -> Callable[[pd.DataFrame], pd.Series]:
    """The values of a column where a condition holds; empty elsewhere, where they would say something untrue."""
    return lambda rows: rows[of].where(shown(rows))


def _values(column: Column, rows: pd.DataFrame) -> pd.Series:
    found = rows[column.of] if isinstance(column.of, str) else column.of(rows)
    if column.kind == "day":
        # Days without a time of day: nothing that a time zone could move.
        return pd.to_datetime(found).dt.date
    if column.kind == "text":
        return found.astype(object).map(lambda value: _cell(value, column.words))
    return pd.to_numeric(found).astype("Int64" if column.kind == "year" else "Float64")


def _cell(value: Any, words: Mapping[Any, str]) -> str | None:
    """A cell of text in sentence case, a list joined by commas; None where there is nothing to say."""
    if isinstance(value, np.ndarray | list):
        value = ", ".join(str(part) for part in value)
    elif pd.isna(value):
        return None
    said = str(words.get(value, value))
    return said[:1].upper() + said[1:] or None
