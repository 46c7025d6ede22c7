"""Eras as named bands behind a time axis. Names move to further rows where they would collide, for wide and for narrow charts apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import NARROW_PX, WIDE, WIDE_PX, Plot, TimeAxis, down, each, hint, text_width, time_x
from dashboard.charts.draw.palette import Palette

ROW_PX = 14
CROSSING_ROWS = 0.6


@dataclass(frozen=True)
class Flag:
    """A name on its stem: its row from the top, and the pixels that it covers."""

    row: int
    stem: float
    left: float
    right: float

    def overlaps(self, other: Flag) -> bool:
        """Whether the two names cover each other."""
        return self.row == other.row and self.left < other.right and other.left < self.right

    def crosses(self, other: Flag) -> bool:
        """Whether the stem of the upper one runs through the name of the lower one."""
        upper, lower = (self, other) if self.row < other.row else (other, self)
        return upper.row < lower.row and lower.left - 2 < upper.stem < lower.right + 2


def eras_of(frame: pd.DataFrame, axis: TimeAxis) -> pd.DataFrame:
    """The eras of the frame's rows, cut to what the axis shows, each with the row and side of its name on wide and narrow charts."""
    columns = ["era_id", "era", "era_start", "era_end"]
    eras = frame[columns].dropna(subset=["era_id"]).drop_duplicates("era_id").sort_values("era_start")
    start, end = pd.to_datetime(eras["era_start"]), pd.to_datetime(eras["era_end"])
    eras["era_start"] = start.mask(start < axis.first, axis.first)
    eras["era_end"] = end.mask(end > axis.last, axis.last)
    eras["shaded"] = [i % 2 == 0 for i in range(len(eras))]
    for name, width in (("narrow", NARROW_PX), ("wide", WIDE_PX)):
        flags = place_flags([(axis.share(era.era_start) * width, text_width(era.era) + 6) for era in each(eras)], width)
        eras[f"{name}_row"] = [flag.row for flag in flags]
        eras[f"{name}_align"] = ["left" if flag.right > flag.stem else "right" for flag in flags]
    return eras.reset_index(drop=True)


def header_px(eras: pd.DataFrame) -> int:
    """Height that the names need above the marks."""
    return int(eras["narrow_row"].max() + 1) * ROW_PX + 4 if len(eras) else 0


def era_bands(eras: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[Any]:
    """Layers: every second era shaded, a stem from each name down to its band, and the names."""
    if eras.empty:
        return []
    header = header_px(eras)
    plot = Plot(eras)
    bands = (
        plot.transform_filter("datum.shaded")
        .mark_rect(color=palette.band, aria=False)
        .encode(x=axis.x("era_start", grid=False), x2="era_end:T", y=alt.value(header), y2=alt.value(height))
    )
    layers = [bands]
    for name, shown in (("narrow", f"!({WIDE})"), ("wide", WIDE)):
        top = (eras[f"{name}_row"] + eras["narrow_row"].max() - eras[f"{name}_row"].max()) * ROW_PX
        placed = Plot(eras.assign(y=top + 7, stem=top + 1, foot=header))
        x = axis.x("era_start", grid=False)
        stems = placed.mark_rule(color=palette.neutral_soft, aria=False).encode(
            x=x, y=down(height, "stem"), y2="foot:Q", opacity=alt.when(shown).then(alt.value(1)).otherwise(alt.value(0))
        )
        align, dx = alt.ExprRef(f"datum.{name}_align"), alt.ExprRef(f"datum.{name}_align === 'left' ? 4 : -4")
        text = alt.when(shown).then("era:N").otherwise(alt.value(""))
        halo = hint(
            placed, color=palette.paper, align=align, dx=dx, stroke=palette.paper, strokeWidth=4, strokeJoin="round"
        )
        names = hint(placed, color=palette.muted, align=align, dx=dx)
        layers += [stems, *(layer.encode(x=x, y=down(height), text=text) for layer in (halo, names))]
    return layers


def era_layers(palette: Palette) -> list[Any]:
    """Layers: every second era shaded, a stem from each name down to its band, and the names. `era_layout` fills them."""
    bands = (
        Plot(table("eras"))
        .transform_filter("datum.shaded")
        .mark_rect(color=palette.band, aria=False)
        .encode(
            x=time_x("era_start", grid=False),
            x2="era_end:T",
            y=alt.value(hole("era_header")),
            y2=alt.value(hole("height")),
        )
    )
    layers = [bands]
    for name, shown in (("narrow", f"!({WIDE})"), ("wide", WIDE)):
        placed = Plot(table("eras"))
        x = time_x("era_start", grid=False)
        stems = placed.mark_rule(color=palette.neutral_soft, aria=False).encode(
            x=x,
            y=down(hole("height"), f"{name}_stem"),
            y2="foot:Q",
            opacity=alt.when(shown).then(alt.value(1)).otherwise(alt.value(0)),
        )
        align, dx = alt.ExprRef(f"datum.{name}_align"), alt.ExprRef(f"datum.{name}_align === 'left' ? 4 : -4")
        text = alt.when(shown).then("era:N").otherwise(alt.value(""))
        halo = hint(
            placed, color=palette.paper, align=align, dx=dx, stroke=palette.paper, strokeWidth=4, strokeJoin="round"
        )
        names = hint(placed, color=palette.muted, align=align, dx=dx)
        y = down(hole("height"), f"{name}_y")
        layers += [stems, *(layer.encode(x=x, y=y, text=text) for layer in (halo, names))]
    return layers


def era_layout(eras: pd.DataFrame) -> Layout:
    """What `era_layers` draw of the eras that `eras_of` gives; the height is the chart's own."""
    header = header_px(eras)
    placed = eras[["era_id", "era", "era_start", "era_end", "shaded", "narrow_align", "wide_align"]].copy()
    for name in ("narrow", "wide"):
        top = (eras[f"{name}_row"] + eras["narrow_row"].max() - eras[f"{name}_row"].max()) * ROW_PX
        placed[f"{name}_y"], placed[f"{name}_stem"] = top + 7, top + 1
    return Layout({"eras": placed.assign(foot=header)}, {"era_header": header})


def place_flags(stems: list[tuple[float, float]], width: float) -> list[Flag]:
    """Rows and sides for names that hang on stems like flags: no name covers another, and as few as possible cover a stem.

    `stems` holds the place of each stem and the width of its name, from left to right.
    """
    placed: list[Flag] = []
    for stem, name in stems:
        fits = [(stem, stem + name)] if stem + name <= width else []
        fits += [(stem - name, stem)] if stem - name >= 0 else []
        flags = [
            Flag(row, stem, left, right)
            for left, right in fits or [(stem, stem + name)]
            for row in range(len(stems) + 1)
        ]
        free = [flag for flag in flags if not any(flag.overlaps(other) for other in placed)]
        placed.append(
            min(free, key=lambda flag: flag.row + CROSSING_ROWS * sum(flag.crosses(other) for other in placed))
        )
    return placed
