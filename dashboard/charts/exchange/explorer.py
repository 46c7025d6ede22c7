"""Charts of exchange: the explorer of series, the main series at a glance, and the detentions of US citizens."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    Plot,
    by_width,
    down,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, only_where, text
from dashboard.charts.exchange.columns import VALUE
from dashboard.charts.exchange.detentions import detentions, detentions_reading
from dashboard.charts.exchange.series_overview import overview, overview_reading
from dashboard.charts.exchange.series_panels import (
    YearAxis,
    dots,
    halo,
    in_lines,
    lines,
    number,
    panels_of,
    placed,
    quiet,
    segments,
    signs_of,
    unseen,
)

__all__ = ["detentions", "detentions_reading", "explorer", "explorer_reading", "overview", "overview_reading"]

HEAD_PX, LANE_PX = 60, 34
PANEL_PX = {1: 230, 2: 160, 3: 125}
SENTENCES, MANY = 3, 20


def explorer(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """A panel for each chosen series with its own scale and unit; events of the chosen kinds in lanes above, as lines through all."""
    if frame.empty:
        return nothing(palette)
    marks = drawn(frame)
    plot = YearAxis.over(marks["moment"])
    events, lanes, top = _lanes(marks[marks["role"] == "marker"])
    values = marks[marks["role"] == "value"]
    count = values["series"].nunique()
    panels, height = panels_of(values, PANEL_PX.get(count, 96), HEAD_PX, top)
    values = placed(values, panels)
    chosen = pick()
    block = Plot(panels)
    behind = halo(palette)
    bold = {"align": "left", "fontWeight": 600, "color": palette.ink, "fontSize": SMALL + 1}
    plain = {"align": "left", "color": palette.muted, "dy": 15}
    names = [hint(block, **{**bold, **behind}), hint(block, **bold)]
    units = [hint(block, **{**plain, **behind}), hint(block, **plain)]
    layers = [
        *_grid(panels, plot, height, palette),
        *_markers(events, lanes, plot, height, chosen, palette),
        *lines(segments(values), plot, height, palette),
        dots(values, plot, height, chosen, palette).add_params(chosen),
        *_ends(values, plot, height, palette),
        *_off_scale(values, plot, height, palette),
        *(layer.encode(x=alt.value(0), y=down(height, "name_y"), text="name:N") for layer in names),
        *(layer.encode(x=alt.value(0), y=down(height, "name_y"), text="unit:N") for layer in units),
    ]
    signs = signs_of(values)
    signs += ["Thin line: an event."] if len(events) else []
    signs += ["Each panel has its own scale, from zero."] if count > 1 else []
    return dress(alt.layer(*layers), palette, height, in_lines(signs))


def explorer_reading(frame: pd.DataFrame) -> str:
    """For up to three series the first, the highest and the last value; how many values were not seen in their source."""
    if frame.empty:
        return NOTHING
    values = frame[frame["role"] == "value"]
    groups = [part for _, part in values.groupby("series", sort=False)]
    said = [
        _sentence(part[~part["is_apart"].astype(bool)]) for part in groups if (~part["is_apart"].astype(bool)).any()
    ]
    more = (
        f" {plural(len(said) - SENTENCES, 'further series', 'further series')} below." if len(said) > SENTENCES else ""
    )
    return (
        " ".join(said[:SENTENCES] or ["Every value that is left stands on another basis than its series."])
        + more
        + unseen(values)
    )


def _sentence(part: pd.DataFrame) -> str:
    ordered = part.sort_values("moment")
    first, last, most = ordered.iloc[0], ordered.iloc[-1], ordered.nlargest(1, "value").iloc[0]
    name, unit = first["short_title"], first["unit"]
    if len(ordered) == 1:
        return f"{name}: {number(first['value'])} {unit} in {first['date_words']}."
    return (
        f"{name}: {number(first['value'])} {unit} in {first['date_words']}, {number(last['value'])} in {last['date_words']}; "
        f"the highest is {number(most['value'])} in {most['date_words']}."
    )


def _grid(panels: pd.DataFrame, plot: YearAxis, height: float, palette: Palette) -> list[Any]:
    """Lines at round values of each panel with their numbers; zero is the strong one."""
    rows = []
    for panel in each(panels):
        step = _step(panel.high - panel.low, 4 if len(panels) < 4 else 2)
        for i in range(math.ceil(panel.low / step), math.floor(panel.high / step) + 1):
            share = (i * step - panel.low) / (panel.high - panel.low)
            rows.append(
                {"y": panel.bottom - share * (panel.bottom - panel.top), "text": number(i * step), "zero": i == 0}
            )
    grid = Plot(pd.DataFrame(rows))
    tone = alt.when("datum.zero").then(alt.value(palette.neutral_soft)).otherwise(alt.value(palette.rule))
    return [
        grid.mark_rule(aria=False).encode(y=down(height), color=tone),
        quiet(grid, palette, dy=-6).encode(x=alt.value(0), y=down(height), text="text:N"),
    ]


def _step(span: float, lines_wanted: int) -> float:
    rough = span / lines_wanted
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def _ends(values: pd.DataFrame, plot: YearAxis, height: float, palette: Palette) -> list[Any]:
    """The highest value of each panel in figures; the last one too where it is not close to it."""
    shown = values[~values["is_apart"].astype(bool)]
    if shown.empty:
        return []
    most = shown.loc[shown.groupby("series")["value"].idxmax()].assign(dy=-10)
    last = shown.loc[shown.groupby("series")["moment"].idxmax()].assign(dy=-10)
    near = {row.series: plot.share(row.moment) for row in each(most)}
    last = last[[abs(plot.share(row.moment) - near[row.series]) > 0.12 for row in each(last)]]
    both = pd.concat([most, last])
    both["words"] = both["number"] + [f" in {row.date_words}" if row.is_partial else "" for row in each(both)]
    both["align"] = [
        "right" if plot.share(row.moment) > 0.9 else "left" if plot.share(row.moment) < 0.1 else "center"
        for row in each(both)
    ]
    plot_words = Plot(both[["moment", "y", "words", "align"]])
    beside = {"align": alt.ExprRef("datum.align"), "dy": -11}
    looks = ({"color": palette.ink} | halo(palette), {"color": palette.ink})
    return [hint(plot_words, **beside, **look).encode(x=plot.x(), y=down(height), text="words:N") for look in looks]


def _off_scale(values: pd.DataFrame, plot: YearAxis, height: float, palette: Palette) -> list[Any]:
    """Beside a value that is off the scale of its panel: the figure and why it stands apart."""
    off = values[values["off_scale"]].copy()
    if off.empty:
        return []
    off["dy"] = off.groupby("series").cumcount() * 14
    off["words"] = ["↑ " + f"{row.number} in {row.date_words}, {row.reason}" for row in each(off)]
    off["short"] = [f"↑ {row.number}" for row in each(off)]
    off["align"] = ["right" if plot.share(moment) > 0.5 else "left" for moment in off["moment"]]
    off["dx"] = [-9 if align == "right" else 9 for align in off["align"]]
    words = quiet(
        Plot(off[["moment", "y", "words", "short", "align", "dx", "dy"]]),
        palette,
        text=by_width("words", "short"),
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef("datum.dx"),
        dy=alt.ExprRef("datum.dy"),
    )
    return [words.encode(x=plot.x(), y=down(height))]


def _lanes(events: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """The marked events with their heights, the lanes of their kinds, and where the panels start."""
    kinds = events.drop_duplicates("short_title")["short_title"].tolist()
    events = events.assign(y=[kinds.index(kind) * LANE_PX + 24 for kind in events["short_title"]])
    lanes = pd.DataFrame(
        {
            "name": [f"{kind}: {(events['short_title'] == kind).sum()}" for kind in kinds],
            "y": [i * LANE_PX + 7 for i in range(len(kinds))],
        }
    )
    return events, lanes, len(kinds) * LANE_PX + (0 if kinds else -12)


def _markers(
    events: pd.DataFrame, lanes: pd.DataFrame, plot: YearAxis, height: float, chosen: alt.Parameter, palette: Palette
) -> list[Any]:
    if events.empty:
        return []
    through = Plot(events).mark_rule(
        color=palette.rule, strokeWidth=1, opacity=1 if len(events) <= MANY else 0.5, aria=False
    )
    points = (
        Plot(events)
        .mark_point(shape="triangle-down", size=54, filled=True, color=palette.ink, cursor="pointer", opacity=1)
        .encode(x=plot.x(), y=down(height), opacity=fade(chosen, 1, 0.4), **spoken())
    )
    return [
        through.encode(x=plot.x(), y=down(height), y2=alt.value(height)),
        points,
        *(
            quiet(Plot(lanes), palette, fontWeight=600, **look).encode(x=alt.value(0), y=down(height), text="name:N")
            for look in (halo(palette), {})
        ),
    ]


CHART = Chart(
    id="series_explorer",
    title="The chosen series",
    question="How did the chosen series move, and what happened around them?",
    page="exchange",
    build=explorer,
    reading=explorer_reading,
    columns=Columns(
        (
            text("Series or kind of event", "short_title"),
            text("Event", only_where("record.title", lambda rows: rows["role"] == "marker"), is_long=True),
            *VALUE,
        )
    ),
    rule="Each value is one dot, as its series gives it. Events of the kinds chosen are marked with them; without a "
    "series chosen the first main one is shown.",
    group="Series",
)
