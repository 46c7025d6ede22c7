"""Azimuthal equidistant around Pyongyang: every place lies in its true direction at its true distance from there, in kilometres."""

from __future__ import annotations

import math

CENTRE = (125.7625, 39.0392)
EARTH_KM = 6371.0


def plane(lon: float, lat: float) -> tuple[float, float]:
    """Kilometres east and north of Pyongyang on the map of a place in degrees."""
    turn, here, there = (math.radians(value) for value in (lon - CENTRE[0], CENTRE[1], lat))
    cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(turn)
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    stretch = EARTH_KM * (angle / math.sin(angle) if 1e-9 < angle < math.pi - 1e-9 else 1.0)
    east = stretch * math.cos(there) * math.sin(turn)
    north = stretch * (math.cos(here) * math.sin(there) - math.sin(here) * math.cos(there) * math.cos(turn))
    return east, north


def distance_km(lon: float, lat: float) -> float:
    """Kilometres from Pyongyang."""
    return math.hypot(*plane(lon, lat))
