"""The signs of lifespans: how a life in force, one that ended and one that was broken off look, and the key that says so."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import altair as alt

from dashboard.charts.draw.holes import always
from dashboard.charts.draw.marks import WIDE, Plot, hint, text_width
from dashboard.charts.draw.palette import Palette

KEY = (
    ("open", "in force"),
    ("over", "ended"),
    ("broken", "broken off"),
    ("unknown", "ended, day not known"),
    ("waiting", "signed, not yet in force"),
    ("undated", "not known to have been in force"),
)
# The key stands in one row, in rows of three, or in rows of two: from which width on, and how far its signs are apart.
KEY_PX, ONE_ROW_PX, STEPS_PX, SIGN_PX, GAP_PX = 20, 880, (215, 158), 32, 18
# How much room the key takes, as an expression.
LEGEND_PX = f"(width >= {ONE_ROW_PX} ? {KEY_PX} : {WIDE} ? {2 * KEY_PX} : {3 * KEY_PX})"


def legend(palette: Palette) -> list[Any]:
    """What each sign means, above the years."""
    lefts = accumulate((SIGN_PX + text_width(words) + GAP_PX for _, words in KEY), initial=0)
    rows = [
        {"fate": fate, "words": words, "i": i, "left": left}
        for i, ((fate, words), left) in enumerate(zip(KEY, lefts, strict=False))
    ]
    three, two = STEPS_PX
    plot = Plot(always("key", rows)).transform_calculate(
        x=f"width >= {ONE_ROW_PX} ? datum.left : {WIDE} ? datum.i % 3 * {three} : datum.i % 2 * {two}",
        y=f"8 + (width >= {ONE_ROW_PX} ? 0 : floor(datum.i / ({WIDE} ? 3 : 2))) * {KEY_PX}",
    )
    x, end, y = (alt.value(alt.ExprRef(f"datum.{place}")) for place in ("x", "x + 22", "y"))
    box = {"x": x, "x2": end, "y": alt.value(alt.ExprRef("datum.y - 4")), "y2": alt.value(alt.ExprRef("datum.y + 4"))}
    looks = {**fills(palette), "undated": dashes(palette)}
    samples = [
        plot.transform_filter(f"datum.fate === '{fate}'").mark_rect(aria=False, **look).encode(**box)
        for fate, look in looks.items()
    ]
    line = plot.transform_filter("datum.fate === 'waiting'").mark_rule(color=palette.neutral, aria=False)
    stops = [
        plot.transform_filter(f"datum.fate === '{fate}'").mark_point(**look) for fate, look in ends(palette).items()
    ]
    return [
        *samples,
        line.encode(x=x, x2=end, y=y),
        *(layer.encode(x=end, y=y) for layer in stops),
        hint(plot, align="left", dx=SIGN_PX, color=palette.muted).encode(x=x, y=y, text="words:N"),
    ]


def fills(palette: Palette) -> dict[str, dict[str, Any]]:
    """What fills a bar, by what became of the instrument: dark while it is in force, pale afterwards, fading where the end is not known."""
    stops = [{"offset": 0, "color": palette.neutral_soft}, {"offset": 1, "color": palette.paper}]
    pale = {"fill": palette.neutral_soft}
    return {
        "open": {"fill": palette.neutral},
        "over": pale,
        "broken": pale,
        "unknown": {"fill": {"gradient": "linear", "stops": stops}},
    }


def dashes(palette: Palette) -> dict[str, Any]:
    """The look of a bar that stands for an instrument of which it is not known whether it ever was in force."""
    return {"fill": palette.paper, "stroke": palette.neutral, "strokeDash": [2, 2], "strokeWidth": 1}


def ends(palette: Palette) -> dict[str, dict[str, Any]]:
    """The sign at the end of a bar: an arrow while it is in force, a cross where it was broken off."""
    shared = {"size": 60, "filled": True, "opacity": 1, "aria": False}
    return {
        "open": {"shape": "triangle-right", "color": palette.neutral, **shared},
        "broken": {"shape": "cross", "angle": 45, "color": palette.ink, **shared},
    }
