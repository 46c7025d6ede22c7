"""Who took several positions on one topic, and whose stance moved."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from dashboard.charts.draw.rows import Rows


class Path(NamedTuple):
    """The positions of one person on one topic in the order of their days: their places among the rows, and their stances."""

    expert: str
    topic: str
    places: list[int]
    stances: list[int]

    @property
    def has_moved(self) -> bool:
        """Whether the stance was not always the same."""
        return len(set(self.stances)) > 1

    @property
    def has_crossed(self) -> bool:
        """Whether it went from one side to the other."""
        return min(self.stances) < 0 < max(self.stances)

    @property
    def distance(self) -> int:
        """How far apart its stances lie."""
        return max(self.stances) - min(self.stances)


def paths(rows: Rows) -> list[Path]:
    """The paths of all who took several positions on a topic; those who went furthest first."""
    columns = ("date", "expert", "topic", "stance")
    several = [i for i, count in enumerate(rows.column("positions_of_expert")) if count > 1]
    days, experts, topics, stances = rows.days("date"), *map(rows.column, columns[1:])
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in sorted(several, key=lambda i: (days[i], i)):
        found[experts[i], topics[i]].append(i)
    made = [Path(*who, places, [stances[i] for i in places]) for who, places in found.items()]
    return sorted(made, key=lambda path: (not path.has_crossed, -path.distance, path.expert, path.topic))
