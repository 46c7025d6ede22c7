"""The map of places: its projection, outlines and names, and that it covers every coordinate of the record. And pages with groups."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.events import ground, map_views, places
from dashboard.charts.events.basemap.make_outlines import DISC_KM, REGION_KM, clipped
from dashboard.charts.events.basemap.projection import distance_km, plane
from dashboard.parts.groups import charts_shown, group_asked, groups_of, slug
from dashboard.record.filters import Filters
from tests.unit.counting import table
from tests.unit.drawn import spec as spec_of


def place_frame():
    return pd.DataFrame(
        {
            "mark": ["pyongyang-cooperation", "pyongyang-conflict", "geneva-cooperation"],
            "label": ["Pyongyang: 3 events of cooperation", "Pyongyang: 1 event of conflict", "Geneva: 2 events"],
            "records": [["ev-a", "ev-b", "ev-c"], ["ev-d"], ["ev-e", "ev-f"]],
            "place": ["Pyongyang", "Pyongyang", "Geneva"],
            "lat": [39.04, 39.04, 46.2],
            "lon": [125.76, 125.76, 6.14],
            "is_near": [True, True, False],
            "side": ["cooperation", "conflict", "cooperation"],
            "events": [3, 1, 2],
            "place_events": [4, 4, 2],
            "unplaced": [1, 1, 1],
            "all_events": [7, 7, 7],
        }
    )


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_spec_is_valid_and_holds_every_mark_but_no_records(palette):
    frame = place_frame()
    before = frame.copy(deep=True)
    spec = spec_of(places.CHART, frame, palette)
    pd.testing.assert_frame_equal(frame, before)
    params = [param for layer in spec["layer"] for param in layer.get("params", [])] + spec.get("params", [])
    assert [(param["name"], param["select"]["fields"]) for param in params] == [("pick", ["mark"])]
    drawn = [row for data in spec["datasets"].values() for row in data]
    assert not any("records" in row for row in drawn)
    assert {row["mark"] for row in drawn if row.get("mark")} == set(frame["mark"])


def test_readings_and_the_empty_map():
    assert places.CHART.says(Rows.of(place_frame())) == (
        "7 events in 2 places, most in Pyongyang (4) and Geneva (2); 1 cannot be placed on a map. In Pyongyang 1 of 4 were conflict."
    )
    assert places.CHART.says(Rows.of(place_frame().iloc[:0])) == NOTHING
    for position in range(3):
        one = place_frame().iloc[[position]].reset_index(drop=True)
        assert spec_of(places.CHART, one)["height"] > 0


def test_distances_from_pyongyang():
    assert distance_km(125.7625, 39.0392) == pytest.approx(0, abs=0.1)
    assert distance_km(126.978, 37.5665) == pytest.approx(195, abs=3)
    assert distance_km(-77.0365, 38.8977) == pytest.approx(11050, abs=60)
    east, north = plane(135.0, 39.0392)
    assert east > 0
    assert abs(north) < east / 10


def test_the_maps_cover_every_coordinate_of_the_record(database):
    frame = database.frame("charts", "event_places", Filters().parameters())
    for spot in frame.itertuples():
        east, north = plane(spot.lon, spot.lat)
        if not spot.is_near:
            assert distance_km(spot.lon, spot.lat) < 0.95 * DISC_KM, spot.place
            continue
        for layout, width in (
            ("spacious", 900),
            ("spacious", 1340),
            ("wide", 620),
            ("wide", 899),
            ("narrow", 330),
            ("narrow", 350),
        ):
            x, y = map_views.REGION[layout].at(width, east / REGION_KM, -north / REGION_KM)
            assert 0 < x < width, spot.place
            assert 0 < y < (map_views.COVER_FROM if layout == "narrow" else map_views.HEIGHT), spot.place


def test_every_event_is_on_the_map_or_counted_as_left_out(database):
    frame = database.frame("charts", "event_places", Filters().parameters())
    events = table("events")
    drawn = [record for records in frame["records"] for record in records]
    assert sorted(drawn) == sorted(row["event_id"] for row in events if row["lat"])
    assert frame["unplaced"].iloc[0] == sum(not row["lat"] for row in events)
    assert (
        frame.groupby(["lat", "lon"])["events"].sum() == frame.groupby(["lat", "lon"])["place_events"].first()
    ).all()


def test_names_cover_neither_one_another_nor_leave_the_canvas(database):
    frame = database.frame("charts", "event_places", Filters().parameters())
    named = map_views.names(list(places._spots(Rows.of(frame)).values()))
    for layout in map_views.LAYOUTS:
        found = [name.box for name in named if name.layout == layout]
        assert len(found) >= 8
        pairs = [(one, other) for number, one in enumerate(found) for other in found[:number]]
        assert not any(map_views.overlap(one, other) for one, other in pairs)
        assert all(box[0] >= 0 and box[2] <= map_views.LAYOUTS[layout] for box in found)
    assert {"Washington", "Pyongyang", "New York", "Panmunjom"} <= {name.text.rpartition(" ")[0] for name in named}


def test_outlines_are_small_and_say_where_they_are_from():
    outlines = ground.outlines()
    assert "Natural Earth" in outlines["source"]
    assert len(json.dumps(outlines)) < 60_000
    for paths in (outlines["region"], outlines["disc"]):
        for path in paths.values():
            assert re.fullmatch(r"(M[-\d.,L]+Z)+", path)
            assert all(abs(float(number)) <= 1.251 for number in re.findall(r"-?\d+\.\d+", path))


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=3, max_size=9))
def test_what_is_clipped_lies_in_the_window(ring):
    window = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
    assert all(abs(x) <= 1 + 1e-6 and abs(y) <= 1 + 1e-6 for x, y in clipped(ring, window))


def test_a_page_asks_for_a_group_by_view_then_by_mark_then_the_first():
    charts = [chart for chart in CHARTS if chart.page == "events"]
    first, second, *others = groups_of(charts)
    assert (first, second) == ("Over time", "By year and era")
    assert slug(second) == "by-year-and-era"
    assert group_asked(charts, "", "") == first
    assert group_asked(charts, "by-year-and-era", "events_timeline~x") == second
    assert group_asked(charts, "", "event_places~x") == others[-1]
    assert group_asked(charts, "<script>", "nothing~x") == first
    assert max(sum(chart.group == group for chart in charts) for group in groups_of(charts)) <= 2
    one = [chart for chart in CHARTS if chart.page == "overview"]
    assert charts_shown(one) == one
