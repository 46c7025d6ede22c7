"""The four lanes of the overview canvas: dots that stack towards or away from the years between them, and names of turning points."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from dashboard.charts.draw.palette import QUAD_LABELS
from dashboard.charts.draw.rows import table_of, with_columns
from dashboard.charts.overview.layout import LAYOUTS, Item, Layout, Placed, Years, names, stacked

# From top to bottom, as on every chart: cooperation above, conflict below, what was done outside of what was said.
COOPERATION, CONFLICT = (2, 1), (3, 4)
NAME_ROW_PX, LANE_NAME_PX, YEARS_PX, LEAST_PX = 15, 15, 20, 12.0


@dataclass(frozen=True)
class Lanes:
    """`places` has the columns x and y of the dots in each layout; `turning` and `names` are drawn; `middle` is the line of years."""

    places: dict[str, list[float]]
    turning: pa.Table
    names: pa.Table
    middle: float
    foot: float


def lanes_of(events: list[Item], years: Years, top: float) -> Lanes:
    """Cooperation above the years and conflict below, each side with the names of its turning points at its outer rim."""
    places = {layout.number: stacked(events, layout) for layout in LAYOUTS}
    above, below = (_turning_points(events, places, years, side) for side in (COOPERATION, CONFLICT))
    rim = y = top + NAME_ROW_PX * rows_of(above)
    base, lanes, middle = {}, [], 0.0
    for quad in (*COOPERATION, *CONFLICT):
        own, hangs = [number for number, event in enumerate(events) if event.quad_class == quad], quad in CONFLICT
        depth = max(LEAST_PX, *(_depth([places[one.number][number][1] for number in own], one) for one in LAYOUTS))
        base[quad] = y if hangs else y + LANE_NAME_PX + depth
        name_y = y + depth + LANE_NAME_PX / 2 if hangs else y + LANE_NAME_PX / 2
        lanes.append((_lane_name(quad, [events[number].shown for number in own]), name_y))
        y += depth + LANE_NAME_PX
        if quad == COOPERATION[-1]:
            middle, y = y + YEARS_PX / 2, y + YEARS_PX
    dots = _places(events, places, base)
    rows = [
        *(rim - NAME_ROW_PX * (name.row + 0.5) for name in above),
        *(y + NAME_ROW_PX * (name.row + 0.5) for name in below),
    ]
    return Lanes(
        dots,
        _names([*above, *below], rows, events, dots),
        table_of(name=[name for name, _ in lanes], y=[place for _, place in lanes]),
        middle,
        y + NAME_ROW_PX * rows_of(below) + 6,
    )


def rows_of(placed: list[Placed]) -> int:
    """How many rows they take."""
    return int(max((one.row for one in placed), default=-1)) + 1


def name_columns(names: list[Placed]) -> pa.Table:
    """What every name on a stem has, without its place in height."""
    return table_of(
        layout=[name.layout for name in names],
        start=[name.item.start for name in names],
        side=[name.side for name in names],
        name=[name.item.name for name in names],
        shown=[name.item.shown for name in names],
    )


def _turning_points(
    events: list[Item], places: dict[int, list[tuple[float, int]]], years: Years, side: tuple[int, ...]
) -> list[Placed]:
    named = [number for number, event in enumerate(events) if event.name is not None and event.quad_class in side]
    return [
        name
        for layout in LAYOUTS
        for name in names(
            [events[number]._replace(start=places[layout.number][number][0]) for number in named],
            years,
            layout,
            layout.name_rows,
        )
    ]


def _places(
    events: list[Item], places: dict[int, list[tuple[float, int]]], base: dict[int, float]
) -> dict[str, list[float]]:
    columns: dict[str, list[float]] = {}
    for layout in LAYOUTS:
        step = {quad: layout.pitch if quad in CONFLICT else -layout.pitch for quad in base}
        spots = list(zip((event.quad_class or 0 for event in events), places[layout.number], strict=True))
        columns[f"x{layout.number}"] = [x for _, (x, _) in spots]
        columns[f"y{layout.number}"] = [base[quad] + step[quad] * (place + 0.6) for quad, (_, place) in spots]
    return columns


def _names(names: list[Placed], y: list[float], events: list[Item], dots: dict[str, list[float]]) -> pa.Table:
    """The names with stems from their text to their dot."""
    number = {event.mark: number for number, event in enumerate(events)}
    foot = [dots[f"y{name.layout}"][number[name.item.mark]] for name in names]
    stem = [place + (place < end) * 12 - 6 for place, end in zip(y, foot, strict=True)]
    return with_columns(
        name_columns(names),
        y=y,
        stem=stem,
        foot=foot,
        mark=[name.item.mark for name in names],
        label=[name.item.label for name in names],
    )


def _depth(places: list[int], layout: Layout) -> float:
    return (max(places) + 1.4) * layout.pitch if places else 0.0


def _lane_name(quad: int, shown: list[bool]) -> str:
    count = f"{len(shown)}" if all(shown) else f"{sum(shown)} of {len(shown)}"
    return f"{QUAD_LABELS[quad]}: {count}"
