"""The promise tracker: a strip of signs for each instrument, and beneath the open one the story of each clause by its acts."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import FOLDS_BY_MARK, Chart
from dashboard.charts.draw.columns import AGREE, DATE
from dashboard.charts.draw.holes import has_rows, hole, table
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, finish, hint, pick, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.treaties.promise_lanes import LEFT_PX
from dashboard.charts.treaties.promise_layout import lay_out
from dashboard.charts.treaties.promise_words import reading
from dashboard.charts.treaties.reading_signs import legend, look, tones

STRIP_PX, CELL_PX, APART_PX = 326, 20, 66
# What is on a strip moves down where an instrument above it is open.
BELOW = "(opened >= 0 && datum.row > opened ? opened_px : 0)"
OPEN = "datum.row === opened"


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Strips of cells and signs, the lanes of the open instrument under its strip; a sign for each act says how it is read."""
    high = f"({WIDE} ? {hole('wide_height')} : {hole('narrow_height')}) + opened_px"
    foots = f"({WIDE} ? {hole('wide_foots')} : {hole('narrow_foots')})"
    layers = [*_strips(palette), *_head(palette), *_lanes(palette), *_acts(palette), *legend(palette)]
    params = [
        alt.param(name="opened", expr=hole("opened")),
        alt.param(name="opened_px", expr=f"opened < 0 ? 0 : {hole('depths')}[opened]"),
        alt.param(name="foot", expr=f"{foots}[max(opened, 0)]"),
        # Vega takes the height from this, which knows what is open; the number given to `finish` only holds the place.
        alt.param(name="height", expr=high),
    ]
    return finish(alt.layer(*layers).add_params(*params), palette, 400)


def _strips(palette: Palette) -> list[Any]:
    """For each instrument its name and fate, and for each promise a cell with the signs of its acts."""
    groups, cells, signs = (Plot(table(name)) for name in ("groups", "cells", "signs"))
    faded = alt.when(f"opened < 0 || {OPEN}").then(alt.value(1)).otherwise(alt.value(0.45))
    left, right = _slot(f"-{CELL_PX / 2}"), _slot(f"{CELL_PX / 2}")
    line = groups.mark_rule(color=palette.rule, aria=False)
    boxes = cells.mark_rect(
        fill=palette.band, stroke=palette.neutral, cornerRadius=2, cursor="pointer", aria=has_rows("cells")
    )
    width = alt.when("pick.mark && datum.mark === pick.mark[0]").then(alt.value(2)).otherwise(alt.value(0.7))
    points = signs.mark_point(**look("datum.reading"), cursor="pointer", aria=has_rows("signs"))
    return [
        line.encode(x=alt.value(0), x2=alt.value("width"), y=_strip("bottom")),
        *_names(groups, palette),
        boxes.encode(
            x=left, x2=right, y=_strip("top"), y2=_strip("bottom"), strokeWidth=width, opacity=faded, **spoken()
        ).add_params(pick()),
        points.encode(x=_slot("datum.side"), y=_strip("y"), opacity=faded, **tones(palette), **spoken()),
    ]


def _names(groups: Any, palette: Palette) -> list[Any]:
    """The name of each instrument, which opens it, and what became of it: under the name on a wide chart, else beside it."""
    look: dict[str, Any] = {"align": "left", "color": palette.ink, "cursor": "pointer", "aria": True}
    name = hint(groups, fontSize=SMALL + 2, fontWeight=600, **look)
    fate = hint(groups.transform_filter(WIDE), align="left", dy=16, color=palette.muted)
    arrow = alt.Text("arrow:N")
    named = groups.transform_calculate(arrow=f"{OPEN} ? '▾' : '▸'")
    return [
        hint(named, align="left", color=palette.muted).encode(x=alt.value(0), y=_strip("y"), text=arrow),
        name.encode(x=alt.value(13), y=_strip("y"), text="name:N", **spoken()),
        fate.encode(x=alt.value(13), y=_strip("y"), text="fate:N"),
    ]


def _head(palette: Palette) -> list[Any]:
    """The years of the open instrument, and the line of its end."""
    years, groups = (Plot(table(name)).transform_filter(OPEN) for name in ("years", "groups"))
    rules = years.mark_rule(color=palette.rule, aria=False)
    ends = groups.transform_filter("datum.end !== null").mark_rule(color=palette.neutral, strokeDash=[3, 3], aria=False)
    return [
        rules.encode(x=_across("share"), y=_lane("top"), y2=_lane("bottom")),
        hint(years, color=palette.muted).encode(x=_across("share"), y=_lane("y"), text="words:N"),
        ends.encode(x=_across("end"), y=alt.value(alt.ExprRef("foot + 26")), y2=_lane("bottom")),
    ]


def _lanes(palette: Palette) -> list[Any]:
    """The line under each lane, the promise in a few words and who owes it: under it on a wide chart, beside it on a narrow one."""
    lanes = Plot(table("lanes")).transform_filter(OPEN)
    line = lanes.mark_rule(color=palette.rule, aria=False)
    titles = hint(lanes, align="left", color=palette.ink)
    wide, narrow = (alt.when(shown) for shown in (WIDE, f"!({WIDE})"))
    owed = hint(lanes, align="left", color=palette.muted).encode(
        x=alt.value(13), y=_lane("obliged_y"), text=wide.then("obliged:N").otherwise(alt.value(""))
    )
    who = hint(lanes, align="right", color=palette.muted).encode(
        x=alt.value("width"), y=_lane("title_y"), text=narrow.then("beside:N").otherwise(alt.value(""))
    )
    return [
        line.encode(x=alt.value(0), x2=alt.value("width"), y=_lane("bottom")),
        titles.encode(x=alt.value(alt.ExprRef(f"{WIDE} ? 13 : 0")), y=_lane("title_y"), text="title:N"),
        owed,
        who,
    ]


def _acts(palette: Palette) -> list[Any]:
    """The acts in the lanes, and who says so. They can be clicked, but are read out in their strips alone."""
    plot = Plot(table("acts")).transform_filter(OPEN)
    bars = plot.transform_filter("datum.share_to - datum.share_from > 0.02").mark_rule(
        color=palette.neutral_soft, strokeWidth=3, aria=False
    )
    points = plot.mark_point(**look("datum.reading"), cursor="pointer", aria=False)
    # An instrument that is open leaves all its acts strong; of a promise or an act the others step back.
    strong = alt.when("!pick.mark || datum.mark === pick.mark[0] || test(/^tr-/, pick.mark[0])")
    y = alt.value(alt.ExprRef(f"foot + ({WIDE} ? datum.wide_y : datum.narrow_y)"))
    return [
        bars.encode(x=_across("share_from"), x2=_across("share_to"), y=y),
        *(_speakers(layout, shown, y, palette) for layout, shown in (("wide", WIDE), ("narrow", f"!({WIDE})"))),
        points.encode(
            x=_across("share", "datum.reading === 'promise' ? -12 : 0"),
            y=y,
            opacity=strong.then(alt.value(1)).otherwise(alt.value(0.5)),
            tooltip="label:N",
            **tones(palette),
        ),
    ]


def _speakers(layout: str, shown: str, y: Any, palette: Palette) -> Any:
    """Who says so, beside the marks that have room for it."""
    words = hint(
        Plot(table("acts")).transform_filter(f"{OPEN} && datum.{layout}_words"),
        align=alt.ExprRef(f"datum.{layout}_align"),
        dx=alt.ExprRef(f"datum.{layout}_align === 'left' ? 8 : -8"),
        color=palette.muted,
    )
    text = alt.when(shown).then(f"{layout}_words:N").otherwise(alt.value(""))
    return words.encode(x=_across("share"), y=y, text=text)


def _slot(shift: str) -> Any:
    """The x place in the cell of a promise; the cells are as far apart as the longest instrument allows."""
    left = f"({WIDE} ? {STRIP_PX} : 0)"
    return alt.value(
        alt.ExprRef(f"{left} + (datum.slot + 0.5) * min({APART_PX}, (width - {left}) / {hole('slots')}) + ({shift})")
    )


def _strip(name: str) -> Any:
    """A height on a strip."""
    return alt.value(alt.ExprRef(f"({WIDE} ? datum.wide_{name} : datum.narrow_{name}) + {BELOW}"))


def _lane(name: str) -> Any:
    """A height among the lanes of the open instrument."""
    return alt.value(alt.ExprRef(f"foot + datum.{name}"))


def _across(column: str, shift: str = "0") -> Any:
    """The x place of a share of the years, in pixels; promises stand a little before the acts of the first days."""
    wide, narrow = f"{LEFT_PX} + datum.{column} * (width - {LEFT_PX + 16})", f"18 + datum.{column} * (width - 30)"
    return alt.value(alt.ExprRef(f"({WIDE} ? {wide} : {narrow}) + ({shift})"))


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
            text("Who ties it to the promise", "tie", words={"speaker": "The speaker", "ours": "We do"}),
            text("In detail", "record.summary", is_long=True),
            AGREE,
        )
    ),
    rule="Each clause of the nine main instruments between the two states is one box, and each later act that is said to keep, "
    "break or end it one sign: above the box, below it, or in it where the reading is disputed. One act counts once for "
    "each clause and each side that reads it. A reading is what the named speaker says, not our verdict; the sign is open "
    "where the speaker did not tie the act to the promise and we did. The filter of instruments is that of the "
    "clause's instrument.",
    group="Promises",
    folds=FOLDS_BY_MARK,
)
