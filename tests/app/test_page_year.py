"""The year of the network of obligations: slider and quick choices write the address, the address sets them, marks go along."""

from __future__ import annotations

import pytest

from dashboard.charts.catalogue import BY_ID
from dashboard.record.filters import Filters
from tests.app.pages import (
    address,
    assert_sound,
    chart,
    chips,
    clear,
    click,
    drawn,
    evidence,
    html,
    notes,
    open_chart,
    open_page,
    reading,
    visit,
)

NETWORK = BY_ID["who_owes_whom"]
SLIDER, QUICK = "year-who_owes_whom", "years-who_owes_whom"
TREATY = "1961-usa-kor-defense"


def quick(app):
    return next(element for element in app.button_group if element.key == QUICK)


def test_without_a_year_there_are_four(real_data):
    app = open_chart(NETWORK)
    assert_sound(app)
    assert app.select_slider(key=SLIDER).value == "All four"
    assert "at the end of 1950" in reading(app, NETWORK.id)
    assert "year=" not in html(app)


def test_the_slider_sets_the_address_and_the_drawing(real_data):
    app = open_chart(NETWORK, {"actor": "PRK", "other": "kept"})
    before = chart(app, NETWORK.id).spec
    app.select_slider(key=SLIDER).set_value(1961).run()
    assert_sound(app)
    assert address(app) == {"view": ["obligations"], "actor": ["PRK"], "other": ["kept"], "year": ["1961"]}
    assert chart(app, NETWORK.id).spec != before
    assert "between two states at the end of 1961. New since 1960" in reading(app, NETWORK.id)
    app.session_state["take-who_owes_whom"] = app.session_state["take-treaty_obligations"] = True
    app.run()
    assert "/charts/who_owes_whom.csv?actor=PRK&amp;year=1961" in html(app)
    assert "/charts/treaty_obligations.csv?actor=PRK'" in html(app)
    app.select_slider(key=SLIDER).set_value("All four").run()
    assert "year" not in address(app)


def test_the_address_sets_the_slider_and_the_quick_choices(real_data):
    app = open_chart(NETWORK, {"year": "1994"})
    assert app.select_slider(key=SLIDER).value == 1994
    assert quick(app).value == 1994
    visit(app, {"view": "obligations", "year": "1975"})
    assert app.select_slider(key=SLIDER).value == 1975
    assert quick(app).value is None
    visit(app, {"view": "obligations"})
    assert (app.select_slider(key=SLIDER).value, quick(app).value) == ("All four", "All four")


@pytest.mark.parametrize("year", [1950, 1961, 1994, 2024])
def test_a_quick_choice_sets_the_address(real_data, year):
    app = open_chart(NETWORK)
    quick(app).set_value(year).run()
    assert address(app)["year"] == [str(year)]
    assert app.select_slider(key=SLIDER).value == year
    assert f"end of {year}" in reading(app, NETWORK.id)
    quick(app).set_value("All four").run()
    assert "year" not in address(app)


def test_an_open_mark_goes_along_and_one_that_is_gone_gets_a_note(real_data):
    app = click(open_chart(NETWORK, {"year": "1961"}), NETWORK.id, TREATY)
    assert "US-ROK Mutual Defense Treaty" in evidence(app)
    app.select_slider(key=SLIDER).set_value(1962).run()
    assert address(app)["mark"] == [f"{NETWORK.id}~1962-usa-kor-defense"]
    assert "US-ROK Mutual Defense Treaty" in evidence(app)
    app.select_slider(key=SLIDER).set_value(1950).run()
    assert not evidence(app)
    assert any("not on this chart" in note for note in notes(app))
    app.select_slider(key=SLIDER).set_value(1961).run()
    assert "US-ROK Mutual Defense Treaty" in evidence(app)
    quick(app).set_value("All four").run()
    assert address(app)["mark"] == [f"{NETWORK.id}~{TREATY}"]
    assert "US-ROK Mutual Defense Treaty" in evidence(app)


def test_a_link_with_year_and_mark_opens_the_same_evidence_as_one_without_year(real_data):
    with_year = evidence(open_chart(NETWORK, {"year": "1961", "mark": f"{NETWORK.id}~{TREATY}"}))
    without = evidence(open_chart(NETWORK, {"mark": f"{NETWORK.id}~{TREATY}"}))
    assert with_year == without != ""


def test_every_year_is_drawn_or_says_that_nothing_was_owed(real_data):
    app = open_chart(NETWORK)
    for year in (1945, 1948, 1953, 1972, 2003, 2026):
        visit(app, {"view": "obligations", "year": str(year)})
        assert_sound(app)
        rows = real_data.frame("charts", NETWORK.id, Filters(year=year).parameters())
        assert (NETWORK.id in drawn(app)) == (len(rows) > 0)
        if rows.empty:
            assert f"Nothing on this chart matches these filters at the end of {year}." in html(app)
            next(button for button in app.button if button.label == "Any year").click().run()
            assert NETWORK.id in drawn(app)
            assert address(app) == {"view": ["obligations"]}


def test_other_filters_keep_the_year_and_another_group_drops_it(real_data):
    app = open_chart(NETWORK, {"year": "1961"})
    app.radio(key="f-lens").set_value("primary").run()
    assert address(app) == {"view": ["obligations"], "lens": ["primary"], "year": ["1961"]}
    clear(app)
    assert address(app) == {"view": ["obligations"]}
    visit(app, {"view": "obligations", "year": "1961"})
    assert chips(app) == {}
    groups = next(element for element in app.button_group if element.key == "group-treaties")
    groups.set_value("Lifespans").run()
    assert address(app) == {"view": ["lifespans"]}


def test_the_year_does_not_go_along_to_other_pages(real_data):
    app = open_chart(NETWORK, {"year": "1961", "actor": "PRK"})
    links = [element.proto for element in app.get("page_link")]
    assert links
    assert not any("year" in str(link) for link in links)
    events = open_page("events", {"year": "1961"})
    assert_sound(events)
    assert not notes(events)
    assert "year=1961" not in html(events)
