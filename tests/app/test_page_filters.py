"""Every page under every extreme of its filters, given in the address or by a widget: never an exception, never a blank chart."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.record.vocabulary import vocabulary
from dashboard.record.words import LENSES
from tests.app.pages import (
    CHART_PAGES,
    NOTHING_ON_PAGE,
    address,
    assert_nothing_blank,
    assert_sound,
    chips,
    clear,
    counts,
    drawn,
    filter_line,
    html,
    notes,
    open_page,
    views_of,
    visit,
)

EMPTY = (
    {"from": "1945-01-01", "to": "1945-01-01"},
    {"from": "2002", "to": "1994"},
    {"q": "zzzz no such words"},
    {"era": "division", "from": "2018", "to": "2018", "q": "summit"},
    {"to": "1800"},
)
UNKNOWN = (
    ("era", "no-such-era"),
    ("actor", "ZZZ"),
    ("kind", "no_such_kind"),
    ("from", "yesterday"),
    ("to", "1994-13"),
    ("lens", "rosy"),
    ("year", "1899"),
)

each_page = pytest.mark.parametrize("page", CHART_PAGES, ids=lambda page: page.name)


@each_page
def test_each_era_alone(real_data, page):
    app = open_page(page.name)
    for era, label in vocabulary(real_data, page.kinds).of("eras").items():
        visit(app, {"era": era})
        assert_nothing_blank(app, page)
        assert list(chips(app)) == [f"Era: {label}"]


@each_page
def test_a_kind_alone(real_data, page):
    app = open_page(page.name)
    for kind, label in list(vocabulary(real_data, page.kinds).of("kinds").items())[::6]:
        visit(app, {"kind": kind})
        assert_nothing_blank(app, page)
        assert list(chips(app)) == [f"Kind: {label}"]


@each_page
def test_each_lens(real_data, page):
    app = open_page(page.name)
    for lens in LENSES:
        visit(app, {"lens": lens})
        assert_nothing_blank(app, page)
        views = [drawn(visit(app, {"lens": lens, "view": view})) for view in views_of(page)]
        assert any(views), "each lens leaves something to see in a view of each page"
        assert ("left out" in filter_line(app)) == (lens != "all")


@each_page
def test_an_actor_without_any_match(real_data, page):
    known = vocabulary(real_data, page.kinds).of("actors")
    app = open_page(page.name)
    for actor in reversed(known):
        visit(app, {"actor": actor})
        assert_nothing_blank(app, page)
        assert list(chips(app)) == [f"Actor: {known[actor]}"]
        if not any(matched for matched, _ in counts(app)):
            break
    assert NOTHING_ON_PAGE in html(app)


@each_page
def test_the_most_frequent_actors(real_data, page):
    app = open_page(page.name)
    for actor in list(vocabulary(real_data, page.kinds).of("actors"))[:2]:
        visit(app, {"actor": actor})
        assert_nothing_blank(app, page)
        assert drawn(app)


@each_page
def test_an_empty_selection_says_so_and_shows_a_way_out(real_data, page):
    app = open_page(page.name)
    for query in EMPTY:
        visit(app, query)
        assert_nothing_blank(app, page)
        if not any(matched for matched, _ in counts(app)):
            assert NOTHING_ON_PAGE in html(app), query
    assert NOTHING_ON_PAGE in html(app), "the last of them is empty on every page"

    next(button for button in app.button if button.label == "Show everything").click().run()
    assert drawn(app) == page.charts
    assert address(app) == {}


@each_page
def test_a_period_to_come_holds_at_most_what_is_open_ended(real_data, page):
    app = open_page(page.name, {"from": "2090", "to": "2099"})
    assert_nothing_blank(app, page)
    assert sum(matched for matched, _ in counts(app)) < sum(total for _, total in counts(app)) / 5


@each_page
def test_a_period_that_ends_before_it_starts_gets_a_note(real_data, page):
    (note,) = notes(open_page(page.name, {"from": "2002", "to": "1994"}))
    assert "ends (1994) before it starts (2002)" in note


@each_page
def test_an_unknown_value_is_ignored_with_a_note(real_data, page):
    app = open_page(page.name)
    for name, value in UNKNOWN:
        visit(app, {name: value})
        assert_sound(app)
        (note,) = notes(app)
        assert value in note.replace("\\", "")
        assert "ignored" in note
        assert drawn(app) == page.charts
        assert chips(app) == {}


@each_page
def test_every_parameter_may_be_hostile_at_once(real_data, page):
    hostile = "'; drop table events; --<script>alert(1)</script>%00\u202e$1{{7*7}}"
    names = ("era", "actor", "kind", "from", "to", "lens", "year", "q", "record", "mark", "doc", "cite", "other")
    app = open_page(page.name, {name: [hostile, "x" * 5000, ""] for name in names})
    assert_nothing_blank(app, page)
    assert "<script>" not in html(app)
    assert all(len(note) < 300 for note in notes(app))


@each_page
def test_two_thousand_letters_of_words(real_data, page):
    app = open_page(page.name, {"q": "light " + "w" * 2000})
    assert_nothing_blank(app, page)
    # Coded events have no words of their own to look through.
    assert (NOTHING_ON_PAGE in html(app)) == (page.name != "coded")
    (said,) = chips(app)
    assert len(said) < 300


@each_page
def test_a_note_shows_what_the_address_asked_for_as_plain_text(real_data, page):
    app = open_page(page.name, {"era": "**[here](https://evil.example)**"})
    (note,) = notes(app)
    assert "**[here](https://evil.example)**" in note
    assert not app.info, "Streamlit's own notes read their text as Markdown"


@each_page
def test_all_filters_together_narrow_the_record(real_data, page):
    query = {
        "era": ["summits", "six-party"],
        "actor": ["USA", "PRK"],
        "from": "2003",
        "to": "2018-06",
        "lens": "primary",
    }
    app = open_page(page.name, query)
    assert_nothing_blank(app, page)
    eras = vocabulary(real_data, page.kinds).of("eras")
    assert set(chips(app)) == {
        f"Era: {eras['summits']}",
        f"Era: {eras['six-party']}",
        "Actor: United States",
        "Actor: North Korea",
        "From 2003 to June 2018",
        "Rests on a primary source",
    }


@each_page
def test_a_chip_takes_its_own_filter_away_and_no_other(real_data, page):
    query = {
        "era": ["summits", "korean-war"],
        "actor": "PRK",
        "from": "1994",
        "to": "2026",
        "q": "north",
        "other": "kept",
    }
    app = open_page(page.name, {**query, "mark": "x~y", "record": "ev-1953-07-27-armistice"})
    left = {text: parse_qs(urlsplit(href).query) for text, href in chips(app).items()}
    rest = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
    assert left.pop("Era: Summits") == {**rest, "era": ["korean-war"]}
    assert left.pop("Era: Korean War") == {**rest, "era": ["summits"]}
    assert left.pop("Actor: North Korea") == {name: value for name, value in rest.items() if name != "actor"}
    assert left.pop("From 1994 to 2026") == {name: value for name, value in rest.items() if name not in ("from", "to")}
    assert left.pop("Words: north") == {name: value for name, value in rest.items() if name != "q"}
    assert left == {}


@each_page
def test_many_values_of_one_filter_are_one_chip(real_data, page):
    eras = list(vocabulary(real_data, page.kinds).of("eras"))[:6]
    (said,) = chips(open_page(page.name, {"era": eras}))
    assert said.startswith("Eras: ")


@each_page
def test_a_change_in_the_filter_bar_is_written_to_the_address(real_data, page):
    app = open_page(page.name, {"other": "kept"})
    kind = next(iter(vocabulary(real_data, page.kinds).of("kinds")))
    app.multiselect(key="f-eras").set_value(["summits", "korean-war"])
    app.multiselect(key="f-actors").set_value(["PRK"])
    app.multiselect(key="f-kinds").set_value([kind])
    app.text_input(key="f-from").set_value("2018-01")
    app.text_input(key="f-to").set_value("2026")
    app.text_input(key="f-words").set_value("  the   north ")
    app.radio(key="f-lens").set_value("checked2").run()
    assert_nothing_blank(app, page)
    assert address(app) == {
        "other": ["kept"],
        "era": ["summits", "korean-war"],
        "actor": ["PRK"],
        "kind": [kind],
        "from": ["2018-01"],
        "to": ["2026"],
        "q": ["the north"],
        "lens": ["checked2"],
    }
    clear(app)
    assert address(app) == {"other": ["kept"]}
    assert drawn(app) == page.charts


@each_page
def test_the_filter_bar_shows_what_the_address_says(real_data, page):
    app = open_page(page.name, {"era": "summits", "actor": ["USA", "PRK"], "from": "1994-10", "q": "light water"})
    assert app.multiselect(key="f-eras").value == ["summits"]
    assert app.multiselect(key="f-actors").value == ["USA", "PRK"]
    assert app.text_input(key="f-from").value == "1994-10"
    assert app.text_input(key="f-words").value == "light water"
    visit(app, {"lens": "primary"})
    assert app.multiselect(key="f-eras").value == []
    assert app.radio(key="f-lens").value == "primary"


@each_page
def test_a_date_that_is_typed_wrong_gets_a_note_and_is_not_kept(real_data, page):
    app = open_page(page.name)
    app.text_input(key="f-from").set_value("soon").run()
    assert_sound(app)
    assert notes(app)
    assert drawn(app) == page.charts


def test_a_change_of_filters_closes_the_open_mark(real_data):
    app = open_page("events", {"mark": "events_timeline~ev-1953-07-27-armistice"})
    app.multiselect(key="f-eras").set_value(["korean-war"]).run()
    assert address(app) == {"era": ["korean-war"]}
