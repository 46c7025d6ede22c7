"""Makes `outlines.json` from the TopoJSON files of Natural Earth: python -m dashboard.charts.basemap.make_outlines FOLDER.

FOLDER holds `countries-50m.json` and `land-110m.json` of the npm package world-atlas. Run by hand where the map is to change.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

from dashboard.charts.events.basemap.projection import plane

OUTLINES = Path(__file__).with_name("outlines.json")
REGION_KM, DISC_KM = 1100.0, 15000.0
KOREAS = {"408": "PRK", "410": "KOR"}
Point = tuple[float, float]


def outlines(folder: Path) -> dict[str, Any]:
    """SVG paths by map and country, in units of the map's radius, y downwards."""
    square = [(-1.05, -0.8), (1.25, -0.8), (1.25, 0.8), (-1.05, 0.8)]
    circle = [(math.cos(step * math.tau / 96), math.sin(step * math.tau / 96)) for step in range(96)]
    return {
        "source": "Natural Earth, public domain, by way of world-atlas 2.0.2 (ISC licence); simplified and projected.",
        "region": _paths(folder / "countries-50m.json", REGION_KM, square, 0.0035),
        "disc": _paths(folder / "land-110m.json", DISC_KM, circle, 0.011),
    }


def clipped(ring: list[Point], window: list[Point]) -> list[Point]:
    """The part of a ring inside a convex window whose corners run counter-clockwise where y points down to up."""
    for start, end in zip(window, window[1:] + window[:1], strict=True):
        kept: list[Point] = []
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = _side(start, end, one), _side(start, end, other)
            if inside >= 0:
                kept.append(one)
            if (inside >= 0) != (next_inside >= 0):
                share = inside / (inside - next_inside)
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = kept
        if not ring:
            break
    return ring


def _side(start: Point, end: Point, point: Point) -> float:
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _paths(file: Path, radius: float, window: list[Point], step: float) -> dict[str, str]:
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    paths: dict[str, list[str]] = {"PRK": [], "KOR": [], "land": []}
    ((_, shapes),) = [item for item in topology["objects"].items() if item[0] == file.name.partition("-")[0]]
    for country in shapes["geometries"]:
        polygons = country.get("arcs", [])
        for polygon in [polygons] if country["type"] == "Polygon" else polygons:
            for ring in polygon:
                # North is up on the map and y grows downwards in a path.
                points = [
                    (east / radius, -north / radius) for east, north in (plane(*place) for place in _ring(ring, arcs))
                ]
                path = _path(_thinned(clipped(points, window), step))
                paths[KOREAS.get(country.get("id", ""), "land")].append(path)
    return {name: "".join(parts) for name, parts in paths.items() if parts}


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        decoded.append(points)
    return decoded


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[:-1]
    return points


def _thinned(ring: list[Point], step: float) -> list[Point]:
    kept: list[Point] = []
    for point in ring:
        if not kept or math.dist(point, kept[-1]) >= step:
            kept.append(point)
    return kept


def _path(ring: list[Point]) -> str:
    if len(ring) < 4:
        return ""
    return "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in ring) + "Z"


if __name__ == "__main__":
    OUTLINES.write_text(json.dumps(outlines(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
