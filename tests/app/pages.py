"""The pages as a test sees them: how to open one, and what it shows. Streamlit's AppTest runs them without a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox
from streamlit.util import calc_hash

from dashboard.charts import pages
from dashboard.charts.catalogue import on_page
from dashboard.charts.chart import Chart
from dashboard.parts.groups import groups_of, slug

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
# What a page says where nothing matches.
NOTHING_ON_PAGE = "No record matches these filters."

Query = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Page:
    """A page of the navigation. `kinds` names the vocabulary of its kind filter; `charts` are those it shows at first."""

    name: str
    kinds: str
    charts: tuple[str, ...]


def _page(name: str) -> Page:
    placed = on_page(name)
    first = tuple(chart.id for chart in placed if chart.group == placed[0].group)
    return Page(name, placed[0].kinds if placed else "", first)


PAGES = tuple(_page(page.name) for page in pages.PAGES if page.is_listed)
# The pages on which filters have something to filter.
CHART_PAGES = tuple(page for page in PAGES if page.charts)


def open_page(name: str, query: Query | None = None, theme: str = "light") -> AppTest:
    """The page after its first run with these parameters in its address."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.context = {"theme": theme}
    if name != "overview":
        # Before the first run a page can be found by its address alone, which `switch_page` does not take.
        app._page_hash = calc_hash(name)
    return visit(app, query or {})


def open_chart(entry: Chart, query: Query | None = None) -> AppTest:
    """The page of a chart with the group of charts that it belongs to."""
    return open_page(entry.page, {**place_of(entry), **(query or {})})


def place_of(entry: Chart) -> dict[str, str]:
    """What the address needs beside the page to show a chart: nothing for the first group of a page."""
    return {} if entry.group == on_page(entry.page)[0].group else {"view": slug(entry.group)}


def views_of(page: Page) -> list[str]:
    """The values of `view` in the address that a page knows; one empty value where it has a single group."""
    return [slug(group) for group in groups_of(on_page(page.name))]


def visit(app: AppTest, query: Query) -> AppTest:
    """The same page with another address, as after a click on a link."""
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value if isinstance(value, str) else list(value)
    return app.run()


def list_of_marks(app: AppTest, chart_id: str) -> Selectbox:
    """The list of a chart's marks, after opening it."""
    app.session_state[f"marks-{chart_id}"] = True
    app.run()
    return app.selectbox(key=f"list-{chart_id}")


def html(app: AppTest) -> str:
    """All HTML on the page, the evidence panels and the document included; style sheets are left out."""
    pieces = [element.proto.body for element in app.get("html")]
    pieces += [json.loads(element.proto.json).get("html", "") for element in app.get("bidi_component")]
    return "\n".join(piece for piece in pieces if not piece.startswith("<style"))


def evidence(app: AppTest) -> str:
    """HTML of the evidence panels alone."""
    pieces = [json.loads(element.proto.json).get("html", "") for element in app.get("bidi_component")]
    return "\n".join(piece for piece in pieces if "class='evidence'" in piece)


def filter_line(app: AppTest) -> str:
    """HTML of the line that says what is shown and by which filters."""
    pieces = [json.loads(element.proto.json)["html"] for element in app.get("bidi_component")]
    return next(piece for piece in pieces if "class='filter-line'" in piece)


def chips(app: AppTest) -> dict[str, str]:
    """Each filter that is set, as a reader reads it, with the address that takes it away."""
    found = re.findall(r"<a class='chip' data-page href='([^']*)'[^>]*>(.*?)<span", filter_line(app))
    return {unescape(text): unescape(href) for href, text in found}


def clear(app: AppTest) -> AppTest:
    """What a click on “Clear all” does, or one on the only chip."""
    found = re.search(r"<a class='clear' data-page href='([^']*)'", filter_line(app))
    href = unescape(found[1]) if found else next(iter(chips(app).values()))
    return visit(app, parse_qs(urlsplit(href).query))


def counts(app: AppTest) -> list[tuple[int, int]]:
    """The counts in that line: how many match, of how many; where all match one number stands for both."""
    found = re.findall(r"<b>([\d,]+)</b>(?: of ([\d,]+))?", filter_line(app))
    return [(int(matched.replace(",", "")), int((total or matched).replace(",", ""))) for matched, total in found]


def drawn(app: AppTest) -> tuple[str, ...]:
    """Ids of the charts that are drawn, in order."""
    return tuple(_chart_id(element) for element in app.get("vega_lite_chart"))


def chart(app: AppTest, chart_id: str) -> Any:
    """Protocol message of one drawn chart."""
    return next(element.proto for element in app.get("vega_lite_chart") if _chart_id(element) == chart_id)


def reading(app: AppTest, chart_id: str) -> str:
    """What a chart says in words, headline and the rest; empty where the chart is not on the page."""
    found = re.search(rf"id='{chart_id}'.*?<p class='reading'>(.*?)</p>", html(app), re.DOTALL)
    return re.sub("</?b>", "", found[1]) if found else ""


def notes(app: AppTest) -> list[str]:
    """Texts of the notes on the page, as they are sent to the browser."""
    return [element.value for element in app.info] + re.findall(r"<p class='note'[^>]*>(.*?)</p>", html(app))


def address(app: AppTest) -> dict[str, list[str]]:
    """Parameters of the address as lists."""
    return {key: [value] if isinstance(value, str) else list(value) for key, value in app.query_params.items()}


def click(app: AppTest, chart_id: str, mark: str) -> AppTest:
    """Sends what a browser sends when a reader clicks a mark; `mark` empty is a click beside the marks."""
    picked = {"selection": {"pick": [{"mark": mark}] if mark else []}}
    states = app._tree.get_widget_states()
    state = WidgetState(id=chart(app, chart_id).id, string_value=json.dumps(picked))
    states.widgets.append(state)
    return app._run(states)


def assert_sound(app: AppTest) -> None:
    """Nothing failed: no exception, no page that says so, no query that did."""
    assert not app.exception, [element.message for element in app.exception]
    assert not app.error, [element.value for element in app.error]
    assert not app.warning, [element.value for element in app.warning]


def assert_nothing_blank(app: AppTest, page: Page) -> None:
    """Every chart of the page is drawn or says that nothing matches; an empty page says so and shows a way out."""
    assert_sound(app)
    shown = html(app)
    if NOTHING_ON_PAGE in shown:
        assert drawn(app) == ()
        assert "Show everything" in [button.label for button in app.button]
        return
    for chart_id in set(page.charts) - set(drawn(app)):
        assert len(reading(app, chart_id)) > 12, f"{chart_id} is neither drawn nor does it say why"


def _chart_id(element: Any) -> str:
    # The id of an element holds its key: …-chart-<chart id>-<round>
    return str(element.proto.id).rpartition("-chart-")[2].rpartition("-")[0]
