"""What comes before and after: counts by week around anchors, against the band that shuffled dates give."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
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
    key,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, only_where, text
from dashboard.record.chance import WEEKS, Pattern, Side, before_after

LISTS = ["anchor_days", "outcome_days", "covered_from", "covered_to"]
NAMES_PX, TOTALS_PX, WEEKS_PX, GAP_PX = 20, 86, 160, 44
BULLET_PX = 12
# Room to the left and right of the outermost weeks, in weeks; a full bar of 26 weeks on one side is so long.
EDGE, LONGEST = 0.8, 25.5


def around(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Two bars for all weeks before and after, then a bar a week; behind each the band of shuffled dates with its median.

    A frame with several pairs gets a part for each, one below the other.
    """
    if frame.empty:
        return nothing(palette)
    parts = [_part(rows, i) for i, (_, rows) in enumerate(frame.groupby("pair", sort=False))]
    bars, bands, lines, words = (pd.concat([part[i] for part in parts], ignore_index=True) for i in range(4))
    height = len(parts) * _part_px() - GAP_PX
    chosen = pick()
    plot = Plot(bars)
    is_name = "datum.part === 'anchors' || datum.part === 'outcomes'"
    marks = plot.transform_filter(f"!({is_name})").mark_rect(cursor="pointer")
    names = plot.transform_filter(is_name).mark_text(
        cursor="pointer",
        align=alt.ExprRef("datum.part === 'anchors' ? 'center' : 'left'"),
        fontWeight=600,
        fontSize=SMALL + 1,
        baseline="middle",
        color=palette.ink,
    )
    shaded = Plot(bands).mark_rect(fill=palette.neutral_soft, opacity=0.45, aria=False)
    medians = Plot(bands).mark_rule(color=palette.ink, aria=False)
    x, x2, y, y2 = _x("x"), alt.X2("x2:Q"), down(height), alt.Y2("y2:Q")
    fill = alt.when("datum.x < 0").then(alt.value(palette.neutral)).otherwise(alt.value(palette.ink))
    layers = [
        _rules(lines, palette).encode(x=x, x2=x2, y=y, y2=y2),
        shaded.encode(x=x, x2=x2, y=y, y2=y2),
        marks.encode(x=x, x2=x2, y=y, y2=y2, fill=fill, opacity=fade(chosen), **spoken()).add_params(chosen),
        medians.encode(x=_x("from"), x2="to:Q", y=down(height, "top"), y2="foot:Q"),
        names.encode(x=x, y=y, text="name:N", opacity=fade(chosen, 1, 0.6), **spoken()),
        _words(words, palette).encode(x=x, y=y),
    ]
    signs = key(bars, "Shaded: where 90 of 100 shuffles of the dates lie. Line in it: their median.")
    return dress(alt.layer(*layers), palette, height, signs)


def around_reading(frame: pd.DataFrame) -> str:
    """For each pair: the counts after and before, what shuffled dates give, and whether that is unusual."""
    if frame.empty:
        return NOTHING
    return " ".join(_sentence(rows) for _, rows in frame.groupby("pair", sort=False))


def pattern_of(rows: pd.DataFrame) -> Pattern:
    """The comparison with shuffled dates for the rows of one pair."""
    with_days = rows.loc[rows["part"].isin(("anchors", "outcomes"))].iloc[0]
    return _pattern(*(tuple(str(day) for day in with_days[column]) for column in LISTS))


@lru_cache(maxsize=1024)
def _pattern(*lists: tuple[str, ...]) -> Pattern:
    anchors, outcomes, since, until = (np.array(days, dtype="datetime64[D]").astype(np.int64) for days in lists)
    return before_after(anchors, outcomes, np.stack([since, until], axis=1))


def _sentence(rows: pd.DataFrame) -> str:
    found, first = pattern_of(rows), rows.iloc[0]
    anchors = plural(found.anchors, first["anchor_one"], first["anchor_many"])
    if not found.outcomes:
        return f"The record has no {first['outcome_many']} to compare with {anchors}."
    count = plural(found.after.count, first["outcome_one"], first["outcome_many"])
    text = (
        f"In the 26 weeks after {anchors} the record counts {count}; shuffled dates give {_range(found.after)}: "
        f"{_verdict(found.after)}. In the 26 weeks before it counts {found.before.count}, "
        f"shuffled dates {_range(found.before)}: {_verdict(found.before)}."
    )
    return text + (" These are too few to tell anything." if found.is_thin else "")


def _range(side: Side) -> str:
    low, high = round(side.low), round(side.high)
    return f"{low}" if low == high else f"{low} to {high}"


def _verdict(side: Side) -> str:
    if not side.is_unusual:
        return "nothing unusual"
    return f"{'more' if side.count > side.median else 'fewer'} than chance often gives (p = {side.p:.3f})"


def _part_px() -> int:
    return NAMES_PX + TOTALS_PX + WEEKS_PX + GAP_PX


def _part(rows: pd.DataFrame, place: int) -> tuple[pd.DataFrame, ...]:
    """The bars, bands, lines and words of one pair, placed in pixels from the top of the chart."""
    found, top = pattern_of(rows), place * _part_px()
    bullet, base = top + NAMES_PX + 34, top + NAMES_PX + TOTALS_PX + WEEKS_PX
    most = max(float(found.counts.max()), float(found.high.max()), found.same_day, 1)
    longest = max(found.before.count, found.after.count, found.before.high, found.after.high, 1)
    px, length = (WEEKS_PX - 28) / most, LONGEST / longest
    bars = drawn(rows).drop(columns=LISTS)
    boxes = {mark.mark: _box(mark, top, bullet, base, px, length) for mark in each(bars)}
    bars[["x", "x2", "y", "y2"]] = [boxes[mark] for mark in bars["mark"]]
    bars["name"] = [_name(mark) for mark in each(bars)]
    lines = [(-WEEKS - EDGE, WEEKS + EDGE, base - tick * px, base - tick * px, "grid") for tick in _ticks(most)]
    lines += [(-WEEKS - EDGE, WEEKS + EDGE, base, base, "base"), (0, 0, bullet - 8, bullet + BULLET_PX + 29, "stem")]
    lines += [(0, 0, bullet + BULLET_PX + 46, base, "stem")]
    return (
        bars,
        _bands(found, bullet, base, px, length),
        pd.DataFrame(lines, columns=["x", "x2", "y", "y2", "look"]),
        pd.DataFrame(
            [
                *_side_words(found, bullet),
                *((-WEEKS - EDGE, base - n * px - 6, "left", f"{n}", f"{n}", False) for n in _ticks(most)),
            ],
            columns=["x", "y", "align", "wide", "narrow", "is_name"],
        ),
    )


def _bands(found: Pattern, bullet: float, base: float, px: float, length: float) -> pd.DataFrame:
    """The bands of the weeks and of the two totals, each with the line of its median: `from` to `to`, `top` to `foot`."""
    weeks = pd.DataFrame(
        {"x": found.weeks - 0.5, "x2": found.weeks + 0.5, "from": found.weeks - 0.5, "to": found.weeks + 0.5}
    )
    for column, values in (("y", found.high), ("y2", found.low), ("top", found.median), ("foot", found.median)):
        weeks[column] = base - values * px
    totals = [
        (end * side.low, end * side.high, end * side.median, end * side.median, top, foot, top, foot)
        for end, side in ((-length, found.before), (length, found.after))
        for top, foot in ((bullet - 4, bullet + BULLET_PX + 4),)
    ]
    return pd.concat([weeks, pd.DataFrame(totals, columns=["x", "x2", "from", "to", "y", "y2", "top", "foot"])])


def _box(
    mark: Any, top: float, bullet: float, base: float, px: float, length: float
) -> tuple[float, float, float, float]:
    if mark.part == "outcomes":
        return -WEEKS - EDGE, 0, top + 8, 0
    if mark.part == "anchors":
        return 0, 0, bullet + BULLET_PX + 38, 0
    if mark.part in ("before", "after"):
        end = mark.events * length * (-1 if mark.part == "before" else 1)
        # A count of nothing keeps a sliver that can be clicked.
        return (end or (-0.15 if mark.part == "before" else 0.15)), 0, bullet, bullet + BULLET_PX
    half = 0.31 if mark.part == "week" else 0.16
    return mark.week - half, mark.week + half, base - mark.events * px, base


def _name(mark: Any) -> str:
    if mark.part == "anchors":
        return plural(mark.events, mark.anchor_one, mark.anchor_many)
    if mark.part == "outcomes":
        return f"{plural(mark.events, mark.outcome_one, mark.outcome_many)} around {mark.anchor_many}"
    return ""


def _ticks(most: float) -> list[int]:
    """Round numbers above zero, four at most."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if most / step < 5)
    return list(range(step, int(most) + 1, step))


def _side_words(found: Pattern, bullet: float) -> list[tuple[float, float, str, str, str, bool]]:
    """What stands over and under the two bars of 26 weeks."""
    rows: list[tuple[float, float, str, str, str, bool]] = []
    for name, side, x, align in (
        ("before", found.before, -WEEKS - EDGE, "left"),
        ("after", found.after, WEEKS + EDGE, "right"),
    ):
        rows.append(
            (x, bullet - 12, align, f"26 weeks {name}: {side.count}", f"{name.capitalize()}: {side.count}", True)
        )
        beneath = f"shuffled: {_range(side)}"
        rows.append((x, bullet + BULLET_PX + 18, align, beneath, beneath, False))
    rows.append((-WEEKS - EDGE, bullet + BULLET_PX + 38, "left", "In each week", "In each week", False))
    return rows


def _rules(lines: pd.DataFrame, palette: Palette) -> alt.Chart:
    """The rules of the scale, the base line, and the line of the anchors."""
    look = alt.ExprRef(
        f"datum.look === 'grid' ? '{palette.rule}' : datum.look === 'base' ? '{palette.muted}' : '{palette.ink}'"
    )
    dash = alt.ExprRef("datum.look === 'stem' ? [2, 2] : [1, 0]")
    made: alt.Chart = Plot(lines).mark_rule(color=look, strokeDash=dash, aria=False)
    return made


def _words(words: pd.DataFrame, palette: Palette) -> Any:
    return hint(
        Plot(words),
        text=by_width("wide", "narrow"),
        align=alt.ExprRef("datum.align"),
        fontWeight=alt.ExprRef("datum.is_name ? 600 : 400"),
        fontSize=alt.ExprRef(f"datum.is_name ? {SMALL + 1} : {SMALL}"),
        color=alt.ExprRef(f"datum.is_name ? '{palette.ink}' : '{palette.muted}'"),
    )


def _x(column: str) -> alt.X:
    axis = alt.Axis(
        title="Weeks before and after",
        values=[-26, -20, -13, -6, -1, 1, 6, 13, 20, 26],
        labelExpr="datum.value < 0 ? '\N{MINUS SIGN}' + abs(datum.value) : '+' + datum.value",
        grid=False,
        labelOverlap=True,
        labelPadding=4,
    )
    domain = [-WEEKS - EDGE, WEEKS + EDGE]
    return alt.X(f"{column}:Q", axis=axis, scale=alt.Scale(domain=domain, nice=False, zero=False))


PARTS = {
    "week": "One week",
    "day": "The very day",
    "before": "26 weeks before",
    "after": "26 weeks after",
    "anchors": "All days counted around",
    "outcomes": "All days counted",
}

CHART = Chart(
    id="patterns_before_after",
    title="What comes before and after",
    question="Do some events gather before or after others more than chance would have it?",
    page="patterns",
    build=around,
    reading=around_reading,
    columns=Columns(
        (
            text("Around what", "anchor_many"),
            text("What is counted", "outcome_many"),
            text("When", "part", words=PARTS),
            number(
                "Week",
                only_where("week", lambda rows: rows["part"] == "week"),
                "weeks, before is below zero",
                is_signed=True,
            ),
            number("Days counted", "events", "days"),
        )
    ),
    rule="Days are counted, so several events of one class on one day are one. An outcome counts once for each "
    "anchor that has it within 26 weeks, so the count can be higher or lower than the number of records, "
    "which also holds the anchors.",
)
