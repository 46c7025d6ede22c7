"""Marks that would hide one another are moved sideways, a step at a time, until each can be seen."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import count

# Marks closer than this would hide one another.
NEAREST_PX, STEP_PX = 1.25, 0.25
# Of each mark placed at about the height of another: how far it is from there across, where it stands, how far it is down. Nearest first.
Near = list[tuple[float, float, float]]


def apart(x: list[float], y: list[float]) -> list[float]:
    """Where each mark stands across: on its own place, or as near to it as leaves no earlier mark hidden. In pixels."""
    levels: dict[int, list[tuple[float, float]]] = defaultdict(list)
    places = []
    for own, height in zip(x, y, strict=True):
        level = math.floor(height / NEAREST_PX)
        close = [mark for at in (level - 1, level, level + 1) for mark in levels.get(at, ())]
        near = sorted((abs(own - other), other, height - at) for other, at in close if abs(height - at) < NEAREST_PX)
        steps = (sign * step * STEP_PX for step in count() for sign in (1, -1))
        place = next(own + step for step in steps if _is_free(own + step, abs(step), near))
        levels[level].append((place, height))
        places.append(place)
    return places


def _is_free(place: float, moved: float, near: Near) -> bool:
    for distance, other, down in near:
        if distance > moved + 2 * NEAREST_PX:
            return True
        if math.hypot(place - other, down) < NEAREST_PX:
            return False
    return True
