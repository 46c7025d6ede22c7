"""Kinds of event by actor: a matrix of counts, the darker the more, in which the name of an actor can be clicked."""

from __future__ import annotations

import altair as alt

from dashboard.charts.chart import Chart
from dashboard.charts.draw.holes import hole, table
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import ACTOR_SIGN, actor_names, clicked, offer, pick_beside
from dashboard.charts.draw.marks import SMALL, Plot, fade, finish, plural, spoken, title, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.events.columns import EVENTS
from dashboard.markup.typefaces import CHART_NOTE

KIND_PX = 24
DRAWN = ["mark", "label", "actor", "kind", "events"]


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Kinds down, actors across, the count in each cell; an empty cell has no event."""
    chosen = pick_beside("actor")
    x = alt.X("actor:N", sort=hole("actors"), axis=None, scale=alt.Scale(paddingInner=0.06))
    plot = Plot(table("cells")).encode(
        x=x,
        y=alt.Y(
            "kind:N",
            sort=hole("kinds"),
            axis=alt.Axis(title=None, labelLimit=200, labelColor=palette.ink),
            scale=alt.Scale(paddingInner=0.08),
        ),
    )
    heat = alt.Scale(domain=[0, hole("most")], range=[palette.band, palette.heat], type="sqrt", interpolate="rgb")
    boxes = plot.mark_rect(cursor="pointer", cornerRadius=2).encode(
        fill=alt.Fill("events:Q", scale=heat, legend=None), opacity=fade(chosen), **spoken()
    )
    counts = plot.mark_text(fontSize=alt.ExprRef(f"width > 320 ? {SMALL} : {CHART_NOTE}"), aria=False).encode(
        text="events:Q", color=alt.value(palette.ink)
    )
    names = actor_names("heads", palette, align="left", angle=300).encode(x=x, y=alt.value(-7), text="actor:N")
    names = names.properties(name="actors").add_params(clicked("actor", "actor_id"))
    return finish(alt.layer(boxes.add_params(chosen), counts, names), palette)


def lay_out(rows: Rows) -> Layout:
    """The order of actors and kinds, most events first."""
    weights = dict(zip(rows.column("kind"), rows.column("kind_weight"), strict=True))
    kinds = sorted(weights, key=lambda kind: (-weights[kind], kind))
    ids = dict(zip(rows.column("actor"), rows.column("actor_id"), strict=True))
    ranks = dict(zip(rows.column("actor"), rows.column("actor_rank"), strict=True))
    return Layout(
        {
            "cells": rows.table.select(DRAWN),
            "heads": table_of(
                actor=list(ids), actor_id=list(ids.values()), said=[offer(*actor) for actor in ids.items()]
            ),
        },
        {
            "actors": sorted(ranks, key=lambda actor: ranks[actor]),
            "kinds": kinds,
            "most": max(rows.column("events")),
            "height": KIND_PX * len(kinds),
            "title": title(wrapped(ACTOR_SIGN, 34).split("\n")),
        },
    )


def reading(rows: Rows) -> str:
    """The actor with most events and the most frequent pair of actor and kind."""
    cells = list(zip(*map(rows.column, ("actor_rank", "events", "actor", "kind", "actor_events")), strict=True))
    _, _, first, _, most = min(cells, key=lambda cell: cell[0])
    _, events, actor, kind, _ = min(cells, key=lambda cell: (-cell[1], cell[0]))
    return (
        f"{first} takes part in most events ({plural(most, 'event')}); "
        f"the most frequent pair is {actor} with {kind.lower()} ({events})."
    )


CHART = Chart(
    id="events_kind_by_actor",
    title="Kinds of event by actor",
    question="Who takes part in what?",
    page="events",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
    columns=Columns(
        (
            text("Actor", "actor"),
            text("Kind", "kind"),
            EVENTS,
            number("Events of the actor of any kind", "actor_events", "events"),
        )
    ),
    rule="An event counts once for each actor that takes part in it or that it concerns; agencies and forces "
    "count as the state they belong to. Only the twelve actors with most events are shown.",
    group="Who",
    is_half=True,
    selections=("pick", "actor"),
)
