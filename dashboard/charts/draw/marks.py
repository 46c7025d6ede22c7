"""What all builders share: the click selection, marks that say how certain they are, era bands, and the look of a finished chart."""

from __future__ import annotations

import datetime
import json
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.draw.holes import hole
from dashboard.charts.draw.layout import Table
from dashboard.charts.draw.palette import Palette
from dashboard.markup.typefaces import CHART_LINE, CHART_NAME, CHART_TEXT, REGULAR, SANS, letter_width

SMALL = CHART_TEXT
NARROW_PX = 330
# Lines of a key on a phone, where there is room, and in a narrow frame of another site.
KEY_LETTERS, WIDE_KEY_LETTERS, NARROW_KEY_LETTERS = 58, 110, 44
NARROW = "width < 310"
WIDE_PX = 620
WIDE = f"width >= {WIDE_PX}"
CONFIRMED = "datum.checked > 1"
DRAG_SIGN = "Drag across the years to choose a period."
NOTHING = "Nothing in the record matches these filters."


class Plot(alt.Chart):
    """An Altair chart that is made faster: it takes bare values without hashing the whole schema, and copies no deeper than needed."""

    def copy(self, deep: Any = True, ignore: list[str] | None = None) -> Any:
        """As Altair's `copy`, with parts shared: layering sets attributes of copies and never changes what they hold."""
        return super().copy(deep=False if deep is True else deep, ignore=ignore)

    def _compute_hash(self) -> str:
        # Altair hashes all data as text to name a layer with a selection, and appends the number of the layer, which is enough.
        return "view"

    def encode(self, *args: Any, **channels: Any) -> Any:
        """As Altair's `encode`."""
        return super().encode(*args, **{name: _channel(name, value) for name, value in channels.items()})


def _channel(name: str, value: Any) -> Any:
    kind = name[0].upper() + name[1:]
    if isinstance(value, str):
        return getattr(alt, kind)(value)
    if isinstance(value, dict):
        return getattr(alt, f"{kind}Value" if "value" in value else kind)(**value)
    return value


def each(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame as named tuples."""
    return list(frame.itertuples())


def pick() -> alt.Parameter:
    """The selection that a click makes: the `mark` of one drawn thing."""
    return alt.selection_point(name="pick", fields=["mark"], on="click", toggle=False, empty=True)


def fade(selection: alt.Parameter, strong: float = 1.0, weak: float = 0.4) -> Any:
    """Opacity that keeps what is picked strong and lets the rest step back a little."""
    return alt.condition(selection, alt.value(strong), alt.value(weak))


def spoken() -> dict[str, Any]:
    """Encodings by which a mark says its label: on hover and to a screen reader."""
    return {"tooltip": alt.Tooltip("label:N"), "description": alt.Description("label:N")}


def down(height: float, column: str = "y", **scale: Any) -> alt.Y:
    """A y channel over a column that is measured in pixels from the top of a chart of this height, which may be a hole."""
    return alt.Y(
        f"{column}:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False, **scale)
    )


def hint(chart: Any, **mark: Any) -> Any:
    """Text that belongs to the drawing and not to a record: it takes no clicks and is not read out mark by mark."""
    return chart.mark_text(**{"fontSize": SMALL, "lineHeight": CHART_LINE, "lineBreak": "\n", "aria": False, **mark})


def by_width(wide: str, narrow: str) -> alt.ExprRef:
    """The text of one column on a wide chart and of another on a narrow one; for the `text` of a mark."""
    return alt.ExprRef(f"{WIDE} ? datum.{wide} : datum.{narrow}")


def key(rows: Table, *more: str) -> list[str]:
    """What the signs in these rows mean, in words, in lines that fit a narrow chart."""
    signs, names = list(more), rows.column_names if isinstance(rows, pa.Table) else rows.columns
    if "checked" in names and (rows["checked"].to_numpy() <= 1).any():
        signs.append("Hollow: one source.")
    if "is_disputed" in names and rows["is_disputed"].to_numpy().any():
        signs.append("Ringed: disputed.")
    if "date_precision" in names and (rows["date_precision"].to_numpy() != "day").any():
        signs.append("Bar: more than one day, or the day is not known.")
    return wrapped(" ".join(signs), KEY_LETTERS).split("\n") if signs else []


def title(signs: list[str]) -> dict[str, Any] | str:
    """What fills the title of a chart: lines that explain its signs beneath the drawing, as long as a phone shows, or nothing."""
    lines = [line for sign in signs for line in wrapped(sign, KEY_LETTERS).split("\n")]
    return {"text": lines, "orient": "bottom", "anchor": "start", "frame": "group", "offset": 14} if signs else ""


def by_room(told: Any) -> Any:
    """What `title` gives, for a chart that is as wide as its window: where there is room its lines are longer."""
    lines = told and told["text"]
    if not lines or len(" ".join(lines)) <= NARROW_KEY_LETTERS:
        return told
    wide, narrow = (wrapped(" ".join(lines), letters).split("\n") for letters in (WIDE_KEY_LETTERS, NARROW_KEY_LETTERS))
    chosen = f"{WIDE} ? {json.dumps(wide)} : {NARROW} ? {json.dumps(narrow)} : {json.dumps(lines)}"
    return {**told, "text": {"expr": chosen}}


def finish(chart: Any, palette: Palette, height: Any = None) -> alt.TopLevelMixin:
    """The finished specification: as wide as its container, in the look of the palette.

    Its layout fills `height`, in pixels, where none is given, and `title`, by `title()`.
    """
    chart.width, chart.height, chart.background = (
        "container",
        hole("height") if height is None else height,
        "transparent",
    )
    chart.title = hole("title")
    # Set at once and in place: each of Altair's chained setters copies and checks the whole chart.
    chart.config = alt.Config(
        font=SANS,
        padding={"left": 4, "right": 8, "top": 4, "bottom": 4},
        view=alt.ViewConfig(strokeWidth=0),
        axis=alt.AxisConfig(
            domain=False,
            ticks=False,
            gridColor=palette.rule,
            gridWidth=1,
            labelColor=palette.muted,
            labelFontSize=SMALL,
            labelPadding=6,
            titleColor=palette.muted,
            titleFontSize=SMALL,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(
            orient="top",
            direction="horizontal",
            title=None,
            labelColor=palette.ink,
            labelFontSize=CHART_NAME,
            labelLimit=300,
            symbolSize=80,
            columnPadding=14,
        ),
        title=alt.TitleConfig(color=palette.muted, fontSize=SMALL, fontWeight="normal", lineHeight=15),
        text=alt.MarkConfig(color=palette.ink, fontSize=SMALL),
    )
    finished: alt.TopLevelMixin = chart
    return finished


def time_x(
    column: str, *, grid: bool = True, orient: Literal["top", "bottom"] = "bottom", left: Any = None, right: Any = None
) -> alt.X:
    """The x channel over a column of days, from `left` to `right` in pixels, on the axis that `TimeAxis.values` fills in."""
    axis = alt.Axis(
        title=None,
        orient=orient,
        grid=grid,
        format=hole("time_format"),
        tickCount=hole("time_ticks"),
        labelFlush=True,
        labelOverlap=True,
    )
    ends: dict[str, Any] = {} if left is None else {"range": [left, right or alt.ExprRef("width")]}
    return alt.X(f"{column}:T", axis=axis, scale=alt.Scale(domain=hole("time_domain"), nice=False, **ends))


@dataclass(frozen=True)
class TimeAxis:
    """One time axis for all layers of a chart. It holds every day of the columns it is made from."""

    first: pd.Timestamp
    last: pd.Timestamp

    @classmethod
    def over(cls, rows: Table, *columns: str) -> TimeAxis:
        """The axis over all days of `columns`, with a little room at both ends."""
        ends = [pd.Timestamp(day) for column in columns for day in _ends(rows[column])]
        first, last = (end(day for day in ends if not pd.isna(day)) for end in (min, max))
        room = max((last - first) * 0.012, pd.Timedelta(days=12))
        return cls((first - room).normalize(), (last + room).normalize())

    def values(self) -> dict[str, Any]:
        """What `time_x` leaves open. Days as expressions: equal in all layers, and in the time zone of the reader like the marks."""
        days = [{"expr": f"datetime({day.year}, {day.month - 1}, {day.day})"} for day in (self.first, self.last)]
        years = (self.last - self.first).days // 365
        room = "floor(width / 90)"
        months = (self.last - self.first).days // 30
        if years < 3 and months > 1:
            # A month is named once too.
            return {
                "time_domain": days,
                "time_format": "%b %Y",
                "time_ticks": {"expr": f"min({months}, max(3, {room}))"},
            }
        if months <= 1:
            return {"time_domain": days, "time_format": "%-d %b %Y", "time_ticks": {"expr": f"max(2, {room})"}}
        # A year is named once.
        return {"time_domain": days, "time_format": "%Y", "time_ticks": {"expr": f"max(3, min({years}, {room}))"}}

    def share(self, day: pd.Timestamp) -> float:
        """Where a day lies on the axis: 0 at its left end, 1 at its right end."""
        return (day - self.first) / (self.last - self.first)


def _ends(days: pd.Series | pa.ChunkedArray) -> tuple[Any, Any]:
    """The first and the last of days."""
    if isinstance(days, pa.ChunkedArray):
        ends = pc.min_max(days).as_py()
        return ends["min"], ends["max"]
    found = pd.to_datetime(days)
    return found.min(), found.max()


def text_width(text: str, size: int = SMALL, weight: int = REGULAR) -> float:
    """How many pixels a text takes in the typeface of the charts; a little too many rather than too few."""
    return letter_width(text, size, weight)


@lru_cache(maxsize=4096)
def wrapped(text: str, letters: int) -> str:
    """The text in lines of at most `letters` characters."""
    return "\n".join(textwrap.wrap(text, letters, break_long_words=False)) or text


def in_two(text: str) -> str:
    """The text in two lines about as long as one another."""
    return next(
        (lines for letters in range(len(text) // 2, len(text)) if (lines := wrapped(text, letters)).count("\n") == 1),
        text,
    )


def day_in_words(day: datetime.date) -> str:
    """`27 July 1953`."""
    return f"{day.day} {day:%B %Y}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun: `1 event`, `1,604 observations`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
