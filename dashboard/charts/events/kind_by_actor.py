"""Kinds of event by actor: a matrix of counts, the darker the more, in which the name of an actor can be clicked."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.linked import ACTOR_SIGN, actor_names, clicked, pick_beside
from dashboard.charts.draw.marks import NOTHING, SMALL, Plot, drawn, dress, fade, nothing, plural, spoken, wrapped
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.table import Columns, number, text
from dashboard.charts.events.columns import EVENTS


def kind_by_actor(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Kinds down, actors across, the count in each cell; an empty cell has no event."""
    if frame.empty:
        return nothing(palette)
    cells = drawn(frame)
    kinds = cells.sort_values(["kind_weight", "kind"], ascending=[False, True])["kind"].unique().tolist()
    actors = cells.sort_values("actor_rank")["actor"].unique().tolist()
    most = int(cells["events"].max())
    chosen = pick_beside("actor")
    x = alt.X("actor:N", sort=actors, axis=None, scale=alt.Scale(paddingInner=0.06))
    plot = Plot(cells).encode(
        x=x,
        y=alt.Y(
            "kind:N",
            sort=kinds,
            axis=alt.Axis(title=None, labelLimit=200, labelColor=palette.ink),
            scale=alt.Scale(paddingInner=0.08),
        ),
    )
    heat = alt.Scale(domain=[0, most], range=[palette.band, palette.heat], type="sqrt", interpolate="rgb")
    boxes = plot.mark_rect(cursor="pointer", cornerRadius=2).encode(
        fill=alt.Fill("events:Q", scale=heat, legend=None), opacity=fade(chosen), **spoken()
    )
    counts = plot.mark_text(fontSize=alt.ExprRef(f"width > 320 ? {SMALL} : 8"), aria=False).encode(
        text="events:Q", color=alt.value(palette.ink)
    )
    heads = cells.drop_duplicates("actor")[["actor", "actor_id"]]
    names = actor_names(heads, palette, align="left", angle=300).encode(x=x, y=alt.value(-7), text="actor:N")
    names = names.properties(name="actors").add_params(clicked("actor", "actor_id"))
    return dress(
        alt.layer(boxes.add_params(chosen), counts, names),
        palette,
        24 * len(kinds),
        wrapped(ACTOR_SIGN, 34).split("\n"),
    )


def kind_by_actor_reading(frame: pd.DataFrame) -> str:
    """The actor with most events and the most frequent pair of actor and kind."""
    if frame.empty:
        return NOTHING
    first = frame.sort_values(["actor_rank"]).iloc[0]
    pair = frame.sort_values(["events", "actor_rank"], ascending=[False, True]).iloc[0]
    return (
        f"{first['actor']} takes part in most events ({plural(int(first['actor_events']), 'event')}); "
        f"the most frequent pair is {pair['actor']} with {pair['kind'].lower()} ({int(pair['events'])})."
    )


CHART = Chart(
    id="events_kind_by_actor",
    title="Kinds of event by actor",
    question="Who takes part in what?",
    page="events",
    build=kind_by_actor,
    reading=kind_by_actor_reading,
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
