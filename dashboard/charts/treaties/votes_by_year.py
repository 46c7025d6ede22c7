"""What changed in the Security Council: its votes over the years, what was adopted above the line, what failed below it, and who vetoed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, Plot, down, fade, finish, hint, pick, plural, spoken, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, day, text
from dashboard.charts.draw.years import span

STEP_PX, TOP_PX, GAP_PX, NAME_PX = 22, 8, 8, 18
RUN_YEARS = 12
OUTCOMES = {
    "unanimous": "Adopted unanimously",
    "uncounted": "Adopted without a vote",
    "abstained": "Adopted, some abstained or did not vote",
    "against": "Adopted against votes",
    "rejected": "Not enough votes",
    "vetoed": "Vetoed",
}
FAILED = ("rejected", "vetoed")
SIGNS = ["Above the line: adopted. Below it: failed.", "A square: one vote, on its year. Crossed: vetoed."]
# From the line outwards.
ORDER = ("unanimous", "uncounted", "abstained", "against", "vetoed", "rejected")
# Written down, because nothing may have been vetoed.
RUN = pa.schema([("words", pa.string()), ("align", pa.string()), ("year", pa.float64()), ("y", pa.float64())])


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A square for each vote, stacked by year away from the line between what was adopted and what failed."""
    chosen, plot = pick(), Plot(table("votes"))
    fills = [palette.neutral, palette.paper, palette.neutral_soft, palette.paper, palette.paper, palette.ink]
    strokes = [*[palette.neutral] * 4, palette.neutral_soft, palette.ink]
    dashes = [[2, 2] if one == "uncounted" else [1, 0] for one in OUTCOMES]
    squares = plot.mark_point(
        shape="square", cursor="pointer", size=alt.ExprRef("pow(max(3.5, min(12, width / 84)), 2)"), strokeWidth=1.2
    )
    legend = alt.Legend(
        columns=alt.ExprRef("width >= 900 ? 6 : width >= 560 ? 3 : 1"), symbolType="square", symbolSize=90
    )
    domain = list(OUTCOMES.values())
    crosses = plot.transform_filter("datum.outcome === 'vetoed'").mark_point(
        shape="cross", angle=45, filled=True, color=palette.paper, size=22, opacity=1, aria=False
    )
    line = Plot(table("line")).mark_rule(color=palette.neutral, aria=False)
    names = hint(
        Plot(table("vetoes")), align=alt.ExprRef("datum.align"), fontWeight=600, fontSize=SMALL + 1, color=palette.ink
    )
    return finish(
        alt.layer(
            line.encode(x=alt.value(0), x2=alt.value("width"), y=_y("y")),
            squares.encode(
                x=_x("year"),
                y=_y("y"),
                fill=alt.Fill("how:N", scale=alt.Scale(domain=domain, range=fills), legend=legend),
                stroke=alt.Stroke("how:N", scale=alt.Scale(domain=domain, range=strokes), legend=legend),
                strokeDash=alt.StrokeDash("how:N", scale=alt.Scale(domain=domain, range=dashes), legend=legend),
                opacity=fade(chosen),
                **spoken(),
            ).add_params(chosen),
            crosses.encode(x=_x("year"), y=_y("y")),
            names.encode(x=_x("year"), y=_y("y"), text="words:N"),
        ),
        palette,
    )


def lay_out(rows: Rows) -> Layout:
    """Each vote on its year, so many steps above or below the line; under each run of vetoes who cast them."""
    years, outcomes = rows.column("year"), rows.column("outcome")
    places = _places(years, outcomes)
    line = TOP_PX + STEP_PX * max(0, *(-place for place in places), 1)
    middles = [line + place * STEP_PX + (GAP_PX if place > 0 else -GAP_PX) / 2 for place in places]
    middles = [y - STEP_PX / 2 if place > 0 else y + STEP_PX / 2 for y, place in zip(middles, places, strict=True)]
    foot = line + STEP_PX * max(0, *places, 0) + GAP_PX
    votes = with_columns(
        rows.drawn("subject", "dissent", "checked", "vetoed_by"), y=middles, how=[OUTCOMES[one] for one in outcomes]
    )
    ends = (min(years) - 1, max(years) + 1)
    names = _names(_vetoes(rows), ends, foot + NAME_PX / 2)
    return Layout(
        {"votes": votes, "line": pa.table({"y": [float(line)]}), "vetoes": pa.Table.from_pylist(names, RUN)},
        {
            "height": foot + NAME_PX * max(len(names), 1),
            "ends": list(ends),
            "ticks": ends[1] - ends[0],
            "title": title(SIGNS),
        },
    )


def reading(rows: Rows) -> str:
    """How many were unanimous and most of them when, who vetoed how many, and how the others went."""
    of: dict[str, list[int]] = {}
    for year, outcome in zip(rows.column("year"), rows.column("outcome"), strict=True):
        of.setdefault(outcome, []).append(year)
    agreed, vetoed = of.get("unanimous", []), len(of.get("vetoed", []))
    most = max(runs(agreed), key=len, default=[])
    when = (
        f" ({len(most)} of them {_when(most)})"
        if 0 < len(most) < len(agreed)
        else f" ({_when(agreed)})"
        if agreed
        else ""
    )
    by = ", ".join(f"{len(years)} by {who} ({_when(years)})" for who, years in _vetoes(rows))
    start = f"{plural(len(rows), 'vote')}: {len(agreed)} unanimous{when}, {vetoed} vetoed{f': {by}' if by else ''}."
    divided = len(of.get("abstained", [])) + len(of.get("against", []))
    others = {
        "adopted with abstentions or votes against": divided,
        "adopted without a vote": len(of.get("uncounted", [])),
        "rejected for want of votes": len(of.get("rejected", [])),
    }
    rest = ", ".join(f"{count} {words}" for words, count in others.items() if count)
    return f"{start} The others: {rest}." if rest else start


def runs(years: Sequence[int]) -> list[list[int]]:
    """Years in order, apart where nothing happened for long."""
    found: list[list[int]] = []
    for year in sorted(years):
        if not found or year - found[-1][-1] > RUN_YEARS:
            found.append([])
        found[-1].append(year)
    return found


def _when(years: Sequence[int]) -> str:
    return span(years) if min(years) == max(years) else span([min(years), max(years)])


def _places(years: Sequence[int], outcomes: Sequence[str]) -> list[int]:
    """For each vote how many steps it stands from the line, below it as a positive number; alike stand together."""
    places = [0] * len(years)
    stacks: Counter[tuple[int, bool]] = Counter()
    for i in sorted(range(len(years)), key=lambda i: ORDER.index(outcomes[i])):
        fails = outcomes[i] in FAILED
        stacks[years[i], fails] += 1
        places[i] = stacks[years[i], fails] * (1 if fails else -1)
    return places


def _vetoes(rows: Rows) -> list[tuple[str, list[int]]]:
    """Who vetoed and in which years, in order of the first."""
    found: dict[str, list[int]] = {}
    for year, by in zip(rows.column("year"), rows.column("vetoed_by"), strict=True):
        if by:
            found.setdefault(by, []).append(year)
    return list(found.items())


def _names(vetoes: Sequence[tuple[str, list[int]]], ends: Sequence[int], y: float) -> list[dict[str, Any]]:
    """Who vetoed, beneath the first of the years, on the side that has room, a line each."""
    listed = []
    for i, (who, years) in enumerate(vetoes):
        is_late = min(years) > sum(ends) / 2
        words = f"{who}, {_when(years)}" if len(years) == 1 else f"{who}, {len(years)} vetoes, {_when(years)}"
        at = max(years) + 0.5 if is_late else min(years) - 0.5
        listed.append({"words": words, "align": "right" if is_late else "left", "year": at, "y": y + i * NAME_PX})
    return listed


def _x(column: str) -> alt.X:
    ticks = alt.ExprRef(f"min({hole('ticks')}, max(3, floor(width / 90)))")
    axis = alt.Axis(format="d", title=None, tickCount=ticks, tickMinStep=1, grid=True, labelFlush=True)
    return alt.X(f"{column}:Q", axis=axis, scale=alt.Scale(domain=hole("ends"), nice=False, zero=False))


def _y(column: str) -> alt.Y:
    return down(hole("height"), column)


CHART = Chart(
    id="unsc_years",
    title="What changed in the Security Council",
    question="When did the Council agree on Korea, and who vetoed?",
    page="treaties",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            day("Date", "date"),
            text("Subject", "subject", is_long=True),
            text("How it went", "outcome", words=OUTCOMES),
            text("Vetoed by", "vetoed_by"),
            text("Who did not vote for it", "dissent", is_long=True),
            AGREE,
        )
    ),
    rule="Each vote counts once, in the year it was taken; one is unanimous if every member voted for it. The filter of "
    "instruments is not applied to votes.",
    group="Security Council",
)
