"""The promise tracker: each clause a lane, grouped by instrument, with the later acts that are said to keep or break it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE
from dashboard.charts.draw.holes import table
from dashboard.charts.draw.marks import (
    SMALL,
    WIDE,
    Plot,
    by_width,
    fade,
    finish,
    hint,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.treaties.promise_lanes import LEFT_PX
from dashboard.charts.treaties.promise_layout import lay_out
from dashboard.charts.treaties.reading_signs import legend, look, tones

SAID = {
    "kept": "said to keep a clause",
    "partly_kept": "to keep it in part",
    "broken": "to break it",
    "ended": "to end it",
    "disputed": "disputed",
}
KEPT = ("kept", "partly_kept")


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Lanes of clauses in groups, each group on its own stretch of years; a sign for each act says how it is read."""
    return finish(alt.layer(*_headers(palette), *_lanes(palette), *_signs(palette), *legend(palette)), palette)


def reading(rows: Rows) -> str:
    """How many acts are read which way, on how many clauses, and how many clauses have both kept and broken."""
    clauses, readings = rows.column("clause"), rows.column("reading")
    start = f"{plural(len(set(clauses)), 'clause')} of {plural(len(set(rows.column('treaty'))), 'instrument')}"
    acts = [(clause, reading) for clause, reading in zip(clauses, readings, strict=True) if reading != "promise"]
    if not acts:
        return f"{start}; no later act is coded for them."
    counts = Counter(reading for _, reading in acts)
    parts = [f"{counts[reading]} {words}" for reading, words in SAID.items() if counts[reading]]
    broken = {clause for clause, reading in acts if reading == "broken"}
    both = len(broken & {clause for clause, reading in acts if reading in KEPT})
    mixed = f" Of {plural(both, 'clause')} some acts are said to keep it and others to break it." if both else ""
    return f"{start} and {plural(len(acts), 'later act')}: {', '.join(parts)}.{mixed}"


def _across(column: str, shift: str = "0") -> Any:
    """The x place of a share of the years, in pixels; promises stand a little before the acts of the first days."""
    wide, narrow = f"{LEFT_PX} + datum.{column} * (width - {LEFT_PX + 16})", f"18 + datum.{column} * (width - 30)"
    return alt.value(alt.ExprRef(f"({WIDE} ? {wide} : {narrow}) + ({shift})"))


def _high(wide: str = "wide_y", narrow: str = "narrow_y") -> Any:
    return alt.value(by_width(wide, narrow))


def _headers(palette: Palette) -> list[Any]:
    """Name, fate and years of each instrument, and the line of its end."""
    groups, years = Plot(table("groups")), Plot(table("years"))
    rules = years.mark_rule(color=palette.rule, aria=False)
    last = groups.transform_filter("datum.end !== null").mark_rule(color=palette.neutral, strokeDash=[3, 3], aria=False)
    names = hint(groups, align="left", fontSize=SMALL + 3, fontWeight=600, color=palette.ink)
    fates = hint(groups, align="left", color=palette.muted)
    y, top, bottom = (alt.value(alt.ExprRef(f"datum.{name}")) for name in ("y", "top", "bottom"))
    first = alt.value(alt.ExprRef("datum.first_y"))
    return [
        rules.encode(x=_across("share"), y=top, y2=bottom),
        last.encode(x=_across("end"), y=first, y2=bottom),
        names.encode(x=alt.value(0), y=top, text="name:N"),
        fates.encode(x=alt.value(0), y=alt.value(alt.ExprRef("datum.fate_y")), text="fate:N"),
        hint(years, color=palette.muted).encode(x=_across("share"), y=y, text="words:N"),
    ]


def _lanes(palette: Palette) -> list[Any]:
    """The line under each lane, the promise in a few words and who owes it: under it on a wide chart, beside it on a narrow one."""
    lanes = Plot(table("lanes"))
    bottom, y, lower = (alt.value(alt.ExprRef(f"datum.{name}")) for name in ("bottom", "title_y", "obliged_y"))
    line = lanes.mark_rule(color=palette.rule, aria=False).encode(x=alt.value(0), x2=alt.value("width"), y=bottom)
    titles = hint(lanes, align="left", color=palette.ink).encode(x=alt.value(0), y=y, text="title:N")
    wide, narrow = (alt.when(shown) for shown in (WIDE, f"!({WIDE})"))
    owed = hint(lanes, align="left", fontSize=SMALL - 1, color=palette.muted).encode(
        x=alt.value(0), y=lower, text=wide.then("obliged:N").otherwise(alt.value(""))
    )
    who = hint(lanes, align="right", fontSize=SMALL - 1, color=palette.muted).encode(
        x=alt.value("width"), y=y, text=narrow.then("beside:N").otherwise(alt.value(""))
    )
    return [line, titles, owed, who]


def _signs(palette: Palette) -> list[Any]:
    """The signs of acts and of the promises themselves, the bars of long acts, and who says so."""
    chosen, plot = pick(), Plot(table("marks"))
    bars = plot.transform_filter("datum.share_to - datum.share_from > 0.02").mark_rule(
        color=palette.neutral_soft, strokeWidth=3, aria=False
    )
    points = plot.mark_point(**look("datum.reading"), cursor="pointer", opacity=1)
    return [
        bars.encode(x=_across("share_from"), x2=_across("share_to"), y=_high()),
        *(_speakers(layout, shown, palette) for layout, shown in (("wide", WIDE), ("narrow", f"!({WIDE})"))),
        points.encode(
            x=_across("share", "datum.reading === 'promise' ? -12 : 0"),
            y=_high(),
            opacity=fade(chosen, 1, 0.35),
            **tones(palette),
            **spoken(),
        ).add_params(chosen),
    ]


def _speakers(layout: str, shown: str, palette: Palette) -> Any:
    """Who says so, beside the marks that have room for it."""
    words = hint(
        Plot(table("marks")).transform_filter(f"datum.{layout}_words"),
        align=alt.ExprRef(f"datum.{layout}_align"),
        dx=alt.ExprRef(f"datum.{layout}_align === 'left' ? 8 : -8"),
        fontSize=SMALL - 1,
        color=palette.muted,
    )
    text = alt.when(shown).then(f"{layout}_words:N").otherwise(alt.value(""))
    return words.encode(x=_across("share"), y=_high(), text=text)


CHART = Chart(
    id="promise_tracker",
    title="What became of the promises",
    question="What was promised, by whom, and who says that it was kept or broken?",
    page="treaties",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            *DATE,
            text("Instrument", "treaty"),
            text("Promise", "clause_title"),
            text("Who owed it", "obliged"),
            text("Promised, kept or broken", "reading_label"),
            text("Who says so", "record.speaker"),
            text("In detail", "record.summary", is_long=True),
            AGREE,
        )
    ),
    rule="Each clause of the nine main instruments between the two states is one square, at its signature, and each "
    "later act one sign in its lane, on its day or in the middle of its span of days. One act counts once for "
    "each clause and each side that reads it. A reading is what the named speaker says, not our verdict. The "
    "filter of instruments is that of the clause's instrument.",
    group="Promises",
)
