"""Who owes whom: four small networks of the same states on the same places, one for each of four years."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.common import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    by_width,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
    wrapped,
)
from dashboard.charts.palette import Palette

YEARS = (1950, 1961, 1994, 2024)
NODES = {
    "UN": "UN",
    "RUS": "Russia",
    "CHN": "China",
    "PRK": "N.\N{NO-BREAK SPACE}Korea",
    "KOR": "S.\N{NO-BREAK SPACE}Korea",
    "JPN": "Japan",
    "USA": "US",
}
LAST_SOVIET_YEAR = 1991
DUTIES = {
    "defense": ("defence", 3.6, [1, 0]),
    "nonaggression": ("non-aggression", 1.8, [7, 3]),
    "consultation": ("consultation", 1.8, [2, 3]),
    "arms_limitation": ("limits on arms", 1.8, [1, 0]),
}
ARMS = {"light": "#7B4EA3", "dark": "#C4A4EA"}
TOP_PX, PANEL_PX, HEAD_PX = 48, 306, 62
LINE_APART_PX = 7
WORDS_LETTERS, WIDE_LETTERS = 52, 62
HEIGHT = TOP_PX + PANEL_PX * len(YEARS)
BINDING = "Line with two heads: each owes the other. UN: also its Command, the IAEA and treaties open to all states."


def network(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A line from one state to another for each kind of obligation, its head at the state to which it is owed."""
    if frame.empty:
        return nothing(palette)
    edges = _edges(drawn(frame))
    chosen = pick()
    layers = [
        *_lines(edges, chosen, palette),
        *_states(edges, palette),
        *_heads(frame, palette),
        *_legend(palette),
    ]
    return dress(alt.layer(*layers), palette, HEIGHT, wrapped(BINDING, 58).split("\n"))


def network_reading(frame: pd.DataFrame) -> str:
    """How many obligations each year has, and the pairs that owed one another defence in the last of them."""
    if frame.empty:
        return NOTHING
    counts = [f"{int((frame['year'] == year).sum())} at the end of {year}" for year in YEARS]
    last = frame["year"].max()
    pairs = _pairs(frame[(frame["year"] == last) & (frame["obligation_code"] == "defense")], last)
    bound = (
        f"; in {last} defence bound {' and '.join(filter(None, [', '.join(pairs[:-1]), pairs[-1]]))}" if pairs else ""
    )
    return f"Obligations between two states: {', '.join(counts[:-1])} and {counts[-1]}{bound}."


def state_name(node: str, year: int) -> str:
    """The short name of a state in a year."""
    return "USSR" if node == "RUS" and year <= LAST_SOVIET_YEAR else NODES[node]


def _pairs(edges: pd.DataFrame, year: int) -> list[str]:
    """The pairs of states of these edges, each once, in the order of the circle; UN first as it gives and gets no help."""
    order = list(NODES)
    found = {tuple(sorted((edge.ower, edge.owed), key=order.index)) for edge in each(edges)}
    return [
        f"{state_name(one, year)}\N{EN DASH}{state_name(other, year)}"
        for one, other in sorted(found, key=lambda pair: [order.index(node) for node in pair])
    ]


def _edges(edges: pd.DataFrame) -> pd.DataFrame:
    """The edges with the places of their states on the circle, their shift from the middle line, and whether they go both ways."""
    order, places = list(NODES), _places()
    edges["pair"] = ["-".join(sorted((edge.ower, edge.owed), key=order.index)) for edge in each(edges)]
    kinds = edges.groupby(["year", "pair"])["obligation_code"].agg(
        lambda codes: sorted(set(codes), key=list(DUTIES).index)
    )
    rows = []
    for edge in each(edges):
        codes = kinds[edge.year, edge.pair]
        forward = 1 if edge.pair.startswith(edge.ower) else -1
        shift = (codes.index(edge.obligation_code) - (len(codes) - 1) / 2) * LINE_APART_PX * forward
        rows.append((*places[edge.ower], *places[edge.owed], shift, YEARS.index(edge.year)))
    edges[["ax", "ay", "bx", "by", "shift", "panel"]] = rows
    ways = edges.groupby(["year", "pair", "obligation_code"])["mark"].transform("size")
    edges["is_mutual"] = ways > 1
    return edges


def _places() -> dict[str, tuple[float, float]]:
    """Each state on the unit circle, the first on top, the others clockwise: the one camp to the right, the other to the left."""
    angles = [2 * math.pi * i / len(NODES) - math.pi / 2 for i in range(len(NODES))]
    return {node: (math.cos(angle), math.sin(angle)) for node, angle in zip(NODES, angles, strict=True)}


def _panel(chart: Any) -> Any:
    """Middle and radii of the panel of a row: two beside one another on a wide chart, one under the other on a narrow one."""
    tall = 2 * PANEL_PX
    return chart.transform_calculate(
        cx=f"{WIDE} ? (datum.panel % 2 + 0.5) * width / 2 : width / 2",
        top=f"{TOP_PX} + ({WIDE} ? floor(datum.panel / 2) * {tall} : datum.panel * {PANEL_PX})",
        rx=f"{WIDE} ? min(width / 4 - 42, 205) : min(width / 2 - 36, 150)",
        ry=f"{WIDE} ? 230 : 98",
    ).transform_calculate(cy=f"datum.top + {HEAD_PX} + 20 + datum.ry")


def _placed(chart: Any) -> Any:
    """The ends of each line in pixels: off the names at both ends, and from the middle where the other half goes the other way."""
    return (
        _panel(chart)
        .transform_calculate(
            x0="datum.cx + datum.ax * datum.rx",
            y0="datum.cy + datum.ay * datum.ry",
            x1="datum.cx + datum.bx * datum.rx",
            y1="datum.cy + datum.by * datum.ry",
        )
        .transform_calculate(far="max(1, sqrt(pow(datum.x1 - datum.x0, 2) + pow(datum.y1 - datum.y0, 2)))")
        .transform_calculate(ux="(datum.x1 - datum.x0) / datum.far", uy="(datum.y1 - datum.y0) / datum.far")
        .transform_calculate(gap="min(33 / max(abs(datum.ux), 0.01), 16 / max(abs(datum.uy), 0.01)) + 5")
        .transform_calculate(
            start="datum.is_mutual ? datum.far / 2 : datum.gap",
            stop="datum.far - datum.gap",
            turn="atan2(datum.uy, datum.ux) * 180 / PI + 90",
        )
        .transform_calculate(
            sx="datum.x0 + datum.ux * datum.start - datum.uy * datum.shift",
            sy="datum.y0 + datum.uy * datum.start + datum.ux * datum.shift",
            ex="datum.x0 + datum.ux * datum.stop - datum.uy * datum.shift",
            ey="datum.y0 + datum.uy * datum.stop + datum.ux * datum.shift",
        )
    )


def _at(column: str) -> Any:
    return alt.value(alt.ExprRef(f"datum.{column}"))


def _tones(palette: Palette) -> alt.Scale:
    return alt.Scale(domain=list(DUTIES), range=[palette.ink, palette.neutral, palette.neutral, ARMS[palette.name]])


def _strokes(palette: Palette) -> dict[str, Any]:
    widths, dashes = ([duty[i] for duty in DUTIES.values()] for i in (1, 2))
    return {
        "stroke": alt.Stroke("obligation_code:N", scale=_tones(palette), legend=None),
        "strokeWidth": alt.StrokeWidth(
            "obligation_code:N", scale=alt.Scale(domain=list(DUTIES), range=widths), legend=None
        ),
        "strokeDash": alt.StrokeDash(
            "obligation_code:N", scale=alt.Scale(domain=list(DUTIES), range=dashes), legend=None
        ),
    }


def _lines(edges: pd.DataFrame, chosen: alt.Parameter, palette: Palette) -> list[Any]:
    """The lines and their heads; both can be clicked."""
    strokes = _strokes(palette)
    tones = alt.Fill("obligation_code:N", scale=_tones(palette), legend=None)
    lines = _placed(Plot(edges)).mark_rule(cursor="pointer", aria=False)
    heads = _placed(Plot(edges)).mark_point(
        shape="triangle",
        size=alt.ExprRef(f"{WIDE} ? 85 : 60"),
        strokeWidth=0,
        angle=alt.ExprRef("datum.turn"),
        cursor="pointer",
        opacity=1,
    )
    return [
        lines.encode(
            x=_at("sx"),
            y=_at("sy"),
            x2=_at("ex"),
            y2=_at("ey"),
            **strokes,
            opacity=fade(chosen, 1, 0.3),
            tooltip="label:N",
        ),
        heads.encode(x=_at("ex"), y=_at("ey"), fill=tones, opacity=fade(chosen, 1, 0.3), **spoken()).add_params(chosen),
    ]


def _states(edges: pd.DataFrame, palette: Palette) -> list[Any]:
    """The names of the states, in every panel on the same place; those without an obligation in the year are muted."""
    places = _places()
    rows = pd.DataFrame(
        [
            {
                "panel": i,
                "ax": places[node][0],
                "ay": places[node][1],
                "name": state_name(node, year),
                "is_bound": node in bound,
            }
            for i, year in enumerate(YEARS)
            for bound in [set(edges.loc[edges["year"] == year, ["ower", "owed"]].to_numpy().ravel())]
            for node in NODES
        ]
    )
    plot = (
        _panel(Plot(rows))
        .transform_calculate(
            x="datum.cx + datum.ax * datum.rx",
            y="datum.cy + datum.ay * datum.ry",
            left="datum.x - 30",
            top_y="datum.y - 12",
        )
        .transform_calculate(right="datum.x + 30", low="datum.y + 12")
    )
    boxes = plot.mark_rect(color=palette.band, stroke=palette.neutral_soft, cornerRadius=5, aria=False)
    names = hint(plot, fontSize=SMALL, fontWeight=600)
    tone = alt.when("datum.is_bound").then(alt.value(palette.ink)).otherwise(alt.value(palette.muted))
    return [
        boxes.encode(x=_at("left"), x2=_at("right"), y=_at("top_y"), y2=_at("low")),
        names.encode(x=_at("x"), y=_at("y"), text="name:N", color=tone),
    ]


def _heads(frame: pd.DataFrame, palette: Palette) -> list[Any]:
    """Above each network its year and what it shows in words."""
    rows = []
    for i, year in enumerate(YEARS):
        edges = frame[frame["year"] == year]
        instruments = {record for records in edges["records"] for record in records}
        words = (
            f"{plural(len(edges), 'obligation')} under {plural(len(instruments), 'instrument')}."
            if len(edges)
            else "None in force."
        )
        pairs = _pairs(edges[edges["obligation_code"] == "defense"], year)
        words += f" Defence: {', '.join(pairs)}." if pairs else ""
        rows.append(
            {
                "panel": i,
                "year": f"{year}",
                "wide": wrapped(words, WIDE_LETTERS),
                "words": wrapped(words, WORDS_LETTERS),
            }
        )
    plot = _panel(Plot(pd.DataFrame(rows))).transform_calculate(
        x=f"{WIDE} ? (datum.panel % 2) * (width / 2 + 8) : 0", year_y="datum.top + 8", words_y="datum.top + 22"
    )
    years = hint(plot, align="left", fontSize=SMALL + 5, fontWeight=600, color=palette.ink)
    words = hint(plot, align="left", baseline="top", color=palette.muted, text=by_width("wide", "words"))
    return [
        years.encode(x=_at("x"), y=_at("year_y"), text="year:N"),
        words.encode(x=_at("x"), y=_at("words_y")),
    ]


def _legend(palette: Palette) -> list[Any]:
    """What each line means, in two columns above the networks."""
    rows = pd.DataFrame(
        [
            {"obligation_code": code, "words": words, "x": i % 2 * 150, "x2": i % 2 * 150 + 30, "y": 8 + i // 2 * 17}
            for i, (code, (words, _, _)) in enumerate(DUTIES.items())
        ]
    )
    lines = Plot(rows).mark_rule(aria=False).encode(x=_at("x"), x2=_at("x2"), y=_at("y"), **_strokes(palette))
    return [
        lines,
        hint(Plot(rows), align="left", dx=7, color=palette.muted).encode(x=_at("x2"), y=_at("y"), text="words:N"),
    ]
