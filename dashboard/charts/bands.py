"""Eras as named bands behind a time axis. Names move to further rows where they would collide, for wide and for narrow charts apart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.common import NARROW_PX, WIDE, WIDE_PX, TimeAxis, down, hint, text_width
from dashboard.charts.palette import Palette

ROW_PX = 14


def eras_of(frame: pd.DataFrame, axis: TimeAxis) -> pd.DataFrame:
    """The eras of the frame's rows, cut to what the axis shows, each with the row of its name on wide and narrow charts."""
    columns = ["era_id", "era", "era_start", "era_end"]
    eras = frame[columns].dropna(subset=["era_id"]).drop_duplicates("era_id").sort_values("era_start")
    eras["era_start"] = pd.to_datetime(eras["era_start"]).clip(lower=axis.first)
    eras["era_end"] = pd.to_datetime(eras["era_end"]).clip(upper=axis.last)
    eras["date"] = (eras["era_start"] + (eras["era_end"] - eras["era_start"]) / 2).dt.normalize()
    eras["shaded"] = [i % 2 == 0 for i in range(len(eras))]
    for name, width in (("narrow", NARROW_PX), ("wide", WIDE_PX)):
        placed = _placed([(axis.share(era.date), era.era) for era in eras.itertuples()], width)
        eras[f"{name}_row"] = [row for row, _ in placed]
        eras[f"{name}_shift"] = [shift for _, shift in placed]
    return eras.reset_index(drop=True)


def header_px(eras: pd.DataFrame) -> int:
    """Height that the names need above the marks."""
    return int(eras["narrow_row"].max() + 1) * ROW_PX + 8 if len(eras) else 0


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
        placed = alt.Chart(eras.assign(y=eras[f"{name}_row"] * ROW_PX + 7, stem=eras[f"{name}_row"] * ROW_PX + 14, foot=header))
        stems = placed.mark_rule(color=palette.neutral_soft, aria=False).encode(
            x=axis.x("date"), y=down(height, "stem"), y2="foot:Q", opacity=alt.when(shown).then(alt.value(1)).otherwise(alt.value(0))
        )
        names = hint(placed, color=palette.muted, dx=alt.ExprRef(f"datum.{name}_shift")).encode(
            x=axis.x("date"), y=y, text=alt.when(shown).then("era:N").otherwise(alt.value(""))
        )
        layers += [stems, names]
    return layers


def _placed(names: list[tuple[float, str]], width: int) -> list[tuple[int, float]]:
    """For names centred at a share of the width: the first row with room beside the names before, and the shift that keeps it inside."""
    ends: list[float] = []
    placed = []
    for share, name in names:
        half = text_width(name) / 2 + 4
        centre = share * width
        shift = max(0.0, half - centre) - max(0.0, centre + half - width)
        row = next((i for i, end in enumerate(ends) if centre + shift - half >= end), len(ends))
        ends[row:] = [centre + shift + half, *ends[row + 1 :]]
        placed.append((row, round(shift, 1)))
    return placed
