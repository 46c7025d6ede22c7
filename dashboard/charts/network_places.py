"""Where the small networks stand: states on a circle, the ends of each line, two panels a row on a wide chart and one on a narrow one."""

from __future__ import annotations

import math
from typing import Any

from dashboard.charts.common import WIDE

NODES = {
    "UN": "UN",
    "RUS": "Russia",
    "CHN": "China",
    "PRK": "N.\N{NO-BREAK SPACE}Korea",
    "KOR": "S.\N{NO-BREAK SPACE}Korea",
    "JPN": "Japan",
    "USA": "US",
}
TOP_PX, PANEL_PX, HEAD_PX = 48, 306, 62


def places() -> dict[str, tuple[float, float]]:
    """Each state on the unit circle, the first on top, the others clockwise: the one camp to the right, the other to the left."""
    angles = [2 * math.pi * i / len(NODES) - math.pi / 2 for i in range(len(NODES))]
    return {node: (math.cos(angle), math.sin(angle)) for node, angle in zip(NODES, angles, strict=True)}


def panel(chart: Any) -> Any:
    """Middle and radii of the panel of a row: two beside one another on a wide chart, one under the other on a narrow one."""
    tall = 2 * PANEL_PX
    return chart.transform_calculate(
        cx=f"{WIDE} ? (datum.panel % 2 + 0.5) * width / 2 : width / 2",
        top=f"{TOP_PX} + ({WIDE} ? floor(datum.panel / 2) * {tall} : datum.panel * {PANEL_PX})",
        rx=f"{WIDE} ? min(width / 4 - 42, 205) : min(width / 2 - 36, 150)",
        ry=f"{WIDE} ? 230 : 98",
    ).transform_calculate(cy=f"datum.top + {HEAD_PX} + 20 + datum.ry")


def placed(chart: Any) -> Any:
    """The ends of each line in pixels: off the names at both ends, and from the middle where the other half goes the other way."""
    return (
        panel(chart)
        .transform_calculate(
            x0="datum.cx + datum.ax * datum.rx",
            y0="datum.cy + datum.ay * datum.ry",
            x1="datum.cx + datum.bx * datum.rx",
            y1="datum.cy + datum.by * datum.ry",
        )
        .transform_calculate(far="max(1, sqrt(pow(datum.x1 - datum.x0, 2) + pow(datum.y1 - datum.y0, 2)))")
        .transform_calculate(ux="(datum.x1 - datum.x0) / datum.far", uy="(datum.y1 - datum.y0) / datum.far")
        .transform_calculate(gap="min(33 / max(abs(datum.ux), 0.01), 16 / max(abs(datum.uy), 0.01)) + 5")
        .transform_calculate(
            start="datum.is_mutual ? datum.far / 2 : datum.gap",
            stop="datum.far - datum.gap",
            turn="atan2(datum.uy, datum.ux) * 180 / PI + 90",
        )
        .transform_calculate(
            sx="datum.x0 + datum.ux * datum.start - datum.uy * datum.shift",
            sy="datum.y0 + datum.uy * datum.start + datum.ux * datum.shift",
            ex="datum.x0 + datum.ux * datum.stop - datum.uy * datum.shift",
            ey="datum.y0 + datum.uy * datum.stop + datum.ux * datum.shift",
        )
    )
