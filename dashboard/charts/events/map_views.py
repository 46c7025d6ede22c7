"""Where the two maps lie on the canvas, by the width of the chart, and where names find room on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.charts.draw.marks import NARROW_PX, SMALL, WIDE, WIDE_PX, text_width

DOT_PX = 3.1
HEIGHT = 500.0
COVER_FROM = 258.0
NAMED = 24
GAP_PX = 3
LARGE_PX = 6
EAST, SOUTH = "{x} + datum.ux * {radius}", "{y} + datum.uy * {radius}"
Box = tuple[float, float, float, float]


class Spot(NamedTuple):
    """A place: how many events it has in all and on its larger side, and where it lies on its map, in radii from the centre."""

    place: str
    place_events: int
    most: int
    is_near: bool
    ux: float
    uy: float


class Name(NamedTuple):
    """The name of a place in one layout: how it is set beside its dot, and the box that it covers."""

    layout: str
    is_near: bool
    ux: float
    uy: float
    text: str
    align: str
    dx: float
    dy: float
    box: Box


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


def names(spots: Sequence[Spot]) -> list[Name]:
    """Names of the largest places with their counts, beside their dots, where they cover neither a large dot nor one another.

    The spots come with the largest first.
    """
    return [name for layout in LAYOUTS for name in _names_of(layout, spots)]


def _names_of(layout: str, spots: Sequence[Spot]) -> list[Name]:
    width = float(LAYOUTS[layout])
    circles = [_circle(spot, layout, width) for spot in spots]
    discs = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    taken = [disc for spot, disc in zip(spots, discs, strict=True) if spot.place_events > 2]
    found = []
    for spot, (x, y, r), disc in list(zip(spots, circles, discs, strict=True))[:NAMED]:
        text = f"{spot.place} {spot.place_events}"
        others = [box for box in taken if box != disc]
        limits = (0.0, 0.0, width, COVER_FROM if spot.is_near and layout == "narrow" else HEIGHT)
        room = beside(x, y, r + GAP_PX, text_width(text), others, limits)
        if not room:
            large = [box for box in others if box[3] - box[1] > 2 * LARGE_PX or box[2] - box[0] > 3 * LARGE_PX]
            room = beside(x, y, r + GAP_PX, text_width(text), large, limits)
        if room:
            taken.append(room[1])
            found.append(Name(layout, spot.is_near, spot.ux, spot.uy, text, *room[0], room[1]))
    return found


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


def _circle(spot: Spot, layout: str, width: float) -> tuple[float, float, float]:
    view = (REGION if spot.is_near else DISC)[layout]
    x, y = view.at(width, spot.ux, spot.uy)
    return x, y, max(DOT_PX * spot.most**0.5 * view.dot, 2.7)
