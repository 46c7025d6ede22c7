"""Launches by year and class: a row of yearly bars for all launches and for each class."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import COMPLETE
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, Plot, down, fade, finish, hint, key, pick, plural, spoken, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, only_where, text, year
from dashboard.charts.draw.years import partial_note, span, with_bars, year_layout, year_x

LAUNCH_PX = 1.9
STEP = 20
NAME_PX = 20
TICK_PX = 80


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A row of yearly bars for all launches and for each class, all to one scale; hollow where no count was published."""
    y, block = down(hole("height")), Plot(table("classes"))
    steps = Plot(table("steps"))
    counts = hint(steps, align="left", dy=-6, color=palette.muted, fontSize=SMALL - 1)
    peaks = hint(block, dy=-7, color=palette.muted)
    names = hint(block, align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    layers = [
        steps.mark_rule(color=palette.rule, aria=False).encode(y=y),
        counts.encode(x=alt.value(0), y=y, text="text:N"),
        block.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(hole("height"), "base")),
        _bars(palette),
        peaks.encode(x=year_x("peak_year", every=TICK_PX), y=down(hole("height"), "peak_y"), text="peak:Q"),
        names.encode(x=alt.value(0), y=down(hole("height"), "name_y"), text="name:N"),
        partial_note(palette, alt.value(9), every=TICK_PX),
    ]
    return finish(alt.layer(*layers), palette)


def lay_out(rows: Rows) -> Layout:
    """The rows of classes one below the other, and the bars on their lines."""
    classes, height = _classes(rows)
    bars = _placed(rows, {row["class_sort"]: row["base"] for row in classes})
    steps = [
        (row["base"] - count * LAUNCH_PX, str(count))
        for row in classes
        for count in range(STEP, int(row["most"]) + 1, STEP)
    ]
    hollow = any(rows.column("uncounted"))
    signs = ["Hollow: launch events without a published count, one unit each."] if hollow else []
    tables = {
        "bars": bars,
        "classes": pa.Table.from_pylist(classes),
        "steps": table_of(y=[y for y, _ in steps], text=[count for _, count in steps]),
    }
    says = title(key(rows.table, "All rows have the same scale.", *signs))
    return year_layout(rows) | Layout(tables, {"height": height, "title": says})


def reading(rows: Rows) -> str:
    """How many launches, the fullest year, and how much of the whole lies in the last ten years shown."""
    years: dict[int, int] = {}
    classes: dict[str, int] = defaultdict(int)
    events = uncounted = 0
    columns = ("class_sort", "class_label", "year", "missiles", "launch_events", "uncounted")
    for sort, label, year_of, missiles, own, unknown in zip(*map(rows.column, columns), strict=True):
        if sort:
            classes[label] += missiles
        else:
            years[year_of] = missiles
            events, uncounted = events + own, uncounted + unknown
    total = sum(years.values())
    start = f"{total:,} missiles and space launchers counted in {plural(events, 'launch event')}"
    left = f", {uncounted} of them without a published count" if uncounted else ""
    if len(years) == 1 or not total:
        return f"{start} in {span(years)}{left}."
    peak = max(years, key=years.__getitem__)
    most = max(sorted(classes), key=classes.__getitem__)
    return (
        f"{start} from {span(years)}{left}; the fullest year is {peak} "
        f"with {years[peak]}, and {classes[most] / total:.0%} of all are {most.lower()}."
    )


def _bars(palette: Palette) -> Any:
    chosen = pick()
    bars = Plot(table("bars")).mark_rect(cursor="pointer", strokeWidth=0.8)
    placed = bars.encode(
        x=year_x("x", every=TICK_PX),
        x2="x2:Q",
        y=down(hole("height"), "top"),
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
    return placed.add_params(chosen)


def _placed(rows: Rows, bases: dict[int, float]) -> pa.Table:
    """Two bars for each row: what was counted, and on it a unit for each event without a count."""
    missiles, uncounted = rows.column("missiles"), rows.column("uncounted")
    base = [bases[sort] for sort in rows.column("class_sort")]
    middle = [line - count * LAUNCH_PX for line, count in zip(base, missiles, strict=True)]
    top = [line - count * LAUNCH_PX for line, count in zip(middle, uncounted, strict=True)]
    both = with_columns(
        with_bars(rows.table.select(["mark", "label", "is_partial", "year"])),
        is_total=[sort == 0 for sort in rows.column("class_sort")],
    )
    counted = with_columns(both, bottom=base, top=middle, hollow=[False] * len(rows))
    hollow = with_columns(both, bottom=middle, top=top, hollow=[True] * len(rows))
    return pa.concat_tables(
        [
            counted.filter(pa.array([count > 0 for count in missiles])),
            hollow.filter(pa.array([count > 0 for count in uncounted])),
        ]
    )


def _classes(rows: Rows) -> tuple[list[dict[str, Any]], float]:
    """For each class its name, base line and fullest year, and the height of the whole."""
    parts: dict[int, list[tuple[str, int, int, int]]] = defaultdict(list)
    columns = ("class_sort", "class_label", "year", "missiles", "uncounted")
    for sort, *row in zip(*map(rows.column, columns), strict=True):
        parts[sort].append(tuple(row))
    classes, y = [], 2.0
    for sort, part in sorted(parts.items()):
        most = float(max(missiles + uncounted for _, _, missiles, uncounted in part))
        base = y + NAME_PX + max(most * LAUNCH_PX, 12) + 12
        unknown = sum(uncounted for *_, uncounted in part)
        name = f"{part[0][0]}: {sum(missiles for _, _, missiles, _ in part)}"
        name += f" + {unknown} uncounted" if unknown else ""
        _, fullest, peak, beside = max(part, key=lambda row: row[2])
        place = {"name_y": y + 9, "base": base, "peak_y": base - float(peak + beside) * LAUNCH_PX}
        classes.append({"class_sort": sort, "name": name, **place, "peak_year": fullest, "peak": peak, "most": most})
        y = base + 8
    return classes, y


CHART = Chart(
    id="launches_by_year",
    title="Launches by year and class",
    question="How many missiles of each class were launched each year?",
    page="weapons",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
