"""How long instruments lasted: a lane for each kind, those with the United States first; a lane opens into a row for each instrument."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DOUBT, FIRST_DAY
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.marks import CONFIRMED, SMALL, WIDE, Plot, finish, hint, pick, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, day, text
from dashboard.charts.treaties.lifespan_key import LEGEND_PX, dashes, ends, fills, legend
from dashboard.charts.treaties.lifespan_lanes import INDENT_PX, LEFT_PX, lay_out
from dashboard.charts.treaties.lifespan_words import SIDES, reading

PICKED = "(pick.mark && pick.mark[0])"
OPEN = "(!datum.folds || datum.row === opened)"
BAR_PX, STRIP_BAR_PX, LEAST_PX = 9, 3, 3
YEARS_PX = 16


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Lanes of thin bars, of which one opens into rows with names: dark in force, pale ended, a cross where it was broken off."""
    asked = "slice(pick.mark[0], 1)"
    params = [
        alt.param(name="lane_of", expr=hole("lane_of")),
        alt.param(
            name="opened",
            expr=f"!{PICKED} ? -1 : pick.mark[0][0] === '~' ? ({asked} ? indexof({hole('lanes_open')}, {asked}) : -1)"
            " : isValid(lane_of[pick.mark[0]]) ? lane_of[pick.mark[0]] : -1",
        ),
        alt.param(
            name="opened_px",
            expr=f"opened < 0 ? 0 : ({WIDE} ? {hole('wide_depths')} : {hole('narrow_depths')})[opened]",
        ),
        alt.param(
            name="head",
            expr=f"{LEGEND_PX} + {YEARS_PX}",
        ),
        # Vega takes the height from this, which knows what is open; the number given to `finish` only holds the place.
        alt.param(name="height", expr=f"({WIDE} ? {hole('wide_height')} : {hole('narrow_height')}) + opened_px + head"),
    ]
    layers = [*_grounds(palette), *_lives(palette), *_names(palette), *legend(palette), _targets()]
    return finish(alt.layer(*layers).add_params(*params), palette, 400)


def _grounds(palette: Palette) -> list[Any]:
    """What lies under the bars: the lanes, which can be clicked to open and close them, the years, and the headings of parts."""
    lanes, years, parts = (Plot(table(name)) for name in ("lanes", "years", "parts"))
    opener = "datum.row === opened ? '~' : '~' + datum.lane"
    grounds = lanes.transform_filter("datum.folds").transform_calculate(mark=opener)
    line = lanes.mark_rule(color=palette.rule, aria=False)
    rules = years.mark_rule(color=palette.rule, aria=False)
    heading = hint(parts, align="left", fontSize=SMALL + 1, fontWeight=600, color=palette.ink)
    extra = "(datum.row === opened ? opened_px : 0)"
    shade = alt.value(alt.ExprRef("datum.row === opened ? 1 : 0"))
    return [
        hint(years, color=palette.muted).encode(
            x=_across("share"), y=alt.value(alt.ExprRef("head - 9")), text="words:N"
        ),
        grounds.mark_rect(fill=palette.band, cursor="pointer", aria=False).encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=_down("0"),
            y2=_down(f"({WIDE} ? datum.wide_bottom - datum.wide_y : datum.narrow_bottom - datum.narrow_y) + {extra}"),
            fillOpacity=shade,
            tooltip="label:N",
        ),
        rules.encode(x=_across("share"), y=alt.value(alt.ExprRef("head - 2")), y2=alt.value("height")),
        line.encode(x=alt.value(0), x2=alt.value("width"), y=_down("0")),
        heading.encode(x=alt.value(0), y=_down("0"), text="words:N"),
    ]


def _lives(palette: Palette) -> list[Any]:
    """A bar for each life, by what became of it, and the signs at its end."""
    bars = Plot(table("bars"))
    opened = bars.transform_filter(OPEN)
    box = {"x": _across("start"), "x2": _across("stop", f"{LEAST_PX}"), "y": _bar(-1), "y2": _bar(1)}
    strong = alt.value(alt.ExprRef(f"!{PICKED} || pick.mark[0][0] === '~' || pick.mark[0] === datum.mark ? 1 : 0.6"))
    waiting = bars.transform_filter("datum.start > datum.signed").mark_rule(color=palette.neutral, aria=False)
    known = [
        bars.transform_filter(f"datum.fate === '{fate}' && {CONFIRMED}").mark_rect(aria=False, **look)
        for fate, look in fills(palette).items()
    ]
    # One source leaves a bar hollow, whatever became of it.
    hollow = bars.transform_filter(f"datum.fate !== 'undated' && !({CONFIRMED})").mark_rect(
        fill=palette.paper, stroke=palette.neutral, strokeWidth=1, aria=False
    )
    undated = bars.transform_filter("datum.fate === 'undated'").mark_rect(aria=False, **dashes(palette))
    rings = opened.transform_filter("datum.is_disputed").mark_point(
        size=110, strokeWidth=1.1, color=palette.ink, aria=False
    )
    signs = ends(palette)
    arrows = opened.transform_filter("datum.fate === 'open'").mark_point(**signs["open"])
    size = alt.ExprRef(f"{OPEN} ? 60 : 18")
    crosses = bars.transform_filter("datum.fate === 'broken'").mark_point(**{**signs["broken"], "size": size})
    return [
        waiting.encode(x=_across("signed"), x2=_across("start"), y=_bar(0), opacity=strong),
        *(layer.encode(**box, opacity=strong) for layer in (*known, hollow, undated)),
        rings.encode(x=_across("start"), y=_bar(0)),
        arrows.encode(x=_across("stop", "4"), y=_bar(0)),
        crosses.encode(x=_across("stop", "1"), y=_bar(0)),
    ]


def _names(palette: Palette) -> list[Any]:
    """The names of lanes with how many are in force, and in the open lane the name of each instrument and its end."""
    lanes, bars = Plot(table("lanes")), Plot(table("bars")).transform_filter(OPEN)
    line = alt.value(alt.ExprRef(f"{_top()} + 10"))
    arrow = lanes.transform_filter("datum.folds").transform_calculate(arrow="datum.row === opened ? '▾' : '▸'")
    named = hint(bars.transform_filter("datum.name"), align="left", color=palette.ink)
    ends = hint(
        bars.transform_filter(
            f"{WIDE} && datum.fate !== 'open' && ({_fits()} || {_x('signed')} - datum.end_px > {LEFT_PX - 30})"
        ),
        align=alt.ExprRef(f"{_fits()} ? 'left' : 'right'"),
        color=palette.muted,
    )
    beside = hint(bars.transform_filter(f"!({WIDE}) && datum.fate !== 'open'"), align="right", color=palette.muted)
    left, right = _x("stop"), f"{_x('signed')} - 10"
    return [
        hint(arrow, align="left", color=palette.muted).encode(x=alt.value(0), y=line, text="arrow:N"),
        hint(lanes, align="left", color=palette.ink, fontWeight=600).encode(x=alt.value(13), y=line, text="name:N"),
        hint(lanes, align="left", color=palette.muted).encode(
            x=alt.value(alt.ExprRef("datum.words_px")), y=line, text="words:N"
        ),
        named.encode(x=alt.value(INDENT_PX), y=_bar(0, f"{WIDE} ? 0 : -13"), text="name:N"),
        ends.encode(x=alt.value(alt.ExprRef(f"{_fits()} ? {left} + 10 : {right}")), y=_bar(0), text="end:N"),
        beside.encode(x=alt.value("width"), y=_bar(0, "-13"), text="narrow_end:N"),
    ]


def _targets() -> Any:
    """What is clicked and read out: a life in a folded lane by its bar, in the open one by its whole row."""
    plot = Plot(table("bars")).mark_rect(fill="transparent", cursor="pointer")
    half = f"({OPEN} ? ({WIDE} ? 6 : 11) : 2)"
    return plot.encode(
        x=alt.value(alt.ExprRef(f"{OPEN} ? 5 : {_x('signed')} - 1")),
        x2=alt.value(alt.ExprRef(f"{OPEN} ? width - 4 : {_x('stop')} + 5")),
        y=_bar(0, f"-{half} - ({OPEN} && !({WIDE}) ? 7 : 0)"),
        y2=_bar(0, f"{half} - ({OPEN} && !({WIDE}) ? 7 : 0)"),
        **spoken(),
    ).add_params(pick())


def _x(column: str) -> str:
    """The place across of a share of the years, in pixels."""
    return f"({WIDE} ? {LEFT_PX} + datum.{column} * (width - {LEFT_PX + 12}) : datum.{column} * (width - 12))"


def _across(column: str, more: str = "0") -> Any:
    return alt.value(alt.ExprRef(f"{_x(column)} + {more}"))


def _fits() -> str:
    """Whether the words on the end have room at the right of their bar."""
    return f"{_x('stop')} + datum.end_px < width"


def _top() -> str:
    """The top of a lane or part: it moves down where a lane above it is open."""
    return f"(head + ({WIDE} ? datum.wide_y : datum.narrow_y) + (opened >= 0 && datum.row > opened ? opened_px : 0))"


def _down(shift: str) -> Any:
    return alt.value(alt.ExprRef(f"{_top()} + {shift}"))


def _bar(side: int, shift: str = "0") -> Any:
    """A height on a bar: its middle, or its edge above (-1) or below (1)."""
    middle = f"({OPEN} ? ({WIDE} ? datum.wide : datum.narrow) : datum.folded + ({WIDE} ? 0 : 16))"
    edge = f"{side} * ({OPEN} ? {BAR_PX / 2} : {STRIP_BAR_PX / 2})"
    return alt.value(alt.ExprRef(f"{_top()} + {middle} + {edge} + ({shift})"))


CHART = Chart(
    id="treaty_lifespans",
    title="How long agreements lasted",
    question="Which instruments are still in force, how long did the others last, and how did they end?",
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
            text("With the United States", "side", words=SIDES),
            text("Parties", "record.parties"),
            text("Legal force", "record.legal_force"),
            day("Signed, first day", "record.first_day", FIRST_DAY),
            day("Ended, first day", "record.ended_first_day", FIRST_DAY),
            AGREE,
            DOUBT,
        )
    ),
    rule="Each instrument counts once, from its signature to its end; in force is what has no known or presumed end. A state "
    "shares in what it signed, joined or keeps as depositary; who only proposed or witnessed a text does not. Resolutions of the "
    "Security Council count with the United States, a permanent member.",
    group="Lifespans",
    folds="lane",
)
