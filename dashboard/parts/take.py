"""The menu of a chart: its data, its picture, how to cite it and a link to it, each made when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import plural
from dashboard.export.choices import SIZES, THEMES, USUAL_SIZE
from dashboard.export.frame import MARGIN
from dashboard.export.pictures import WIDTH
from dashboard.export.subject import Subject
from dashboard.markup.site import prefix
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.rendering import Rendered
from dashboard.record.filters import Filters, address
from dashboard.record.links import Site
from dashboard.web.embedding import address_of as address_in_frame
from dashboard.web.embedding import snippet

_HTML = Template("parts/take.html")
# Each file of rows as a reader sees it: its format, its name, what it is for. The picture's are beneath.
DATA = (
    ("csv", "CSV", "For any program. UTF-8; every row says where it comes from."),
    ("xlsx", "Excel", "Sheets of data, citations and the codebook."),
    ("json", "JSON", "Rows and citations in one file, with what it is."),
    ("jsonl", "JSON Lines", "A row a line, for programs that stream."),
    ("parquet", "Parquet", "Typed columns, for pandas, R and DuckDB."),
    ("zip", "Bundle", "All of it, with sources, passages and the means to draw it anew without a network."),
)
FOR_EXCEL = ("CSV for Excel", "With the mark that Excel needs to read Hangul.")
PICTURES = (
    ("png", "PNG", "Pixels, with title, key, filters and source in it.", "size theme"),
    ("svg", "SVG", "Sharp at every size; brings its typeface.", "theme"),
    ("pdf", "PDF", "A page as large as the picture.", "theme"),
    ("vl.json", "Vega-Lite", "The drawing with its data, for a Vega editor.", ""),
)
PICTURE_PX = WIDTH + 2 * MARGIN
_LOOKS = {"light": "Light", "dark": "Dark"}
_component = st.components.v2.component(
    "panmunjom_take",
    html=str(Template("parts/take_root.html").empty()),
    js=Path(__file__).with_name("take.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def take_away(chart: Chart, made: Rendered, filters: Filters) -> None:
    """Draws the menu; nothing of what it offers is made yet."""
    subject = Subject(chart, filters, context.database(), Site.of_reader(st.context.url or ""))
    _component(key=f"take-menu-{chart.id}", data={"html": str(_HTML.menu(_shown(subject, made))), "base": prefix()})


def _shown(subject: Subject, made: Rendered) -> dict[str, Any]:
    def file(form: str, **more: str) -> str:
        return address(f"/charts/{subject.chart.id}.{form}", subject.filters, **more)

    files = [(file(form), name, what) for form, name, what in DATA]
    files.insert(1, (file("csv", bom="1"), *FOR_EXCEL))
    counted = f"{plural(made.marks, 'mark')}, {plural(made.records, 'record')}, with the citations behind each."
    return {
        "key": subject.chart.id,
        "about": f"{counted} {subject.filters_text}. {subject.edition.said[0].upper()}{subject.edition.said[1:]}.",
        "files": files,
        "pictures": [(file(form), name, what, choices) for form, name, what, choices in PICTURES],
        "sizes": [(size, f"{int(size) * PICTURE_PX:,} px", size == USUAL_SIZE) for size in SIZES],
        "themes": [(theme, _LOOKS[theme], theme == THEMES[0]) for theme in THEMES],
        "citing": address(f"/cite/chart/{subject.chart.id}", subject.filters),
        "citation": subject.citation,
        "permalink": subject.permalink,
        "frame": str(snippet(subject.chart, address_in_frame(subject.chart, subject.filters, subject.site))),
        "framed": address_in_frame(subject.chart, subject.filters, subject.site),
    }
