"""The claims by dimension: how many hold, and what speaks for and against an alliance; rows are dimensions, the most claims first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    Plot,
    by_width,
    down,
    drawn,
    dress,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text

Across = Callable[[str], alt.X]

ROW_PX, BAR_PX, HEAD_PX = 27, 15, 40
NAMES_SHARE = 0.26
LONGEST = 0.62
HEADS = {
    "supported": ("Supported", "Sup-\nported"),
    "partly_supported": ("Partly supported", "Partly"),
    "opinion": ("Opinion", "Opinion"),
    "unverifiable": ("Not verifiable", "Not veri-\nfiable"),
    "contradicted": ("Contradicted", "Contra-\ndicted"),
}
CASES = ("opposes", "supports", "mixed")
LEAST_UNITS, GAP_UNITS, EDGE = 4, 1.2, 0.1


def by_dimension(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A column of bars for each verdict on one scale: the eye runs down a column or along a dimension."""
    if frame.empty:
        return nothing(palette)
    bars = drawn(frame)
    height = _rows(bars)
    bars["x"] = bars["verdict_sort"] - 1
    bars["stop"] = bars["x"] + LONGEST * bars["claims"] / bars["claims"].max()
    chosen = pick()
    first = -len(HEADS) * NAMES_SHARE / (1 - NAMES_SHARE)
    x = _across(first, len(HEADS))
    drawing = _bars(bars, palette, chosen).encode(x=x("x"), x2="stop:Q", y=down(height, "top"), y2="bottom:Q")
    heads = pd.DataFrame(
        {"x": range(len(HEADS)), "wide": [wide for wide, _ in HEADS.values()], "narrow": [n for _, n in HEADS.values()]}
    ).assign(y=HEAD_PX - 12, narrow_y=HEAD_PX - 26, top=HEAD_PX - 4, bottom=height)
    table = Plot(heads)
    layers = [
        table.mark_rule(color=palette.rule, aria=False).encode(x=x("x"), y=down(height, "top"), y2="bottom:Q"),
        hint(table, text=by_width("wide", "narrow"), align="left", color=palette.muted).encode(
            x=x("x"), y=alt.value(by_width("y", "narrow_y"))
        ),
        drawing.add_params(chosen),
        hint(Plot(bars), align="left", dx=4, color=palette.ink).encode(
            x=x("stop"), y=down(height, "middle"), text="claims:Q"
        ),
        _names(bars, palette).encode(x=x("name_x"), y=down(height, "middle"), text="dimension:N"),
    ]
    return dress(alt.layer(*layers), palette, height)


def by_dimension_reading(frame: pd.DataFrame) -> str:
    """The dimensions with the most contradicted claims, and the one with the largest share that is supported."""
    if frame.empty:
        return NOTHING
    total = frame.groupby("dimension")["claims"].sum()
    start = f"{plural(int(total.sum()), 'claim')} in {plural(len(total), 'dimension')}"
    wrong = frame[frame["verdict_code"] == "contradicted"].sort_values(
        ["claims", "dimension_rank"], ascending=[False, True]
    )
    listed = ", ".join(
        f"{str(name).lower()} {count}" for name, count in zip(wrong["dimension"], wrong["claims"], strict=True)
    )
    found = f"contradicted are: {listed}" if listed else "none is contradicted"
    right = frame[frame["verdict_code"] == "supported"].set_index("dimension")["claims"]
    share = (100 * right / total).dropna()[total >= 5].round().astype(int).sort_index()
    best = (
        f"; the largest share that holds is {str(share.idxmax()).lower()} ({share.max()} %)" if len(share) > 1 else ""
    )
    return f"{start}; {found}{best}."


def alliance_case(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A square for each claim: against to the left of the line, for to its right, both ways apart; open where on a condition."""
    if frame.empty:
        return nothing(palette)
    marks = drawn(frame).drop(columns="conditions")
    height = _rows(marks)
    most = marks.groupby("case_code")["claims"].max()
    against, support, mixed = (max(int(most.get(case, 0)), LEAST_UNITS) for case in CASES)
    apart = support + GAP_UNITS
    marks["side"] = marks["case_code"].map({"opposes": -1, "supports": 1, "mixed": 1})
    marks["start"] = marks["case_code"].map({"opposes": 0.0, "supports": 0.0, "mixed": apart})
    units = marks.loc[marks.index.repeat(marks["claims"])].reset_index(drop=True)
    number = units.groupby("mark").cumcount()
    units["is_open"] = number >= units["claims"] - units["conditional"]
    units["x"] = units["start"] + units["side"] * (number + EDGE)
    units["stop"] = units["start"] + units["side"] * (number + 1 - EDGE)
    width = against + apart + mixed
    first = -against - width * NAMES_SHARE / (1 - NAMES_SHARE)
    x = _across(first, apart + mixed)
    chosen = pick()
    squares = _units(units, palette, chosen).encode(x=x("x"), x2="stop:Q", y=down(height, "top"), y2="bottom:Q")
    line = pd.DataFrame({"x": [0.0], "top": HEAD_PX - 6, "bottom": height})
    rules = Plot(line).mark_rule(color=palette.muted, aria=False)
    layers = [
        rules.encode(x=x("x"), y=down(height, "top"), y2="bottom:Q"),
        squares.add_params(chosen),
        *_case_heads(marks, apart, height, x),
        _names(marks, palette)
        .encode(x=x("name_x"), y=down(height, "middle"), text="dimension:N")
        .transform_calculate(name_x=f"{-against - 0.5}"),
    ]
    signs = ["■ stated without a condition\N{EM SPACE}□ on a condition"] if units["is_open"].any() else None
    return dress(alt.layer(*layers), palette, height, signs)


def alliance_case_reading(frame: pd.DataFrame) -> str:
    """How many claims speak for, against and both ways, and how many of them hang on a condition."""
    if frame.empty:
        return "None of these claims bears on an alliance."
    of = frame.groupby("case_code")["claims"].sum()
    total, conditional = int(frame["claims"].sum()), int(frame["conditional"].sum())
    counts = [int(of.get(case, 0)) for case in ("supports", "opposes", "mixed")]
    start = f"Of {plural(total, 'claim')} on an alliance, {counts[0]} speak for one, {counts[1]} against and {counts[2]} both ways"
    supports = frame[frame["case_code"] == "supports"]
    hanging = f", of those for one {int(supports['conditional'].sum())} of {counts[0]}" if counts[0] else ""
    return f"{start}. {conditional} of them hold only on a condition{hanging}."


def _rows(frame: pd.DataFrame) -> float:
    """Gives each row its place from the top by the rank of its dimension; returns the height of the whole."""
    ranks = {rank: place for place, rank in enumerate(sorted(frame["dimension_rank"].unique()))}
    frame["middle"] = HEAD_PX + (frame["dimension_rank"].map(ranks) + 0.5) * ROW_PX
    frame["top"], frame["bottom"] = frame["middle"] - BAR_PX / 2, frame["middle"] + BAR_PX / 2
    frame["name_x"] = -0.12
    return float(HEAD_PX + len(ranks) * ROW_PX)


def _across(first: float, last: float) -> Across:
    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=alt.Scale(domain=[first, last], nice=False, zero=False))

    return x


def _names(frame: pd.DataFrame, palette: Palette) -> Any:
    return hint(Plot(frame.drop_duplicates("dimension")), align="right", color=palette.ink, fontSize=SMALL + 1)


def _bars(bars: pd.DataFrame, palette: Palette, chosen: alt.Parameter) -> Any:
    fills = [palette.quad[2], palette.neutral, palette.neutral_soft, palette.paper, palette.quad[4]]
    scale = alt.Scale(domain=list(HEADS), range=fills)
    outline = alt.when("datum.verdict_code === 'unverifiable'").then(alt.value(palette.neutral))
    return (
        Plot(bars)
        .mark_rect(cursor="pointer", strokeWidth=1.2)
        .encode(
            fill=alt.Fill("verdict_code:N", scale=scale, legend=None),
            stroke=outline.otherwise(alt.value("transparent")),
            opacity=fade(chosen),
            **spoken(),
        )
    )


def _units(units: pd.DataFrame, palette: Palette, chosen: alt.Parameter) -> Any:
    return (
        Plot(units)
        .mark_rect(cursor="pointer", stroke=palette.neutral, strokeWidth=1.3)
        .encode(
            fill=alt.when("datum.is_open").then(alt.value(palette.paper)).otherwise(alt.value(palette.neutral)),
            opacity=fade(chosen),
            **spoken(),
        )
    )


def _case_heads(marks: pd.DataFrame, apart: float, height: float, x: Across) -> list[Any]:
    counts = marks.groupby("case_code")["claims"].sum()
    heads = {
        "opposes": ("Against", "right", -0.1),
        "supports": ("For", "left", 0.1),
        "mixed": ("Both ways", "left", apart + 0.1),
    }
    drawn_heads = []
    for case, (name, align, place) in heads.items():
        row = pd.DataFrame([{"text": f"{name} {int(counts.get(case, 0))}", "x": place, "y": HEAD_PX - 16}])
        head = hint(Plot(row), align=align, fontSize=SMALL + 1, fontWeight=600)
        drawn_heads.append(head.encode(x=x("x"), y=down(height), text="text:N"))
    return drawn_heads


CLAIMS_BY_DIMENSION = Chart(
    id="claims_by_dimension",
    title="Where the documents hold and where they fail",
    question="Which fields are the documents right about?",
    page="claims",
    build=by_dimension,
    reading=by_dimension_reading,
    columns=Columns(
        (
            text("Field", "dimension"),
            text("Verdict", "verdict"),
            number("Claims", "claims", "claims"),
            number("All claims of the field", "dimension_claims", "claims"),
        )
    ),
    rule="A claim counts once, in its one dimension, under our one verdict on it.",
    is_half=True,
)

ALLIANCE_CASE = Chart(
    id="alliance_case",
    title="The case for and against an alliance",
    question="What speaks for an alliance between the two states, what against, and on what condition?",
    page="claims",
    build=alliance_case,
    reading=alliance_case_reading,
    columns=Columns(
        (
            text("Field", "dimension"),
            text("For or against an alliance", "alliance_case"),
            number("Claims", "claims", "claims"),
            number("Claims on a condition", "conditional", "claims"),
            text("Conditions", "conditions", is_long=True),
        )
    ),
    rule="A claim counts once, in its one dimension, if it says anything for or against an alliance; the "
    "others are not shown.",
    is_half=True,
)
