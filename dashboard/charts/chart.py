"""What an entry of the catalogue says of a chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules

import altair as alt

from dashboard.charts.draw.layout import Layout
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import Palette
from dashboard.charts.draw.rows import Rows
from dashboard.charts.draw.table import Columns
from dashboard.charts.pages import PAGE
from dashboard.record.filters import Filters

Draw = Callable[[Palette], alt.TopLevelMixin]
LayOut = Callable[[Rows], Layout]
Reading = Callable[[Rows], str]
FOLDS_BY_MARK = "mark"


@dataclass(frozen=True)
class Chart:
    """One chart. Its rows come from `sql/charts/<id>.sql`: each has `mark` (unique text), `label` (a sentence) and `records` (never empty).

    `draw` makes the specification of a palette, once: it knows no rows, only names of data and holes. `lay_out` makes what fills
    them from rows, at least one. `reading` says in a computed sentence what they show, `columns` are those of the table.
    `page` is the page that shows the chart, and `rule` how its records are counted, in a sentence for a reader who asks why a
    number is what it is. A page with several `group`s shows one of them at a time; a group has at most two charts, because
    each costs a reader's wait. `selections` names what can be selected: `pick` a mark, `brush` a period, `era` an era, `actor`
    an actor, `kind` a kind. Two charts that follow one another and each are `is_half` stand side by side where there is room. One that
    `has_year` shows the year of the filters. Where marks lie folded in groups, of which the drawing opens one, `folds` is the
    column that names the group of a row: a click that picks the mark `~<group>` opens it, one that picks `~` closes all. It is
    `FOLDS_BY_MARK` where groups are marks themselves.
    """

    id: str
    title: str
    question: str
    page: str
    draw: Draw
    lay_out: LayOut
    reading: Reading
    columns: Columns
    rule: str = ""
    group: str = ""
    selections: tuple[str, ...] = ("pick",)
    is_half: bool = False
    has_year: bool = False
    folds: str = ""

    def says(self, rows: Rows) -> str:
        """The reading of these rows, or that there are none."""
        if not len(rows):
            return NOTHING
        return self.reading(rows)

    @property
    def kinds(self) -> str:
        """The vocabulary of the kind filter of its page."""
        return PAGE[self.page].kinds

    def own(self, filters: Filters) -> tuple[Filters, list[str]]:
        """The filters without what this chart has no use for, and a sentence for each value that was left out."""
        if filters.year is None or self.has_year:
            return filters, []
        return replace(filters, year=None), [f"This chart does not show single years; year {filters.year} was ignored."]


def wing(package: str, path: list[str], *first: str) -> tuple[Chart, ...]:
    """The charts of a page's folder: of each module that ends in an entry, `first` in that order, the others after them by name."""
    order = {name: place for place, name in enumerate(first)}
    names = sorted((module.name for module in iter_modules(path)), key=lambda name: (order.get(name, len(order)), name))
    modules = [import_module(f"{package}.{name}") for name in names]
    return tuple(module.CHART for module in modules if hasattr(module, "CHART"))
