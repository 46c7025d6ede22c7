"""The relationship at a glance: eras, four lanes of events with their turning points, and the main instruments, on one canvas."""

from __future__ import annotations

import altair as alt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.charts.chart import Chart
from dashboard.charts.draw.columns import AGREE, DATE, DOUBT, TONE
from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.linked import named_brush
from dashboard.charts.draw.marks import NOTHING, finish, key, plural, title
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows, table_of, with_columns
from dashboard.charts.draw.table import Columns, text
from dashboard.charts.overview.canvas import BAR_PX, Canvas
from dashboard.charts.overview.lanes import CONFLICT, COOPERATION, Lanes, lanes_of, name_columns, rows_of
from dashboard.charts.overview.layout import LAYOUTS, Item, Placed, bars, names, years_of

ERA_ROW_PX, RIBBON_PX, BAR_TITLE_PX, BAR_ROW_PX = 14, 10, 15, 19
SIGNS = (
    "Each dot is an event, in the half-year or year it fell in.",
    "Drag across the years to choose a period; click an era to choose it.",
)
DOTS = ["mark", "label", "quad_class", "checked", "is_disputed", "shown"]
FEWEST = 10
VERBAL = (1, 3)


def draw(palette: Palette) -> alt.TopLevelMixin:
    """Eras as bands with names, cooperation above the years and conflict below, turning points named, instruments as bars beneath."""
    canvas = Canvas(palette)
    layers = [
        *canvas.eras(),
        *canvas.years(),
        *canvas.stems("turning"),
        *canvas.dots(),
        *canvas.names("turning"),
        *canvas.instruments(),
        *canvas.lane_names(),
    ]
    return named_brush(finish(alt.layer(*layers), palette))


def lay_out(rows: Rows) -> Layout:
    """From top to bottom: names of eras and their ribbon, the lanes, and as many rows of instruments as they need."""
    items = _items(rows)
    years = years_of([item for part in items.values() for item in part])
    # The longest eras keep their names where there is little room.
    eras = [era._replace(rank=era.start - era.stop) for era in items["era"]]
    era_names = [name for layout in LAYOUTS for name in names(eras, years, layout, layout.era_rows)]
    ribbon = 4 + ERA_ROW_PX * rows_of(era_names)
    lanes = lanes_of(items["event"], years, ribbon + RIBBON_PX + 8)
    lines = [bar for layout in LAYOUTS for bar in bars(items["treaty"], years, layout)]
    height = lanes.foot + (BAR_TITLE_PX + BAR_ROW_PX * rows_of(lines) + 10 if lines else 2)
    events = _dots(rows, lanes)
    decades = range(1950, int(years.last) + 1, 5)
    return Layout(
        {
            "eras": _ribbon(items["era"], years.first),
            "era_names": _era_names(era_names, ribbon),
            "events": events,
            "turning": lanes.turning,
            "lanes": lanes.names,
            "instruments": _bars(lines, lanes.foot + BAR_TITLE_PX),
            "instruments_title": table_of(
                name=["Main instruments, from in force to ended"] if lines else [], y=[lanes.foot + 6] if lines else []
            ),
            "decades": table_of(
                year=decades, text=[str(year) for year in decades], is_major=[year % 20 == 0 for year in decades]
            ),
        },
        {
            "years": [years.first, years.last],
            "ribbon": ribbon,
            "ribbon_foot": ribbon + RIBBON_PX,
            "middle": lanes.middle,
            "height": float(height),
            "title": title(key(events, *SIGNS)),
        },
    )


def reading(rows: Rows) -> str:
    """What the shown events are made of, and the eras that lean most to conflict and most to cooperation."""
    shown = {part: [item for item in items if item.shown] for part, items in _items(rows).items()}
    events = [(event.start, event.quad_class in COOPERATION) for event in shown["event"]]
    if not events:
        return NOTHING
    start = _leaning([event.quad_class or 0 for event in shown["event"]])
    shares: dict[str, tuple[float, int, int]] = {}
    for era in shown["era"]:
        own = [is_joint for day, is_joint in events if era.start <= day < era.stop]
        if len(own) >= FEWEST:
            shares[era.name or ""] = (sum(own) / len(own), sum(own), len(own))
    if len(shares) < 2:
        return start + "."
    best, worst = max(shares, key=lambda era: shares[era]), min(shares, key=lambda era: shares[era])
    return (
        f"{start}. Cooperation weighs most in the era “{best}” ({shares[best][1]} of {shares[best][2]} events), "
        f"least in “{worst}” ({shares[worst][1]} of {shares[worst][2]})."
    )


def _leaning(quads: list[int]) -> str:
    """What cooperation and conflict were mostly made of, or where there are few of either how many there are."""
    sides = [[quad for quad in quads if quad in side] for side in (COOPERATION, CONFLICT)]
    joint, hostile = len(sides[0]), len(sides[1])
    if min(joint, hostile) < FEWEST:
        return f"{plural(len(quads), 'event')}: {joint} of cooperation, {hostile} of conflict"
    words = [f"{_made_of(side)} of {len(side):,} events)" for side in sides]
    return f"Cooperation was {words[0]}, conflict {words[1]}"


def _made_of(quads: list[int]) -> str:
    verbal = sum(quad in VERBAL for quad in quads)
    if 2 * verbal == len(quads):
        return f"as often words as deeds ({verbal}"
    return f"mostly words ({verbal}" if 2 * verbal > len(quads) else f"mostly deeds ({len(quads) - verbal}"


def _items(rows: Rows) -> dict[str, list[Item]]:
    """What is drawn by its part: event, treaty or era."""
    items: dict[str, list[Item]] = {"event": [], "treaty": [], "era": []}
    for part, *fields in zip(rows.column("part"), *map(rows.column, Item._fields), strict=True):
        items[part].append(Item(*fields))
    return items


def _ribbon(eras: list[Item], first: float) -> pa.Table:
    return table_of(
        mark=[era.mark for era in eras],
        label=[era.label for era in eras],
        odd=[number % 2 for number in range(len(eras))],
        from_=[max(era.start, first) for era in eras],
        stop=[era.stop for era in eras],
        shown=[era.shown for era in eras],
    )


def _era_names(flags: list[Placed], ribbon: float) -> pa.Table:
    y = [ribbon - ERA_ROW_PX * (flag.row + 0.5) - 2 for flag in flags]
    return with_columns(name_columns(flags), y=y, stem=[place - 6 for place in y], foot=[ribbon] * len(y))


def _dots(rows: Rows, lanes: Lanes) -> pa.Table:
    events = rows.table.filter(pc.equal(rows.table["part"], "event")).select(DOTS)
    return with_columns(events, **lanes.places)


def _bars(lines: list[Placed], top: float) -> pa.Table:
    """A thin bar for each, its name anchored where it starts or, for want of room, where it stops."""
    y = [top + BAR_ROW_PX * (line.row + 1) for line in lines]
    anchors = [line.item.start if line.side == "left" else line.item.stop for line in lines]
    return table_of(
        mark=[line.item.mark for line in lines],
        label=[line.item.label for line in lines],
        name=[line.item.name for line in lines],
        layout=[line.layout for line in lines],
        side=[line.side for line in lines],
        start=[line.item.start for line in lines],
        stop=[line.item.stop for line in lines],
        anchor=anchors,
        y=y,
        top=[place - BAR_PX / 2 for place in y],
        bottom=[place + BAR_PX / 2 for place in y],
        fate=[line.item.fate for line in lines],
        shown=[line.item.shown for line in lines],
    )


CHART = Chart(
    id="relationship_at_a_glance",
    title="The relationship at a glance",
    question="When did the two sides move towards or away from each other, and around what?",
    page="overview",
    draw=draw,
    lay_out=lay_out,
    reading=reading,
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
