"""Where the two maps lie on the canvas, by the width of the chart, and where names find room on them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.charts.draw.marks import NARROW_PX, SMALL, WIDE, WIDE_PX, each, text_width

DOT_PX = 3.1
HEIGHT = 500.0
COVER_FROM = 258.0
NAMED = 24
GAP_PX = 3
LARGE_PX = 6
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """A map on the canvas: its centre at a share of the width plus pixels, its radius likewise, and the size of its dots."""

    x_share: float
    x_px: float
    y: float
    radius_share: float
    radius_px: float
    dot: float

    @property
    def x(self) -> str:
        """The centre as an expression of the width."""
        return f"({self.x_share} * width + {self.x_px})"

    @property
    def radius(self) -> str:
        """The radius as an expression of the width."""
        return f"({self.radius_share} * width + {self.radius_px})"

    def at(self, width: float, east: float, south: float) -> tuple[float, float]:
        """Where a place lies on a canvas of this width; the place is measured in radii from the centre."""
        radius = self.radius_share * width + self.radius_px
        return self.x_share * width + self.x_px + east * radius, self.y + south * radius


# The far places are on the disc: beside the region, in a corner of it, or under it on a narrow chart.
LAYOUTS = {"spacious": 900, "wide": WIDE_PX, "narrow": NARROW_PX}
LAYOUT = f"(width >= {LAYOUTS['spacious']} ? 'spacious' : {WIDE} ? 'wide' : 'narrow')"
REGION = {
    "spacious": View(0.64, 0, 222, 0, 440, 1.15),
    "wide": View(0.46, 0, 222, 0.35, 125, 1.0),
    "narrow": View(0.58, 0, 124, 0, 225, 0.6),
}
DISC = {
    "spacious": View(0, 185, 315, 0, 165, 1.0),
    "wide": View(0, 128, 370, 0, 120, 0.8),
    "narrow": View(0.5, 0, 386, 0, 106, 0.62),
}


def by_view(views: dict[str, View], pattern: str) -> str:
    """An expression that holds in each layout; `{x}`, `{y}`, `{radius}` and `{dot}` are those of the view."""
    spacious, wide, narrow = (
        pattern.format(x=view.x, y=view.y, radius=view.radius, dot=view.dot) for view in map(views.get, LAYOUTS) if view
    )
    return f"({LAYOUT} === 'spacious' ? {spacious} : {WIDE} ? {wide} : {narrow})"


def names(dots: pd.DataFrame) -> pd.DataFrame:
    """Names of the largest places with their counts, beside their dots, where they cover neither a large dot nor one another."""
    spots = dots.drop_duplicates(["ux", "uy"]).sort_values("place_events", ascending=False, kind="stable")
    rows = []
    for layout, width in LAYOUTS.items():
        circles = [(spot, *_circle(spot, layout, width)) for spot in each(spots)]
        taken = [(x - r, y - r, x + r, y + r) for spot, x, y, r in circles if spot.place_events > 2]
        for spot, x, y, r in circles[:NAMED]:
            text = f"{spot.place} {spot.place_events}"
            own = (x - r, y - r, x + r, y + r)
            others = [box for box in taken if box != own]
            limits = (0.0, 0.0, float(width), COVER_FROM if spot.is_near and layout == "narrow" else HEIGHT)
            large = [box for box in others if box[3] - box[1] > 2 * LARGE_PX or box[2] - box[0] > 3 * LARGE_PX]
            found = beside(x, y, r + GAP_PX, text_width(text), others, limits)
            found = found or beside(x, y, r + GAP_PX, text_width(text), large, limits)
            if found:
                taken.append(found[1])
                rows.append((layout, spot.is_near, spot.ux, spot.uy, text, *found[0], *found[1]))
    columns = ["layout", "is_near", "ux", "uy", "text", "align", "dx", "dy", "left", "top", "right", "bottom"]
    return pd.DataFrame(rows, columns=columns)


def beside(
    x: float, y: float, gap: float, wide: float, taken: list[Box], limits: Box
) -> tuple[tuple[str, float, float], Box] | None:
    """How to set a text beside a dot and the box it covers: right, left, below or above, aslant too; None where there is no room."""
    half = SMALL / 2 + 1
    aside = 0.75 * gap
    places = (
        *(
            (("left", dx, dy), (x + dx, y + dy - half, x + dx + wide, y + dy + half))
            for dx, dy in ((gap, 0.0), (aside, aside), (aside, -aside))
        ),
        *(
            (("right", -dx, dy), (x - dx - wide, y + dy - half, x - dx, y + dy + half))
            for dx, dy in ((gap, 0.0), (aside, aside), (aside, -aside))
        ),
        *(
            (("center", 0.0, dy), (x - wide / 2, y + dy - half, x + wide / 2, y + dy + half))
            for dy in (gap + half - 2, -gap - half + 2)
        ),
    )
    for how, box in places:
        inside = box[0] >= limits[0] and box[1] >= limits[1] and box[2] <= limits[2] and box[3] <= limits[3]
        if inside and not any(overlap(box, other) for other in taken):
            return how, box
    return None


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes (left, top, right, bottom) cover each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _circle(spot: object, layout: str, width: float) -> tuple[float, float, float]:
    view = (REGION if spot.is_near else DISC)[layout]  # type: ignore[attr-defined]
    x, y = view.at(width, spot.ux, spot.uy)  # type: ignore[attr-defined]
    return x, y, max(DOT_PX * spot.most**0.5 * view.dot, 2.7)  # type: ignore[attr-defined]
