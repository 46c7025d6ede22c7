"""Eras as named bands behind a time axis. Names move to further rows where they would collide, for wide and for narrow charts apart."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboard.charts.common import NARROW_PX, WIDE, WIDE_PX, TimeAxis, down, hint, text_width
from dashboard.charts.palette import Palette

ROW_PX = 14


@dataclass(frozen=True)
class Flag:
    """A name on its stem: its row from the top, and the pixels that it covers."""

    row: int
    stem: float
    left: float
    right: float


def eras_of(frame: pd.DataFrame, axis: TimeAxis) -> pd.DataFrame:
    """The eras of the frame's rows, cut to what the axis shows, each with the row and side of its name on wide and narrow charts."""
    columns = ["era_id", "era", "era_start", "era_end"]
    eras = frame[columns].dropna(subset=["era_id"]).drop_duplicates("era_id").sort_values("era_start")
    eras["era_start"] = pd.to_datetime(eras["era_start"]).clip(lower=axis.first)
    eras["era_end"] = pd.to_datetime(eras["era_end"]).clip(upper=axis.last)
    eras["shaded"] = [i % 2 == 0 for i in range(len(eras))]
    for name, width in (("narrow", NARROW_PX), ("wide", WIDE_PX)):
        flags = place_flags([(axis.share(era.era_start) * width, text_width(era.era) + 6) for era in eras.itertuples()], width)
        eras[f"{name}_row"] = [flag.row for flag in flags]
        eras[f"{name}_align"] = ["left" if flag.right > flag.stem else "right" for flag in flags]
    return eras.reset_index(drop=True)


def header_px(eras: pd.DataFrame) -> int:
    """Height that the names need above the marks."""
    return int(eras["narrow_row"].max() + 1) * ROW_PX + 6 if len(eras) else 0


def era_bands(eras: pd.DataFrame, axis: TimeAxis, height: float, palette: Palette) -> list[alt.Chart]:
    """Layers: every second era shaded, a stem from each name down to its band, and the names."""
    if eras.empty:
        return []
    header = header_px(eras)
    plot = alt.Chart(eras)
    y = down(height)
    bands = (
        plot.transform_filter("datum.shaded")
        .mark_rect(color=palette.band, aria=False)
        .encode(x=axis.x("era_start"), x2="era_end:T", y=alt.value(header), y2=alt.value(height))
    )
    layers = [bands]
    for name, shown in (("narrow", f"!({WIDE})"), ("wide", WIDE)):
        placed = alt.Chart(eras.assign(y=eras[f"{name}_row"] * ROW_PX + 7, stem=eras[f"{name}_row"] * ROW_PX + 1, foot=header))
        x = axis.x("era_start")
        stems = placed.mark_rule(color=palette.neutral_soft, aria=False).encode(
            x=x, y=down(height, "stem"), y2="foot:Q", opacity=alt.when(shown).then(alt.value(1)).otherwise(alt.value(0))
        )
        align, dx = alt.ExprRef(f"datum.{name}_align"), alt.ExprRef(f"datum.{name}_align === 'left' ? 4 : -4")
        names = hint(placed, color=palette.muted, align=align, dx=dx).encode(
            x=x, y=down(height), text=alt.when(shown).then("era:N").otherwise(alt.value(""))
        )
        layers += [stems, names]
    return layers


def place_flags(stems: list[tuple[float, float]], width: float) -> list[Flag]:
    """Rows for names that hang on stems like flags, so that no name covers another name or a stem.

    `stems` holds the place of each stem and the width of its name, from left to right. A name flies to the right of its stem,
    or to the left where it would leave the chart.
    """
    flies_right = [stem + name <= width for stem, name in stems]
    inwards = [i for i, right in enumerate(flies_right) if right] + [i for i, right in enumerate(flies_right) if not right][::-1]
    placed: dict[int, Flag] = {}
    for i in inwards:
        stem, name = stems[i]
        left, right = (stem, stem + name) if flies_right[i] else (stem - name, stem)
        row = next(row for row in range(len(stems) + 1) if not any(_clash(Flag(row, stem, left, right), other) for other in placed.values()))
        placed[i] = Flag(row, stem, left, right)
    return [placed[i] for i in range(len(stems))]


def _clash(one: Flag, other: Flag) -> bool:
    if one.row == other.row:
        return one.left < other.right and other.left < one.right
    upper, lower = (one, other) if one.row < other.row else (other, one)
    return lower.left - 2 < upper.stem < lower.right + 2
