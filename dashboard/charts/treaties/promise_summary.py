"""The summary of the promises: a row for each instrument, a cell for each promise, what keeps it above and what breaks it below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyarrow as pa

STEP_PX, MIDDLE_PX, GAP_PX, NAME_PX, LEAST_PX = 10, 12, 10, 20, 36
UP, MIDDLE, DOWN = ("kept", "partly_kept"), ("disputed",), ("broken", "ended")
# Written down, because there may be no cell or no sign to tell it from.
CELL = pa.schema(
    [(name, pa.string()) for name in ("mark", "label")]
    + [(name, pa.float64()) for name in ("slot", "row", "wide_top", "wide_bottom", "narrow_top", "narrow_bottom")]
)
SIGN = pa.schema(
    [(name, pa.string()) for name in ("mark", "label", "reading")]
    + [(name, pa.float64()) for name in ("slot", "side", "row", "wide_y", "narrow_y")]
    + [("is_ours", pa.bool_())]
)


class Row(NamedTuple):
    """The strip of one instrument: its depth above, on and below the line in signs, and where it begins in both layouts."""

    up: int
    middle: int
    down: int
    wide: float
    narrow: float

    @property
    def tall(self) -> float:
        """The height of the strip on a wide chart; a narrow one has the name above it."""
        return max(self.up * STEP_PX + self.middle * MIDDLE_PX + self.down * STEP_PX, LEAST_PX) + GAP_PX


def rows_of(instruments: Sequence[Sequence[Sequence[Any]]], top: float) -> list[Row]:
    """The strips from top to bottom, of instruments that are lists of clauses, which are lists of marks."""
    rows, wide, narrow = [], top, top
    for clauses in instruments:
        depths = [max((_depth(clause, side) for clause in clauses), default=0) for side in (UP, MIDDLE, DOWN)]
        row = Row(depths[0], max(depths[1], 1), depths[2], wide, narrow)
        rows.append(row)
        wide, narrow = wide + row.tall, narrow + row.tall + NAME_PX
    return rows


def strip(clauses: Sequence[Sequence[Any]], row: Row, number: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The cells and the signs of one instrument, clause by clause from the left."""
    line = row.up * STEP_PX + GAP_PX / 2
    cells, signs = [], []
    for slot, clause in enumerate(clauses):
        own = {"slot": slot, "row": number}
        for mark in clause:
            if mark.reading == "promise":
                ends = {"top": line, "bottom": line + row.middle * MIDDLE_PX}
                cells.append({"mark": mark.mark, "label": mark.label, **own, **_both(row, ends)})
        signs += [{**own, **sign} for sign in _stacked(clause, row, line)]
    return cells, signs


def _stacked(clause: Sequence[Any], row: Row, line: float) -> list[dict[str, Any]]:
    """The signs of one clause, two side by side: kept upwards from its cell, disputed in it, broken and ended downwards."""
    foot = line + row.middle * MIDDLE_PX
    signs = []
    for readings, first, step in (
        (UP, line - STEP_PX / 2, -STEP_PX),
        (MIDDLE, line + MIDDLE_PX / 2, MIDDLE_PX),
        (DOWN, foot + STEP_PX / 2, STEP_PX),
    ):
        stack = [mark for reading in readings for mark in clause if mark.reading == reading]
        for i, mark in enumerate(stack):
            alone = i == len(stack) - 1 and i % 2 == 0
            signs.append(
                {
                    "mark": mark.mark,
                    "label": mark.label,
                    "reading": mark.reading,
                    "is_ours": mark.tie == "ours",
                    "side": 0 if alone else (i % 2 - 0.5) * STEP_PX,
                    **_both(row, {"y": first + i // 2 * step}),
                }
            )
    return signs


def _both(row: Row, ends: dict[str, float]) -> dict[str, float]:
    """Heights within a strip as heights of the chart, wide and narrow."""
    wide = {f"wide_{name}": row.wide + y for name, y in ends.items()}
    return wide | {f"narrow_{name}": row.narrow + NAME_PX + y for name, y in ends.items()}


def _depth(clause: Sequence[Any], readings: Sequence[str]) -> int:
    return -(-sum(mark.reading in readings for mark in clause) // 2)
