"""The overview canvas, the eras compared and the matrix of actors: specifications, readings, places of names, figures counted again."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.events import eras_compared as rates
from dashboard.charts.events import initiator_by_target as dyads
from dashboard.charts.overview import glance as overview
from dashboard.charts.overview.layout import LAYOUTS, Years, bars, flags_by_rank, names, stacked, years_of
from dashboard.parts import linked
from dashboard.record.fields import Vocabulary
from dashboard.record.filters import Filters
from tests.unit.counting import table
from tests.unit.drawn import spec as spec_of

YEARS = Years(1944.7, 2027.3)


def rows(database, chart, **chosen):
    return database.frame("charts", chart, Filters(**chosen).parameters())


def day(text):
    """The first day of a year, month or day."""
    return date.fromisoformat(text.rstrip("~?") + {4: "-01-01", 7: "-01"}.get(len(text.rstrip("~?")), ""))


def glance_frame():
    return pd.DataFrame(
        {
            "mark": ["ev-a", "ev-b", "ev-c", "tr-a", "war", "truce"],
            "label": ["A", "B", "C", "Treaty", "War", "Truce"],
            "records": [["ev-a"], ["ev-b"], ["ev-c"], ["tr-a"], ["ev-a"], ["ev-b", "ev-c"]],
            "part": ["event", "event", "event", "treaty", "era", "era"],
            "start": [1950.5, 1953.6, 1958.0, 1953.6, 1950.4, 1953.5],
            "stop": [1950.5, 1953.6, 1958.0, 2026.8, 1953.5, 1966.0],
            "year": [1950, 1953, 1958, 1953, 1950, 1953],
            "name": ["Invasion", None, None, "Armistice", "Korean War", "Armed truce"],
            "rank": [1, 999, 999, 101, 999, 999],
            "quad_class": pd.array([4, 2, 3, None, None, None], dtype="Int32"),
            "checked": pd.array([2, 1, 2, 3, None, None], dtype="Int32"),
            "is_disputed": pd.array([False, True, False, False, None, None], dtype="boolean"),
            "fate": [None, None, None, "open", None, None],
            "shown": [True, True, True, True, True, True],
        }
    )


def rate_frame():
    return pd.DataFrame(
        {
            "mark": ["war-force-conflict", "truce-talks-cooperation", "truce-force-conflict"],
            "label": ["War, force", "Truce, talks", "Truce, force"],
            "records": [["ev-a"] * 6, ["ev-b"], ["ev-c", "ev-d"]],
            "era": ["War", "Truce", "Truce"],
            "span": ["1950 to 1953", "1953 to today", "1953 to today"],
            "years": [3.0, 10.0, 10.0],
            "is_partial": [False, True, True],
            "family": ["Force and shows of force", "Talks and agreements", "Force and shows of force"],
            "short": ["Force", "Talks", "Force"],
            "family_sort": [6, 1, 6],
            "side": ["conflict", "cooperation", "conflict"],
            "events": [6, 1, 2],
            "rate": [2.0, 0.1, 0.2],
            "era_sort": [1, 2, 2],
        }
    )


def pair_frame():
    return pd.DataFrame(
        {
            "mark": ["prk-usa-cooperation", "prk-usa-conflict", "usa-none-cooperation"],
            "label": ["A", "B", "C"],
            "records": [["ev-a"], ["ev-b", "ev-c"], ["ev-d"]],
            "initiator": ["North Korea", "North Korea", "United States"],
            "target": ["United States", "United States", "Joint, no target"],
            "initiator_id": ["PRK", "PRK", "USA"],
            "target_id": ["USA", "USA", "none"],
            "initiator_rank": [1, 1, 2],
            "target_rank": [2, 2, 99],
            "side": ["cooperation", "conflict", "cooperation"],
            "events": [1, 2, 1],
            "untargeted": [1, 1, 1],
            "all_events": [4, 4, 4],
        }
    )


CASES = [
    pytest.param(overview.CHART, glance_frame, id="relationship_at_a_glance"),
    pytest.param(rates.CHART, rate_frame, id="eras_compared"),
    pytest.param(dyads.CHART, pair_frame, id="initiator_by_target"),
]


def selections(spec):
    nested = [param for layer in spec.get("layer", []) for param in layer.get("params", [])]
    return {param["name"]: param["select"] for param in spec.get("params", []) + nested if "select" in param}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("chart", "make"), CASES)
def test_spec_is_valid_and_holds_every_mark_but_no_records(chart, make, palette):
    frame = make()
    before = frame.copy(deep=True)
    spec = spec_of(chart, frame, palette)
    pd.testing.assert_frame_equal(frame, before)
    assert selections(spec)["pick"]["fields"] == ["mark"]
    assert (spec["width"], spec["background"]) == ("container", "transparent")
    drawn = [row for data in spec["datasets"].values() for row in data]
    assert not any("records" in row for row in drawn)
    assert {row["mark"] for row in drawn if row.get("mark")} == set(frame["mark"])


@pytest.mark.parametrize(("chart", "make"), CASES)
def test_every_row_alone_and_no_row_can_be_drawn(chart, make):
    for position in range(len(make())):
        one = make().iloc[[position]].reset_index(drop=True)
        assert spec_of(chart, one)["height"] > 0
        assert chart.says(Rows.of(one)).endswith(".")
    assert chart.says(Rows.of(make().iloc[:0])) == NOTHING


def test_the_canvas_has_a_brush_over_years_and_eras_to_choose():
    spec = spec_of(overview.CHART, glance_frame())
    chosen = selections(spec)
    assert set(chosen) == {"pick", "brush", "era"}
    assert (chosen["brush"]["type"], chosen["brush"]["encodings"]) == ("interval", ["x"])
    (view,) = next(param["views"] for param in spec["params"] if param["name"] == "brush")
    (layer,) = [part for part in spec["layer"] if part.get("name") == view]
    assert (layer["encoding"]["x"]["field"], layer["encoding"]["x"]["type"]) == ("year", "quantitative")
    assert '"temporal"' not in json.dumps(spec["layer"])


def test_readings():
    assert overview.reading(Rows.of(glance_frame())) == "3 events: 1 of cooperation, 2 of conflict."
    many = pd.concat([glance_frame()] * 12, ignore_index=True)
    assert overview.reading(Rows.of(many)).startswith(
        "Cooperation was mostly deeds (12 of 12 events), conflict as often words as deeds (12 of 24 events). "
    )
    assert rates.reading(Rows.of(rate_frame())) == (
        "9 events in 2 eras. “War” is the busiest with 2.0 events a year, “Truce” the quietest with 0.3. "
        "The highest rate of one group is 2.0 a year: force and shows of force in “War”."
    )
    assert dyads.reading(Rows.of(pair_frame())) == (
        "North Korea toward United States: 1 of cooperation, 2 of conflict. 1 of 4 events names no target, most of them joint acts."
    )


def test_a_rate_on_few_events_is_pale():
    bars = rates.lay_out(Rows.of(rate_frame())).tables["bars"].to_pylist()
    assert {bar["mark"]: bar["is_few"] for bar in bars} == {
        "war-force-conflict": False,
        "truce-talks-cooperation": True,
        "truce-force-conflict": True,
    }


def canvas_items(database):
    """What is drawn by its part, and the years of the canvas."""
    items = overview._items(Rows.of(rows(database, "relationship_at_a_glance")))
    return items, years_of([item for part in items.values() for item in part])


stems = st.lists(st.tuples(st.floats(0, 329), st.floats(20, 180)), max_size=14)


@settings(max_examples=60, deadline=None)
@given(stems)
def test_names_never_cover_each_other_or_their_stems(drawn):
    flags = [flag for flag in flags_by_rank(tuple(drawn), 330, 3) if flag]
    pairs = [(one, other) for number, one in enumerate(flags) for other in flags[:number]]
    assert not any(one.overlaps(other) or one.crosses(other) for one, other in pairs)
    assert all(flag.left >= 0 and flag.right <= 330 and flag.row > -3 for flag in flags)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.width}px")
def test_names_and_bars_of_the_real_canvas_do_not_collide(database, layout):
    items, years = canvas_items(database)
    named = [event for event in items["event"] if event.name]
    assert 12 <= len(named) <= 20
    turning = names(named, years, layout, layout.name_rows)
    assert len(turning) >= (5 if layout.width < 620 else 8)
    for placed in (turning, bars(items["treaty"], years, layout)):
        for row in {one.row for one in placed}:
            ordered = sorted((one.left, one.right) for one in placed if one.row == row)
            assert all(left >= right - 1e-6 for (left, _), (_, right) in zip(ordered[1:], ordered, strict=False))
        assert max(one.right for one in placed) <= layout.width + 12


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.width}px")
def test_every_instrument_has_a_bar_with_a_name_where_there_is_room(database, layout):
    items, years = canvas_items(database)
    instruments = items["treaty"]
    placed = bars(instruments, years, layout)
    assert sorted(bar.item.mark for bar in placed) == sorted(bar.mark for bar in instruments)
    shown = [bar.item.name for bar in placed]
    assert set(shown) - {""} <= {bar.name for bar in instruments}
    assert sum(name != "" for name in shown) >= 5
    if layout.width >= 1000:
        assert "" not in shown
    assert max(bar.row for bar in placed) < LAYOUTS[-1].bar_rows


def test_an_instrument_whose_end_is_not_known_stops_where_it_starts(database):
    frame = rows(database, "relationship_at_a_glance").set_index("mark")
    statement = frame.loc["tr-singapore-joint-statement-2018"]
    assert statement["stop"] == statement["start"]
    assert statement["fate"] == "end not known"
    assert frame["stop"].notna().all()


def test_dots_of_one_lane_never_share_a_place(database):
    events = canvas_items(database)[0]["event"]
    for layout in LAYOUTS:
        spots = zip(stacked(events, layout), (event.quad_class for event in events), strict=True)
        assert len(set(spots)) == len(events)


def test_the_canvas_keeps_what_lies_outside_the_period_and_says_so(database):
    frame = rows(database, "relationship_at_a_glance", date_from="1994", date_to="2002")
    events = frame[frame["part"] == "event"]
    assert len(events) == len(table("events"))
    inside = database.frame("charts", "events_timeline", Filters(date_from="1994", date_to="2002").parameters())
    assert set(events.loc[events["shown"], "mark"]) == set(inside["mark"])
    chosen = rows(database, "relationship_at_a_glance", eras=("korean-war",))
    assert chosen.loc[(chosen["part"] == "era") & chosen["shown"], "mark"].tolist() == ["korean-war"]


def test_every_named_record_exists(database):
    cursor = database._con.cursor()
    unknown = cursor.execute("select record_id from glance_name anti join record using (record_id)").fetchall()
    assert unknown == []


def test_rates_are_events_of_an_era_by_its_years(database):
    frame = rows(database, "eras_compared")
    last = max(day(row["date"].split("/")[-1]) for row in table("events"))
    eras = {
        row["label"]: (
            date.fromisoformat(row["start_date"]),
            date.fromisoformat(row["end_date"]) if row["end_date"] else None,
        )
        for row in table("eras")
    }
    counted = Counter()
    for row in table("events"):
        first = day(row["date"].split("/")[0])
        counted[next(name for name, (start, end) in eras.items() if start <= first <= (end or first))] += 1
    assert frame.groupby("era")["events"].sum().to_dict() == counted
    for name, (start, end) in eras.items():
        years = ((end or last) - start + timedelta(days=1)).days / 365.25
        own = frame[frame["era"] == name]
        assert own["years"].to_numpy() == pytest.approx(years, abs=0.02)
        assert own["rate"].sum() == pytest.approx(counted[name] / years, rel=0.02)


def test_pairs_count_as_in_the_table(database):
    parents = {row["actor_id"]: row["parent"] for row in table("actors")}

    def root(actor):
        while parents.get(actor):
            actor = parents[actor]
        return actor

    quads = {row["code"]: int(row["quad_class"]) for row in table("cameo")}
    counted = Counter()
    for row in table("events"):
        side = "cooperation" if quads[row["cameo"]] <= 2 else "conflict"
        doers = {root(actor) for actor in row["initiator"].split(";")}
        others = {root(actor) for actor in row["target"].split(";") if actor} or {"none"}
        counted.update(f"{doer.lower()}-{other.lower()}-{side}" for doer in doers for other in others)
    frame = rows(database, "initiator_by_target").set_index("mark")
    assert frame["events"].to_dict() == {mark: counted[mark] for mark in frame.index}
    assert (frame["records"].map(len) == frame["events"]).all()
    assert frame.loc["prk-usa-conflict", "events"] > 50


def ms(year, month):
    return datetime(year, month, 15, tzinfo=UTC).timestamp() * 1000


@pytest.mark.parametrize(
    ("dragged", "expected"),
    [
        ({"year": [1993.4, 2002.9]}, ("1993", "2002")),
        ({"year": [2002.9, 1993.4]}, ("1993", "2002")),
        ({"year": [1993.4, 1993.5]}, None),
        ({"year": []}, None),
        ({}, None),
        ({"year": ["x", None]}, None),
        ({"date": [ms(1993, 6), ms(2002, 11)]}, ("1993", "2002")),
        ({"date_earliest": [ms(1953, 7), ms(1969, 4)]}, ("1953", "1969")),
        ({"date": [ms(1993, 6), ms(1993, 7)]}, None),
        ({"x": [1992.6, 2003.4]}, ("1993", "2003")),
    ],
)
def test_a_dragged_interval_becomes_years(dragged, expected):
    assert linked.period(dragged) == expected


def test_an_era_is_chosen_dropped_again_and_unknown_ones_are_nothing():
    known = Vocabulary(
        {"eras": {"korean-war": "Korean War", "summits": "Summits"}, "actors": {"USA": "United States", "CHN": "China"}}
    )
    start = Filters(actors=("USA",), date_from="1990")
    chosen = linked._chosen(start, {"era": [{"mark": "summits"}]}, known)
    assert chosen == Filters(eras=("summits",), actors=("USA",))
    assert linked._chosen(chosen, {"era": [{"mark": "summits"}]}, known) == Filters(actors=("USA",))
    assert linked._chosen(start, {"era": [{"mark": "atlantis"}]}, known) is None
    assert linked._chosen(start, {"pick": [{"mark": "ev-a"}]}, known) is None


def test_an_actor_is_chosen_in_place_of_others_and_dropped_again():
    known = Vocabulary({"actors": {"USA": "United States", "CHN": "China"}})
    start = Filters(actors=("USA",), eras=("summits",))
    chosen = linked._chosen(start, {"actor": [{"actor_id": "CHN"}]}, known)
    assert chosen == Filters(actors=("CHN",), eras=("summits",))
    assert linked._chosen(chosen, {"actor": [{"actor_id": "CHN"}]}, known) == Filters(eras=("summits",))
    assert linked._chosen(start, {"actor": [{"actor_id": ""}]}, known) is None
    assert linked._chosen(start, {"actor": [{}]}, known) is None
