"""Events by year: a row of yearly bars for each family of kinds."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import COMPLETE
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import named_brush, period_brush
from dashboard.charts.draw.marks import DRAG_SIGN, SMALL, Plot, down, fade, finish, hint, pick, plural, spoken, title
from dashboard.charts.draw.palette import QUAD_LABELS, Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.draw.table import year as year_column
from dashboard.charts.draw.years import partial_note, with_bars, year_layout, year_x
from dashboard.charts.events.columns import EVENTS

EVENT_PX = 4.2
FAMILY_NAME_PX = 22
DRAWN = ["mark", "label", "year", "quad_class"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A row of yearly bars for each family of kinds, all to one scale that starts at zero, coloured by quad class."""
    chosen, height = pick(), hole("height")
    marks = (
        Plot(table("bars"))
        .mark_rect(cursor="pointer", stroke=palette.paper, strokeWidth=0.5, ariaRoleDescription="bar")
        .encode(
            x=year_x("x"),
            x2="x2:Q",
            y=down(height),
            y2="y2:Q",
            fill=_quad_fill(palette),
            opacity=fade(chosen),
            **spoken(),
        )
    )
    families = Plot(table("families"))
    names = hint(families, align="left", fontWeight=600, color=palette.ink, fontSize=SMALL + 1)
    lines = families.mark_rule(color=palette.neutral_soft, aria=False).encode(y=down(height, "base"))
    peaks = hint(families, dy=-7, color=palette.muted).encode(
        x=year_x("peak_year"), y=down(height, "peak_y"), text="peak:Q"
    )
    layers = [
        lines,
        marks.add_params(chosen, period_brush(palette)),
        peaks,
        names.encode(x=alt.value(0), y=down(height, "name_y"), text="name:N"),
        partial_note(palette, alt.value(hole("note_y"))),
    ]
    return named_brush(finish(alt.layer(*layers), palette))


def lay_out(rows: Rows) -> Layout:
    """The rows of families from top to bottom, each as high as its fullest year."""
    families, height = _families(rows)
    base = {family["family_sort"]: family["base"] for family in families}
    stacks = list(zip(*map(rows.column, ("family_sort", "events_from", "events_to")), strict=True))
    bars = with_columns(
        with_bars(rows.table.select(DRAWN)),
        y=[base[sort] - stop * EVENT_PX for sort, _, stop in stacks],
        y2=[base[sort] - start * EVENT_PX for sort, start, _ in stacks],
    )
    return year_layout(rows) | Layout(
        {"bars": bars, "families": pa.Table.from_pylist(families)},
        {"height": height, "note_y": height - 2, "title": title([DRAG_SIGN])},
    )


def reading(rows: Rows) -> str:
    """The family with most events and the year with most events of one family."""
    families: Counter[str] = Counter()
    cells: Counter[tuple[int, str]] = Counter()
    for year, family, events in zip(*map(rows.column, ("year", "family", "events")), strict=True):
        families[family] += events
        cells[year, family] += events
    total, largest = families.total(), min(families, key=lambda family: (-families[family], family))
    year, family = min(cells, key=lambda cell: (-cells[cell], cell))
    if len(cells) == 1:
        return f"{plural(total, 'event')} in {year}, all under {family.lower()}."
    return (
        f"{largest} are the largest group with {families[largest]} of {plural(total, 'event')}; "
        f"the highest count in one year is {cells[year, family]}, for {family.lower()} in {year}."
    )


def _families(rows: Rows) -> tuple[list[dict[str, Any]], float]:
    """For each family its name, base line and highest year, and the height of the whole."""
    names: dict[int, str] = {}
    years: dict[int, Counter[int]] = defaultdict(Counter)
    columns = map(rows.column, ("family_sort", "family", "year", "events"))
    for sort, family, year, events in zip(*columns, strict=True):
        names[sort] = family
        years[sort][year] += events
    placed, y = [], 4.0
    for sort, family in sorted(names.items()):
        counts = years[sort]
        fullest = min(counts, key=lambda year: (-counts[year], year))
        peak = counts[fullest]
        base = y + FAMILY_NAME_PX + max(peak * EVENT_PX, 16) + 8
        placed.append(
            {
                "family_sort": sort,
                "name": f"{family}: {counts.total()}",
                "name_y": y + 9,
                "base": base,
                "peak_year": fullest,
                "peak_y": base - peak * EVENT_PX,
                "peak": peak,
            }
        )
        y = base + 10
    return placed, y


def _quad_fill(palette: Palette) -> alt.Fill:
    order = list(QUAD_LABELS)
    words = " : ".join(f"datum.value == {quad} ? '{label}'" for quad, label in QUAD_LABELS.items()) + " : ''"
    legend = alt.Legend(labelExpr=words, symbolType="square", columns=alt.ExprRef("width < 500 ? 2 : 4"))
    return alt.Fill(
        "quad_class:N", scale=alt.Scale(domain=order, range=[palette.quad[q] for q in order]), legend=legend
    )


CHART = Chart(
    id="events_by_year",
    title="Events by year and kind",
    question="How many events of each kind does the record hold for each year?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            year_column("Year", "year"),
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
