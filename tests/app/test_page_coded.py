"""The page on coded events: what a mark opens, what it says without an import, and that a new import is seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.coded.importing import import_files
from dashboard.parts.coded_why import coded_why, coded_why_html
from dashboard.record.filters import Filters
from dashboard.store.config import Settings, settings
from dashboard.store.database import open_current
from tests.app.conftest import served
from tests.app.pages import assert_sound, click, html, open_chart, open_page
from tests.unit.coded_files import gdelt, write


@pytest.fixture
def elsewhere(real_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for coded events, which the pages read."""
    monkeypatch.setenv("PANMUNJOM_CODED", str(tmp_path / "coded"))
    with served(real_settings):
        yield tmp_path / "coded"


def test_without_an_import_the_page_says_what_it_is_and_how_to_get_some(elsewhere):
    app = open_page("coded")
    assert_sound(app)
    assert "No coded events are imported here yet." in html(app)
    assert any("import sample" in code.value for code in app.code)
    assert open_current(settings()).rows("charts", "coded_by_month", Filters().parameters()) == []


def test_an_import_is_seen_by_a_server_that_runs(elsewhere, tmp_path):
    before = open_current(settings())
    import_files("gdelt1", [write(tmp_path, "a.tsv", gdelt(1, "20170903"), gdelt(2, "20170904"))], elsewhere)
    after = open_current(settings())
    assert before.build_id == after.build_id
    assert before.version != after.version
    assert after.rows("charts", "coded_by_month", Filters().parameters())[0]["events"] == 2
    app = open_page("coded")
    assert "GDELT 1.0: 2 events" in html(app)


def test_a_month_opens_its_rows_with_links_the_strongest_first(elsewhere, tmp_path):
    lines = (
        gdelt(1, GoldsteinScale="-2", SOURCEURL="https://example.org/mild"),
        gdelt(2, GoldsteinScale="-10", SOURCEURL="https://example.org/strong"),
        gdelt(3, GoldsteinScale="-9", SOURCEURL="https://example.org/strong"),
        gdelt(4, SOURCEURL="javascript:alert(1)", ActionGeo_FullName="<script>alert(1)</script>", GoldsteinScale="-1"),
        gdelt(5, Actor2CountryCode="CHN", SOURCEURL="https://example.org/china"),
    )
    import_files("gdelt1", [write(tmp_path, "a.tsv", *lines)], elsewhere)
    from dashboard.charts.catalogue import BY_ID

    app = open_chart(BY_ID["coded_by_month"])
    click(app, "coded_by_month", "2017-09-4")
    shown = html(app)
    assert shown.index("example.org/strong") < shown.index("example.org/mild")
    assert "2 rows from it" in shown
    assert "4 rows in this time" in shown
    assert "example.org/china" not in shown
    assert "<script>alert" not in shown
    assert "javascript:" not in shown.replace("javascript:alert(1)</", "")


def test_several_data_are_not_added_up_unasked(elsewhere, tmp_path):
    import_files("gdelt1", [write(tmp_path, "a.tsv", gdelt(1), gdelt(2))], elsewhere)
    import_files("gdelt2", [write(tmp_path, "b.tsv", gdelt(7, width=61))], elsewhere)
    database = open_current(settings())

    def count(*kinds: str) -> int:
        rows = database.rows("charts", "coded_by_month", Filters(kinds=kinds).parameters())
        return sum(row["events"] for row in rows if row["role"] == "coded")

    assert (count(), count("gdelt2"), count("gdelt1", "gdelt2")) == (2, 1, 3)


def test_a_mark_says_why_its_number_is_what_it_is(elsewhere, tmp_path):
    lines = (
        *(gdelt(number) for number in range(1, 5)),
        gdelt(5, "20171003"),
        gdelt(6, Actor2CountryCode="CHN"),
        gdelt(7, Actor2CountryCode=""),
    )
    import_files("gdelt1", [write(tmp_path, "a.tsv", *lines)], elsewhere)
    filters = Filters(actors=("USA", "PRK"), date_to="2017-09")
    found = coded_why("coded_by_month", "2017-09-4", filters)
    assert (found.row["events"], found.sums["in_all"], found.sums["paired"]) == (4, 7, 6)
    assert (found.sums["between"], found.sums["in_time"]) == (5, 4)
    assert dict(found.without) == {"actor": 4, "period": 4}
    shown = coded_why_html("coded_by_month", "2017-09-4", filters, "v")
    assert "Of 7 events in the data 6 name two different states." in shown
    assert "5, 4 of them in the time that is chosen; 4 stand behind this mark." in shown
    china = coded_why("coded_by_month", "2017-09-4", Filters(actors=("USA", "CHN")))
    assert dict(china.without) == {"actor": 4}
    assert china.row["events"] == 1
