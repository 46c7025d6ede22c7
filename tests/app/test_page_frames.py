"""Every page without filters: title, purpose, one drawing for each of its charts, and what stands around a chart."""

import json
import re
from html import escape, unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.charts.draw.rows import Rows
from dashboard.export.chart_file import FORMATS
from dashboard.parts.evidence_panel import SHOWN_RECORDS
from dashboard.record.filters import Filters
from tests.app.pages import (
    CHART_PAGES,
    PAGES,
    address,
    assert_sound,
    chart,
    chips,
    counts,
    drawn,
    evidence,
    html,
    list_of_marks,
    notes,
    open_chart,
    open_page,
)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_shows_its_title_its_purpose_and_every_chart(real_data, page, theme):
    app = open_page(page.name, theme=theme)
    assert_sound(app)
    shown = html(app)
    assert re.search(r"<h1 class='page-title'>[^<]+</h1>", shown)
    assert re.search(r"<p class='purpose'>[^<]{20,}</p>", shown)
    assert drawn(app) == page.charts
    for chart_id in page.charts:
        assert BY_ID[chart_id].title in shown
        assert BY_ID[chart_id].question in shown
    assert real_data.build_id in shown, "the footer names the version of the data"


def test_each_page_has_a_title_of_its_own(real_data):
    titles = [re.search(r"<h1 class='page-title'>(.+?)</h1>", html(open_page(page.name)))[1] for page in PAGES]
    assert len(set(titles)) == len(PAGES)


@pytest.mark.parametrize("page", CHART_PAGES, ids=lambda page: page.name)
def test_a_page_says_that_nothing_is_filtered(real_data, page):
    app = open_page(page.name)
    assert all(matched == total > 0 for matched, total in counts(app))
    assert chips(app) == {}


def test_every_chart_of_the_catalogue_is_on_a_page_of_the_navigation():
    assert {entry.page for entry in CHARTS} <= {page.name for page in PAGES}


@pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)
def test_a_chart_can_be_read_clicked_listed_and_taken_away(real_data, entry):
    rows = real_data.frame("charts", entry.id, Filters().parameters())
    app = open_chart(entry)
    element = chart(app, entry.id)
    assert element.alt == f"{entry.title}. {entry.says(Rows.of(rows))}"
    assert sorted(element.selection_mode) == sorted(entry.selections)
    assert "pick" in [parameter["name"] for parameter in json.loads(element.spec)["params"]]
    assert element.datasets, "the drawing has data"
    assert list_of_marks(app, entry.id).options == rows["label"].tolist()
    assert f"href='/charts/{entry.id}." not in html(app), "what is not open is not sent"
    app.session_state[f"take-{entry.id}"] = True
    app.run()
    for form in FORMATS:
        assert f"href='/charts/{entry.id}.{form}" in html(app)
    assert f"data-citing='/cite/chart/{entry.id}" in html(app)
    cited = re.search(r"data-citing='[^']*'><p class='take-about'>(.*?)</p>", html(app))
    assert cited
    assert real_data.build_id in cited[1]
    assert escape(entry.title) in cited[1]


@pytest.mark.parametrize("entry", CHARTS, ids=lambda entry: entry.id)
def test_a_chart_has_a_list_of_its_sources(real_data, entry):
    app = open_chart(entry)
    app.button_group(key=f"view-{entry.id}").set_value("Sources").run()
    assert_sound(app)
    (sources,) = [element.value for element in app.dataframe if "reliability_note" not in element.value.columns]
    assert len(sources) > 0
    assert sources["publisher"].ne("").all()


def test_the_overview_has_headline_figures(real_data):
    (figures,) = real_data.rows("pages", "headline_figures")
    shown = html(open_page("overview"))
    for name in ("events", "treaties", "positions", "claims", "sources"):
        assert f"<dd class='number'>{figures[name]:,}</dd>" in shown


def test_each_place_to_start_leads_to_something(real_data):
    starts = html(open_page("overview")).partition("class='starts'")[2]
    hrefs = [unescape(href) for href in re.findall(r"href='([^']+)'", starts)]
    assert len(hrefs) >= 4
    for href in hrefs:
        parts = urlsplit(href)
        app = open_page(parts.path.strip("/"), parse_qs(parts.query))
        assert_sound(app)
        assert drawn(app)
        assert not notes(app)


def test_the_sources_page_lists_the_documents_and_finds_a_source_by_its_words(real_data):
    listed = real_data.rows("pages", "source_list")
    app = open_page("sources")
    for row in listed:
        assert not row["is_document"] or f"href='/source?doc={row['source_id']}'" in html(app)
    assert len(_source_table(app)) == len(listed)

    app.text_input(key="source-words").set_value("state department").run()
    found = _source_table(app)
    assert 0 < len(found) < len(listed)
    words = found[["title", "publisher", "author", "kind", "voice", "url"]].fillna("").agg(" ".join, axis=1)
    assert words.str.casefold().str.contains("state").all()

    app.text_input(key="source-words").set_value("[(*no such source").run()
    assert_sound(app)

    assert len(_source_table(app)) == 0


def test_a_source_in_the_address_opens_the_records_that_rest_on_it(real_data):
    (row,) = [
        row
        for row in real_data.rows("pages", "source_list")
        if row["title"] == "The CNS North Korea Missile Test Database"
    ]
    app = open_page("sources", {"source": row["source_id"]})
    assert f"{row['records']} records behind this source" in evidence(app)
    assert evidence(app).count("<details class='record'") == min(row["records"], SHOWN_RECORDS)
    app.button(key="close-source").click().run()
    assert not evidence(app)
    assert "source" not in address(app)
    assert "There is no source “so-nowhere”" in "".join(notes(open_page("sources", {"source": "so-nowhere"})))


def _source_table(app):
    (table,) = [element.value for element in app.dataframe if "reliability_note" in element.value.columns]
    return table
