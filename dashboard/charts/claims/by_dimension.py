"""The claims by dimension: how many hold and how many fail; rows are dimensions, the most claims first."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.claims.dimension_rows import HEAD_PX, across, bar, in_rows, names_room, row_names
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import Plot, by_width, down, fade, finish, hint, pick, plural, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text

NAME_X, LONGEST = -0.12, 0.62
HEADS = {
    "supported": ("Supported", "Sup-\nported"),
    "partly_supported": ("Partly supported", "Partly"),
    "opinion": ("Opinion", "Opinion"),
    "unverifiable": ("Not verifiable", "Not veri-\nfiable"),
    "contradicted": ("Contradicted", "Contra-\ndicted"),
}
LEAST_CLAIMS = 5


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A column of bars for each verdict on one scale: the eye runs down a column or along a dimension."""
    x, y = across(-names_room(len(HEADS)), len(HEADS)), down(hole("height"), "middle")
    heads = Plot(table("heads"))
    layers = [
        heads.mark_rule(color=palette.rule, aria=False).encode(x=x("x"), **bar()),
        hint(heads, text=by_width("wide", "narrow"), align="left", color=palette.muted).encode(
            x=x("x"), y=alt.value(by_width("y", "narrow_y"))
        ),
        _bars(palette).encode(x=x("x"), x2="stop:Q"),
        hint(Plot(table("bars")), align="left", dx=4, color=palette.ink).encode(x=x("stop"), y=y, text="claims:Q"),
        row_names(x, palette),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """Places of the bars, and the heads of the columns of verdicts."""
    bars, layout = in_rows(rows, NAME_X, [])
    starts, claims = [verdict - 1 for verdict in rows.column("verdict_sort")], rows.column("claims")
    stops = [start + LONGEST * count / max(claims) for start, count in zip(starts, claims, strict=True)]
    return layout | Layout({"bars": with_columns(bars, x=starts, stop=stops), "heads": _heads(layout.values["height"])})


def reading(rows: Rows) -> str:
    """The dimensions with the most contradicted claims, and the one with the largest share that is supported."""
    total: Counter[str] = Counter()
    of: dict[str, list[tuple[int, int, str]]] = {verdict: [] for verdict in HEADS}
    columns = (rows.column(name) for name in ("dimension", "verdict_code", "claims", "dimension_rank"))
    for dimension, verdict, claims, rank in zip(*columns, strict=True):
        total[dimension] += claims
        of[verdict].append((-claims, rank, dimension))
    listed = ", ".join(f"{name.lower()} {-less}" for less, _, name in sorted(of["contradicted"]))
    found = f"contradicted are: {listed}" if listed else "none is contradicted"
    shares = {
        name: round(100 * -less / total[name]) for less, _, name in of["supported"] if total[name] >= LEAST_CLAIMS
    }
    best = max(sorted(shares), key=shares.__getitem__, default="")
    held = f"; the largest share that holds is {best.lower()} ({shares[best]} %)" if len(shares) > 1 else ""
    return f"{plural(total.total(), 'claim')} in {plural(len(total), 'dimension')}; {found}{held}."


def _heads(height: float) -> Any:
    wide, narrow = zip(*HEADS.values(), strict=True)
    places = {"y": HEAD_PX - 12, "narrow_y": HEAD_PX - 26, "top": HEAD_PX - 4, "bottom": height}
    repeated = {name: [place] * len(HEADS) for name, place in places.items()}
    return table_of(x=range(len(HEADS)), wide=wide, narrow=narrow, **repeated)


def _bars(palette: Palette) -> Any:
    chosen = pick()
    fills = [palette.quad[2], palette.neutral, palette.neutral_soft, palette.paper, palette.quad[4]]
    scale = alt.Scale(domain=list(HEADS), range=fills)
    outline = alt.when("datum.verdict_code === 'unverifiable'").then(alt.value(palette.neutral))
    bars = Plot(table("bars")).mark_rect(cursor="pointer", strokeWidth=1.2)
    encodings = bar(
        fill=alt.Fill("verdict_code:N", scale=scale, legend=None),
        stroke=outline.otherwise(alt.value("transparent")),
        opacity=fade(chosen),
        **spoken(),
    )
    return bars.encode(**encodings).add_params(chosen)


CHART = Chart(
    id="claims_by_dimension",
    title="Where the documents hold and where they fail",
    question="Which fields are the documents right about?",
    page="claims",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Field", "dimension"),
            text("Verdict", "verdict"),
            number("Claims", "claims", "claims"),
            number("All claims of the field", "dimension_claims", "claims"),
        )
    ),
    rule="A claim counts once, in its one dimension, under our one verdict on it.",
    group="Verdicts",
)
