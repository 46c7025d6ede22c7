"""Where the networks stand: states on a circle with their names outside it, and how large all is at each of three widths."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.charts.draw.holes import hole
from dashboard.charts.draw.marks import WIDE, WIDE_PX

NODES = {
    "UN": "UN",
    "RUS": "Russia",
    "CHN": "China",
    "PRK": "N.\N{NO-BREAK SPACE}Korea",
    "KOR": "S.\N{NO-BREAK SPACE}Korea",
    "JPN": "Japan",
    "USA": "US",
}
# A chart in 900 pixels has a little less for its drawing.
ROW_PX = 880
IN_ROW = f"width >= {ROW_PX}"
LEGEND_PX, LEGEND_ROW_PX = 34, 17
NAME_PX, GAP_PX = 26, 12
HEAD_PX = 5


@dataclass(frozen=True)
class Size:
    """How large a network is drawn from `width` on: radii of the circle, of a state, distance of parallel lines, all in pixels.

    `letters` is the length of a line of the words above it, `arrow` the area of the head of a line.
    """

    width: int
    columns: int
    radius_x: str
    radius_y: int
    state: int
    apart: float
    letters: int
    year: int
    name: int
    arrow: int


FOUR = (
    Size(ROW_PX, 4, "width / 8 - 58", 118, 11, 6, 37, 26, 11, 66),
    Size(WIDE_PX, 2, "min(width / 4 - 58, 150)", 118, 11, 6, 50, 26, 12, 70),
    Size(0, 1, "min(width / 2 - 56, 150)", 112, 12, 6.5, 54, 24, 12, 74),
)
ONE = (
    Size(ROW_PX, 1, "380", 232, 17, 10, 60, 46, 15, 130),
    Size(WIDE_PX, 1, "min(width / 2 - 80, 300)", 210, 16, 9, 105, 40, 14, 115),
    Size(0, 1, "min(width / 2 - 58, 150)", 158, 13, 7, 54, 34, 13, 90),
)


@dataclass(frozen=True)
class Form:
    """The networks of one drawing: how many, their sizes, and at each width the pixels of the words above each and beneath all."""

    panels: int
    sizes: tuple[Size, Size, Size]
    heads: tuple[int, int, int]
    feet: tuple[int, int, int]

    def values(self) -> dict[str, str]:
        """The lengths that the specification leaves open, as expressions: they follow from the width of the drawing."""
        names = ("columns", "radius_x", "radius_y", "state", "apart", "arrow", "year", "name")
        lengths = {name: by_width(*(getattr(size, name) for size in self.sizes)) for name in names}
        circles = [size.radius_y + size.state + NAME_PX for size in self.sizes]
        top = by_width(LEGEND_PX, LEGEND_PX + LEGEND_ROW_PX, LEGEND_PX + LEGEND_ROW_PX)
        panel = by_width(*(head + 2 * circle + GAP_PX for head, circle in zip(self.heads, circles, strict=True)))
        middle = by_width(*(head + circle for head, circle in zip(self.heads, circles, strict=True)))
        foot = f"({top} + ceil({self.panels} / {lengths['columns']}) * {panel})"
        return {
            **lengths,
            "top": top,
            "panel_height": panel,
            "middle": middle,
            "foot": foot,
            # The networks stand in one, two or four columns.
            "height": f"{foot} + {by_width(*self.feet)}",
        }


def by_width(*values: float | str) -> str:
    """An expression with one value at each of the three widths."""
    wide, middle, narrow = (f"({value})" for value in values)
    return f"({IN_ROW} ? {wide} : {WIDE} ? {middle} : {narrow})"


def in_panel(chart: Any) -> Any:
    """Left edge, top and middle of the panel of a row, and the radii of its circle."""
    return (
        chart.transform_calculate(columns=hole("columns"), rx=hole("radius_x"), ry=hole("radius_y"))
        .transform_calculate(
            left="datum.panel % datum.columns * width / datum.columns",
            top=f"{hole('top')} + floor(datum.panel / datum.columns) * {hole('panel_height')}",
        )
        .transform_calculate(cx="datum.left + width / datum.columns / 2", cy=f"datum.top + {hole('middle')}")
    )


def as_lines(chart: Any) -> Any:
    """The ends of each line in pixels: at the edge of the states, and from the middle where the other half goes the other way."""
    return (
        in_panel(chart)
        .transform_calculate(
            x0="datum.cx + datum.ax * datum.rx",
            y0="datum.cy + datum.ay * datum.ry",
            x1="datum.cx + datum.bx * datum.rx",
            y1="datum.cy + datum.by * datum.ry",
            shift=f"datum.slot * {hole('apart')}",
        )
        .transform_calculate(far="max(1, sqrt(pow(datum.x1 - datum.x0, 2) + pow(datum.y1 - datum.y0, 2)))")
        .transform_calculate(ux="(datum.x1 - datum.x0) / datum.far", uy="(datum.y1 - datum.y0) / datum.far")
        .transform_calculate(
            gap=f"sqrt(max(9, pow({hole('state')} + {HEAD_PX}, 2) - pow(datum.shift, 2)))",
            turn="atan2(datum.uy, datum.ux) * 180 / PI + 90",
        )
        .transform_calculate(
            start="datum.is_mutual ? datum.far / 2 : datum.gap - 4",
            stop="datum.far - datum.gap",
        )
        .transform_calculate(
            sx="datum.x0 + datum.ux * datum.start - datum.uy * datum.shift",
            sy="datum.y0 + datum.uy * datum.start + datum.ux * datum.shift",
            ex="datum.x0 + datum.ux * datum.stop - datum.uy * datum.shift",
            ey="datum.y0 + datum.uy * datum.stop + datum.ux * datum.shift",
        )
    )


@cache
def places() -> dict[str, tuple[float, float]]:
    """Each state on the unit circle, the first on top, the others clockwise: the one camp to the right, the other to the left."""
    angles = [2 * math.pi * i / len(NODES) - math.pi / 2 for i in range(len(NODES))]
    return {node: (math.cos(angle), math.sin(angle)) for node, angle in zip(NODES, angles, strict=True)}


def name_side(node: str) -> tuple[int, int]:
    """Where the name of a state stands, across and down, so that it is outside the circle and no line can cross it."""
    x, y = places()[node]
    return (round(math.copysign(1, x)), 0) if abs(x) > 0.6 else (0, round(math.copysign(1, y)))
