"""Who owes whom: the same states on the same places, as four small networks side by side or as one large one of a single year."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import always, hole, table
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, fade, finish, hint, pick, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.draw.table import year as year_column
from dashboard.charts.treaties.network_labels import FONT_PX
from dashboard.charts.treaties.network_layout import BINDING, LINE_PX, WIDTHS, lay_out
from dashboard.charts.treaties.network_places import IN_ROW, LEGEND_ROW_PX, as_lines, in_panel
from dashboard.charts.treaties.network_words import DUTIES, reading

# Line style, thickness and colour of each kind: any of the three is enough to tell it from the others.
DASHES: dict[str, Any] = {
    "defense": [1, 0],
    "nonaggression": [9, 4],
    "consultation": [2, 3.5],
    "arms_limitation": [12, 3, 2, 3],
}
TONES = {
    "light": {"nonaggression": "#8A6100", "consultation": "#2563B0", "arms_limitation": "#8A4BA8"},
    "dark": {"nonaggression": "#E3B341", "consultation": "#79B0F2", "arms_limitation": "#CFA3EC"},
}
WIDTH = alt.ExprRef("datum.obligation_code === 'defense' ? 3.6 : datum.obligation_code === 'consultation' ? 2.4 : 2")
BY_WIDTH = alt.ExprRef(f"{IN_ROW} ? datum.wide : {WIDE} ? datum.middle : datum.narrow")


def draw(palette: Palette) -> alt.TopLevelMixin:
    """A line from one state to another for each kind of obligation, its head at the state to which it is owed."""
    layers = [*_lines(palette), *_states(palette), *_names_of_lines(palette), *_heads(palette), *_legend(palette)]
    # Vega takes the height from this, which knows the width; the number given to `finish` only holds the place.
    return finish(alt.layer(*layers).add_params(alt.param(name="height", expr=hole("height"))), palette, 400)


def _at(column: str) -> Any:
    return alt.value(alt.ExprRef(f"datum.{column}"))


def _tones(palette: Palette) -> alt.Scale:
    tones = {"defense": palette.ink, **TONES[palette.name]}
    return alt.Scale(domain=list(DUTIES), range=[tones[duty] for duty in DUTIES])


def _strokes(palette: Palette) -> dict[str, Any]:
    dashes = alt.Scale(domain=list(DUTIES), range=list(DASHES.values()))
    return {
        "stroke": alt.Stroke("obligation_code:N", scale=_tones(palette), legend=None),
        "strokeDash": alt.StrokeDash("obligation_code:N", scale=dashes, legend=None),
    }


def _lines(palette: Palette) -> list[Any]:
    """The lines, a wider strip over each that is easier to hit, and the heads; all can be clicked."""
    chosen, plot = pick(), as_lines(Plot(table("edges")))
    ends = {"x": _at("sx"), "y": _at("sy"), "x2": _at("ex"), "y2": _at("ey")}
    lines = plot.mark_rule(strokeWidth=WIDTH, aria=False)
    strips = plot.mark_rule(strokeWidth=alt.ExprRef(f"{hole('apart')} - 0.5"), cursor="pointer", aria=False)
    heads = plot.mark_point(
        shape="triangle",
        size=alt.ExprRef(hole("arrow")),
        strokeWidth=0,
        angle=alt.ExprRef("datum.turn"),
        cursor="pointer",
        opacity=1,
    )
    tones = alt.Fill("obligation_code:N", scale=_tones(palette), legend=None)
    return [
        lines.encode(**ends, **_strokes(palette), opacity=fade(chosen, 1, 0.3)),
        strips.encode(**ends, opacity=alt.value(0), tooltip="label:N"),
        heads.encode(x=_at("ex"), y=_at("ey"), fill=tones, opacity=fade(chosen, 1, 0.3), **spoken()).add_params(chosen),
    ]


def _states(palette: Palette) -> list[Any]:
    """The states, in every network on the same place, with their names outside the circle; those without an obligation faded."""
    off, room = f"({hole('state')} + 6)", f"{hole('name')} * 2.9"
    plot = (
        in_panel(Plot(table("states")))
        .transform_calculate(x="datum.cx + datum.ax * datum.rx", y="datum.cy + datum.ay * datum.ry")
        .transform_calculate(
            # Names beneath two states that stand close move apart.
            name_x=f"datum.x + datum.across * {off} + datum.outward * max(0, {room} - abs(datum.ax) * datum.rx)",
            name_y=f"datum.y + datum.down * ({off} + {hole('name')} / 2)",
        )
    )
    spots = plot.mark_point(
        shape="circle", size=alt.ExprRef(f"pow({hole('state')} - 2, 2) * PI"), filled=True, opacity=1, aria=False
    )
    names = hint(
        plot,
        fontSize=alt.ExprRef(hole("name")),
        fontWeight=alt.ExprRef("datum.is_bound ? 600 : 400"),
        align=alt.ExprRef("datum.across > 0 ? 'left' : datum.across < 0 ? 'right' : 'center'"),
        baseline="middle",
    )
    is_bound = alt.when("datum.is_bound")
    return [
        spots.encode(
            x=_at("x"),
            y=_at("y"),
            fill=is_bound.then(alt.value(palette.neutral)).otherwise(alt.value(palette.rule)),
            opacity=is_bound.then(alt.value(1)).otherwise(alt.value(0.7)),
        ),
        names.encode(
            x=_at("name_x"),
            y=_at("name_y"),
            text="name:N",
            color=is_bound.then(alt.value(palette.ink)).otherwise(alt.value(palette.muted)),
        ),
    ]


def _names_of_lines(palette: Palette) -> list[Any]:
    """Names of instruments along the lines where one network has the whole width; a click on one opens its first obligation."""
    plot = in_panel(Plot(table("labels")).transform_filter(IN_ROW)).transform_calculate(
        at_x="datum.cx + datum.x", at_y="datum.cy + datum.y"
    )
    place = {"x": _at("at_x"), "y": _at("at_y"), "text": "text:N"}
    look: dict[str, Any] = {
        "angle": alt.ExprRef("datum.angle"),
        "baseline": "middle",
        "fontSize": FONT_PX,
        "lineHeight": FONT_PX,
    }
    halo = {"stroke": palette.paper, "strokeWidth": 4, "strokeJoin": "round", "color": palette.paper}
    names = hint(plot, **look, color=palette.muted, cursor="pointer")
    # What has no tooltip cannot be clicked where another layer has the selection.
    return [hint(plot, **look, **halo).encode(**place), names.encode(**place, tooltip="label:N")]


def _heads(palette: Palette) -> list[Any]:
    """Above each network its year and in words what it shows."""
    plot = in_panel(Plot(table("heads"))).transform_calculate(
        year_y=f"datum.top + {hole('year')} / 2", words_y=f"datum.top + {hole('year')} + 4"
    )
    years = hint(plot, align="left", baseline="middle", fontSize=alt.ExprRef(hole("year")), fontWeight=700)
    words = hint(
        plot, align="left", baseline="top", fontSize=SMALL + 1, lineHeight=LINE_PX, color=palette.muted, text=BY_WIDTH
    )
    return [
        years.encode(x=_at("left"), y=_at("year_y"), text="year:N", color=alt.value(palette.ink)),
        words.encode(x=_at("left"), y=_at("words_y")),
    ]


def _legend(palette: Palette) -> list[Any]:
    """What each line means, with its head, in one row on a wide chart and in two on others; what the heads mean beneath the networks."""
    rows = [
        {"obligation_code": code, "words": f"owes {words}", "i": i} for i, (code, words) in enumerate(DUTIES.items())
    ]
    plot = Plot(always("legend", rows)).transform_calculate(
        x=f"{IN_ROW} ? datum.i * 205 : datum.i % 2 * 165",
        y=f"{IN_ROW} ? 8 : 8 + floor(datum.i / 2) * {LEGEND_ROW_PX}",
        x2=f"({IN_ROW} ? datum.i * 205 : datum.i % 2 * 165) + 36",
    )
    tones = alt.Fill("obligation_code:N", scale=_tones(palette), legend=None)
    notes = Plot(always("notes", [dict(zip(WIDTHS, BINDING, strict=True))]))
    foot = notes.transform_calculate(y=f"{hole('foot')} + 4")
    lines = plot.mark_rule(strokeWidth=WIDTH, aria=False)
    heads = plot.mark_point(shape="triangle", size=70, angle=90, strokeWidth=0, opacity=1, aria=False)
    return [
        lines.encode(x=_at("x"), x2=_at("x2"), y=_at("y"), **_strokes(palette)),
        heads.encode(x=_at("x2"), y=_at("y"), fill=tones),
        hint(plot, align="left", dx=10, fontSize=SMALL + 1, color=palette.ink).encode(
            x=_at("x2"), y=_at("y"), text="words:N"
        ),
        hint(foot, align="left", baseline="top", lineHeight=LINE_PX, color=palette.muted, text=BY_WIDTH).encode(
            x=alt.value(0), y=_at("y")
        ),
    ]


STATES = {
    "USA": "United States",
    "PRK": "North Korea",
    "KOR": "South Korea",
    "CHN": "China",
    "RUS": "Soviet Union or Russia",
    "JPN": "Japan",
    "UN": "United Nations or all parties",
}


def _instruments(rows: pd.DataFrame) -> pd.Series:
    return rows["label"].map(lambda label: label.partition(", under ")[2])


CHART = Chart(
    id="who_owes_whom",
    title="Who owed whom what",
    question="Which states owed one another defence, consultation, non-aggression or limits on arms, from 1945 to today?",
    page="treaties",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            year_column("End of the year", "year"),
            text("Who owed", "ower", words=STATES),
            text("To whom", "owed", words=STATES),
            text("What", "obligation"),
            text("Instruments", _instruments, is_long=True),
            number("How many instruments", "instruments", "instruments"),
            text("Is any of them binding?", "is_binding", words={True: "Yes", False: "No"}),
        )
    ),
    rule="An obligation counts once for each state that owes it and each state to which it is owed, however many "
    "instruments say so, if one of them is in force on the last day of the year that is shown, or of 1950, 1961, 1994 "
    "and 2024; one that lapsed on an unknown day does not count. Where our coding of clauses says who is obliged, only "
    "that side owes; else every party owes every other. Resolutions of the Council and treaties open to all are "
    "owed to the United Nations. What is not in our record is not drawn.",
    group="Obligations",
    has_year=True,
)
