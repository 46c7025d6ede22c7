"""The promise tracker: each clause a lane, grouped by instrument, with the later acts that are said to keep or break it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    by_width,
    day_in_words,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
    text_width,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.treaties.promise_lanes import LEFT_PX, Place, Span, placed, ticks
from dashboard.charts.treaties.reading_signs import legend, look, tones

HEAD_PX, GAP_PX, LEGEND_PX = 50, 16, 46
TITLE_PX, LANE_PX, ROW_PX = 15, 30, 11
NARROW_TEXT_PX = 318
SAID = {
    "kept": "said to keep a clause",
    "partly_kept": "to keep it in part",
    "broken": "to break it",
    "ended": "to end it",
    "disputed": "disputed",
}
SIGNS = [
    "Each instrument has its own years; the dashed line is its end.",
    "Beside a mark: who says so, where there is room.",
    "Thin bar: the act took more than a day.",
]


def tracker(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Lanes of clauses in groups, each group on its own stretch of years; a sign for each act says how it is read."""
    if frame.empty:
        return nothing(palette)
    marks = drawn(frame)
    groups, lanes, marks, height = _laid_out(marks)
    chosen = pick()
    return dress(
        alt.layer(
            *_headers(groups, palette),
            *_lanes(lanes, palette),
            *_signs(marks, chosen, palette),
            *legend(palette),
        ),
        palette,
        height,
        SIGNS,
    )


def tracker_reading(frame: pd.DataFrame) -> str:
    """How many acts are read which way, on how many clauses, and how many clauses have both kept and broken."""
    if frame.empty:
        return NOTHING
    acts = frame[frame["reading"] != "promise"]
    clauses, treaties = frame["clause"].nunique(), frame["treaty"].nunique()
    start = f"{plural(clauses, 'clause')} of {plural(treaties, 'instrument')}"
    if acts.empty:
        return f"{start}; no later act is coded for them."
    counts = acts["reading"].value_counts()
    parts = [f"{counts[reading]} {words}" for reading, words in SAID.items() if counts.get(reading, 0)]
    sides = acts.groupby("clause")["reading"].agg(set)
    both = sum("broken" in readings and bool({"kept", "partly_kept"} & readings) for readings in sides)
    mixed = f" Of {plural(both, 'clause')} some acts are said to keep it and others to break it." if both else ""
    return f"{start} and {plural(len(acts), 'later act')}: {', '.join(parts)}.{mixed}"


def _laid_out(marks: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, float]:
    """Groups, lanes and marks with their places in both layouts, and the height of the whole."""
    groups, lanes, places, y = [], [], [], float(LEGEND_PX)
    for rows in _grouped(each(marks), "treaty"):
        span = Span.over(rows)
        top, y = y, y + HEAD_PX
        for lane in sorted(_grouped(rows, "clause_rank"), key=lambda lane: lane[0].clause_rank):
            wide, narrow = placed(lane, span, wide=True), placed(lane, span, wide=False)
            deep, deeper = (max(place.row for place in layout.values()) for layout in (wide, narrow))
            tall = max(LANE_PX, deep * ROW_PX + 20, TITLE_PX + (deeper + 1) * ROW_PX + 5)
            places += [_place(mark, span, y, wide[mark.mark], narrow[mark.mark]) for mark in lane]
            first = lane[0]
            lanes.append((first.clause_title, first.obliged, y + 10, y + TITLE_PX + 7, y + 9, y + 22, y + tall))
            y += tall
        groups.append(_group(rows[0], span, top, y))
        y += GAP_PX
    columns = ["title", "obliged", "wide_y", "narrow_y", "title_y", "obliged_y", "bottom"]
    set_out = marks.merge(pd.DataFrame(places), on="mark", validate="one_to_one")
    return pd.DataFrame(groups), pd.DataFrame(lanes, columns=columns), set_out, y


def _grouped(rows: list[Any], name: str) -> list[list[Any]]:
    """The rows that have the same value of a column, in the order in which the values come first."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return list(found.values())


def _place(mark: Any, span: Span, y: float, wide: Place, narrow: Place) -> dict[str, Any]:
    """One mark in both layouts: its shares of the years, its heights in pixels and the words beside it."""
    return {
        "mark": mark.mark,
        "share": span.share(mark.day),
        "share_from": span.share(mark.day_from),
        "share_to": span.share(mark.day_to),
        "wide_y": y + 10 + wide.row * ROW_PX,
        "narrow_y": y + TITLE_PX + 7 + narrow.row * ROW_PX,
        "wide_words": wide.words,
        "wide_align": wide.align,
        "narrow_words": narrow.words,
        "narrow_align": narrow.align,
    }


def _group(first: Any, span: Span, top: float, bottom: float) -> dict[str, Any]:
    """One instrument: its name, its fate in words, its years and where it lies."""
    return {
        "name": first.treaty,
        "fate": f"{day_in_words(first.signed)}; {first.ending[0].lower()}{first.ending[1:]}",
        "top": top + 12,
        "fate_y": top + 27,
        "tick_y": top + HEAD_PX - 7,
        "first_y": top + HEAD_PX,
        "bottom": bottom,
        "ticks": ticks(span),
        "end": None if pd.isna(first.ended) else span.share(first.ended),
    }


def _across(column: str, shift: str = "0") -> Any:
    """The x place of a share of the years, in pixels; promises stand a little before the acts of the first days."""
    wide, narrow = f"{LEFT_PX} + datum.{column} * (width - {LEFT_PX + 16})", f"18 + datum.{column} * (width - 30)"
    return alt.value(alt.ExprRef(f"({WIDE} ? {wide} : {narrow}) + ({shift})"))


def _high(wide: str = "wide_y", narrow: str = "narrow_y") -> Any:
    return alt.value(by_width(wide, narrow))


def _headers(groups: pd.DataFrame, palette: Palette) -> list[Any]:
    """Name, fate and years of each instrument, and the line of its end."""
    years = pd.DataFrame(
        [
            {"share": share, "words": words, "y": group.tick_y, "top": group.first_y, "bottom": group.bottom}
            for group in each(groups)
            for share, words in group.ticks
        ],
        columns=["share", "words", "y", "top", "bottom"],
    )
    words = groups.drop(columns=["ticks", "end"])
    ends = groups.dropna(subset=["end"])[["end", "first_y", "bottom"]]
    rules = Plot(years).mark_rule(color=palette.rule, aria=False)
    last = Plot(ends).mark_rule(color=palette.neutral, strokeDash=[3, 3], aria=False)
    names = hint(Plot(words), align="left", fontSize=SMALL + 3, fontWeight=600, color=palette.ink)
    fates = hint(Plot(words), align="left", color=palette.muted)
    y, top, bottom = (alt.value(alt.ExprRef(f"datum.{name}")) for name in ("y", "top", "bottom"))
    first = alt.value(alt.ExprRef("datum.first_y"))
    return [
        rules.encode(x=_across("share"), y=top, y2=bottom),
        last.encode(x=_across("end"), y=first, y2=bottom),
        names.encode(x=alt.value(0), y=top, text="name:N"),
        fates.encode(x=alt.value(0), y=alt.value(alt.ExprRef("datum.fate_y")), text="fate:N"),
        hint(Plot(years), color=palette.muted).encode(x=_across("share"), y=y, text="words:N"),
    ]


def _lanes(lanes: pd.DataFrame, palette: Palette) -> list[Any]:
    """The line under each lane, the promise in a few words and who owes it: under it on a wide chart, beside it on a narrow one."""
    lanes = lanes.assign(beside=[_beside(lane.title, lane.obliged) for lane in each(lanes)])
    table = Plot(lanes)
    bottom, y, lower = (alt.value(alt.ExprRef(f"datum.{name}")) for name in ("bottom", "title_y", "obliged_y"))
    line = table.mark_rule(color=palette.rule, aria=False).encode(x=alt.value(0), x2=alt.value("width"), y=bottom)
    titles = hint(table, align="left", color=palette.ink).encode(x=alt.value(0), y=y, text="title:N")
    wide, narrow = (alt.when(shown) for shown in (WIDE, f"!({WIDE})"))
    owed = hint(table, align="left", fontSize=SMALL - 1, color=palette.muted).encode(
        x=alt.value(0), y=lower, text=wide.then("obliged:N").otherwise(alt.value(""))
    )
    who = hint(table, align="right", fontSize=SMALL - 1, color=palette.muted).encode(
        x=alt.value("width"), y=y, text=narrow.then("beside:N").otherwise(alt.value(""))
    )
    return [line, titles, owed, who]


def _beside(title: str, obliged: str) -> str:
    """Who owes it, as much of it as there is room for beside a title on a narrow chart."""
    room = NARROW_TEXT_PX - text_width(title)
    return next(
        (words for words in (obliged, obliged.split(", due", maxsplit=1)[0]) if text_width(words, SMALL - 1) <= room),
        "",
    )


def _signs(marks: pd.DataFrame, chosen: alt.Parameter, palette: Palette) -> list[Any]:
    """The signs of acts and of the promises themselves, the bars of long acts, and who says so."""
    plot = Plot(marks)
    bars = plot.transform_filter("datum.share_to - datum.share_from > 0.02").mark_rule(
        color=palette.neutral_soft, strokeWidth=3, aria=False
    )
    layers = [bars.encode(x=_across("share_from"), x2=_across("share_to"), y=_high())]
    for shown, layout in ((WIDE, "wide"), (f"!({WIDE})", "narrow")):
        for side in ("left", "right"):
            words = hint(
                Plot(marks[marks[f"{layout}_align"] == side]),
                align=side,
                dx=8 if side == "left" else -8,
                fontSize=SMALL - 1,
                color=palette.muted,
            )
            text = alt.when(shown).then(f"{layout}_words:N").otherwise(alt.value(""))
            layers.append(words.encode(x=_across("share"), y=_high(), text=text))
    points = plot.mark_point(**look("datum.reading"), cursor="pointer", opacity=1)
    return [
        *layers,
        points.encode(
            x=_across("share", "datum.reading === 'promise' ? -12 : 0"),
            y=_high(),
            opacity=fade(chosen, 1, 0.35),
            **tones(palette),
            **spoken(),
        ).add_params(chosen),
    ]


CHART = Chart(
    id="promise_tracker",
    title="What became of the promises",
    question="What was promised, by whom, and who says that it was kept or broken?",
    page="treaties",
    build=tracker,
    reading=tracker_reading,
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
