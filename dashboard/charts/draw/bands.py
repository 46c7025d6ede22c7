"""Eras as named bands behind a time axis. Names move to further rows where they would collide, for wide and for narrow charts apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import NARROW_PX, WIDE, WIDE_PX, Plot, TimeAxis, down, hint, text_width, time_x
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import table_of

ROW_PX = 14
CROSSING_ROWS = 0.6
BEFORE_ROWS = 0.25
WIDTHS = (("narrow", NARROW_PX), ("wide", WIDE_PX))


@dataclass(frozen=True)
class Flag:
    """A name on its stem: its row from the top, and the pixels that it covers."""

    row: int
    stem: float
    left: float
    right: float

    def overlaps(self, other: Flag) -> bool:
        """Whether the two names cover each other."""
        return self.row == other.row and self.left < other.right and other.left < self.right

    def crosses(self, other: Flag) -> bool:
        """Whether the stem of the upper one runs through the name of the lower one."""
        upper, lower = (self, other) if self.row < other.row else (other, self)
        return upper.row < lower.row and lower.left - 2 < upper.stem < lower.right + 2


def era_layers(palette: Palette) -> list[Any]:
    """Layers: every second era shaded, a stem from each name down to its band, and the names. `era_layout` fills them."""
    bands = (
        Plot(table("eras"))
        .transform_filter("datum.shaded")
        .mark_rect(color=palette.band, aria=False)
        .encode(
            x=time_x("era_start", grid=False),
            x2="era_end:T",
            y=alt.value(hole("era_header")),
            y2=alt.value(hole("height")),
        )
    )
    layers = [bands]
    for name, shown in (("narrow", f"!({WIDE})"), ("wide", WIDE)):
        placed = Plot(table("eras"))
        x = time_x("era_start", grid=False)
        stems = placed.mark_rule(color=palette.neutral_soft, aria=False).encode(
            x=x,
            y=down(hole("height"), f"{name}_stem"),
            y2="foot:Q",
            opacity=alt.when(shown).then(alt.value(1)).otherwise(alt.value(0)),
        )
        align, dx = alt.ExprRef(f"datum.{name}_align"), alt.ExprRef(f"datum.{name}_align === 'left' ? 4 : -4")
        text = alt.when(shown).then("era:N").otherwise(alt.value(""))
        halo = hint(
            placed, color=palette.paper, align=align, dx=dx, stroke=palette.paper, strokeWidth=4, strokeJoin="round"
        )
        names = hint(placed, color=palette.muted, align=align, dx=dx)
        y = down(hole("height"), f"{name}_y")
        layers += [stems, *(layer.encode(x=x, y=y, text=text) for layer in (halo, names))]
    return layers


def era_layout(rows: pa.Table, axis: TimeAxis) -> Layout:
    """What `era_layers` draw of the eras of these rows, cut to what the axis shows; the height is the chart's own."""
    first, last = axis.first.date(), axis.last.date()
    eras = _eras_of(rows)
    starts = [max(start, first) for start, _, _ in eras]
    names = [name for _, _, name in eras]
    columns: dict[str, Sequence[Any]] = {
        "era": names,
        "era_start": starts,
        "era_end": [min(end, last) for _, end, _ in eras],
        "shaded": [number % 2 == 0 for number in range(len(eras))],
    }
    days = (last - first).days
    flags = {
        label: place_flags(
            [
                ((start - first).days / days * width, text_width(name) + 6)
                for start, name in zip(starts, names, strict=True)
            ],
            width,
        )
        for label, width in WIDTHS
    }
    rows_needed = {label: max((flag.row for flag in placed), default=-1) for label, placed in flags.items()}
    header = (rows_needed["narrow"] + 1) * ROW_PX + 4 if eras else 0
    for label, placed in flags.items():
        tops = [(flag.row + rows_needed["narrow"] - rows_needed[label]) * ROW_PX for flag in placed]
        columns |= {
            f"{label}_align": ["left" if flag.right > flag.stem else "right" for flag in placed],
            f"{label}_y": [top + 7 for top in tops],
            f"{label}_stem": [top + 1 for top in tops],
        }
    return Layout({"eras": table_of(**columns, foot=[header] * len(eras))}, {"era_header": header})


def place_flags(stems: Sequence[tuple[float, float]], width: float) -> list[Flag]:
    """Rows and sides for names that hang on stems like flags: no name covers another, and as few as possible cover a stem.

    `stems` holds the place of each stem and the width of its name, from left to right.
    """
    return list(_placed(tuple(stems), width))


# Half of all filters leave the same eras on the same axis.
@lru_cache(maxsize=512)
def _placed(stems: tuple[tuple[float, float], ...], width: float) -> tuple[Flag, ...]:
    """The better of two ways: from the left, or from the right, where recent eras are short and the axis ends."""
    from_left = _in_turn(stems, width)
    mirrored = _in_turn([(width - stem, name) for stem, name in reversed(stems)], width)
    from_right = [
        Flag(flag.row, width - flag.stem, width - flag.right, width - flag.left) for flag in reversed(mirrored)
    ]
    return tuple(from_right if _cost(from_right) < _cost(from_left) else from_left)


def _cost(placed: Sequence[Flag]) -> tuple[float, int]:
    """Rows, then names that a stem runs through. A name before its stem stands over the time before it, which few rows are worth."""
    rows = max((flag.row for flag in placed), default=-1)
    before = sum(flag.right <= flag.stem for flag in placed)
    crossings = sum(flag.crosses(other) for number, flag in enumerate(placed) for other in placed[:number])
    return rows + before * BEFORE_ROWS, crossings


def _in_turn(stems: Sequence[tuple[float, float]], width: float) -> list[Flag]:
    placed: list[Flag] = []
    for stem, name in stems:
        fits = [(stem, stem + name)] if stem + name <= width else []
        fits += [(stem - name, stem)] if stem - name >= 0 else []
        placed.append(_best(stem, fits or [(stem, stem + name)], placed))
    return placed


def _best(stem: float, sides: list[tuple[float, float]], placed: list[Flag]) -> Flag:
    """The flag on the uppermost row where it covers no other, a stem that crosses a name counting as a part of a row."""
    best, least = Flag(0, stem, *sides[0]), float("inf")
    for left, right in sides:
        for row in range(len(placed) + 1):
            # Further down it can only cost more.
            if row >= least:
                break
            flag = Flag(row, stem, left, right)
            if any(flag.overlaps(other) for other in placed):
                continue
            cost = row + CROSSING_ROWS * sum(flag.crosses(other) for other in placed)
            if cost < least:
                best, least = flag, cost
    return best


def _eras_of(rows: pa.Table) -> list[tuple[date, date, str]]:
    """Start, end and name of each era of the rows, in order."""
    ids = rows["era_id"]
    first = [ids.index(era).as_py() for era in ids.unique().to_pylist() if era is not None]
    eras = rows.select(["era_start", "era_end", "era"]).take(pa.array(first, pa.int64()))
    days = (eras[name].cast(pa.date32()).to_pylist() for name in ("era_start", "era_end"))
    return sorted(zip(*days, eras["era"].to_pylist(), strict=True))
