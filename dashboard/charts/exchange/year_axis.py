"""The time axis that all panels of series share, in years, and the halo around words that lines cross."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.draw.holes import hole
from dashboard.charts.draw.marks import WIDE
from dashboard.charts.draw.palette import Palette

YearX = Callable[[str], alt.X]


def axis_start(gutter: int) -> alt.ExprRef:
    """Where the panels start, in pixels from the left: a wide chart has a gutter for their names."""
    return alt.ExprRef(f"{WIDE} ? {gutter} : 0")


def axis_end(margin: int) -> alt.ExprRef:
    """Where the panels end, in pixels from the left: a margin holds the last values."""
    return alt.ExprRef(f"width - {margin}")


def year_x(gutter: int = 0, margin: int = 0) -> YearX:
    """Makes x channels over columns of years on the axis that `YearAxis.values` fills in."""

    def x(column: str) -> alt.X:
        ticks = alt.ExprRef(f"min({hole('year_span')}, max(3, floor(width / 90)))")
        axis = alt.Axis(format="d", title=None, tickCount=ticks, tickMinStep=1, grid=False, labelFlush=True)
        ends = [axis_start(gutter), axis_end(margin)]
        return alt.X(
            f"{column}:Q", axis=axis, scale=alt.Scale(domain=hole("year_domain"), range=ends, nice=False, zero=False)
        )

    return x


@dataclass(frozen=True)
class YearAxis:
    """From which moment to which the axis goes."""

    first: float
    last: float

    @classmethod
    def over(cls, moments: Sequence[float]) -> YearAxis:
        """The axis over all moments, with a little room at both ends."""
        first, last = min(moments), max(moments)
        room = max((last - first) * 0.015, 0.6)
        return cls(first - room, last + room)

    def values(self) -> dict[str, Any]:
        """What `year_x` leaves open."""
        return {"year_domain": [self.first, self.last], "year_span": math.ceil(self.last - self.first)}

    def share(self, moment: float) -> float:
        """Where a moment lies on the axis: 0 at its left end, 1 at its right end."""
        return (moment - self.first) / (self.last - self.first)


def halo(palette: Palette) -> dict[str, Any]:
    """The look of the paper around words, drawn below them where lines cross."""
    return {"color": palette.paper, "stroke": palette.paper, "strokeWidth": 4, "strokeJoin": "round"}
