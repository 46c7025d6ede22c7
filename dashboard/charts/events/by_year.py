"""Counts of events by year: by kind, and the balance of cooperation and conflict."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import COMPLETE
from dashboard.charts.draw.linked import named_brush, period_brush
from dashboard.charts.draw.marks import (
    DRAG_SIGN,
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    down,
    drawn,
    dress,
    fade,
    hint,
    key,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import QUAD_LABELS, Palette
from dashboard.charts.draw.table import Columns, number, text, year
from dashboard.charts.events.columns import EVENTS, SIDE

EVENT_PX = 4.2
FAMILY_NAME_PX = 22
BALANCE_PX = 320


def by_year(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A row of yearly bars for each family of kinds, all to one scale that starts at zero, coloured by quad class."""
    if frame.empty:
        return nothing(palette)
    bars = drawn(frame)
    families, height = _family_rows(bars)
    base = bars["family_sort"].map(families["base"])
    bars["y"], bars["y2"] = base - bars["events_to"] * EVENT_PX, base - bars["events_from"] * EVENT_PX
    bars["x"], bars["x2"] = bars["year"] - 0.42, bars["year"] + 0.42
    chosen = pick()
    marks = (
        Plot(bars)
        .mark_rect(cursor="pointer", stroke=palette.paper, strokeWidth=0.5, ariaRoleDescription="bar")
        .encode(
            x=_years(bars, "x"),
            x2="x2:Q",
            y=down(height),
            y2="y2:Q",
            fill=_quad_fill(palette, legend=True),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    rows = Plot(families.reset_index())
    names = hint(rows, align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    lines = rows.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(height, "base"))
    peaks = hint(rows, dy=-7, color=palette.muted).encode(
        x=_years(bars, "peak_year"), y=down(height, "peak_y"), text="peak:Q"
    )
    layers = [
        lines,
        marks.add_params(chosen, period_brush(palette)),
        peaks,
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="name:N"),
    ]
    made = alt.layer(*layers, *_partial_note(bars, palette, alt.value(height - 2)))
    return named_brush(dress(made, palette, height, [DRAG_SIGN]))


def by_year_reading(frame: pd.DataFrame) -> str:
    """The family with most events and the year with most events of one family."""
    if frame.empty:
        return NOTHING
    total = int(frame["events"].sum())
    families = frame.groupby("family", sort=False)["events"].sum().sort_index()
    cells = frame.groupby(["year", "family"])["events"].sum()
    year, family = max(cells.index, key=lambda cell: (cells[cell], -cell[0]))
    if len(cells) == 1:
        return f"{plural(total, 'event')} in {year}, all under {families.index[0].lower()}."
    return (
        f"{families.idxmax()} are the largest group with {families.max()} of {plural(total, 'event')}; "
        f"the highest count in one year is {cells.max()}, for {family.lower()} in {year}."
    )


def balance(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Two bars a year from zero, cooperation up and conflict down, and the net of both as a line that breaks where years are empty."""
    if frame.empty:
        return nothing(palette)
    bars = drawn(frame)
    bars["x"], bars["x2"], bars["zero"] = bars["year"] - 0.42, bars["year"] + 0.42, 0
    chosen = pick()
    colours = alt.Scale(domain=["cooperation", "conflict"], range=[palette.quad[2], palette.quad[4]])
    marks = (
        Plot(bars)
        .mark_rect(cursor="pointer", ariaRoleDescription="bar")
        .encode(
            x=_years(bars, "x"),
            x2="x2:Q",
            y=_points_axis(),
            y2="zero:Q",
            fill=alt.Fill("side:N", scale=colours, legend=None),
            fillOpacity=alt.when("datum.is_partial").then(alt.value(0.55)).otherwise(alt.value(1)),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    net = Plot(bars.drop_duplicates("year")).encode(x=_years(bars, "year"), y="net_goldstein:Q")
    width = alt.ExprRef(f"{WIDE} ? 1.4 : 0.9")
    line = net.mark_line(color=palette.ink, strokeWidth=width, aria=False).encode(detail="run:N")
    points = net.mark_circle(color=palette.ink, size=alt.ExprRef(f"{WIDE} ? 16 : 5"), opacity=1, aria=False)
    zero = Plot(bars.head(1)).mark_rule(color=palette.muted, aria=False).encode(y="zero:Q")
    note = _partial_note(bars, palette, alt.value(BALANCE_PX - 2))
    layers = [marks.add_params(chosen, period_brush(palette)), zero, line, points, *_side_names(bars, palette), *note]
    return named_brush(dress(alt.layer(*layers), palette, BALANCE_PX, key(bars, "Line: net of both.", DRAG_SIGN)))


def balance_reading(frame: pd.DataFrame) -> str:
    """In how many years cooperation outweighed conflict, and the best and the worst year."""
    if frame.empty:
        return NOTHING
    net = frame.drop_duplicates("year").set_index("year")["net_goldstein"].sort_index()
    if len(net) == 1:
        return f"The balance of {net.index[0]} is {net.iloc[0]:+.1f} points."
    return (
        f"Cooperation outweighed conflict in {int((net > 0).sum())} of {plural(len(net), 'year')} with events; "
        f"the balance was highest in {net.idxmax()} ({net.max():+.1f}) and lowest in {net.idxmin()} ({net.min():+.1f})."
    )


def _family_rows(bars: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each family its name, base line and highest year, and the height of the whole."""
    totals = bars.groupby(["family_sort", "year"])["events"].sum()
    rows, y = [], 4.0
    for sort, family in (
        bars.drop_duplicates("family_sort")
        .sort_values("family_sort")[["family_sort", "family"]]
        .itertuples(index=False)
    ):
        of_family = totals.loc[sort]
        peak, depth = int(of_family.max()), max(of_family.max() * EVENT_PX, 16) + 8
        base = y + FAMILY_NAME_PX + depth
        name = f"{family}: {int(of_family.sum())}"
        rows.append((sort, name, y + 9, base, int(of_family.idxmax()), base - peak * EVENT_PX, peak))
        y = base + 10
    columns = ["family_sort", "name", "name_y", "base", "peak_year", "peak_y", "peak"]
    return pd.DataFrame(rows, columns=columns).set_index("family_sort"), y


def _quad_fill(palette: Palette, *, legend: bool) -> alt.Fill:
    order = list(QUAD_LABELS)
    words = " : ".join(f"datum.value == {quad} ? '{label}'" for quad, label in QUAD_LABELS.items()) + " : ''"
    shown = (
        alt.Legend(labelExpr=words, symbolType="square", columns=alt.ExprRef("width < 500 ? 2 : 4")) if legend else None
    )
    return alt.Fill("quad_class:N", scale=alt.Scale(domain=order, range=[palette.quad[q] for q in order]), legend=shown)


def _years(frame: pd.DataFrame, column: str) -> alt.X:
    first, last = int(frame["year"].min()), int(frame["year"].max())
    ticks = alt.ExprRef(f"min({last - first + 1}, max(3, floor(width / 70)))")
    axis = alt.Axis(format="d", title=None, tickCount=ticks, tickMinStep=1, grid=False, labelFlush=True)
    return alt.X(f"{column}:Q", axis=axis, scale=alt.Scale(domain=[first - 0.8, last + 0.8], nice=False, zero=False))


def _points_axis() -> alt.Y:
    axis = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="start", titleX=0, titleY=-8, tickCount=6, format="+d")
    axis.labelExpr = "datum.value == 0 ? '0' : datum.label"
    return alt.Y("goldstein_sum:Q", title="Goldstein points a year", axis=axis)


def _side_names(bars: pd.DataFrame, palette: Palette) -> list[Any]:
    sides = {
        "cooperation": ("Cooperation ↑", palette.quad[2], 8),
        "conflict": ("Conflict ↓", palette.quad[4], BALANCE_PX - 8),
    }
    return [
        hint(
            Plot(pd.DataFrame({"text": [words]})),
            align="left",
            dx=4,
            fontWeight=600,
            color=colour,
            fontSize=SMALL + 1,
        ).encode(x=alt.value(0), y=alt.value(place), text="text:N")
        for side, (words, colour, place) in sides.items()
        if (bars["side"] == side).any()
    ]


def _partial_note(bars: pd.DataFrame, palette: Palette, y: object) -> list[Any]:
    """The words that mark the year that is not over yet."""
    partial = bars.loc[bars["is_partial"], ["year"]].drop_duplicates()
    if partial.empty:
        return []
    note = Plot(partial.assign(text=partial["year"].astype(str) + " to date"))
    return [
        hint(note, align="right", color=palette.muted, fontStyle="italic", dx=8).encode(
            x=_years(bars, "year"), y=y, text="text:N"
        )
    ]


COOPERATION_BALANCE = Chart(
    id="cooperation_balance",
    title="Balance of cooperation and conflict",
    question="In which years did cooperation outweigh conflict?",
    page="events",
    build=balance,
    reading=balance_reading,
    columns=Columns(
        (
            year("Year", "year"),
            SIDE,
            number("Sum", "goldstein_sum", "Goldstein points", 1, is_signed=True),
            EVENTS,
            number("Balance of the year", "net_goldstein", "Goldstein points", 1, is_signed=True),
            COMPLETE,
        )
    ),
    rule="An event counts once, in the year of its first day, with the Goldstein value of its code, on the "
    "side of that value's sign; a value of zero counts on neither side. With an actor filter it counts "
    "only where that actor acts or is acted upon.",
    group="Over time",
    selections=("pick", "brush"),
)

EVENTS_BY_YEAR = Chart(
    id="events_by_year",
    title="Events by year and kind",
    question="How many events of each kind does the record hold for each year?",
    page="events",
    build=by_year,
    reading=by_year_reading,
    columns=Columns(
        (
            year("Year", "year"),
            text("Kinds", "family"),
            text("Cooperation or conflict", "quad_class", words=QUAD_LABELS),
            EVENTS,
            COMPLETE,
        )
    ),
    rule="An event counts once, in the year of its first day and in the family of its one kind.",
    group="By year and era",
    selections=("pick", "brush"),
)
