"""What a browser needs of a chart: Vega-Lite without data, and the data as frames by name, neither copied nor checked again."""

from __future__ import annotations

import threading
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import debug_mode

from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import Palette

# Altair's switches belong to the process: two threads that build at once would undo each other's.
_lock = threading.Lock()


def spec_and_data(
    chart: Chart, frame: pd.DataFrame, palette: Palette
) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Vega-Lite of a chart that names its data, and the data by name.

    Altair checks every object against the whole Vega-Lite schema and copies inline data at every layer, which takes
    twenty times as long as the rest. The tests check each chart once; here neither is done.
    """
    frames: dict[str, pd.DataFrame] = {}

    def keep(data: pd.DataFrame) -> dict[str, str]:
        known = (name for name, frame in frames.items() if frame is data)
        name = next(known, f"data-{len(frames)}")
        frames[name] = data
        return {"name": name}

    with _lock, debug_mode(False):
        alt.data_transformers.register("panmunjom", keep)  # type: ignore[arg-type]
        with alt.data_transformers.enable("panmunjom"):
            spec = chart.build(frame, palette).to_dict(validate=False)
    return spec, frames
