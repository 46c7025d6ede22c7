"""The relationship at a glance: eras, four lanes of events with their turning points, and the main instruments, on one canvas."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE, DOUBT, TONE
from dashboard.charts.draw.linked import named_brush
from dashboard.charts.draw.marks import NOTHING, drawn, dress, each, key, nothing, plural
from dashboard.charts.draw.palette import QUAD_LABELS, Palette
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.overview.canvas import Canvas
from dashboard.charts.overview.layout import LAYOUTS, Layout, Years, bars, names, stacked, years_of

CONFLICT, COOPERATION = (4, 3), (1, 2)
NAME_ROW_PX, ERA_ROW_PX, RIBBON_PX, LANE_NAME_PX, YEARS_PX, BAR_ROW_PX = 15, 14, 10, 15, 20, 19
SIGNS = (
    "Each dot is an event, in the half-year or year it fell in.",
    "Drag across the years to choose a period; click an era to choose it.",
)


def glance(frame: pd.DataFrame, palette: Palette) -> alt.TopLevelMixin:
    """Eras as bands with names, conflict above the years and cooperation below, turning points named, instruments as bars beneath."""
    if frame.empty:
        return nothing(palette)
    rows = drawn(frame)
    years = years_of(rows)
    events, eras, instruments = (rows[rows["part"] == part].copy() for part in ("event", "era", "treaty"))
    eras["rank"] = eras["start"] - eras["stop"]
    flags = pd.concat([names(eras, years, layout, layout.era_rows) for layout in LAYOUTS])
    ribbon = 4 + ERA_ROW_PX * _rows_of(flags)
    flags["y"], flags["stem"], flags["foot"] = ribbon - ERA_ROW_PX * (flags["row"] + 0.5) - 2, 0, ribbon
    flags["stem"] = flags["y"] - 6
    turning, lanes, middle, foot = _place_events(events, years, ribbon + RIBBON_PX + 8)
    lines = pd.concat([bars(instruments, years, layout) for layout in LAYOUTS])
    lines["y"] = foot + LANE_NAME_PX + BAR_ROW_PX * (lines["row"] + 1)
    height = float(foot + (LANE_NAME_PX + BAR_ROW_PX * _rows_of(lines) + 10 if len(lines) else 2))
    canvas = Canvas(years, height, palette)
    layers = [
        *canvas.eras(eras, flags, ribbon, RIBBON_PX),
        *canvas.years(middle, ribbon + RIBBON_PX),
        *canvas.stems(turning),
        *canvas.dots(events),
        *canvas.names(turning),
        *(canvas.instruments(lines, foot) if len(lines) else []),
        *canvas.lane_names(lanes),
    ]
    made = dress(alt.layer(*layers), palette, height, key(events[["checked", "is_disputed"]], *SIGNS))
    return named_brush(made)


def glance_reading(frame: pd.DataFrame) -> str:
    """What the shown events lean to, and the eras that lean most to conflict and most to cooperation."""
    events = frame[(frame["part"] == "event") & frame["shown"]]
    if events.empty:
        return NOTHING
    joint = events["quad_class"].isin(COOPERATION)
    start = f"{plural(len(events), 'event')}: {int(joint.sum())} of cooperation, {int((~joint).sum())} of conflict"
    eras = frame[(frame["part"] == "era") & frame["shown"]]
    shares: dict[str, tuple[float, int, int]] = {}
    for era in each(eras):
        own = joint[events["start"].between(era.start, era.stop, inclusive="left")]
        if len(own) >= 10:
            shares[era.name] = (own.mean(), int(own.sum()), len(own))
    if len(shares) < 2:
        return start + "."
    best, worst = max(shares, key=lambda era: shares[era]), min(shares, key=lambda era: shares[era])
    return (
        f"{start}. Cooperation weighs most in the era “{best}” ({shares[best][1]} of {shares[best][2]} events), "
        f"least in “{worst}” ({shares[worst][1]} of {shares[worst][2]})."
    )


def _place_events(events: pd.DataFrame, years: Years, top: float) -> tuple[pd.DataFrame, pd.DataFrame, float, float]:
    """Writes the place of each dot into the frame; returns the names of turning points, the lanes, the line of years and the foot."""
    places = [stacked(events, layout) for layout in LAYOUTS]
    above, below = (_turning_points(events, places, years, side) for side in (CONFLICT, COOPERATION))
    rim = y = top + NAME_ROW_PX * _rows_of(above)
    lanes, middle = [], 0.0
    for quad in (*CONFLICT, *COOPERATION):
        own, hangs = events["quad_class"] == quad, quad in COOPERATION
        depth = max(_depth(place["place"][own], layout) for layout, place in zip(LAYOUTS, places, strict=True))
        base = y if hangs else y + LANE_NAME_PX + depth
        name_y = y + depth + LANE_NAME_PX / 2 if hangs else y + LANE_NAME_PX / 2
        lanes.append((_lane_name(quad, events["shown"][own]), quad, name_y))
        for layout, place in zip(LAYOUTS, places, strict=True):
            step = layout.pitch if hangs else -layout.pitch
            events.loc[own, f"y{layout.number}"] = base + step * (place["place"][own] + 0.6)
        y += depth + LANE_NAME_PX
        if quad == CONFLICT[-1]:
            middle, y = y + YEARS_PX / 2, y + YEARS_PX
    for layout, place in zip(LAYOUTS, places, strict=True):
        events[f"x{layout.number}"] = place["x"]
    above["y"] = rim - NAME_ROW_PX * (above["row"] + 0.5)
    below["y"] = y + NAME_ROW_PX * (below["row"] + 0.5)
    turning = _with_stems(pd.concat([above, below]), events)
    return (
        turning,
        pd.DataFrame(lanes, columns=["name", "quad_class", "y"]),
        middle,
        y + NAME_ROW_PX * _rows_of(below) + 6,
    )


def _turning_points(
    events: pd.DataFrame, places: list[pd.DataFrame], years: Years, side: tuple[int, ...]
) -> pd.DataFrame:
    named = events[events["name"].notna() & events["quad_class"].isin(side)]
    laid = [
        names(named.assign(start=place["x"].loc[named.index]), years, layout, layout.name_rows)
        for layout, place in zip(LAYOUTS, places, strict=True)
    ]
    return pd.concat(laid)


def _with_stems(turning: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The names with stems from their text to their dot, in each layout where the dot is."""
    dots = events.set_index("mark")[["y0", "y1", "y2"]].loc[turning["mark"]].to_numpy()
    turning["foot"] = dots[range(len(turning)), turning["layout"].astype(int)]
    turning["stem"] = turning["y"] + (turning["y"] < turning["foot"]) * 12 - 6
    return turning


def _depth(places: pd.Series, layout: Layout) -> float:
    return max((float(places.max()) + 1.4) * layout.pitch if len(places) else 0.0, 12.0)


def _lane_name(quad: int, shown: pd.Series) -> str:
    count = f"{len(shown)}" if shown.all() else f"{int(shown.sum())} of {len(shown)}"
    return f"{QUAD_LABELS[quad]}: {count}"


def _rows_of(placed: pd.DataFrame) -> int:
    return int(placed["row"].max()) + 1 if len(placed) else 0


CHART = Chart(
    id="relationship_at_a_glance",
    title="The relationship at a glance",
    question="When did the two sides move towards or away from each other, and around what?",
    page="overview",
    build=glance,
    reading=glance_reading,
    columns=Columns(
        (
            *DATE,
            text("What", "record.title", is_long=True),
            text("Event, instrument or era", "part", words={"treaty": "Instrument"}),
            text("Kind", "record.kind"),
            TONE,
            text("How the instrument ended", "record.how_ended"),
            AGREE,
            DOUBT,
            # The chart keeps what the filters leave out, in the background.
            text("Within the filters", "shown", words={True: "Yes", False: "No"}),
        )
    ),
    rule="Each event is one dot, in the half-year or year of its day or of the middle of its span; "
    "an era counts the events that begin in it.",
    selections=("pick", "brush", "era"),
)
