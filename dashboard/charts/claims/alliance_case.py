"""What the claims say for and against an alliance: a square for each, in rows of dimensions, the most claims first."""

from __future__ import annotations

from collections import Counter

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.claims.dimension_rows import HEAD_PX, across, bar, in_rows, names_room, row_names
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, Plot, down, fade, finish, hint, pick, plural, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text

LEAST_UNITS, GAP_UNITS, EDGE = 4, 1.2, 0.1
OPEN_SIGN = "■ stated without a condition\N{EM SPACE}□ on a condition"


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A square for each claim: against to the left of the line, for to its right, both ways apart; open where on a condition."""
    x, chosen = across(hole("first"), hole("last")), pick()
    squares = Plot(table("squares")).mark_rect(cursor="pointer", stroke=palette.neutral, strokeWidth=1.3)
    fill = alt.when("datum.is_open").then(alt.value(palette.paper)).otherwise(alt.value(palette.neutral))
    heads = hint(Plot(table("heads")), align=alt.ExprRef("datum.align"), fontSize=SMALL + 1, fontWeight=600)
    layers = [
        Plot(table("line")).mark_rule(color=palette.muted, aria=False).encode(x=x("x"), **bar()),
        squares.encode(x=x("x"), x2="stop:Q", **bar(fill=fill, opacity=fade(chosen), **spoken())).add_params(chosen),
        heads.encode(x=x("x"), y=down(hole("height")), text="text:N"),
        row_names(x, palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """Places of the squares, the line between for and against, and the heads of the three sides."""
    cases, claims = rows.column("case_code"), rows.column("claims")
    most = dict.fromkeys(("opposes", "supports", "mixed"), LEAST_UNITS)
    for case, count in zip(cases, claims, strict=True):
        most[case] = max(most[case], count)
    apart = most["supports"] + GAP_UNITS
    signs = [OPEN_SIGN] if any(rows.column("conditional")) else []
    marks, layout = in_rows(rows, -most["opposes"] - 0.5, signs, "conditions")
    height = layout.values["height"]
    first = -most["opposes"] - names_room(most["opposes"] + apart + most["mixed"])
    tables = {
        "squares": _squares(marks, apart),
        "line": table_of(x=[0.0], top=[HEAD_PX - 6], bottom=[height]),
        "heads": _heads(cases, claims, apart),
    }
    return layout | Layout(tables, {"first": first, "last": apart + most["mixed"]})


def reading(rows: Rows) -> str:
    """How many claims speak for, against and both ways, and how many of them hang on a condition."""
    of: Counter[str] = Counter()
    conditional: Counter[str] = Counter()
    for case, claims, hanging in zip(*(rows.column(n) for n in ("case_code", "claims", "conditional")), strict=True):
        of[case] += claims
        conditional[case] += hanging
    start = (
        f"Of {plural(of.total(), 'claim')} on an alliance, {of['supports']} speak for one, "
        f"{of['opposes']} against and {of['mixed']} both ways"
    )
    for_one = f", of those for one {conditional['supports']} of {of['supports']}" if of["supports"] else ""
    return f"{start}. {conditional.total()} of them hold only on a condition{for_one}."


def _squares(marks: pa.Table, apart: float) -> pa.Table:
    """A row for each claim, counted away from the line; those on a condition come last."""
    columns = (marks[name].to_pylist() for name in ("case_code", "claims", "conditional"))
    rows: list[tuple[int, bool, float, float]] = []
    for mark, (case, claims, conditional) in enumerate(zip(*columns, strict=True)):
        start, side = (apart if case == "mixed" else 0.0), (-1 if case == "opposes" else 1)
        rows += [
            (mark, i >= claims - conditional, start + side * (i + EDGE), start + side * (i + 1 - EDGE))
            for i in range(claims)
        ]
    mark_of, is_open, starts, stops = zip(*rows, strict=True)
    return with_columns(marks.take(mark_of), is_open=is_open, x=starts, stop=stops)


def _heads(cases: list[str], claims: list[int], apart: float) -> pa.Table:
    of: Counter[str] = Counter()
    for case, count in zip(cases, claims, strict=True):
        of[case] += count
    return table_of(
        text=[f"Against {of['opposes']}", f"For {of['supports']}", f"Both ways {of['mixed']}"],
        x=[-0.1, 0.1, apart + 0.1],
        y=[HEAD_PX - 16] * 3,
        align=["right", "left", "left"],
    )


CHART = Chart(
    id="alliance_case",
    title="The case for and against an alliance",
    question="What speaks for an alliance between the two states, what against, and on what condition?",
    page="claims",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
    group="Alliance",
)
