"""Why this number: the figures of the panel on real data, counted again from the CSV files for three charts."""

from __future__ import annotations

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.parts.why_panel import why, why_html
from dashboard.record.filters import Filters
from dashboard.store.config import settings
from tests.unit.counting import table

TALKS = ("talks", "summit", "envoy_visit", "agreement")
SIX_PARTY = ("2002-10-16", "2009-04-13")


@pytest.fixture(autouse=True)
def real_data(real_settings, database, monkeypatch):
    monkeypatch.setenv("PANMUNJOM_OUT", str(real_settings.out))
    settings.cache_clear()
    yield database
    settings.cache_clear()


def part_of(actor, ancestor):
    parents = {row["actor_id"]: row["parent"] for row in table("actors")}
    while actor and actor != ancestor:
        actor = parents.get(actor)
    return actor == ancestor


def talks_of_2007(actor=""):
    """Events of verbal cooperation in 2007 under talks and agreements; all of 2007 lies in one era."""
    quads = {row["code"]: row["quad_class"] for row in table("cameo")}
    return [
        row
        for row in table("events")
        if row["date"].startswith("2007")
        and row["kind"] in TALKS
        and quads[row["cameo"]] == "1"
        and (
            not actor
            or any(part_of(a, actor) for a in f"{row['initiator']};{row['target']};{row['concerns']}".split(";"))
        )
    ]


def in_six_party(row, actor):
    inside = SIX_PARTY[0] <= (row["date"].rstrip("~") + "-01-01")[:10] <= SIX_PARTY[1]
    return inside and any(part_of(a, actor) for a in f"{row['initiator']};{row['target']};{row['concerns']}".split(";"))


def test_events_by_year():
    found = why("events_by_year", "2007-talks-verbal-cooperation", Filters(eras=("six-party",), actors=("CHN",)))
    with_china, all_of_it = len(talks_of_2007("CHN")), len(talks_of_2007())
    assert 0 < with_china < all_of_it
    assert found.without == (("era", with_china), ("actor", all_of_it))
    assert found.without_any == all_of_it
    (events,) = found.types
    assert events["type"] == "event"
    assert events["in_record"] == len(table("events"))
    assert events["matching"] == events["on_chart"] == sum(in_six_party(row, "CHN") for row in table("events"))
    assert events["behind_mark"] == with_china


def test_launches_by_year():
    year = [row for row in table("missile_launches") if row["date"].startswith("2017")]
    late = [row for row in year if row["date"] >= "2017-07"]
    all_late = [row for row in table("missile_launches") if row["date"][:7] >= "2017-07"]
    classes = {}
    for row in late:
        classes[row["class"]] = classes.get(row["class"], 0) + 1
    chosen = max(classes, key=classes.get)
    found = why("launches_by_year", f"2017-{chosen}", Filters(date_from="2017-07"))
    assert found.without == (("period", sum(row["class"] == chosen for row in year)),)
    (launches,) = found.types
    assert launches["in_record"] == len(table("missile_launches"))
    assert launches["matching"] == len(all_late)
    assert launches["roughly_dated"] == launches["undated"] == 0


def test_claims_by_verdict():
    claims = [row for row in table("claims") if row["document"] == "doc-alliance-essay"]
    history = [row for row in claims if row["dimension"] == "history"]
    verdict = "supported"
    count, everywhere = (sum(row["verdict"] == verdict for row in rows) for rows in (history, claims))
    assert 0 < count < everywhere
    found = why("claims_by_verdict", f"doc-alliance-essay-{verdict}", Filters(kinds=("history",)))
    assert found.without == (("kind", everywhere),)
    (row,) = found.types
    assert row["matching"] == sum(row["dimension"] == "history" for row in table("claims"))
    assert row["behind_mark"] == row["undated"] == count


def test_what_is_not_on_the_chart_for_want_of_a_day(database):
    frame = database.frame("charts", "patterns_before_after", Filters().parameters())
    (mark,) = frame.loc[frame["part"] == "outcomes", "mark"]
    (launches,) = why("patterns_before_after", mark, Filters()).types
    rough = [row for row in table("missile_launches") if len(row["date"]) < 10]
    assert launches["rough_off_chart"] == len(rough) == launches["matching"] - launches["on_chart"]


def test_a_year_of_the_network_takes_nothing_away(database):
    filters = Filters(actors=("PRK",), year=1975)
    mark = database.frame("charts", "who_owes_whom", filters.parameters())["mark"].iloc[0]
    assert [name for name, _ in why("who_owes_whom", mark, filters).without] == ["actor"]
    assert "took nothing away here" in why_html("who_owes_whom", mark, filters, database.build_id)


def test_what_is_compared_is_no_filter_and_each_filter_is_lifted_alone(database):
    pair = Filters(kinds=("talks-launches",))
    assert why("patterns_before_after", "no-mark", pair).without == ()
    assert why("events_by_year", "no-mark", Filters()).without == ()
    every = Filters(("summits",), ("USA",), ("talks",), "1994", "", "x", "primary")
    names = [name for name, _ in why("events_by_year", "no-mark", every).without]
    assert names == ["era", "actor", "kind", "period", "words", "lens"]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_chart_says_how_it_counts(chart, database):
    assert chart.rule.endswith(".")
    frame = database.frame("charts", chart.id, Filters().parameters())
    shown = why_html(chart.id, frame["mark"].iloc[0], Filters(), database.build_id)
    assert "None is set" in shown
    assert shown.count("<p>") >= 4
