"""Where things happened: a map around Pyongyang, and the far places on a disc of the Earth around the same point."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import (
    NOTHING,
    SMALL,
    WIDE,
    Plot,
    drawn,
    dress,
    each,
    fade,
    hint,
    nothing,
    pick,
    plural,
    spoken,
)
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.events.basemap.make_outlines import DISC_KM, OUTLINES, REGION_KM
from dashboard.charts.events.basemap.projection import plane
from dashboard.charts.events.columns import EVENTS, SIDE
from dashboard.charts.events.map_views import COVER_FROM, DISC, DOT_PX, HEIGHT, LAYOUT, REGION, by_view, names

HALVES = {"cooperation": "M0,-1A1,1,0,0,0,0,1Z", "conflict": "M0,-1A1,1,0,0,1,0,1Z"}
SIDE_QUAD = {"cooperation": 2, "conflict": 4}
RINGS_KM = (5000, 10000)
# Where the outlines end, in radii west of Pyongyang.
WEST = 1.05
NEIGHBOURS = (("China", 119.5, 42.4), ("Russia", 133.2, 43.35), ("Japan", 134.2, 34.95))
EAST, SOUTH = "{x} + datum.ux * {radius}", "{y} + datum.uy * {radius}"


def places(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Each place as two half discs, cooperation left and conflict right, whose area is the number of events."""
    if frame.empty:
        return nothing(palette)
    dots = _placed(drawn(frame))

    layers = [
        *_land(palette),
        *_countries(palette),
        *_disc(palette),
        *_dots(dots, palette),
        *_words(names(dots), palette),
    ]
    free = int(frame["unplaced"].iloc[0])
    signs = ["Left half: cooperation. Right half: conflict.", "Area: number of events; the largest are named with it."]
    if free:
        signs.append(f"Not drawn: {plural(free, 'event')} without a point on the map.")
    signs += ["Disc: the Earth around Pyongyang, with rings of distance.", "Outlines: Natural Earth."]
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
    dots["most"] = dots.groupby(["ux", "uy"])["events"].transform("max")
    dots["area"] = (2 * DOT_PX) ** 2 * dots["events"]
    return dots


def _land(palette: Palette) -> list[Any]:
    """The sea and the countries around Pyongyang, the two Koreas a shade stronger."""
    sea = Plot(pd.DataFrame({"y": [0]})).mark_rect(fill=palette.paper, stroke=palette.neutral_soft, aria=False)
    edge = by_view(REGION, f"max(0, {{x}} - {WEST} * {{radius}})")
    layers = [sea.encode(x=_fixed(edge), x2=alt.value("width"), y=alt.value(0), y2=alt.value(HEIGHT))]
    tones = {"land": palette.band, "KOR": palette.rule, "PRK": palette.neutral_soft}
    for name, tone in tones.items():
        path = outlines()["region"][name]
        shape = Plot(pd.DataFrame({"shape": [path]})).mark_point(
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
    cover = Plot(pd.DataFrame({"y": [COVER_FROM]})).mark_rect(color=palette.paper, aria=False)
    narrow = alt.when(WIDE).then(alt.value(0)).otherwise(alt.value(1))
    layers.append(
        cover.encode(
            x=alt.value(0), x2=alt.value("width"), y=alt.value(COVER_FROM), y2=alt.value(HEIGHT), opacity=narrow
        )
    )
    return layers


def _countries(palette: Palette) -> list[Any]:
    """Names of the neighbours, where a wide chart has room for them."""
    spots = pd.DataFrame(NEIGHBOURS, columns=["text", "lon", "lat"])
    flat = [plane(spot.lon, spot.lat) for spot in each(spots)]
    spots["ux"], spots["uy"] = [east / REGION_KM for east, _ in flat], [-north / REGION_KM for _, north in flat]
    plot = Plot(spots).transform_filter(WIDE)
    plot = plot.transform_calculate(x=by_view(REGION, EAST), y=by_view(REGION, SOUTH))
    words = hint(plot, color=palette.muted, fontStyle="italic", fontSize=SMALL + 1)
    return [words.encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N")]


def _disc(palette: Palette) -> list[Any]:
    """The Earth around Pyongyang as far as the farthest places, with rings of distance."""
    centre = {"x": _fixed(by_view(DISC, "{x}")), "y": _fixed(by_view(DISC, "{y}"))}
    one = Plot(pd.DataFrame({"shape": [outlines()["disc"]["land"]]}))
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
    words = pd.DataFrame(
        {"text": [f"{km:,} km" for km in RINGS_KM], "share": [km / DISC_KM for km in RINGS_KM], "tilt": [0.13, -0.22]}
    )
    # In the empty Pacific, east of the centre.
    along = {
        "x": by_view(DISC, "{x} + 0.97 * datum.share * {radius}"),
        "y": by_view(DISC, "{y} - datum.tilt * datum.share * {radius}"),
    }
    plot = Plot(words).transform_calculate(**along)
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None), "text": "text:N"}
    halo = {"color": palette.raised, "stroke": palette.raised, "strokeWidth": 3}
    return [hint(plot, fontSize=SMALL - 1, **look).encode(**place) for look in (halo, {"color": palette.muted})]


def _dots(dots: pd.DataFrame, palette: Palette) -> list[Any]:
    chosen = pick()
    tones = alt.Scale(domain=list(SIDE_QUAD), range=[palette.quad[quad] for quad in SIDE_QUAD.values()])
    near, far = (by_view(views, EAST) for views in (REGION, DISC))
    near_y, far_y = (by_view(views, SOUTH) for views in (REGION, DISC))
    near_size, far_size = (by_view(views, "datum.area * {dot} * {dot}") for views in (REGION, DISC))
    plot = Plot(dots[["mark", "label", "side", "shape", "area", "ux", "uy", "is_near"]]).transform_calculate(
        x=f"datum.is_near ? {near} : {far}",
        y=f"datum.is_near ? {near_y} : {far_y}",
        size=f"max(30, datum.is_near ? {near_size} : {far_size})",
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


def _words(places: pd.DataFrame, palette: Palette) -> list[Any]:
    """The names beside the dots, in front of a halo of paper; the width shows those of one layout."""
    plot = Plot(places[["layout", "is_near", "ux", "uy", "text", "align", "dx", "dy"]]).transform_filter(
        f"datum.layout === {LAYOUT}"
    )
    plot = plot.transform_calculate(
        x=f"datum.is_near ? {by_view(REGION, EAST)} : {by_view(DISC, EAST)}",
        y=f"datum.is_near ? {by_view(REGION, SOUTH)} : {by_view(DISC, SOUTH)}",
    )
    look: dict[str, Any] = {name: alt.ExprRef(f"datum.{name}") for name in ("align", "dx", "dy")}
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None), "text": "text:N"}
    halo = {"color": palette.paper, "stroke": palette.paper, "strokeWidth": 3, "strokeJoin": "round"}
    return [hint(plot, **halo, **look).encode(**place), hint(plot, color=palette.ink, **look).encode(**place)]


def _fixed(expression: str) -> Any:
    """A place in pixels that depends on nothing but the width."""
    return alt.value(alt.ExprRef(expression))


CHART = Chart(
    id="event_places",
    title="Where it happened",
    question="Where do the two sides meet, and where do they clash?",
    page="events",
    build=places,
    reading=places_reading,
    columns=Columns(
        (
            text("Place", "place"),
            SIDE,
            EVENTS,
            number("All events of the place", "place_events", "events"),
            number("Latitude", "lat", "degrees north", 1),
            number("Longitude", "lon", "degrees east", 1),
        )
    ),
    rule="Events within about ten kilometres of one another, in the distance within about a hundred, are one place. "
    "Events without coordinates are counted in the sentence above the map and not drawn.",
    group="Where",
)
