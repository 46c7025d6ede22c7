"""Names of instruments along the lines of one large network, each where it meets no state, no other name and fewest lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.draw.marks import SMALL, text_width, wrapped
from dashboard.charts.treaties.network_places import NAME_PX, ONE, places
from dashboard.charts.treaties.network_words import DUTIES, Edge, pair_of

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


class Label(NamedTuple):
    """A name that has room: its first line from the middle of the circle, its angle, its words, and a mark to open."""

    mark: str
    x: float
    y: float
    angle: float
    text: str


class Lines(NamedTuple):
    """The middle lines of bundles as arrays: where they start and point to, how long they are, how far their lines reach."""

    left: Points
    along: Points
    length: Points
    half: Points

    @classmethod
    def of(cls, bundles: Sequence[Bundle]) -> Lines:
        """The middle lines of these bundles."""
        return cls(
            np.array([bundle.left for bundle in bundles]).reshape(-1, 2),
            np.array([bundle.along for bundle in bundles]).reshape(-1, 2),
            np.array([bundle.length for bundle in bundles]),
            np.array([LINE_PX + (bundle.kinds - 1) / 2 * SIZE.apart for bundle in bundles]),
        )

    def crossed_by(self, points: Points) -> int:
        """How often a point lies on the lines of a bundle, with room for a letter."""
        to_points = points[:, None] - self.left
        at = np.clip((to_points * self.along).sum(axis=2), 0, self.length)
        far = np.hypot(*(to_points - at[..., None] * self.along).transpose(2, 0, 1))
        return int((far < self.half).sum())


def instrument_labels(edges: Sequence[Edge]) -> list[Label]:
    """The names of instruments that have room along the lines of a single network."""
    bundles = sorted(_bundles(edges), key=lambda bundle: -bundle.kinds)
    taken = np.array(list(_states()))
    labels = []
    for bundle in bundles:
        best = _best(bundle, Lines.of([other for other in bundles if other is not bundle]), taken)
        if best is not None:
            taken = np.concatenate([taken, best.points])
            angle = math.degrees(math.atan2(bundle.along[1], bundle.along[0]))
            labels.append(Label(bundle.mark, best.x, best.y, angle, best.text))
    return labels


def _bundles(edges: Sequence[Edge]) -> Iterator[Bundle]:
    at = {node: (x * float(SIZE.radius_x), y * SIZE.radius_y) for node, (x, y) in places().items()}
    of_pair: dict[tuple[str, str], list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: (list(DUTIES).index(edge.obligation_code), edge.mark)):
        of_pair.setdefault(pair_of(edge.ower, edge.owed), []).append(edge)
    for pair, lines in sorted(of_pair.items()):
        names = list(dict.fromkeys(name for edge in lines for name in edge.instrument_names.split("; ")))
        more = f" +\N{NO-BREAK SPACE}{len(names) - 1}\N{NO-BREAK SPACE}more" if len(names) > 1 else ""
        left, right = sorted(at[node] for node in pair)
        kinds = len({edge.obligation_code for edge in lines})
        yield Bundle(lines[0].mark, names[0] + more, left, right, kinds)


def _best(bundle: Bundle, others: Lines, taken: Points) -> Place | None:
    """The place for the name of a bundle that meets nothing taken and fewest lines; none where it would cross too many."""
    best: Place | None = None
    for lines in (1, 2, 3):
        for place in _places(bundle, lines):
            # What it crosses only adds to the cost, and is slow to count.
            if (best and place.cost >= best.cost) or _meets(place.points, taken):
                continue
            cost = place.cost + others.crossed_by(place.points)
            if cost <= MOST_CROSSED and (best is None or cost < best.cost):
                best = replace(place, cost=cost)
    return best


def _places(bundle: Bundle, lines: int) -> Iterator[Place]:
    """Places for the name of a bundle in so many lines, on both sides of it."""
    text = wrapped(bundle.name, math.ceil(len(bundle.name) / lines) + 4 * (lines > 1))
    parts = text.split("\n")
    width = max(text_width(part, FONT_PX) for part in parts)
    rows = (np.arange(len(parts)) - (len(parts) - 1) / 2) * FONT_PX
    count = int(width / 2 / STEP_PX) + 1
    steps = np.arange(-count, count + 1) * STEP_PX
    along = np.array(bundle.along)
    across = np.array([-along[1], along[0]])
    off = (bundle.kinds - 1) / 2 * SIZE.apart + OFF_PX + (len(parts) - 1) * FONT_PX / 2
    around = (steps[:, None, None] * along + rows[:, None] * across).reshape(-1, 2)
    for share in SHARES:
        if min(share, 1 - share) * bundle.length < width / 2 + SIZE.state:
            continue
        for side in (-1, 1):
            middle = np.array(bundle.left) + along * share * bundle.length + across * off * side
            cost = LINE_COST * (len(parts) - 1) + abs(share - 0.5) + (side > 0) * 0.01
            # A text of several lines hangs from its first.
            x, y = middle + across * rows[0]
            yield Place(cost, float(x), float(y), text, middle + around)


def _meets(points: Points, taken: Points) -> bool:
    # Most of what is taken is far away, and its distance from every point need not be known.
    is_near = (taken > points.min(axis=0) - CLEAR_PX) & (taken < points.max(axis=0) + CLEAR_PX)
    near = taken[is_near[:, 0] & is_near[:, 1]]
    return bool((np.hypot(*(points[:, None] - near).transpose(2, 0, 1)) < CLEAR_PX).any())


def _states() -> Iterator[tuple[float, float]]:
    """Points all around each state, so that no name stands on one."""
    for x, y in places().values():
        for turn in range(8):
            far = SIZE.state + (NAME_PX / 4 if turn % 2 else 0)
            angle = turn * math.pi / 4
            yield x * float(SIZE.radius_x) + far * math.cos(angle), y * SIZE.radius_y + far * math.sin(angle)
