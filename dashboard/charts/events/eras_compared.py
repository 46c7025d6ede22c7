"""Eras compared: events a year by kind and side, so that a long era does not look busier than a short one."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    by_width,
    down,
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
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.events.columns import EVENTS, SIDE

ROW_PX, HEAD_PX, BAR_PX, CELL_SHARE, LEAST_SHARE = 46, 34, 8, 0.86, 0.022
GUTTER_PX, NAME_LETTERS, SIGN_LETTERS = 178, 24, 58
FEW = 5
SIDE_QUAD = {"cooperation": 2, "conflict": 4}
Channel = Callable[[str], alt.X]


def eras_compared(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Eras down, families of kinds across: in each cell the events a year, with a bar of cooperation and conflict to one scale."""
    if frame.empty:
        return nothing(palette)
    cells, eras, families = _rate_cells(drawn(frame))
    height = float(HEAD_PX + ROW_PX * len(eras) + 4)
    gutter = alt.ExprRef(f"{WIDE} ? {GUTTER_PX} : 0")
    scale = alt.Scale(domain=[0, len(families)], range=[gutter, alt.ExprRef("width")], nice=False, zero=False)

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", axis=None, scale=scale)

    chosen = pick()
    marks = (
        Plot(cells)
        .mark_rect(cursor="pointer")
        .encode(
            x=x("left"),
            x2="right:Q",
            y=down(height, "top"),
            y2="bottom:Q",
            fill=side_fill(palette),
            fillOpacity=alt.when("datum.is_few").then(alt.value(0.45)).otherwise(alt.value(1)),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    totals = Plot(cells.drop_duplicates(["era_sort", "column"]))
    tone = alt.when("datum.is_few").then(alt.value(palette.muted)).otherwise(alt.value(palette.ink))
    rates = hint(totals, align="left", fontSize=SMALL + 1, text=by_width("both", "rate_text")).encode(
        x=x("column"), y=down(height, "text_y"), color=tone
    )
    lines = Plot(eras).mark_rule(color=palette.rule, aria=False).encode(y=down(height, "line"))
    layers = [lines, marks.add_params(chosen), rates, *_era_names(eras, height, palette), *_heads(families, x, palette)]
    return dress(alt.layer(*layers), palette, height, _signs(frame))


def eras_compared_reading(frame: pd.DataFrame) -> str:
    """The era with most and with fewest events a year, and the family with the highest rate that rests on enough events."""
    if frame.empty:
        return NOTHING
    eras = frame.groupby("era_sort", sort=True).agg(
        era=("era", "first"), events=("events", "sum"), years=("years", "first")
    )
    eras["rate"] = eras["events"] / eras["years"]
    most, least = (eras.sort_values("rate", ascending=rising, kind="stable") for rising in (False, True))
    busy, quiet = each(most)[0], each(least)[0]
    start = f"{plural(int(eras['events'].sum()), 'event')} in {plural(len(eras), 'era')}"
    if len(eras) == 1:
        return f"{start}: {busy.rate:.1f} a year in “{busy.era}”."
    groups = frame.groupby(["era", "family"], sort=False, as_index=False).agg(
        events=("events", "sum"), rate=("rate", "sum")
    )
    enough = each(groups[groups["events"] >= FEW].sort_values("rate", ascending=False, kind="stable"))
    peak = (
        f" The highest rate of one group is {enough[0].rate:.1f} a year: {enough[0].family.lower()} in “{enough[0].era}”."
        if enough
        else ""
    )
    return (
        f"{start}. “{busy.era}” is the busiest with {busy.rate:.1f} events a year, "
        f"“{quiet.era}” the quietest with {quiet.rate:.1f}.{peak}"
    )


def _signs(frame: pd.DataFrame) -> list[str]:
    signs = [
        "Number: events a year, with their count in brackets where there is room. Bars have one scale; teal cooperation, rust conflict.",
        f"Pale: fewer than {FEW} events, so that the rate says little.",
    ]
    signs += ["The last era is not over."] if frame["is_partial"].any() else []
    return [line for sign in signs for line in textwrap.wrap(sign, SIGN_LETTERS)]


def side_fill(palette: Palette) -> alt.Fill:
    """Cooperation in strong teal, conflict in strong rust."""
    tones = [palette.quad[quad] for quad in SIDE_QUAD.values()]
    return alt.Fill("side:N", scale=alt.Scale(domain=list(SIDE_QUAD), range=tones), legend=None)


def _rate_cells(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The bars with their places, the eras with their rows, and the families with their columns."""
    rows = {sort: HEAD_PX + ROW_PX * number for number, sort in enumerate(sorted(cells["era_sort"].unique()))}
    families = (
        cells.drop_duplicates("family_sort")
        .sort_values("family_sort")[["family_sort", "family", "short"]]
        .reset_index(drop=True)
    )
    families["column"] = families.index
    cells = cells.merge(families[["family_sort", "column"]], on="family_sort").sort_values(
        ["era_sort", "column", "side"], ascending=[True, True, False]
    )
    both = cells.groupby(["era_sort", "family_sort"])
    rate, events = both["rate"].transform("sum"), both["events"].transform("sum")
    # On the bar conflict follows cooperation.
    before = (rate - cells["rate"]).where(cells["side"] == "conflict", 0)
    unit = CELL_SHARE / rate.max()
    cells["left"] = cells["column"] + before * unit
    cells["right"] = cells["left"] + (cells["rate"] * unit).clip(lower=LEAST_SHARE)
    top = cells["era_sort"].map(rows)
    cells["text_y"], cells["top"], cells["bottom"] = top + 24, top + 33, top + 33 + BAR_PX
    cells["is_few"] = events < FEW
    cells["rate_text"] = [f"{value:.1f}" for value in rate]
    cells["both"] = cells["rate_text"] + "  (" + events.astype(str) + ")"
    eras = cells.drop_duplicates("era_sort")[["era_sort", "era", "span"]].copy()
    eras["line"] = eras["era_sort"].map(rows)
    return cells, eras, families


def _era_names(eras: pd.DataFrame, height: float, palette: Palette) -> list[Any]:
    """Name and years of each era: left of its cells on a wide chart, above them on a narrow one."""
    eras = eras.assign(
        wide=[wrapped(era, NAME_LETTERS) for era in eras["era"]],
        narrow=eras["era"] + ", " + eras["span"],
        wide_y=eras["line"] + 13,
        narrow_y=eras["line"] + 9,
    )
    eras["span_y"] = eras["wide_y"] + 13 * (eras["wide"].str.count("\n") + 1)
    plot, left = Plot(eras), alt.value(0)
    wide, narrow = alt.when(WIDE), alt.when(f"!({WIDE})")
    bold = hint(plot, align="left", fontWeight=600, color=palette.ink)
    quiet = hint(plot, align="left", color=palette.muted)
    return [
        bold.encode(x=left, y=down(height, "wide_y"), text=wide.then("wide:N").otherwise(alt.value(""))),
        quiet.encode(x=left, y=down(height, "span_y"), text=wide.then("span:N").otherwise(alt.value(""))),
        bold.encode(x=left, y=down(height, "narrow_y"), text=narrow.then("narrow:N").otherwise(alt.value(""))),
    ]


def _heads(families: pd.DataFrame, x: Channel, palette: Palette) -> list[Any]:
    """Names of the families above their columns."""
    heads = families.assign(wide=[wrapped(family, 15) for family in families["family"]])
    heads["y"] = 0
    top = hint(Plot(heads), align="left", baseline="top", color=palette.muted, text=by_width("wide", "short"))
    return [top.encode(x=x("column"), y=alt.value(2))]


CHART = Chart(
    id="eras_compared",
    title="Eras compared",
    question="Which era saw how much of what, when long and short eras are put on one scale?",
    page="events",
    build=eras_compared,
    reading=eras_compared_reading,
    columns=Columns(
        (
            text("Era", "era"),
            text("From and to", "span"),
            number("Length", "years", "years", 1),
            text("Kinds", "family"),
            SIDE,
            EVENTS,
            number("Events a year", "rate", "events a year", 1),
        )
    ),
    rule="Events of an era divided by its length in years, as far as it lies in the chosen period; an event counts in the era "
    "of its first day. Rates that rest on fewer than five events are drawn pale.",
    group="By year and era",
)
