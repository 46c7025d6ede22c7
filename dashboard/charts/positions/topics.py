"""What several charts of positions need of their rows: the topics in order."""

from __future__ import annotations

from typing import Any

from dashboard.charts.draw.rows import Rows


def topics_of(rows: Rows, *columns: str) -> list[dict[str, Any]]:
    """What the first row of each topic says in `topic_sort`, `topic` and these columns; topics in their order."""
    first: dict[int, int] = {}
    for i, sort in enumerate(rows.column("topic_sort")):
        first.setdefault(sort, i)
    topics: list[dict[str, Any]] = (
        rows.table.select(["topic_sort", "topic", *columns]).take([first[sort] for sort in sorted(first)]).to_pylist()
    )
    return topics
