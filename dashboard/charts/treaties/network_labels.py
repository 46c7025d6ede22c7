"""Names of instruments along the lines of one large network, each where it meets no state, no other name and fewest lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.charts.draw.marks import SMALL, each, text_width, wrapped
from dashboard.charts.treaties.network_places import NAME_PX, ONE, places
from dashboard.charts.treaties.network_words import DUTIES, pair_of

SIZE = ONE[0]
FONT_PX = SMALL + 1
SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
STEP_PX, LINE_PX, OFF_PX, CLEAR_PX = 7, 9, 10, 15
# What a name may cross, in steps along it, and how many steps one more line of text is worth.
MOST_CROSSED, LINE_COST = 14, 4

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Bundle:
    """All lines between two states: where the states are, from left to right, how many kinds there are, what to name and open."""

    mark: str
    name: str
    left: tuple[float, float]
    right: tuple[float, float]
    kinds: int

    @property
    def length(self) -> float:
        """From state to state, in pixels."""
        return math.dist(self.left, self.right)

    @property
    def along(self) -> tuple[float, float]:
        """The direction of the lines; it never points to the left, so that a name along it can be read."""
        return (self.right[0] - self.left[0]) / self.length, (self.right[1] - self.left[1]) / self.length


@dataclass(frozen=True)
class Place:
    """A place for a name: what speaks against it, the middle of its first line, its text in lines, points all along it."""

    cost: float
    x: float
    y: float
    text: str
    points: Points


def instrument_labels(edges: pd.DataFrame) -> pd.DataFrame:
    """The names that have room: `x` and `y` of their first line from the middle of the circle, the angle, the text, a mark to open."""
    bundles = sorted(_bundles(edges), key=lambda bundle: -bundle.kinds)
    taken = np.array(list(_states()))
    rows = []
    for bundle in bundles:
        others = [other for other in bundles if other is not bundle]
        candidates = (place for lines in (1, 2, 3) for place in _places(bundle, lines, others, taken))
        best = min(candidates, key=lambda place: place.cost, default=None)
        if best is not None and best.cost <= MOST_CROSSED:
            taken = np.concatenate([taken, best.points])
            angle = math.degrees(math.atan2(bundle.along[1], bundle.along[0]))
            rows.append((bundle.mark, best.x, best.y, angle, best.text))
    return pd.DataFrame(rows, columns=["mark", "x", "y", "angle", "text"])


def _bundles(edges: pd.DataFrame) -> Iterator[Bundle]:
    at = {node: (x * float(SIZE.radius_x), y * SIZE.radius_y) for node, (x, y) in places().items()}
    of_pair: dict[tuple[str, str], list[Any]] = {}
    for edge in sorted(each(edges), key=lambda edge: (list(DUTIES).index(edge.obligation_code), edge.mark)):
        of_pair.setdefault(pair_of(edge.ower, edge.owed), []).append(edge)
    for pair, lines in sorted(of_pair.items()):
        names = list(dict.fromkeys(name for edge in lines for name in edge.instrument_names.split("; ")))
        more = f" +\N{NO-BREAK SPACE}{len(names) - 1}\N{NO-BREAK SPACE}more" if len(names) > 1 else ""
        left, right = sorted(at[node] for node in pair)
        kinds = len({edge.obligation_code for edge in lines})
        yield Bundle(lines[0].mark, names[0] + more, left, right, kinds)


def _places(bundle: Bundle, lines: int, others: list[Bundle], taken: Points) -> Iterator[Place]:
    """Places for the name of a bundle in so many lines, on both sides of it, that meet nothing taken."""
    text = wrapped(bundle.name, math.ceil(len(bundle.name) / lines) + 4 * (lines > 1))
    parts = text.split("\n")
    width = max(text_width(part, FONT_PX) for part in parts)
    rows = (np.arange(len(parts)) - (len(parts) - 1) / 2) * FONT_PX
    count = int(width / 2 / STEP_PX) + 1
    steps = np.arange(-count, count + 1) * STEP_PX
    along = np.array(bundle.along)
    across = np.array([-along[1], along[0]])
    off = (bundle.kinds - 1) / 2 * SIZE.apart + OFF_PX + (len(parts) - 1) * FONT_PX / 2
    for share in SHARES:
        if min(share, 1 - share) * bundle.length < width / 2 + SIZE.state:
            continue
        for side in (-1, 1):
            middle = np.array(bundle.left) + along * share * bundle.length + across * off * side
            points = (middle + steps[:, None, None] * along + rows[:, None] * across).reshape(-1, 2)
            if (np.hypot(*(points[:, None] - taken[None]).transpose(2, 0, 1)) < CLEAR_PX).any():
                continue
            crossed = sum(int((_distance(points, other) < _half(other)).sum()) for other in others)
            cost = crossed + LINE_COST * (len(parts) - 1) + abs(share - 0.5) + (side > 0) * 0.01
            # A text of several lines hangs from its first.
            x, y = middle + across * rows[0]
            yield Place(cost, float(x), float(y), text, points)


def _half(bundle: Bundle) -> float:
    """Half the width of a bundle, with room for a letter."""
    return LINE_PX + (bundle.kinds - 1) / 2 * SIZE.apart


def _distance(points: Points, bundle: Bundle) -> Points:
    """From points to the middle line of a bundle."""
    along, to_points = np.array(bundle.along), points - np.array(bundle.left)
    at = np.clip(to_points @ along, 0, bundle.length)
    far: Points = np.hypot(*(to_points - at[:, None] * along).T)
    return far


def _states() -> Iterator[tuple[float, float]]:
    """Points all around each state, so that no name stands on one."""
    for x, y in places().values():
        for turn in range(8):
            far = SIZE.state + (NAME_PX / 4 if turn % 2 else 0)
            angle = turn * math.pi / 4
            yield x * float(SIZE.radius_x) + far * math.cos(angle), y * SIZE.radius_y + far * math.sin(angle)
