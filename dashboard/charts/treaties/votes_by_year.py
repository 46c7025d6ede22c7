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

STEP_PX, TOP_PX, GAP_PX, NAME_PX = 15, 8, 6, 20
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
SIGNS = ["Above the line: adopted. Below it: failed. Each square is a vote, those of a year one upon another."]
# Written down, because nothing may have been vetoed.
RUN = pa.schema([("words", pa.string()), ("align", pa.string()), ("year", pa.float64()), ("y", pa.float64())])


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A square for each vote, stacked by year away from the line between what was adopted and what failed."""
    chosen, plot = pick(), Plot(table("votes"))
    fills = [palette.neutral, palette.neutral, palette.neutral_soft, palette.paper, palette.paper, palette.ink]
    strokes = [palette.neutral] * 5 + [palette.ink]
    squares = plot.mark_point(
        shape="square", cursor="pointer", size=alt.ExprRef("pow(max(5, min(12, width / 84)), 2)"), strokeWidth=1.2
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
                strokeDash=alt.when("datum.outcome === 'uncounted'")
                .then(alt.value([2, 2]))
                .otherwise(alt.value([1, 0])),
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
    places, stacks = [], Counter[tuple[int, bool]]()
    for year, outcome in zip(years, outcomes, strict=True):
        fails = outcome in FAILED
        stacks[year, fails] += 1
        places.append(stacks[year, fails] * (1 if fails else -1))
    line = TOP_PX + STEP_PX * max(0, *(-place for place in places), 1)
    middles = [line + place * STEP_PX + (GAP_PX if place > 0 else -GAP_PX) / 2 for place in places]
    middles = [y - STEP_PX / 2 if place > 0 else y + STEP_PX / 2 for y, place in zip(middles, places, strict=True)]
    foot = line + STEP_PX * max(0, *places, 0) + GAP_PX
    votes = with_columns(
        rows.drawn("subject", "dissent", "checked", "vetoed_by"), y=middles, how=[OUTCOMES[one] for one in outcomes]
    )
    ends = (min(years) - 1, max(years) + 1)
    return Layout(
        {
            "votes": votes,
            "line": pa.table({"y": [float(line)]}),
            "vetoes": pa.Table.from_pylist(_runs(rows, ends, foot + NAME_PX / 2), RUN),
        },
        {"height": foot + NAME_PX + 4, "ends": list(ends), "ticks": ends[1] - ends[0], "title": title(SIGNS)},
    )


def reading(rows: Rows) -> str:
    """How many were adopted unanimously and when, how many not, and who vetoed how many."""
    of: dict[str, list[int]] = {}
    for year, outcome in zip(rows.column("year"), rows.column("outcome"), strict=True):
        of.setdefault(outcome, []).append(year)
    parts = []
    if "unanimous" in of:
        parts.append(f"{len(of['unanimous'])} adopted unanimously ({span(of['unanimous'])})")
    divided = [year for outcome in ("abstained", "against") for year in of.get(outcome, [])]
    if divided:
        parts.append(f"{len(divided)} with abstentions or votes against")
    parts += [
        f"{len(of[name])} {words}"
        for name, words in (("uncounted", "adopted without a vote"), ("rejected", "rejected"))
        if name in of
    ]
    start = f"{plural(len(rows), 'vote')}: {', '.join(parts)}"
    vetoes = _vetoes(rows)
    if not vetoes:
        return f"{start}{', ' if parts else ''}none vetoed."
    by = "; ".join(f"{len(when)} by {who} ({span(when)})" for who, when in vetoes.items())
    return f"{start}{', ' if parts else ''}{len(of['vetoed'])} vetoed. Vetoes: {by}."


def _vetoes(rows: Rows) -> dict[str, list[int]]:
    """The years of vetoes by who cast them, in order of the first."""
    found: dict[str, list[int]] = {}
    for year, by in zip(rows.column("year"), rows.column("vetoed_by"), strict=True):
        if by:
            found.setdefault(by, []).append(year)
    return found


def _runs(rows: Rows, ends: Sequence[int], y: float) -> list[dict[str, Any]]:
    """For each run of years with vetoes the words beneath it, on the side that has room."""
    runs: list[dict[str, list[int]]] = []
    last = -9999
    for year, by in zip(rows.column("year"), rows.column("vetoed_by"), strict=True):
        if not by:
            continue
        if year - last > RUN_YEARS:
            runs.append({})
        runs[-1].setdefault(by, []).append(year)
        last = year
    listed = []
    for run in runs:
        years = [year for when in run.values() for year in when]
        is_late = min(years) > sum(ends) / 2
        words = "; ".join(f"{who} {f'× {len(when)}' if len(when) > 1 else when[0]}" for who, when in run.items())
        at = max(years) + 0.5 if is_late else min(years) - 0.5
        listed.append({"words": f"Veto: {words}", "align": "right" if is_late else "left", "year": at, "y": y})
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
