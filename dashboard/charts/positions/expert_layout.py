"""Where the chart of experts by topic places people: a row for those who spoke most, bands for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import KEY_LETTERS, plural, title, wrapped
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.positions.stances import side
from dashboard.charts.positions.topics import topics_of

AT_MOST = 36
ROW_PX, LIST_PX, SIGN_PX, BAND_PX, GAP_PX = 19, 14, 7, 26, 12
HEAD_LETTERS, SLANTED_LETTERS = 12, 24
DRAWN = ["mark", "label", "stance", "positions"]
SIGN = (
    "Bar to the left, grey: against; to the right, violet: for; the longer the stronger. "
    "Number: several positions, of one person their mean."
)
BAND_SIGN = "Bands: a sign for each person, or, of those with one position, for each stance, with the number of people."


def lay_out(rows: Rows) -> Layout:
    """A row for each person with many positions and a column for each topic that has any; bands for all others."""
    topics = topics_of(rows)
    columns = {topic["topic_sort"]: i for i, topic in enumerate(topics)}
    least = _least(rows)
    has_row = pc.and_(pc.invert(rows.table["is_others"]), pc.greater_equal(rows.table["expert_positions"], least))
    has_band = pc.and_(pc.invert(rows.table["is_others"]), pc.less(rows.table["expert_positions"], least))
    bars, few, others = (Rows(rows.table.filter(kept)) for kept in (has_row, has_band, rows.table["is_others"]))
    people = list(dict.fromkeys(bars.column("expert")))
    place = {expert: ROW_PX * (i + 0.5) + 4 for i, expert in enumerate(people)}
    foot = ROW_PX * len(people) + 4
    stacked, foot_few = _stacked(few, foot)
    foot_others = foot_few + BAND_PX + GAP_PX + 8 if len(others) else foot_few
    lines = [
        *((expert, place[expert], place[expert] + ROW_PX / 2) for expert in people),
        *_band(plural(len(set(few.column("expert"))), "person", "people"), "with fewer", foot, foot_few),
        *_band(plural(sum(others.column("positions")), "person", "people"), "with one each", foot_few, foot_others),
    ]
    tables = {
        "bars": _cells(bars, columns, [place[expert] for expert in bars.column("expert")]),
        "few": _cells(few, columns, stacked),
        "others": _cells(others, columns, [foot_others - GAP_PX] * len(others)),
        "names": table_of(**{name: [line[i] for line in lines] for i, name in enumerate(("who", "y", "line"))}),
        "topics": _heads([topic["topic"] for topic in topics]),
    }
    said = f"{SIGN} {BAND_SIGN}" if len(few) or len(others) else SIGN
    values = {
        "columns": len(columns),
        "listed": LIST_PX * len(columns) + 26,
        "depth": foot_others + 6,
        "title": title(wrapped(said, KEY_LETTERS).split("\n")),
    }
    return Layout(tables, values)


def _least(rows: Rows) -> int:
    """How many positions a person needs for a row, so that there are not too many rows."""
    columns = ("expert", "is_others", "expert_positions")
    own = {expert: count for expert, others, count in zip(*map(rows.column, columns), strict=True) if not others}
    counts = Counter(own.values())
    least = 2
    while sum(people for count, people in counts.items() if count >= least) > AT_MOST:
        least += 1
    return least


def _cells(rows: Rows, columns: dict[int, int], y: Sequence[float]) -> pa.Table:
    return with_columns(
        rows.table.select(DRAWN),
        counted=pa.array([str(positions) for positions in rows.column("positions")], pa.string()),
        column=pa.array([columns[sort] for sort in rows.column("topic_sort")], pa.int64()),
        side=pa.array([side(stance) for stance in rows.column("stance")], pa.int64()),
        y=pa.array(y, pa.float64()),
    )


def _stacked(few: Rows, top: float) -> tuple[list[float], float]:
    """The heights of signs with the same stance on the same topic, one above the other, and the foot of their band."""
    if not len(few):
        return [], top
    taken: Counter[tuple[int, float]] = Counter()
    levels = []
    for sort, stance in zip(few.column("topic_sort"), few.column("stance"), strict=True):
        # Means that lie close together would cover one another.
        own = (sort, round(stance * 2) / 2)
        levels.append(taken[own])
        taken[own] += 1
    foot = top + GAP_PX + max(max(levels) * SIGN_PX, BAND_PX) + GAP_PX
    return [foot - GAP_PX - level * SIGN_PX for level in levels], foot


def _band(people: str, which: str, top: float, foot: float) -> list[tuple[str, float, float]]:
    """The name of a band and its line, unless it has nobody."""
    return [(f"{people}\n{which}", (top + foot) / 2, foot)] if foot > top else []


def _heads(topics: list[str]) -> pa.Table:
    """The names of topics for each width, with their places."""
    count = range(len(topics))
    upright = [wrapped(topic, HEAD_LETTERS) for topic in topics]
    return table_of(
        column=list(count),
        number=[str(i + 1) for i in count],
        upright=upright,
        breaks=[topic.count("\n") for topic in upright],
        name=[wrapped(topic, SLANTED_LETTERS) for topic in topics],
        listed=[f"{i + 1}  {topic}" for i, topic in enumerate(topics)],
        list_y=[8 + i * LIST_PX for i in count],
    )
