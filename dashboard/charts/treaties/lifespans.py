"""How long instruments lasted: a bar for each from its first day in force to its end, with its name beside it."""

from __future__ import annotations

from datetime import datetime
from statistics import median
from typing import Any, NamedTuple

import altair as alt
import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import (
    CONFIRMED,
    NARROW_PX,
    WIDE,
    WIDE_PX,
    Plot,
    TimeAxis,
    down,
    fade,
    finish,
    hint,
    in_two,
    key,
    pick,
    plural,
    spoken,
    text_width,
    time_x,
    title,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, with_columns
from dashboard.charts.draw.table import Columns, day, text

ROW_PX = 20
TIGHT_PX = 10
BAR_PX = 14
FADE_SHARE = 0.09
LAYOUTS = {"wide": (WIDE, WIDE_PX), "narrow": (f"!({WIDE})", NARROW_PX)}
SIGNS = ("Dot: signed.", "Arrow: in force.", "Cross: broken off.", "Tick: ended.", "Fade: end not known.")


class Life(NamedTuple):
    """An instrument, the days of its dot and of the ends of its bar, where they lie on the axis from 0 to 1, and what became of it."""

    name: str
    ending: str
    signed: datetime
    start: datetime
    stop: datetime
    shares: tuple[float, float, float]
    fate: str


class Name(NamedTuple):
    """Where the name of an instrument stands in one layout: the day it hangs on, its alignment and distance, its words."""

    day: datetime
    align: str
    shift: int
    text: str


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A bar from in force to ended for each instrument: an arrow while it is in force, a fade where its end is not known."""
    return finish(alt.layer(*_spans(palette), *(_names(name, palette) for name in LAYOUTS)), palette)


def lay_out(rows: Rows) -> Layout:
    """One row down for each instrument, the ends of its bar, and its name on the side that has room for it."""
    frame = rows.frame
    axis = TimeAxis.over(frame, "signed", "in_force", "ended", "last_day")
    lives = _lives(rows, axis)
    middles = [ROW_PX * (i + 0.5) + 2 for i in range(len(lives))]
    bars = with_columns(
        rows.drawn("short_title", "in_force", "ended", "ended_earliest", "ended_latest", "ending", "last_day"),
        y=middles,
        top=[y - BAR_PX / 2 for y in middles],
        bottom=[y + BAR_PX / 2 for y in middles],
        start=[life.start for life in lives],
        stop=[life.stop for life in lives],
        fate=[life.fate for life in lives],
    )
    for layout, (_, width) in LAYOUTS.items():
        bars = _with_names(bars, layout, [_name(life, width) for life in lives], middles)
    height = ROW_PX * len(lives) + 8
    return Layout({"bars": bars}, {**axis.values(), "height": height, "title": title(key(frame, *SIGNS))})


def reading(rows: Rows) -> str:
    """How many are in force, how many were broken off, and the median life of those that ended on a known day."""
    days = zip(rows.column("signed"), rows.column("in_force"), rows.column("ended"), strict=True)
    years = [(ended - (in_force or signed)).days / 365.25 for signed, in_force, ended in days if ended]
    life = f"; those with a known end lasted {median(years):.1f} years in the median" if len(years) > 1 else ""
    in_force, broken = sum(rows.column("is_in_force")), sum(rows.column("is_broken_off"))
    return f"{plural(len(rows), 'instrument')}: {in_force} in force today, {broken} broken off before their time{life}."


def _spans(palette: Palette) -> list[Any]:
    chosen = pick()
    fading = {
        "gradient": "linear",
        "stops": [{"offset": 0, "color": palette.neutral_soft}, {"offset": 1, "color": palette.paper}],
    }
    tones = alt.Scale(domain=["open", "over", "broken"], range=[palette.neutral_soft, palette.rule, palette.rule])
    plot = Plot(table("bars"))
    ends = {"x": _x("start"), "x2": "stop:T", "y": _y("top"), "y2": "bottom:Q"}
    known = plot.transform_filter("datum.fate !== 'unknown'").mark_rect(cursor="pointer", cornerRadius=2, aria=False)
    unknown = plot.transform_filter("datum.fate === 'unknown'").mark_rect(color=fading, cursor="pointer", aria=False)
    waiting = plot.transform_filter("datum.signed < datum.start").mark_rule(
        strokeDash=[2, 2], color=palette.neutral, aria=False
    )
    arrows = plot.transform_filter("datum.fate === 'open'").mark_point(
        shape="triangle-right", size=70, filled=True, color=palette.neutral, opacity=1, aria=False
    )
    crosses = plot.transform_filter("datum.fate === 'broken'").mark_point(
        shape="cross", angle=45, size=60, filled=True, color=palette.ink, opacity=1, aria=False
    )
    stops = plot.transform_filter("datum.fate === 'over'").mark_tick(
        orient="vertical", thickness=2, size=BAR_PX, color=palette.neutral, aria=False
    )
    dots = plot.mark_circle(size=44, strokeWidth=1.5, stroke=palette.ink, cursor="pointer", opacity=1).encode(
        x=_x("signed"),
        y=_y("y"),
        fill=alt.when(CONFIRMED).then(alt.value(palette.ink)).otherwise(alt.value(palette.paper)),
        opacity=fade(chosen, 1, 0.45),
        **spoken(),
    )
    return [
        known.encode(
            **ends, fill=alt.Fill("fate:N", scale=tones, legend=None), opacity=fade(chosen), tooltip="label:N"
        ),
        unknown.encode(**ends, opacity=fade(chosen), tooltip="label:N"),
        waiting.encode(x=_x("signed"), x2="start:T", y=_y("y")),
        *(layer.encode(x=_x("stop"), y=_y("y")) for layer in (stops, arrows, crosses)),
        dots.add_params(chosen),
    ]


def _names(layout: str, palette: Palette) -> Any:
    """The names of one of the two layouts, of which the width shows one."""
    shown, _ = LAYOUTS[layout]
    names = hint(
        Plot(table("bars")),
        align=alt.ExprRef(f"datum.{layout}_align"),
        dx=alt.ExprRef(f"datum.{layout}_shift"),
        color=palette.ink,
        lineHeight=TIGHT_PX,
    )
    words = alt.when(shown).then(f"{layout}_text:N").otherwise(alt.value(""))
    return names.encode(x=_x(f"{layout}_day"), y=_y(f"{layout}_y"), text=words)


def _x(column: str) -> alt.X:
    return time_x(column, orient="top")


def _y(column: str) -> alt.Y:
    return down(hole("height"), column)


def _lives(rows: Rows, axis: TimeAxis) -> list[Life]:
    days = ("signed", "in_force", "ended", "last_day")
    columns = [rows.column(name) for name in ("short_title", "ending", "is_in_force", "is_broken_off")]
    columns += [rows.table[name].cast(pa.timestamp("us")).to_pylist() for name in days]
    first, last = axis.first.to_pydatetime(), axis.last.to_pydatetime()
    whole = last - first
    lives = []
    for name, ending, is_open, is_broken, signed, in_force, ended, last_day in zip(*columns, strict=True):
        start = in_force or signed
        stop = ended or (last_day if is_open else min(start + whole * FADE_SHARE, last))
        shares = ((signed - first) / whole, (start - first) / whole, (stop - first) / whole)
        fate = "open" if is_open else "unknown" if not ended else "broken" if is_broken else "over"
        lives.append(Life(name, ending, signed, start, stop, shares, fate))
    return lives


def _with_names(bars: pa.Table, layout: str, names: list[Name], middles: list[float]) -> pa.Table:
    """The bars with the names of one layout. A name in two lines starts half a line higher."""
    columns = dict(zip(Name._fields, map(list, zip(*names, strict=True)), strict=True))
    tops = [y - name.text.count("\n") * TIGHT_PX / 2 for y, name in zip(middles, names, strict=True)]
    return with_columns(bars, **{f"{layout}_{field}": values for field, values in {**columns, "y": tops}.items()})


def _name(life: Life, width: int) -> Name:
    """The name beside its bar, on the side with room; where neither has any, in two lines."""
    words = life.name if width == NARROW_PX or life.fate == "open" else f"{life.name}, {life.ending.lower()}"
    room = text_width(words)
    signed, start, stop = (share * width for share in life.shares)
    if room + 10 <= signed:
        return Name(life.signed, "right", -8, words)
    is_short = stop - start < room / 2 and life.fate != "open"
    beside, anchor = (stop, life.stop) if is_short else (start, life.start)
    if beside + room + 10 <= width:
        return Name(anchor, "left", 9, words)
    half = in_two(words)
    return Name(life.signed, "right", -8, half) if signed > width / 2 else Name(life.start, "left", 9, half)


CHART = Chart(
    id="treaty_lifespans",
    title="How long agreements lasted",
    question="When was each instrument signed, in force, and ended, and how did it end?",
    page="treaties",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Instrument", "record.title"),
            text("Signed", "record.date"),
            text("In force", "record.in_force"),
            text("Ended", "record.ended"),
            text("How it ended", "record.how_ended"),
            text("Kind", "record.kind"),
            text("Parties", "record.parties"),
            text("Legal force", "record.legal_force"),
            day("Signed, first day", "record.first_day", FIRST_DAY),
            day("Ended, first day", "record.ended_first_day", FIRST_DAY),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each instrument counts once, from its signature to its end; in force is what has no known or presumed end.",
    group="Lifespans",
)
