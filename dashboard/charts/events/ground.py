"""What lies under the dots of the map: sea and land around Pyongyang, and the Earth as a disc with rings of distance."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard.charts.draw.holes import table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import SMALL, WIDE, Plot, hint
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import table_of
from dashboard.charts.events.basemap.make_outlines import DISC_KM, OUTLINES, REGION_KM
from dashboard.charts.events.basemap.projection import plane
from dashboard.charts.events.map_views import COVER_FROM, DISC, EAST, HEIGHT, REGION, SOUTH, by_view

RINGS_KM = (5000, 10000)
# Where the outlines end, in radii west of Pyongyang.
WEST = 1.05
LANDS = ("land", "KOR", "PRK")
NEIGHBOURS = (("China", 119.5, 42.4), ("Russia", 133.2, 43.35), ("Japan", 134.2, 34.95))


def ground_layers(palette: Palette) -> list[Any]:
    """Layers: the region around Pyongyang with the names of its countries, and the disc. `ground` fills them."""
    return [*_land(palette), *_countries(palette), *_disc(palette)]


@lru_cache(maxsize=1)
def outlines() -> dict[str, dict[str, str]]:
    """SVG paths of land by map and country."""
    read: dict[str, dict[str, str]] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def ground() -> Layout:
    """What lies under the dots, the same whatever the rows: sea and land, names of countries, rings of distance."""
    flat = [plane(lon, lat) for _, lon, lat in NEIGHBOURS]
    return Layout(
        {
            "sea": table_of(y=[0]),
            **{f"land_{name}": table_of(shape=[outlines()["region"][name]]) for name in LANDS},
            "cover": table_of(y=[COVER_FROM]),
            "countries": table_of(
                text=[name for name, _, _ in NEIGHBOURS],
                ux=[east / REGION_KM for east, _ in flat],
                uy=[-north / REGION_KM for _, north in flat],
            ),
            "disc": table_of(shape=[outlines()["disc"]["land"]]),
            "rings": table_of(
                text=[f"{km:,} km" for km in RINGS_KM], share=[km / DISC_KM for km in RINGS_KM], tilt=[0.13, -0.22]
            ),
        }
    )


def _land(palette: Palette) -> list[Any]:
    """The sea and the countries around Pyongyang, the two Koreas a shade stronger."""
    sea = Plot(table("sea")).mark_rect(fill=palette.paper, stroke=palette.neutral_soft, aria=False)
    edge = by_view(REGION, f"max(0, {{x}} - {WEST} * {{radius}})")
    layers = [sea.encode(x=_fixed(edge), x2=alt.value("width"), y=alt.value(0), y2=alt.value(HEIGHT))]
    tones = (palette.band, palette.rule, palette.neutral_soft)
    for name, tone in zip(LANDS, tones, strict=True):
        shape = Plot(table(f"land_{name}")).mark_point(
            clip=True,
            filled=True,
            fill=tone,
            stroke=palette.neutral_soft,
            strokeWidth=0.7,
            opacity=1,
            aria=False,
            size=alt.ExprRef(by_view(REGION, "pow(2 * {radius}, 2)")),
        )
        layers.append(
            shape.encode(
                shape=alt.Shape("shape:N", scale=None),
                x=_fixed(by_view(REGION, "{x}")),
                y=_fixed(by_view(REGION, "{y}")),
            )
        )
    cover = Plot(table("cover")).mark_rect(color=palette.paper, aria=False)
    narrow = alt.when(WIDE).then(alt.value(0)).otherwise(alt.value(1))
    layers.append(
        cover.encode(
            x=alt.value(0), x2=alt.value("width"), y=alt.value(COVER_FROM), y2=alt.value(HEIGHT), opacity=narrow
        )
    )
    return layers


def _countries(palette: Palette) -> list[Any]:
    """Names of the neighbours, where a wide chart has room for them."""
    plot = Plot(table("countries")).transform_filter(WIDE)
    plot = plot.transform_calculate(x=by_view(REGION, EAST), y=by_view(REGION, SOUTH))
    words = hint(plot, color=palette.muted, fontStyle="italic", fontSize=SMALL + 1)
    return [words.encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N")]


def _disc(palette: Palette) -> list[Any]:
    """The Earth around Pyongyang as far as the farthest places, with rings of distance."""
    centre = {"x": _fixed(by_view(DISC, "{x}")), "y": _fixed(by_view(DISC, "{y}"))}
    one = Plot(table("disc"))
    size = "pow(2 * {radius} * {share}, 2)"

    def circle(share: float, **look: Any) -> Any:
        return one.mark_point(
            shape="circle",
            opacity=1,
            aria=False,
            size=alt.ExprRef(by_view(DISC, f"{size.replace('{share}', str(share))}")),
            **look,
        ).encode(**centre)

    land = one.mark_point(
        filled=True,
        fill=palette.rule,
        stroke=palette.neutral_soft,
        strokeWidth=0.4,
        opacity=1,
        aria=False,
        size=alt.ExprRef(by_view(DISC, size.replace("{share}", "1"))),
    ).encode(shape=alt.Shape("shape:N", scale=None), **centre)
    rings = [
        circle(km / DISC_KM, filled=False, stroke=palette.neutral, strokeWidth=0.6, strokeDash=[2, 3])
        for km in RINGS_KM
    ]
    return [
        circle(1.03, filled=True, fill=palette.paper, stroke=palette.paper, strokeWidth=6),
        circle(1, filled=True, fill=palette.raised, stroke=palette.neutral_soft, strokeWidth=1),
        land,
        *rings,
        *_ring_names(palette),
    ]


def _ring_names(palette: Palette) -> list[Any]:
    # In the empty Pacific, east of the centre.
    along = {
        "x": by_view(DISC, "{x} + 0.97 * datum.share * {radius}"),
        "y": by_view(DISC, "{y} - datum.tilt * datum.share * {radius}"),
    }
    plot = Plot(table("rings")).transform_calculate(**along)
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None), "text": "text:N"}
    halo = {"color": palette.raised, "stroke": palette.raised, "strokeWidth": 3}
    return [hint(plot, fontSize=SMALL - 1, **look).encode(**place) for look in (halo, {"color": palette.muted})]


def _fixed(expression: str) -> Any:
    """A place in pixels that depends on nothing but the width."""
    return alt.value(alt.ExprRef(expression))
