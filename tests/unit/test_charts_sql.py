"""The statements of the charts on the real data: figures counted again from the CSV files."""

import csv
import io
import json
import re
from collections import Counter, defaultdict

import pytest

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.rows import Rows
from dashboard.charts.pages import PAGE
from dashboard.export.chart_file import export
from dashboard.record.fields import FIELDS, MAX_VALUES
from dashboard.record.filters import Filters, filters_in_words, parse, with_days_in_order
from dashboard.record.vocabulary import vocabulary
from tests.unit.counting import table


def frame(database, chart, filters=None):
    return database.frame("charts", chart, (filters or Filters()).parameters())


def test_events_by_year_counts_every_event_once(database):
    rows = frame(database, "events_by_year")
    counted = Counter(int(row["date"][:4]) for row in table("events"))
    assert rows.groupby("year")["events"].sum().to_dict() == counted
    assert sorted(record for records in rows["records"] for record in records) == sorted(
        row["event_id"] for row in table("events")
    )
    assert (rows["records"].map(len) == rows["events"]).all()
    assert (rows["events_to"] - rows["events_from"] == rows["events"]).all()


def test_balance_sums_the_goldstein_values(database):
    goldstein = {row["code"]: float(row["goldstein"]) for row in table("cameo")}
    sums = defaultdict(float)
    for row in table("events"):
        value = goldstein[row["cameo"]]
        if value:
            sums[f"{row['date'][:4]}-{'cooperation' if value > 0 else 'conflict'}"] += value
    rows = frame(database, "cooperation_balance").set_index("mark")
    assert rows["goldstein_sum"].to_dict() == pytest.approx(dict(sums))
    assert (
        rows.groupby("year")["goldstein_sum"].sum() - rows.groupby("year")["net_goldstein"].first()
    ).abs().max() < 1e-9


def test_balance_leaves_out_events_that_only_concern_an_actor(database):
    lineage = {row["actor_id"]: row["parent"] for row in table("actors")}

    def part_of_japan(actor):
        while actor:
            if actor == "JPN":
                return True
            actor = lineage.get(actor)
        return False

    goldstein = {row["code"]: float(row["goldstein"]) for row in table("cameo")}
    acting = {
        row["event_id"]
        for row in table("events")
        if goldstein[row["cameo"]] and any(map(part_of_japan, f"{row['initiator']};{row['target']}".split(";")))
    }
    rows = frame(database, "cooperation_balance", Filters(actors=("JPN",)))
    assert {record for records in rows["records"] for record in records} == acting


def test_obligations_and_lifespans_match_the_table(database):
    treaties = table("treaties")
    duties = sum(len([duty for duty in row["obligations"].split(";") if duty]) for row in treaties)
    assert len(frame(database, "treaty_obligations")) == duties
    lifespans = frame(database, "treaty_lifespans")
    assert len(lifespans) == len(treaties)
    assert lifespans["is_in_force"].sum() == sum(row["end_mode"] == "in_force" for row in treaties)
    assert lifespans["ended"].notna().sum() == sum(bool(row["ended"]) for row in treaties)


def test_votes_ignore_the_kind_filter_and_keep_their_counts(database):
    rows = frame(database, "unsc_votes", Filters(kinds=("armistice",))).set_index("mark")
    for row in table("votes"):
        drawn = rows.loc[row["vote_id"]]
        if row["in_favour"]:
            assert (drawn["votes_for"], drawn["votes_against"]) == (int(row["in_favour"]), int(row["against"]))
        assert drawn["is_vetoed"] == (row["result"] == "vetoed")


def test_the_kind_filter_of_the_page_has_one_name_wherever_votes_are_shown(database):
    chart = BY_ID["unsc_votes"]
    filters, notes = parse({"kind": ["armistice"]}, vocabulary(database, chart.kinds))
    assert (filters, notes) == (Filters(kinds=("armistice",)), [])
    said = filters_in_words(filters, vocabulary(database, PAGE["treaties"].kinds))
    assert said == "Kind: Armistice"
    rows = list(csv.DictReader(io.StringIO(export(chart.id, "csv", filters, database).content.decode("utf-8-sig"))))
    assert {row["filters"] for row in rows} == {said}
    assert len(rows) == len(table("votes"))
    made = json.loads(export(chart.id, "json", filters, database).content)
    assert (made["filters"], made["filters_in_words"]) == ({"kind": ["armistice"]}, said)
    assert made["reading"] == chart.says(Rows.of(frame(database, chart.id)))
    drawn = json.loads(export(chart.id, "vl.json", filters, database).content)
    assert f"{said}." in drawn["title"]["subtitle"]


def test_positions_leave_out_the_untraced(database):
    shown = {row["position_id"] for row in table("positions") if row["traced"] == "true" and row["stance"]}
    assert set(frame(database, "positions_by_topic")["mark"]) == shown


def test_verdicts_add_up(database):
    rows = frame(database, "claims_by_verdict")
    counted = Counter((row["document"], row["verdict"]) for row in table("claims"))
    assert sorted(rows["claims"]) == sorted(counted.values())
    assert rows.groupby("document")["percent_to"].max().eq(100).all()


def test_stacked_dots_do_not_hide_each_other(database):
    rows = frame(database, "events_timeline")
    assert not rows.duplicated(["quad_class", "date", "stack"]).any()


def test_an_old_address_leads_to_what_its_topic_is_now(database):
    known = vocabulary(database, "topic")
    filters, notes = parse({"kind": ["alliance-or-normalization", "military-option"]}, known)
    assert filters.kinds == ("normal-relations-desirable", "normal-relations-possible", "military-option")
    assert notes == []
    assert not vocabulary(database, "event_kind").meant("kinds", "alliance-or-normalization")


@pytest.mark.parametrize(
    ("asked", "actors", "eras"),
    [
        ({"actor": ["prk"], "era": ["agreed-framework,korean-war"]}, ("PRK",), ("agreed-framework", "korean-war")),
        ({"actor": ["North Korea, China"], "era": ["Korean War"]}, ("PRK", "CHN"), ("korean-war",)),
        ({"actor": ["북한", "DPRK", "kim jong un"]}, ("PRK", "kim-jong-un"), ()),
    ],
)
def test_addresses_understand_what_people_type(database, asked, actors, eras):
    filters, notes = parse(asked, vocabulary(database, "event_kind"))
    assert (filters.actors, filters.eras, notes) == (actors, eras, [])


def test_what_nobody_knows_is_ignored_with_a_note(database):
    filters, notes = parse({"actor": ["PRK,Atlantis"]}, vocabulary(database, "event_kind"))
    assert filters.actors == ()
    assert notes == ["The address asked for actor “PRK,Atlantis”, which this page does not have; it was ignored."]


def test_more_values_than_are_taken_are_told(database):
    known = vocabulary(database, "event_kind")
    asked = list(known.of("actors"))[: MAX_VALUES + 7]
    filters, notes = parse({"actor": asked}, known)
    assert filters.actors == tuple(asked[:MAX_VALUES])
    assert notes == [f"At most {MAX_VALUES} values of actor are taken; the last 7 were ignored."]


def test_a_period_that_ends_before_it_starts_can_be_swapped(database):
    filters, notes = parse({"from": ["1999"], "to": ["1994-10"]}, vocabulary(database, "event_kind"))
    assert len(notes) == 1
    swapped = with_days_in_order(filters)
    assert (swapped.date_from, swapped.date_to) == ("1994-10", "1999")
    assert with_days_in_order(swapped) == swapped


# A value of each filter that some of the record matches and some does not, as an address gives it.
TELLING = {"era": ["agreed-framework"], "actor": ["CHN"], "kind": ["talks"], "from": ["1994"], "to": ["1994"], "q": ["reactor"],
           "lens": ["primary"]}  # fmt: skip


def test_every_filter_is_known_to_the_statements_and_takes_something_away(database):
    names = [field.name for field in FIELDS if field.is_filter]
    assert sorted(names) == sorted(TELLING), "give each filter a value here that tells records apart"
    bound = Filters().parameters()["filters"]
    (kind,) = database._con.execute("select typeof(null::filter_set)").fetchone()
    assert set(re.findall(r'[(,] ?"?([a-z_]+)"? ', kind)) == bound.keys()
    everything = len(database.table("charts", "events_timeline", Filters().parameters()))
    for name, asked in TELLING.items():
        filters, notes = parse({name: asked}, vocabulary(database, "event_kind"))
        assert notes == []
        assert 0 < len(database.table("charts", "events_timeline", filters.parameters())) < everything, name
