"""The camps of many topics: against to the left of a line, for to its right; judgements in the upper lane, acts of office in the lower."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import has_rows, hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import clicked
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, by_width, hint, text_width, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.positions.stances import point, rings
from dashboard.charts.positions.widths import params

LEFT_PX, PITCH_PX, MIDDLE_PX, LINE_PX, GAP_PX, LANE_PX = 230, 10, 18, 14, 12, 3
BETWEEN, NAMED, NAME_LETTERS = 3, 12, 31
SIDES = {"against": -1, "between": 0, "favour": 1}
# Where a topic begins, its lane of judgements, its lane of acts, and where it ends.
PLACES = ("tops", "upper", "lower", "feet")
CENTRE = f"({WIDE} ? {LEFT_PX} + (width - {LEFT_PX}) / 2 : width / 2)"
HALF = f"({WIDE} ? (width - {LEFT_PX}) / 2 : width / 2)"


@dataclass(frozen=True)
class Width:
    """From how many pixels on a layout is used, how many signs stand side by side in a half of it, and how long lines of a pole are."""

    least: int
    across: int
    letters: int


WIDTHS = (
    Width(0, 13, 24),
    Width(620, 17, 26),
    Width(760, 24, 34),
    Width(900, 31, 44),
    Width(1060, 39, 60),
    Width(1200, 46, 80),
)
LETTERS = sorted({width.letters for width in WIDTHS})
ACROSS = f"[{', '.join(str(width.across) for width in WIDTHS)}][lay]"


def camp_params() -> list[Any]:
    """Which layout fits the width, and where its topics and lanes stand; `camp_layout` fills them."""
    return [
        *params([width.least for width in WIDTHS]),
        alt.param(name="across", expr=ACROSS),
        *(alt.param(name=name, expr=f"{hole(name)}[lay]") for name in PLACES),
    ]


def camp_layers(palette: Palette, chosen: alt.Parameter) -> list[Any]:
    """The line of each topic, its name, the two camps in words and numbers, their signs, and names where there is room."""
    dots = Plot(table("dots"))
    rows_of_camp = "ceil(datum.n / across)"
    aside = f"datum.side * ({MIDDLE_PX} + (floor(datum.place / {rows_of_camp}) + 0.5) * {PITCH_PX})"
    x = _at(f"{CENTRE} + (datum.side === 0 ? datum.between : {aside})")
    down = f"datum.side === 0 ? floor(datum.place / {BETWEEN}) : datum.place % {rows_of_camp}"
    y = _at(f"(datum.is_act ? lower : upper)[datum.row] + ({down}) * {PITCH_PX} + {PITCH_PX / 2}")
    return [
        *_lines(palette),
        *_heads(palette),
        rings(dots, palette).encode(x=x, y=y),
        point(dots, palette, chosen, aria=has_rows("dots")).encode(x=x, y=y).add_params(chosen),
        _names(palette),
    ]


def camp_layout(rows: Rows) -> Layout:
    """The topics one below the other in the order of the rows, for each width."""
    names = list(dict.fromkeys(rows.column("topic")))
    number = {name: i for i, name in enumerate(names)}
    row = [number[topic] for topic in rows.column("topic")]
    camp = list(zip(row, rows.column("side"), rows.column("is_act"), strict=True))
    sizes = Counter(camp)
    places = rows.column("place")
    dots = with_columns(
        rows.table.select(["mark", "label", "stance", "side", "checked", "is_disputed", "is_act", "place"]),
        row=row,
        n=[sizes[own] for own in camp],
        between=[_between(place, sizes[own]) for place, own in zip(places, camp, strict=True)],
    )
    topics = _topics(rows, names, row)
    heads = [_head_lines(topics, width) for width in WIDTHS]
    return Layout(
        {"dots": dots, "topics": topics, "camp_names": _named(rows, camp)}, _stacked(len(names), sizes, heads)
    )


def _at(expression: str) -> Any:
    return alt.value(alt.ExprRef(expression))


def _between(place: int, count: int) -> float:
    """How far from the middle a sign between the camps stands."""
    in_row = min(count - place // BETWEEN * BETWEEN, BETWEEN)
    return (place % BETWEEN - (in_row - 1) / 2) * PITCH_PX


def _lines(palette: Palette) -> list[Any]:
    """The line between the camps of each topic, and one under it."""
    topics = Plot(table("topics"))
    middle = topics.mark_rule(color=palette.neutral_soft, aria=False)
    under = topics.mark_rule(color=palette.rule, aria=False)
    foot = f"feet[datum.row] + {GAP_PX / 2 - 1}"
    return [
        middle.encode(x=_at(CENTRE), y=_at("upper[datum.row]"), y2=_at("feet[datum.row]")),
        under.encode(x=alt.value(0), x2=alt.value("width"), y=_at(foot)),
    ]


def _heads(palette: Palette) -> list[Any]:
    """The name of each topic, which opens it, and above its camps what each holds and how many they are."""
    topics = Plot(table("topics"))
    name: dict[str, Any] = {"align": "left", "baseline": "top", "fontSize": SMALL + 1, "fontWeight": 600}
    names = hint(topics, **name, text=by_width("wrapped", "topic"), color=palette.ink, cursor="pointer")
    y = _at(f"tops[datum.row] + ({WIDE} ? 0 : {LINE_PX})")
    layers = [
        names.encode(x=alt.value(0), y=_at("tops[datum.row]"), tooltip="said:N")
        .properties(name="kinds")
        .add_params(clicked("kind", "topic_id"))
    ]
    for count, pole, align, way in (("against", "negative", "right", -1), ("favour", "positive", "left", 1)):
        look: dict[str, Any] = {"align": align, "baseline": "top"}
        bold = hint(topics, **look, fontWeight=600, color=palette.favour if way > 0 else palette.ink)
        layers.append(bold.encode(x=_at(f"{CENTRE} + {way * MIDDLE_PX}"), y=y, text=f"{count}:N"))
        words = " : ".join(f"lay === {i} ? datum.{pole}_{width.letters}" for i, width in enumerate(WIDTHS)) + " : ''"
        text = hint(topics, **look, text=alt.ExprRef(words), color=palette.muted)
        layers.append(text.encode(x=_at(f"{CENTRE} + {way * (MIDDLE_PX + 20)}"), y=y))
    between = hint(topics, baseline="top", color=palette.muted).encode(x=_at(CENTRE), y=y, text="between:N")
    return [*layers, between]


def _names(palette: Palette) -> Any:
    """Who they are, beside camps of few, where the half has room for all of their names."""
    taken = f"{MIDDLE_PX} + datum.n * {PITCH_PX} + 8"
    fits = f"{WIDE} && datum.n <= across && {HALF} - ({taken}) >= datum.px"
    look: dict[str, Any] = {"align": alt.ExprRef("datum.side > 0 ? 'left' : 'right'"), "color": palette.muted}
    words = hint(Plot(table("camp_names")), **look, text=alt.ExprRef(f"{fits} ? datum.names : ''"))
    y = _at(f"(datum.is_act ? lower : upper)[datum.row] + {PITCH_PX / 2}")
    return words.encode(x=_at(f"{CENTRE} + datum.side * ({taken})"), y=y)


def _named(rows: Rows, camp: Sequence[tuple[int, int, bool]]) -> pa.Table:
    """The names of the people in each lane of a camp, from the middle outwards, if they are not too many."""
    people: dict[tuple[int, int, bool], list[str]] = {}
    for own, expert in zip(camp, rows.column("expert"), strict=True):
        people.setdefault(own, []).append(expert)
    few = {own: names for own, names in people.items() if own[1] and len(names) <= NAMED}
    said = [", ".join(dict.fromkeys(names if side > 0 else names[::-1])) for (_, side, _), names in few.items()]
    return pa.table(
        {
            "row": pa.array([row for row, _, _ in few], pa.int64()),
            "side": pa.array([side for _, side, _ in few], pa.int64()),
            "is_act": pa.array([is_act for _, _, is_act in few], pa.bool_()),
            "n": pa.array([len(names) for names in few.values()], pa.int64()),
            "names": pa.array(said, pa.string()),
            "px": pa.array([text_width(names) for names in said], pa.float64()),
        }
    )


def _topics(rows: Rows, names: Sequence[str], row: Sequence[int]) -> pa.Table:
    """The words of each topic: its name, its poles in lines of each length, and how many stand where."""
    first = [row.index(i) for i in range(len(names))]
    counts = Counter(zip(row, rows.column("side"), strict=True))
    poles = {side: [rows.column(f"{side}_pole")[i] for i in first] for side in ("negative", "positive")}
    lines = {
        f"{side}_{letters}": [wrapped(pole, letters) for pole in own]
        for side, own in poles.items()
        for letters in LETTERS
    }
    numbers = {name: [str(counts[i, side] or "") for i in range(len(names))] for name, side in SIDES.items()}
    return table_of(
        row=list(range(len(names))),
        topic=list(names),
        wrapped=[wrapped(name, NAME_LETTERS) for name in names],
        topic_id=[rows.column("topic_id")[i] for i in first],
        said=[f"Show only “{name}”, with the names" for name in names],
        **numbers,
        **lines,
    )


def _head_lines(topics: pa.Table, width: Width) -> list[int]:
    """How many lines stand above the lanes of each topic."""
    poles = (topics[f"{side}_{width.letters}"].to_pylist() for side in ("negative", "positive"))
    longest = [max(left.count("\n"), right.count("\n")) + 1 for left, right in zip(*poles, strict=True)]
    return longest if width.least else [lines + 1 for lines in longest]


def _stacked(count: int, sizes: Counter[tuple[int, int, bool]], heads: Sequence[Sequence[int]]) -> dict[str, Any]:
    """`PLACES` of each topic for each width, and the height of the whole."""
    found: dict[str, Any] = {name: [] for name in PLACES}
    heights = []
    for width, lines in zip(WIDTHS, heads, strict=True):
        y, ends = 2.0, []
        for row in range(count):
            judged, acts = (_deep(sizes, row, is_act=is_act, across=width.across) for is_act in (False, True))
            head = y + lines[row] * LINE_PX + 3
            lower = head + judged * PITCH_PX + (LANE_PX if judged and acts else 0)
            # A name beside its topic may have two lines.
            foot = max(lower + acts * PITCH_PX, y + 2 * LINE_PX + 2 if width.least else 0)
            ends.append((y, head, lower, foot))
            y = foot + GAP_PX
        for name, places in zip(PLACES, zip(*ends, strict=True), strict=True):
            found[name].append(list(places))
        heights.append(y)
    return {**found, "heights": heights}


def _deep(sizes: Counter[tuple[int, int, bool]], row: int, *, is_act: bool, across: int) -> int:
    """How many lines of signs a lane has."""
    return max(-(-sizes[row, side, is_act] // (across if side else BETWEEN)) for side in (-1, 0, 1))
