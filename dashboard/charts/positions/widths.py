"""Charts of positions that stand otherwise in a narrow window: their layouts, and how a drawing asks for its own of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.charts.draw.holes import hole
from dashboard.charts.draw.linked import clicked
from dashboard.charts.draw.marks import SMALL, hint, wrapped
from dashboard.charts.draw.palette import Palette

# From which width of the chart a layout is used; the first has no room for names at the left.
WIDTHS = (330, 620, 900, 1200)
LAYOUTS = range(len(WIDTHS))
# That room, the letters of a name and of a pole that it holds, and the height of a line.
GUTTERS, NAME_LETTERS, POLE_LETTERS, LINE_PX = (0, 250, 330, 330), (54, 34, 46, 46), (54, 40, 56, 56), 14
GUTTER = f"{list(GUTTERS)}[lay]"


def params(leasts: Sequence[int] = WIDTHS) -> list[Any]:
    """`lay`, the number of the layout, which begin at these widths, and the height that it has."""
    chosen = "".join(f"width < {least} ? {i} : " for i, least in enumerate(leasts[1:])) + str(len(leasts) - 1)
    return [
        alt.param(name="lay", expr=chosen),
        # Vega takes the height from this, which knows how wide the chart is; the number given to `finish` only holds the place.
        alt.param(name="height", expr=f"{hole('heights')}[lay]"),
    ]


def own(name: str, shift: str = "") -> str:
    """Expression of a column that each layout has of its own: `y0`, `y1` and so on."""
    return f"[{', '.join(f'datum.{name}{i}' for i in LAYOUTS)}][lay]{shift}"


def at(name: str = "y", shift: str = "") -> Any:
    """A place in pixels that is that of the layout."""
    return alt.value(alt.ExprRef(own(name, shift)))


def beside(distance: int) -> dict[str, Any]:
    """Looks of a name that stands at the left of its sign where `left` of the layout says so, else at the right."""
    is_left = own("left")
    return {
        "align": alt.ExprRef(f"{is_left} ? 'right' : 'left'"),
        "dx": alt.ExprRef(f"{is_left} ? -{distance} : {distance}"),
    }


def topic_words(topics: Any, palette: Palette, y: Any, poles_y: Any) -> list[Any]:
    """The names of the topics, a click on which shows one alone, and what their poles hold."""
    look: dict[str, Any] = {"align": "left", "fontSize": SMALL + 1, "fontWeight": 600, "cursor": "pointer"}
    name = hint(topics, **look, text=alt.ExprRef(own("topic")), color=palette.ink)
    poles = hint(topics, align="left", text=alt.ExprRef(own("poles")), color=palette.muted)
    return [
        name.encode(x=alt.value(0), y=y, tooltip="said:N")
        .properties(name="kinds")
        .add_params(clicked("kind", "topic_id")),
        poles.encode(x=alt.value(0), y=poles_y),
    ]


def words_of(topic: dict[str, Any], lay: int, arrows: tuple[str, str], *, has_poles: bool) -> tuple[str, str]:
    """The name of a topic and what its poles hold, for and against behind these arrows, in lines that fit a layout."""
    told = (f"{arrow} {topic[f'{side}_pole']}" for arrow, side in zip(arrows, ("positive", "negative"), strict=True))
    poles = "\n".join(wrapped(pole, POLE_LETTERS[lay]) for pole in told) if has_poles else ""
    return wrapped(topic["topic"], NAME_LETTERS[lay]), poles


def lines_of(name: str, poles: str) -> int:
    """How many lines both take."""
    return name.count("\n") + 1 + (poles.count("\n") + 1 if poles else 0)
