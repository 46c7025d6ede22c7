"""What a chart makes of rows: data by name, and the few values of its specification that change with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa

Table: TypeAlias = pd.DataFrame | pa.Table


@dataclass(frozen=True)
class Layout:
    """What a chart draws for some rows.

    `tables` holds a data set for each name that the specification draws from, `values` a JSON value for each of its holes.
    """

    tables: Mapping[str, Table]
    values: Mapping[str, Any] = field(default_factory=dict)

    def __or__(self, other: Layout) -> Layout:
        """Both together; where both have a name, the other's."""
        return Layout({**self.tables, **other.tables}, {**self.values, **other.values})
