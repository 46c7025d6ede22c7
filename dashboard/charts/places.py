"""Where things happened: a map around Pyongyang, and the far places on a disc of the Earth around the same point."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.basemap.make_outlines import DISC_KM, OUTLINES, REGION_KM
from dashboard.charts.basemap.projection import plane
from dashboard.charts.common import NOTHING, SMALL, WIDE, Plot, drawn, dress, each, fade, hint, nothing, pick, plural, spoken, text_width
from dashboard.charts.palette import Palette

HEIGHT = 500.0
DOT = 3.1
HALVES = {"cooperation": "M0,-1A1,1,0,0,0,0,1Z", "conflict": "M0,-1A1,1,0,0,1,0,1Z"}
SIDE_QUAD = {"cooperation": 2, "conflict": 4}
RINGS_KM = (5000, 10000)


@dataclass(frozen=True)
class View:
    """A map on the canvas of one layout: its centre and radius in pixels as expressions of the width, and the size of its dots."""

    x: str
    y: float
    radius: str
    dot: float

    def at(self, width: float) -> tuple[float, float, float]:
        """Centre and radius on a canvas of this width."""
        return _number(self.x, width), self.y, _number(self.radius, width)


REGION = {True: View("0.46 * width", 225, "0.55 * width", 1), False: View("0.56 * width", 122, "0.72 * width", 0.62)}
DISC = {True: View("126 + 0 * width", 372, "118 + 0 * width", 0.8), False: View("0.5 * width", 384, "108 + 0 * width", 0.66)}
SEA_FROM_Y = 258


def places(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Each place as two half discs, cooperation left and conflict right, whose area is the number of events."""
    if frame.empty:
        return nothing(palette)
    dots = _placed(drawn(frame))
    names = _names(dots)
    layers = [
        *_land(palette),
        *_disc(palette),
        *_dots(dots, palette),
        *_words(names, palette),
    ]
    free = int(frame["unplaced"].iloc[0])
    signs = ["Left half: cooperation. Right half: conflict.", "Area: number of events; the largest are named with it."]
    if free:
        signs.append(f"Not drawn: {plural(free, 'event')} at sea, along a line or nowhere in particular.")
    signs.append("Outlines: Natural Earth.")
    return dress(alt.layer(*layers), palette, HEIGHT, signs)


def places_reading(frame: pd.DataFrame) -> str:
    """The places with most events, how they divide, and how many events have no place on a map."""
    if frame.empty:
        return NOTHING
    spots = frame.drop_duplicates(["lat", "lon"]).sort_values("place_events", ascending=False, kind="stable")
    total, free = int(frame["all_events"].iloc[0]), int(frame["unplaced"].iloc[0])
    named = [f"{row.place} ({row.place_events})" for row in each(spots.head(3))]
    listed = ", ".join(named[:-1]) + " and " + named[-1] if len(named) > 1 else named[0]
    first = frame[frame["place"] == spots.iloc[0]["place"]]
    conflict = int(first.loc[(first["side"] == "conflict") & (first["lat"] == spots.iloc[0]["lat"]), "events"].sum())
    end = f"; {free} cannot be placed on a map" if free else ""
    return (
        f"{plural(total, 'event')} in {plural(len(spots), 'place')}, most in {listed}{end}. "
        f"In {spots.iloc[0]['place']} {conflict} of {spots.iloc[0]['place_events']} were conflict."
    )


@lru_cache(maxsize=1)
def outlines() -> dict[str, dict[str, str]]:
    """SVG paths of land by map and country."""
    read: dict[str, dict[str, str]] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return read


def _placed(dots: pd.DataFrame) -> pd.DataFrame:
    """Each half with its place in units of its map's radius, y downwards, and its shape."""
    spots = [plane(row.lon, row.lat) for row in each(dots)]
    unit = dots["is_near"].map({True: REGION_KM, False: DISC_KM})
    dots["ux"], dots["uy"] = [east for east, _ in spots] / unit, [-north for _, north in spots] / unit
    dots["shape"] = dots["side"].map(HALVES)
    dots["area"] = (2 * DOT) ** 2 * dots["events"]
    return dots


def _land(palette: Palette) -> list[Any]:
    """Countries around Pyongyang, the two Koreas a shade stronger."""
    layers = []
    tones = {"land": palette.band, "KOR": palette.rule, "PRK": palette.neutral_soft}
    for name, tone in tones.items():
        path = outlines()["region"][name]
        shape = Plot(pd.DataFrame({"shape": [path]})).mark_point(
            clip=True, filled=True, fill=tone, stroke=palette.neutral_soft, strokeWidth=0.7, opacity=1, aria=False,
            size=alt.ExprRef(_by_view(REGION, "pow(2 * ({radius}), 2)")),
        )
        layers.append(shape.encode(shape=alt.Shape("shape:N", scale=None), x=_fixed(_by_view(REGION, "{x}")), y=_fixed(_by_view(REGION, "{y}"))))
    below = Plot(pd.DataFrame({"y": [SEA_FROM_Y]})).mark_rect(color=palette.paper, aria=False)
    cover = below.encode(x=alt.value(0), x2=alt.value("width"), y=alt.value(SEA_FROM_Y), y2=alt.value(HEIGHT + 30), opacity=alt.when(WIDE).then(alt.value(0)).otherwise(alt.value(1)))
    return [*layers, cover]


def _disc(palette: Palette) -> list[Any]:
    """The Earth around Pyongyang as far as the farthest places, with rings of distance."""
    centre = {"x": _fixed(_by_view(DISC, "{x}")), "y": _fixed(_by_view(DISC, "{y}"))}
    one = Plot(pd.DataFrame({"shape": [outlines()["disc"]["land"]]}))
    size = "pow(2 * ({radius}) * {share}, 2)"

    def circle(share: float, **look: Any) -> Any:
        return one.mark_point(
            shape="circle", opacity=1, aria=False, size=alt.ExprRef(_by_view(DISC, f"PI / 4 * {size.replace('{share}', str(share))}")), **look
        ).encode(**centre)

    land = one.mark_point(
        filled=True, fill=palette.rule, stroke=palette.neutral_soft, strokeWidth=0.4, opacity=1, aria=False,
        size=alt.ExprRef(_by_view(DISC, size.replace("{share}", "1"))),
    ).encode(shape=alt.Shape("shape:N", scale=None), **centre)
    rings = [circle(km / DISC_KM, filled=False, stroke=palette.neutral, strokeWidth=0.6, strokeDash=[2, 3]) for km in RINGS_KM]
    words = pd.DataFrame({"text": [f"{km:,} km" for km in RINGS_KM], "share": [km / DISC_KM for km in RINGS_KM]})
    labels = hint(Plot(words).transform_calculate(y=_by_view(DISC, "{y} + datum.share * ({radius})")), fontSize=SMALL - 1, color=palette.muted, dy=-5)
    return [
        circle(1.03, filled=True, fill=palette.paper, stroke=palette.paper, strokeWidth=6),
        circle(1, filled=True, fill=palette.raised, stroke=palette.neutral_soft, strokeWidth=1),
        land,
        *rings,
        labels.encode(x=centre["x"], y=alt.Y("y:Q", scale=None, axis=None), text="text:N"),
    ]


def _dots(dots: pd.DataFrame, palette: Palette) -> list[Any]:
    chosen = pick()
    tones = alt.Scale(domain=list(SIDE_QUAD), range=[palette.quad[quad] for quad in SIDE_QUAD.values()])
    near, far = (_by_view(views, "{x} + datum.ux * ({radius})") for views in (REGION, DISC))
    near_y, far_y = (_by_view(views, "{y} + datum.uy * ({radius})") for views in (REGION, DISC))
    near_size, far_size = (_by_view(views, "datum.area * {dot} * {dot}") for views in (REGION, DISC))
    plot = Plot(dots[["mark", "label", "side", "shape", "area", "ux", "uy", "is_near"]]).transform_calculate(
        x=f"datum.is_near ? {near} : {far}", y=f"datum.is_near ? {near_y} : {far_y}", size=f"max(30, datum.is_near ? {near_size} : {far_size})"
    )
    marks = plot.mark_point(filled=True, stroke=palette.paper, strokeWidth=0.8, cursor="pointer").encode(
        x=alt.X("x:Q", scale=None, axis=None),
        y=alt.Y("y:Q", scale=None, axis=None),
        shape=alt.Shape("shape:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        fill=alt.Fill("side:N", scale=tones, legend=None),
        opacity=fade(chosen, 0.92),
        **spoken(),
    )
    return [marks.add_params(chosen)]


def _names(dots: pd.DataFrame) -> pd.DataFrame:
    """Names of the largest places with their counts, beside their dots, where they cover neither a dot nor one another."""
    spots = dots.drop_duplicates(["lat", "lon"]).sort_values("place_events", ascending=False, kind="stable")
    rows = []
    for wide, width in ((True, 640.0), (False, 330.0)):
        taken: list[tuple[float, float, float, float]] = []
        circles = [(spot, *_pixels(spot, wide, width)) for spot in each(spots)]
        big = [(x - r, y - r, x + r, y + r) for spot, x, y, r in circles if spot.place_events > 2]
        for spot, x, y, r in circles[:22]:
            text = f"{spot.place} {spot.place_events}"
            side, box = _beside(x, y, r, text_width(text) + 4, taken + big, width, wide or spot.is_near)
            if box:
                taken.append(box)
                rows.append((wide, spot.is_near, spot.ux, spot.uy, text, side, r + 3))
    return pd.DataFrame(rows, columns=["wide", "is_near", "ux", "uy", "text", "side", "gap"])
