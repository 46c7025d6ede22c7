"""Charts of launches: by year and class, how far they flew, and where they were launched from."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import COMPLETE
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    key,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, only_where, text, year

LAUNCH_PX = 1.9
STEP = 20
NAME_PX = 20
SITE_PX, GUTTER_PX = 34, 232


def by_year(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A row of yearly bars for all launches and for each class, all to one scale; hollow where no count was published."""
    if frame.empty:
        return nothing(palette)
    rows, height = _class_rows(frame)
    bars = _bars(drawn(frame), rows)
    chosen = pick()
    block = Plot(rows)
    lines = block.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(height, "base"))
    names = hint(block, align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    peaks = hint(block, dy=-7, color=palette.muted).encode(
        x=years(frame, "peak_year"), y=down(height, "peak_y"), text="peak:Q"
    )
    layers = [
        *_steps(rows, height, palette),
        lines,
        _rects(bars, frame, height, chosen, palette).add_params(chosen),
        peaks,
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="name:N"),
        *partial_note(frame, palette, alt.value(9)),
    ]
    signs = ["Hollow: launch events without a published count, one unit each."] if bars["hollow"].any() else []
    return dress(alt.layer(*layers), palette, height, key(frame, "All rows have the same scale.", *signs))


def by_year_reading(frame: pd.DataFrame) -> str:
    """How many launches, the fullest year, and how much of the whole lies in the last ten years shown."""
    if frame.empty:
        return NOTHING
    total = frame[frame["class_sort"] == 0].set_index("year")
    missiles, uncounted = int(total["missiles"].sum()), int(total["uncounted"].sum())
    start = f"{missiles:,} missiles and space launchers counted in {plural(int(total['launch_events'].sum()), 'launch event')}"
    left = f", {uncounted} of them without a published count" if uncounted else ""
    if len(total) == 1 or not missiles:
        return f"{start} in {_span(total.index)}{left}."
    of_class = frame[frame["class_sort"] > 0].groupby("class_label")["missiles"].sum()
    return (
        f"{start} from {_span(total.index)}{left}; the fullest year is {total['missiles'].idxmax()} "
        f"with {total['missiles'].max()}, and {of_class.max() / missiles:.0%} of all are {str(of_class.idxmax()).lower()}."
    )


def sites(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A line of time for each place, the most used first, with a dot for each year whose area is the number of launch events."""
    if frame.empty:
        return nothing(palette)
    dots = drawn(frame)
    order = {sort: i for i, sort in enumerate(sorted(dots["site_sort"].unique()))}
    dots["y"] = dots["site_sort"].map(order) * SITE_PX + 34
    height = float(len(order) * SITE_PX + 18)
    places = dots.drop_duplicates("site_sort")[["site", "site_sort", "site_events", "y"]].copy()
    places["name"] = [f"{place.site}: {place.site_events}" for place in each(places)]
    gutter = alt.ExprRef(f"{WIDE} ? {GUTTER_PX} : 0")
    chosen = pick()
    x = years(dots, "year", gutter)
    block = Plot(places)
    lines = block.mark_rule(color=palette.rule, aria=False).encode(y=down(height), x=alt.value(gutter))
    names = hint(block, align="left", color=palette.ink, limit=GUTTER_PX - 8, dy=alt.ExprRef(f"{WIDE} ? 0 : -13"))
    points = (
        Plot(dots)
        .mark_circle(color=palette.neutral, stroke=palette.paper, strokeWidth=1, cursor="pointer", opacity=0.9)
        .encode(
            x=x,
            y=down(height),
            size=alt.Size("launch_events:Q", scale=alt.Scale(domain=[0, 25], range=[0, 480]), legend=None),
            fillOpacity=alt.when("datum.is_partial").then(alt.value(0.5)).otherwise(alt.value(1)),
            opacity=fade(chosen, 0.9),
            **spoken(),
        )
    )
    counts = hint(
        Plot(dots).transform_filter("datum.launch_events > 9"), color=palette.paper, fontSize=SMALL - 1
    ).encode(x=x, y=down(height), text="launch_events:Q")
    layers = [
        lines.encode(x2=alt.value("width")),
        points.add_params(chosen),
        counts,
        names.encode(x=alt.value(0), y=down(height), text="name:N"),
        *partial_note(dots, palette, alt.value(5), gutter),
    ]
    return dress(alt.layer(*layers), palette, height, key(dots, "Area: launch events of the year."))


def sites_reading(frame: pd.DataFrame) -> str:
    """The place most used, over which years, and how many events have no exact place."""
    if frame.empty:
        return NOTHING
    total = int(frame["launch_events"].sum())
    named = frame[frame["site_sort"] < 13]
    rough = int(frame.loc[frame["site_sort"] == 14, "launch_events"].sum())
    left = f"; for {rough} of {total} the place was published only roughly or not at all" if rough else ""
    if named.empty:
        return f"{plural(total, 'launch event')}, none from a place that is known exactly."
    first = named[named["site_sort"] == named["site_sort"].min()]
    return (
        f"{first['site'].iloc[0]} was used most, for {int(first['launch_events'].sum())} of "
        f"{plural(total, 'launch event')} ({_span(first['year'])}){left}."
    )


def years(frame: pd.DataFrame, column: str, left: Any = 0) -> alt.X:
    """The x channel over a column of years; `left` is where the axis starts, in pixels."""
    first, last = int(frame["year"].min()), int(frame["year"].max())
    ticks = alt.ExprRef(f"min({last - first + 1}, max(3, floor(width / 80)))")
    axis = alt.Axis(format="d", title=None, tickCount=ticks, tickMinStep=1, grid=False, labelFlush=True)
    scale = alt.Scale(domain=[first - 0.8, last + 0.8], range=[left, alt.ExprRef("width")], nice=False, zero=False)
    return alt.X(f"{column}:Q", axis=axis, scale=scale)


def partial_note(frame: pd.DataFrame, palette: Palette, y: object, left: Any = 0) -> list[Any]:
    """The words that mark the year that is not over yet."""
    partial = frame.loc[frame["is_partial"], ["year"]].drop_duplicates()
    if partial.empty:
        return []
    note = hint(
        Plot(partial.assign(text=partial["year"].astype(str) + " to date")),
        align="right",
        color=palette.muted,
        fontStyle="italic",
        dx=8,
    )
    return [note.encode(x=years(frame, "year", left), y=y, text="text:N")]


def _rects(bars: pd.DataFrame, frame: pd.DataFrame, height: float, chosen: alt.Parameter, palette: Palette) -> Any:
    return (
        Plot(bars)
        .mark_rect(cursor="pointer", strokeWidth=0.8)
        .encode(
            x=years(frame, "x"),
            x2="x2:Q",
            y=down(height, "top"),
            y2="bottom:Q",
            fill=alt.when("datum.hollow")
            .then(alt.value(palette.paper))
            .when("datum.is_total")
            .then(alt.value(palette.muted))
            .otherwise(alt.value(palette.neutral)),
            stroke=alt.when("datum.hollow").then(alt.value(palette.neutral)).otherwise(alt.value(palette.paper)),
            fillOpacity=alt.when("datum.is_partial").then(alt.value(0.5)).otherwise(alt.value(1)),
            opacity=fade(chosen),
            **spoken(),
        )
    )


def _bars(bars: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Two bars for each row of the frame: what was counted, and on it a unit for each event without a count."""
    base = bars["class_sort"].map(rows.set_index("class_sort")["base"])
    bars["x"], bars["x2"] = bars["year"] - 0.42, bars["year"] + 0.42
    bars["is_total"] = bars["class_sort"] == 0
    middle = base - bars["missiles"] * LAUNCH_PX
    counted = bars.assign(bottom=base, top=middle, hollow=False)[bars["missiles"] > 0]
    uncounted = bars.assign(bottom=middle, top=middle - bars["uncounted"] * LAUNCH_PX, hollow=True)
    return pd.concat([counted, uncounted[bars["uncounted"] > 0]], ignore_index=True)


def _class_rows(frame: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """For each class its name, base line and fullest year, and the height of the whole."""
    rows, y = [], 2.0
    for sort in sorted(frame["class_sort"].unique()):
        part = frame[frame["class_sort"] == sort]
        size = (part["missiles"] + part["uncounted"]).set_axis(part["year"])
        depth = max(float(size.max()) * LAUNCH_PX, 12) + 12
        base = y + NAME_PX + depth
        uncounted = int(part["uncounted"].sum())
        name = f"{part['class_label'].iloc[0]}: {int(part['missiles'].sum())}"
        name += f" + {uncounted} uncounted" if uncounted else ""
        year = int(part.set_index("year")["missiles"].idxmax())
        peak = int(part["missiles"].max())
        rows.append((sort, name, y + 9, base, year, base - float(size[year]) * LAUNCH_PX, peak, float(size.max())))
        y = base + 8
    columns = ["class_sort", "name", "name_y", "base", "peak_year", "peak_y", "peak", "most"]
    return pd.DataFrame(rows, columns=columns), y


def _steps(rows: pd.DataFrame, height: float, palette: Palette) -> list[Any]:
    """Lines at every twenty launches, where a row reaches that far, with their numbers at the left."""
    steps = pd.DataFrame(
        [
            {"y": row.base - count * LAUNCH_PX, "text": str(count)}
            for row in each(rows)
            for count in range(STEP, int(row.most) + 1, STEP)
        ],
        columns=["y", "text"],
    )
    if steps.empty:
        return []
    plot = Plot(steps)
    numbers = hint(plot, align="left", dy=-6, color=palette.muted, fontSize=SMALL - 1)
    return [
        plot.mark_rule(color=palette.rule, aria=False).encode(y=down(height)),
        numbers.encode(x=alt.value(0), y=down(height), text="text:N"),
    ]


def _span(years_shown: Any) -> str:
    first, last = int(min(years_shown)), int(max(years_shown))
    return str(first) if first == last else f"{first} to {last}"


LAUNCHES_BY_YEAR = Chart(
    id="launches_by_year",
    title="Launches by year and class",
    question="How many missiles of each class were launched each year?",
    page="weapons",
    build=by_year,
    reading=by_year_reading,
    columns=Columns(
        (
            year("Year", "year"),
            text("Class", "class_label"),
            # Where no event has a published count the sum is not nought: it is not known.
            number(
                "Missiles", only_where("missiles", lambda rows: rows["uncounted"] < rows["launch_events"]), "missiles"
            ),
            number("Launch events", "launch_events", "launch events"),
            number("Launch events without a published count", "uncounted", "launch events"),
            COMPLETE,
        )
    ),
    rule="A launch event counts once, in the year of its first day; missiles are counted only where a number "
    "was published.",
    group="Launches and answers",
)

LAUNCH_SITES = Chart(
    id="launch_sites",
    title="Where launches came from",
    question="Which places were launches made from, and in which years?",
    page="weapons",
    build=sites,
    reading=sites_reading,
    columns=Columns(
        (
            year("Year", "year"),
            text("Place", "site"),
            number("Launch events", "launch_events", "launch events"),
            number("Launch events of the place in all years", "site_events", "launch events"),
            COMPLETE,
        )
    ),
    rule="A launch event counts once, in the year of its first day, at its place; places within about ten "
    "kilometres are one.",
    group="Sites and yields",
)
