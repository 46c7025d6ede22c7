"""What the networks of obligations draw: lines between places on a circle, the states, and the words above each network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import title, wrapped
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties.network_labels import instrument_labels
from dashboard.charts.treaties.network_places import FOUR, NODES, ONE, Form, name_side, places
from dashboard.charts.treaties.network_words import (
    DUTIES,
    YEARS,
    Edge,
    change_counts,
    counted,
    edges_of,
    pair_of,
    state_name,
)

LINE_PX = 15
WIDTHS = ("wide", "middle", "narrow")
# What the heads of lines mean, in lines for each width.
BINDING = [
    wrapped(
        "Each head points to the state that is owed; a line with two heads: each owes the other. UN: also its Command, "
        "the IAEA and treaties open to all states. Faded: nothing owed or due.",
        letters,
    )
    for letters in (150, 105, 56)
]
# Written down, because four networks have no names on their lines.
LABEL = pa.schema(
    [(name, pa.string()) for name in ("mark", "label", "text")]
    + [(name, pa.float64()) for name in ("x", "y", "angle", "panel")]
)


def lay_out(rows: Rows) -> Layout:
    """The lines, states and words of four networks, or of a single one, which also has names along its lines."""
    edges = edges_of(rows)
    years = (edges[0].year,) if any(edge.is_only_year for edge in edges) else YEARS
    labels = instrument_labels(edges) if len(years) == 1 else []
    said = dict(zip(rows.column("mark"), rows.column("label"), strict=True))
    heads, form = _heads(edges, years)
    lines = rows.table.select(["mark", "label", "obligation_code"])
    placed = pa.Table.from_pylist(_lines(edges, years))
    for name in placed.column_names:
        lines = lines.append_column(name, placed[name])
    named = [{**label._asdict(), "label": said[label.mark], "panel": 0} for label in labels]
    tables = {
        "edges": lines,
        "states": pa.Table.from_pylist(_states(edges, years)),
        "labels": pa.Table.from_pylist(named, schema=LABEL),
        "heads": pa.Table.from_pylist(heads),
    }
    return Layout(tables, {**form.values(), "title": title([])})


def _lines(edges: Sequence[Edge], years: Sequence[int]) -> list[dict[str, Any]]:
    """Where each edge runs: the places of its states, its shift from the middle line, and whether there is one the other way."""
    order, at = list(DUTIES), places()
    pairs = [pair_of(edge.ower, edge.owed) for edge in edges]
    ways = Counter((edge.year, pair, edge.obligation_code) for edge, pair in zip(edges, pairs, strict=True))
    kinds: dict[Any, list[str]] = {}
    for year, pair, code in sorted(ways, key=lambda way: order.index(way[2])):
        kinds.setdefault((year, pair), []).append(code)
    lines = []
    for edge, pair in zip(edges, pairs, strict=True):
        codes = kinds[edge.year, pair]
        forward = 1 if pair[0] == edge.ower else -1
        (ax, ay), (bx, by) = at[edge.ower], at[edge.owed]
        lines.append(
            {
                "ax": ax,
                "ay": ay,
                "bx": bx,
                "by": by,
                "slot": (codes.index(edge.obligation_code) - (len(codes) - 1) / 2) * forward,
                "panel": years.index(edge.year),
                "is_mutual": ways[edge.year, pair, edge.obligation_code] > 1,
            }
        )
    return lines


def _states(edges: Sequence[Edge], years: Sequence[int]) -> list[dict[str, Any]]:
    """Each state in each network: its place, the side of its name, and whether it owes or is owed anything."""
    bound = {(edge.year, node) for edge in edges for node in (edge.ower, edge.owed)}
    states = []
    for panel, year in enumerate(years):
        for node in NODES:
            (x, y), (across, down) = places()[node], name_side(node)
            states.append(
                {
                    "panel": panel,
                    "ax": x,
                    "ay": y,
                    "across": across,
                    "down": down,
                    "outward": math.copysign(1, x) if down > 0 else 0.0,
                    "name": state_name(node, year),
                    "is_bound": (year, node) in bound,
                }
            )
    return states


def _heads(edges: Sequence[Edge], years: Sequence[int]) -> tuple[list[dict[str, Any]], Form]:
    """Above each network its year and in words what it shows, wrapped for each width; and the form that has room for that."""
    is_single = len(years) == 1
    sizes = ONE if is_single else FOUR
    heads: list[dict[str, Any]] = []
    for panel, year in enumerate(years):
        own = [edge for edge in edges if edge.year == year]
        said = [f"{counted(own)}.", f"{change_counts(own)}."] if own else ["None in force."]
        words = ("\n".join(wrapped(sentence, size.letters) for sentence in said) for size in sizes)
        heads.append({"panel": panel, "year": f"{year}", **dict(zip(WIDTHS, words, strict=True))})
    lines = [max(head[name].count("\n") + 1 for head in heads) for name in WIDTHS]
    wide, middle, narrow = (size.year + 8 + LINE_PX * count for size, count in zip(sizes, lines, strict=True))
    first, second, third = (LINE_PX * (text.count("\n") + 1) + 4 for text in BINDING)
    # Beside the top of one large network there is room for its words.
    return heads, Form(len(years), sizes, (0 if is_single else wide, middle, narrow), (first, second, third))
