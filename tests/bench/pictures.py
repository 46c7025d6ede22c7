"""Draws every chart under several filters as PNG, and compares two such folders: `python tests/bench/pictures.py DIR [--against DIR]`.

A change that should not be seen is made between two runs: equal bytes are equal pictures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import vl_convert

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawing
from dashboard.export.pictures import _VEGA_LITE as VEGA_LITE
from dashboard.record.filters import Filters
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database, open_current

SHAPES = (("light", 900), ("dark", 360))


def main() -> int:
    """Draws, then compares where asked; the exit code is 1 where any picture differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, help="an earlier folder to compare with")
    parser.add_argument("--chart", action="append", help="only these charts")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    database = open_current()
    differ = 0
    for name, spec in pictures(database, options.chart):
        content = vl_convert.vegalite_to_png(json.dumps(spec, default=str), vl_version=VEGA_LITE, allowed_base_urls=[])
        (options.folder / f"{name}.png").write_bytes(content)
        if options.against and _digest(options.against / f"{name}.png") != hashlib.sha256(content).hexdigest():
            differ += 1
            print(f"differs: {name}", flush=True)
    print(f"{differ} pictures differ." if options.against else "Drawn.")
    return 1 if differ else 0


def pictures(database: Database, only: list[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and specification of each picture."""
    for chart in CHARTS:
        if only and chart.id not in only:
            continue
        kind = next(iter(vocabulary(database, chart.kinds).of("kinds")))
        for name, filters in filter_sets(kind).items():
            rows = Rows(database.table("charts", chart.id, filters.parameters()))
            for theme, width in SHAPES:
                if len(rows):
                    yield f"{chart.id}~{name}~{theme}", _specification(chart, rows, PALETTES[theme], width)


def filter_sets(kind: str) -> dict[str, Filters]:
    """Filters of every sort by a short name."""
    return {
        "all": Filters(),
        "era-actor": Filters(eras=("agreed-framework",), actors=("PRK",)),
        "period": Filters(date_from="2017", date_to="2019"),
        "china": Filters(actors=("CHN",), lens="checked2"),
        "words": Filters(words="nuclear", lens="primary"),
        "kind": Filters(kinds=(kind,), date_from="1990"),
    }


def _specification(chart: Any, rows: Any, palette: Any, width: int) -> dict[str, Any]:
    spec = drawing(chart, rows, palette).with_data()
    _set_width(spec, width)
    spec["background"] = palette.paper
    return spec


def _set_width(spec: Any, width: int) -> None:
    if isinstance(spec, dict):
        if spec.get("width") == "container":
            spec["width"] = width
        for name, inner in spec.items():
            if name not in ("datasets", "data"):
                _set_width(inner, width)
    elif isinstance(spec, list):
        for inner in spec:
            _set_width(inner, width)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
