"""The layers of the overview canvas. All share one axis of years as numbers, and each draws the layout that fits its width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.draw.holes import has_rows, hole, table
from dashboard.charts.draw.linked import clicked, period_brush, pick_beside
from dashboard.charts.draw.marks import CONFIRMED, SMALL, Plot, down, hint, spoken
from dashboard.charts.draw.palette import Palette
from dashboard.charts.overview.layout import BY_LAYOUT, CHOSEN_LAYOUT, LAYOUTS

DIM = 0.13
BAR_PX = 4
# A bar of days, or one whose end is not known, is still wide enough to be clicked.
BAR_LEAST = alt.ExprRef("datum.stop - datum.start < 0.3 ? 4 : 0")


@dataclass(frozen=True)
class Canvas:
    """The canvas in its colours. Its years, its height and all that it draws are left to the layout."""

    palette: Palette

    def x(self, column: str) -> alt.X:
        """The x channel over a column of years."""
        scale = alt.Scale(domain=hole("years"), nice=False, zero=False)
        return alt.X(f"{column}:Q", axis=None, scale=scale)

    def eras(self) -> list[Any]:
        """Every second era shaded, a ribbon on which an era is chosen, and the names above it."""
        plot = Plot(table("eras"))
        x = {"x": self.x("from_"), "x2": "stop:Q"}
        bands = plot.transform_filter("datum.odd").mark_rect(color=self.palette.band, aria=False)
        marks = plot.mark_rect(
            cursor="pointer",
            stroke=self.palette.paper,
            strokeWidth=1,
            ariaRoleDescription="era",
            aria=has_rows("eras"),
        ).encode(
            **x,
            y=alt.value(hole("ribbon")),
            y2=alt.value(hole("ribbon_foot")),
            fill=alt.when("!datum.shown").then(alt.value(self.palette.rule)).otherwise(alt.value(self.palette.neutral)),
            fillOpacity=alt.when("datum.odd").then(alt.value(0.75)).otherwise(alt.value(0.4)),
            **spoken(),
        )
        return [
            bands.encode(**x, y=alt.value(hole("ribbon_foot")), y2=alt.value(hole("height"))),
            *self.stems("era_names"),
            marks.properties(name="eras").add_params(clicked("era", "mark")),
            *self.names("era_names", muted=True),
        ]

    def years(self) -> list[Any]:
        """The years between the lanes, and the brush that sets the period."""
        plot = Plot(table("decades"))
        fits = (
            f"datum.is_major || (width >= {LAYOUTS[1].width} && datum.year % 10 === 0) || width >= {LAYOUTS[2].width}"
        )
        words = hint(plot.transform_filter(fits), color=self.palette.muted, fontSize=SMALL + 1)
        lines = plot.transform_filter("datum.year % 10 === 0").mark_rule(color=self.palette.rule, aria=False)
        return [
            lines.encode(x=self.x("year"), y=alt.value(hole("ribbon_foot")), y2=alt.value(hole("height"))).add_params(
                period_brush(self.palette)
            ),
            words.encode(x=self.x("year"), y=alt.value(hole("middle")), text="text:N"),
        ]

    def dots(self) -> list[Any]:
        """A dot for each event; clicks on dots and bars are picked."""
        chosen = pick_beside("era")
        colours = alt.Scale(domain=list(self.palette.quad), range=list(self.palette.quad.values()))
        plot = Plot(table("events")).transform_calculate(x=BY_LAYOUT.format("x"), y=BY_LAYOUT.format("y"))
        size = " : ".join(f"{layout.shown} ? {layout.dot}" for layout in LAYOUTS[:-1]) + f" : {LAYOUTS[-1].dot}"
        place = {"x": self.x("x"), "y": down(hole("height"))}
        rings = plot.transform_filter("datum.is_disputed && datum.shown").mark_point(
            size=alt.ExprRef(f"2.6 * ({size})"), strokeWidth=0.9, color=self.palette.ink, aria=False
        )
        dots = plot.mark_circle(
            size=alt.ExprRef(size),
            strokeWidth=1.1,
            cursor="pointer",
            opacity=1,
            ariaRoleDescription="event",
            aria=has_rows("events"),
        ).encode(
            **place,
            stroke=alt.Stroke("quad_class:N", scale=colours, legend=None),
            fill=alt.when(CONFIRMED)
            .then(alt.Fill("quad_class:N", scale=colours, legend=None))
            .otherwise(alt.value(self.palette.paper)),
            opacity=self._shown(chosen),
            **spoken(),
        )
        return [dots.add_params(chosen), rings.encode(**place, opacity=self._shown(chosen))]

    def stems(self, flags: str) -> list[Any]:
        """Thin lines from names to what they name."""
        plot = Plot(table(flags)).transform_filter(CHOSEN_LAYOUT)
        lines = plot.mark_rule(color=self.palette.neutral, strokeWidth=0.8, aria=False)
        return [
            lines.encode(x=self.x("start"), y=down(hole("height"), "stem"), y2="foot:Q", opacity=self._shown(None, 0.8))
        ]

    def names(self, flags: str, *, muted: bool = False) -> list[Any]:
        """The names on their stems, in front of a halo of paper; each opens what it names, unless it is muted."""
        plot = Plot(table(flags)).transform_filter(CHOSEN_LAYOUT)
        look: dict[str, Any] = {"align": alt.ExprRef("datum.side"), "dx": alt.ExprRef("datum.side === 'left' ? 4 : -4")}
        look["fontWeight"] = 400 if muted else 600
        place = {"x": self.x("start"), "y": down(hole("height")), "text": "name:N"}
        halo = {"color": self.palette.paper, "stroke": self.palette.paper, "strokeWidth": 4, "strokeJoin": "round"}
        ink = self.palette.muted if muted else self.palette.ink
        opens: dict[str, Any] = {} if muted else {"cursor": "pointer"}
        said: dict[str, Any] = {} if muted else {"tooltip": "label:N"}
        return [
            hint(plot, **halo, **look).encode(**place),
            hint(plot, color=ink, **look, **opens).encode(**place, **said, opacity=self._shown(None, 1, 0.4)),
        ]

    def instruments(self) -> list[Any]:
        """A thin bar for each main instrument with its name above: an arrow in force, a cross broken off, a tick ended."""
        plot = Plot(table("instruments")).transform_filter(CHOSEN_LAYOUT)
        ends: dict[str, Any] = {"filled": True, "color": self.palette.neutral, "opacity": 1, "aria": False}
        spans = plot.mark_rect(
            color=self.palette.neutral,
            cursor="pointer",
            x2Offset=BAR_LEAST,
            ariaRoleDescription="instrument",
            aria=has_rows("instruments"),
        ).encode(
            x=self.x("start"),
            x2="stop:Q",
            y=down(hole("height"), "top"),
            y2="bottom:Q",
            opacity=self._shown(None, 0.75, 0.25),
            **spoken(),
        )
        signs = [
            plot.transform_filter("datum.fate === 'open'").mark_point(shape="triangle-right", size=46, **ends),
            plot.transform_filter("datum.fate === 'broken'").mark_point(shape="cross", angle=45, size=44, **ends),
            plot.transform_filter("datum.fate === 'over'").mark_tick(orient="vertical", thickness=2, size=10, **ends),
        ]
        words = hint(plot, align=alt.ExprRef("datum.side"), dy=-9, color=self.palette.ink)
        title = Plot(table("instruments_title"))
        return [
            spans,
            *(
                sign.encode(x=self.x("stop"), y=down(hole("height")), opacity=self._shown(None, 1, 0.25))
                for sign in signs
            ),
            words.encode(x=self.x("anchor"), y=down(hole("height")), text="name:N", opacity=self._shown(None, 1, 0.4)),
            hint(title, align="left", dx=2, fontWeight=600, color=self.palette.muted).encode(
                x=alt.value(0), y=down(hole("height")), text="name:N"
            ),
        ]

    def lane_names(self) -> list[Any]:
        """What each lane holds, in front of a halo of paper; a verbal hue would be too faint for text."""
        look: dict[str, Any] = {"align": "left", "dx": 2, "fontWeight": 600}
        place = {"x": alt.value(0), "y": down(hole("height")), "text": "name:N"}
        halo = {"color": self.palette.paper, "stroke": self.palette.paper, "strokeWidth": 4, "strokeJoin": "round"}
        return [
            hint(Plot(table("lanes")), **halo, **look).encode(**place),
            hint(Plot(table("lanes")), color=self.palette.muted, **look).encode(**place),
        ]

    def _shown(self, chosen: alt.Parameter | None, strong: float = 1, weak: float = DIM) -> Any:
        dim = alt.when("!datum.shown").then(alt.value(weak))
        if chosen is None:
            return dim.otherwise(alt.value(strong))
        return dim.when(chosen).then(alt.value(strong)).otherwise(alt.value(0.35))
