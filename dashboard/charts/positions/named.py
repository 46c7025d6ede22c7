"""Who stands where on one topic: a column for each stance, in it a sign and a name for each position; on a phone one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.draw.holes import has_rows, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import WIDE, Plot, hint, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.positions.columns import IN_WORDS
from dashboard.charts.positions.stances import point, rings

LINE_PX, HEAD_PX, GAP_PX, POLE_LETTERS = 17, 22, 12, 26
STANCES = range(-2, 3)
DRAWN = ["mark", "label", "stance", "side", "checked", "is_disputed", "is_act"]


def named_layers(palette: Palette, chosen: alt.Parameter) -> list[Any]:
    """A head over each column, the poles over the outer ones, the signs, and beside each who it is and when."""
    people, heads, poles = (Plot(table(name)) for name in ("people", "stances", "poles"))
    x = f"({WIDE} ? datum.column * width / 5 : datum.narrow_column * width / 2)"
    y = _at(f"{WIDE} ? datum.y : datum.narrow_y")
    room = alt.ExprRef(f"({WIDE} ? width / 5 : width / 2) - 18")
    line = heads.mark_rule(color=palette.neutral_soft, aria=False)
    ends = _at(f"{WIDE} ? (datum.column + 1) * width / 5 - 12 : width")
    head = hint(heads, align="left", baseline="bottom", fontWeight=600, color=palette.ink)
    # Over the columns of both outer stances, or at both edges of a phone.
    align = alt.ExprRef(f"{WIDE} ? 'left' : datum.align")
    pole = hint(poles, align=align, baseline="top", color=palette.muted)
    name = hint(people, align="left", color=palette.ink, limit=room, cursor="pointer")
    return [
        line.encode(x=_at(x), x2=ends, y=y),
        head.encode(x=_at(x), y=_at(f"({WIDE} ? datum.y : datum.narrow_y) - 4"), text="words:N"),
        pole.encode(
            x=_at(f"datum.align === 'left' ? 0 : {WIDE} ? 0.8 * width : width"),
            y=alt.value(2),
            text=alt.Text("words:N"),
        ),
        rings(people, palette).encode(x=_at(f"{x} + 6"), y=y),
        point(people, palette, chosen, aria=has_rows("people")).encode(x=_at(f"{x} + 6"), y=y),
        name.encode(x=_at(f"{x} + 15"), y=y, text="name:N", tooltip="label:N"),
    ]


def named_layout(rows: Rows) -> tuple[Layout, list[float]]:
    """The people of each column, the latest first, and the heights of the narrow and of the wide drawing."""
    stances, acts, years = rows.column("stance"), rows.column("is_act"), rows.column("year")
    order = sorted(range(len(rows)), key=lambda i: (stances[i], acts[i], -(years[i] or 0)))
    poles = _poles(rows)
    top = 2.0 + max(pole["words"].count("\n") + 1 for pole in poles) * 14 + HEAD_PX
    heads, places, narrow, deepest = [], {}, top, 0
    for stance in STANCES:
        own = [i for i in order if stances[i] == stance]
        words = f"{IN_WORDS[stance]}: {len(own)}"
        heads.append({"column": stance + 2, "narrow_column": 0, "y": top, "narrow_y": narrow, "words": words})
        half = -(-len(own) // 2)
        for place, i in enumerate(own):
            beside, down = (place // half, place % half) if half else (0, 0)
            places[i] = (beside, top + (place + 0.8) * LINE_PX, narrow + (down + 0.8) * LINE_PX)
        narrow += half * LINE_PX + GAP_PX + HEAD_PX
        deepest = max(deepest, len(own))
    people = with_columns(
        rows.table.select(DRAWN),
        column=[stance + 2 for stance in stances],
        narrow_column=[places[i][0] for i in range(len(rows))],
        y=[places[i][1] for i in range(len(rows))],
        narrow_y=[places[i][2] for i in range(len(rows))],
        name=[_name(*one) for one in zip(rows.column("expert"), years, strict=True)],
    )
    tables = {"people": people, "stances": pa.Table.from_pylist(heads), "poles": pa.Table.from_pylist(poles)}
    return Layout(tables), [narrow - HEAD_PX, top + (deepest + 1) * LINE_PX]


def nobody() -> Layout:
    """The same without anybody, where there are several topics."""
    empty = pa.schema(
        [("column", pa.int64()), ("narrow_column", pa.int64()), ("y", pa.float64()), ("words", pa.string())]
    )
    return Layout({name: empty.empty_table() for name in ("people", "stances", "poles")})


def _at(expression: str) -> Any:
    return alt.value(alt.ExprRef(expression))


def _name(expert: str, year: int | None) -> str:
    return f"{expert}, {year}" if year else expert


def _poles(rows: Rows) -> list[dict[str, Any]]:
    """What both ends hold, in lines that fit a half of a phone."""
    sides: Sequence[tuple[str, str]] = (("negative_pole", "left"), ("positive_pole", "right"))
    return [{"align": align, "words": wrapped(rows.column(pole)[0], POLE_LETTERS)} for pole, align in sides]
