"""The rows of a chart as the engine gives them, and what a layout takes from them: whole columns, or a data frame where that is simpler."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa


@dataclass(frozen=True)
class Rows:
    """The rows of `sql/charts/<id>.sql` as an Arrow table.

    A column costs microseconds, a data frame of a few hundred rows milliseconds, and each step of pandas a tenth of one.
    """

    table: pa.Table

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Rows:
        """The rows of a data frame."""
        return cls(pa.Table.from_pandas(frame, preserve_index=False))

    def __len__(self) -> int:
        """How many rows there are."""
        return int(self.table.num_rows)

    def column(self, name: str) -> list[Any]:
        """The values of a column as plain Python values."""
        values: list[Any] = self.table[name].to_pylist()
        return values

    def days(self, name: str) -> list[datetime.date]:
        """The values of a column of days, all of which are known."""
        days: list[datetime.date] = self.table[name].cast(pa.date32()).to_pylist()
        return days

    def drawn(self, *dropped: str) -> pa.Table:
        """The table without `records` and what else is not drawn: the browser gets only what it draws."""
        return self.table.drop_columns([name for name in ("records", *dropped) if name in self.table.column_names])

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a data frame; days are timestamps."""
        frame: pd.DataFrame = self.table.to_pandas(date_as_object=False)
        return frame


def with_columns(table: pa.Table, **columns: Sequence[Any] | pa.Array) -> pa.Table:
    """The table with further columns."""
    for name, values in columns.items():
        table = table.append_column(name, values if isinstance(values, pa.Array) else pa.array(values))
    return table


def table_of(**columns: Sequence[Any]) -> pa.Table:
    """A table of columns."""
    return pa.table({name: pa.array(values) for name, values in columns.items()})
