"""Who owes whom: four small networks of the same states on the same places, one for each of four years."""

from __future__ import annotations

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
from dashboard.charts.network_places import NODES, PANEL_PX, TOP_PX, panel, placed, places
from dashboard.charts.palette import Palette

YEARS = (1950, 1961, 1994, 2024)
LAST_SOVIET_YEAR = 1991
DUTIES = {
    "defense": ("defence", [1, 0]),
    "nonaggression": ("non-aggression", [7, 3]),
    "consultation": ("consultation", [2, 3]),
    "arms_limitation": ("limits on arms", [1, 0]),
}
WIDTH = alt.ExprRef("datum.obligation_code === 'defense' ? 3.6 : 1.8")
ARMS = {"light": "#7B4EA3", "dark": "#C4A4EA"}
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
    order, at = list(NODES), places()
    edges["pair"] = ["-".join(sorted((edge.ower, edge.owed), key=order.index)) for edge in each(edges)]
    kinds = edges.groupby(["year", "pair"])["obligation_code"].agg(
        lambda codes: sorted(set(codes), key=list(DUTIES).index)
    )
    rows = []
    for edge in each(edges):
        codes = kinds[edge.year, edge.pair]
        forward = 1 if edge.pair.startswith(edge.ower) else -1
        shift = (codes.index(edge.obligation_code) - (len(codes) - 1) / 2) * LINE_APART_PX * forward
        rows.append((*at[edge.ower], *at[edge.owed], shift, YEARS.index(edge.year)))
    edges[["ax", "ay", "bx", "by", "shift", "panel"]] = rows
    ways = edges.groupby(["year", "pair", "obligation_code"])["mark"].transform("size")
    edges["is_mutual"] = ways > 1
    return edges


def _at(column: str) -> Any:
    return alt.value(alt.ExprRef(f"datum.{column}"))


def _tones(palette: Palette) -> alt.Scale:
    return alt.Scale(domain=list(DUTIES), range=[palette.ink, palette.neutral, palette.neutral, ARMS[palette.name]])


def _strokes(palette: Palette) -> dict[str, Any]:
    dashes = [dash for _, dash in DUTIES.values()]
    return {
        "stroke": alt.Stroke("obligation_code:N", scale=_tones(palette), legend=None),
        "strokeDash": alt.StrokeDash(
            "obligation_code:N", scale=alt.Scale(domain=list(DUTIES), range=dashes), legend=None
        ),
    }


def _lines(edges: pd.DataFrame, chosen: alt.Parameter, palette: Palette) -> list[Any]:
    """The lines and their heads; both can be clicked."""
    strokes = _strokes(palette)
    tones = alt.Fill("obligation_code:N", scale=_tones(palette), legend=None)
    lines = placed(Plot(edges)).mark_rule(strokeWidth=WIDTH, cursor="pointer", aria=False)
    heads = placed(Plot(edges)).mark_point(
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
    at = places()
    rows = pd.DataFrame(
        [
            {
                "panel": i,
                "ax": at[node][0],
                "ay": at[node][1],
                "name": state_name(node, year),
                "is_bound": node in bound,
            }
            for i, year in enumerate(YEARS)
            for bound in [set(edges.loc[edges["year"] == year, ["ower", "owed"]].to_numpy().ravel())]
            for node in NODES
        ]
    )
    plot = (
        panel(Plot(rows))
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
    plot = panel(Plot(pd.DataFrame(rows))).transform_calculate(
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
            for i, (code, (words, _)) in enumerate(DUTIES.items())
        ]
    )
    lines = (
        Plot(rows)
        .mark_rule(strokeWidth=WIDTH, aria=False)
        .encode(x=_at("x"), x2=_at("x2"), y=_at("y"), **_strokes(palette))
    )
    return [
        lines,
        hint(Plot(rows), align="left", dx=7, color=palette.muted).encode(x=_at("x2"), y=_at("y"), text="words:N"),
    ]
