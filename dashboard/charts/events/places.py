"""Where things happened: a map around Pyongyang, and the far places on a disc of the Earth around the same point."""

from __future__ import annotations

from typing import Any

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import Plot, fade, finish, hint, pick, plural, spoken, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.events.basemap.make_outlines import DISC_KM, REGION_KM
from dashboard.charts.events.basemap.projection import plane
from dashboard.charts.events.columns import EVENTS, SIDE
from dashboard.charts.events.ground import ground, ground_layers
from dashboard.charts.events.map_views import DISC, DOT_PX, EAST, HEIGHT, LAYOUT, REGION, SOUTH, Spot, by_view, names
from dashboard.charts.events.sides import side_fill

HALVES = {"cooperation": "M0,-1A1,1,0,0,0,0,1Z", "conflict": "M0,-1A1,1,0,0,1,0,1Z"}
DRAWN = ["mark", "label", "side", "is_near"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Each place as two half discs, cooperation left and conflict right, whose area is the number of events."""
    return finish(alt.layer(*ground_layers(palette), *_dots(palette), *_words(palette)), palette, HEIGHT)


def lay_out(rows: Rows) -> Layout:
    """Each half with its place in units of its map's radius, y downwards, its shape and its size; and the names beside them."""
    spots = _spots(rows)
    at = list(zip(rows.column("lat"), rows.column("lon"), strict=True))
    events = rows.column("events")
    dots = with_columns(
        rows.table.select(DRAWN),
        ux=[spots[place].ux for place in at],
        uy=[spots[place].uy for place in at],
        shape=[HALVES[side] for side in rows.column("side")],
        area=[(2 * DOT_PX) ** 2 * count for count in events],
    )
    named = names(sorted(spots.values(), key=lambda spot: -spot.place_events))
    words = {
        field: [getattr(name, field) for name in named]
        for field in ("layout", "is_near", "ux", "uy", "text", "align", "dx", "dy")
    }
    free = rows.column("unplaced")[0]
    signs = [
        "Left half: cooperation. Right half: conflict.",
        "Area: number of events; the largest are named with it.",
        *([f"Not drawn: {plural(free, 'event')} without a point on the map."] if free else []),
        "Disc: the Earth around Pyongyang, with rings of distance.",
        "Outlines: Natural Earth.",
    ]
    return ground() | Layout({"dots": dots, "words": table_of(**words)}, {"title": title(signs)})


def reading(rows: Rows) -> str:
    """The places with most events, how they divide, and how many events have no place on a map."""
    spots = sorted(_spots(rows).items(), key=lambda spot: -spot[1].place_events)
    total, free = rows.column("all_events")[0], rows.column("unplaced")[0]
    named = [f"{spot.place} ({spot.place_events})" for _, spot in spots[:3]]
    listed = ", ".join(named[:-1]) + " and " + named[-1] if len(named) > 1 else named[0]
    at, first = spots[0]
    halves = zip(*map(rows.column, ("lat", "lon", "side", "events")), strict=True)
    conflict = sum(events for lat, lon, side, events in halves if (lat, lon) == at and side == "conflict")
    end = f"; {free} cannot be placed on a map" if free else ""
    return (
        f"{plural(total, 'event')} in {plural(len(spots), 'place')}, most in {listed}{end}. "
        f"In {first.place} {conflict} of {first.place_events} were conflict."
    )


def _spots(rows: Rows) -> dict[tuple[float, float], Spot]:
    """Each place by its latitude and longitude."""
    spots: dict[tuple[float, float], Spot] = {}
    columns = map(rows.column, ("lat", "lon", "place", "place_events", "events", "is_near"))
    for lat, lon, place, place_events, events, is_near in zip(*columns, strict=True):
        known = spots.get((lat, lon))
        if known:
            spots[lat, lon] = known._replace(most=max(known.most, events))
            continue
        (east, north), unit = plane(lon, lat), REGION_KM if is_near else DISC_KM
        spots[lat, lon] = Spot(place, place_events, events, is_near, east / unit, -north / unit)
    return spots


def _dots(palette: Palette) -> list[Any]:
    chosen = pick()
    near, far = (by_view(views, EAST) for views in (REGION, DISC))
    near_y, far_y = (by_view(views, SOUTH) for views in (REGION, DISC))
    near_size, far_size = (by_view(views, "datum.area * {dot} * {dot}") for views in (REGION, DISC))
    plot = Plot(table("dots")).transform_calculate(
        x=f"datum.is_near ? {near} : {far}",
        y=f"datum.is_near ? {near_y} : {far_y}",
        size=f"max(30, datum.is_near ? {near_size} : {far_size})",
    )
    marks = plot.mark_point(filled=True, stroke=palette.paper, strokeWidth=0.8, cursor="pointer").encode(
        x=alt.X("x:Q", scale=None, axis=None),
        y=alt.Y("y:Q", scale=None, axis=None),
        shape=alt.Shape("shape:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        fill=side_fill(palette),
        opacity=fade(chosen, 0.92),
        **spoken(),
    )
    return [marks.add_params(chosen)]


def _words(palette: Palette) -> list[Any]:
    """The names beside the dots, in front of a halo of paper; the width shows those of one layout."""
    plot = Plot(table("words")).transform_filter(f"datum.layout === {LAYOUT}")
    plot = plot.transform_calculate(
        x=f"datum.is_near ? {by_view(REGION, EAST)} : {by_view(DISC, EAST)}",
        y=f"datum.is_near ? {by_view(REGION, SOUTH)} : {by_view(DISC, SOUTH)}",
    )
    look: dict[str, Any] = {name: alt.ExprRef(f"datum.{name}") for name in ("align", "dx", "dy")}
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None), "text": "text:N"}
    halo = {"color": palette.paper, "stroke": palette.paper, "strokeWidth": 3, "strokeJoin": "round"}
    return [hint(plot, **halo, **look).encode(**place), hint(plot, color=palette.ink, **look).encode(**place)]


CHART = Chart(
    id="event_places",
    title="Where it happened",
    question="Where do the two sides meet, and where do they clash?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
