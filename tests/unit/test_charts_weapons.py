"""The charts of weapons: valid specifications, readings worked out by hand, and figures counted again from the CSV files."""

import re
from collections import Counter, defaultdict

import pandas as pd
import pytest

from dashboard.charts.catalogue import on_page
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import LIGHT, PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.weapons import by_year, range_layout, ranges, sequence, sites, yields
from dashboard.record.filters import Filters
from tests.unit.chart_contract import SAYS
from tests.unit.counting import assert_marks_records_and_drawing, frame_of, table
from tests.unit.drawn import spec as spec_of
from tests.unit.test_charts_specs import picks, texts

CHARTS = [chart.id for chart in on_page("weapons")]
FILTERS = {
    "none": Filters(),
    "one class": Filters(kinds=("cruise",)),
    "one era": Filters(eras=("agreed-framework",)),
    "one day": Filters(date_from="2017-09-03", date_to="2017-09-03"),
    "two sources": Filters(lens="checked2"),
    "nobody": Filters(actors=("no-such-actor",)),
}


def _days(*days):
    return pd.to_datetime(list(days))


def year_frame():
    rows = [
        ("2017-all", 2017, "all", "All launches", 0, 5, 4, 1, False),
        ("2017-srbm", 2017, "srbm", "Short-range ballistic missiles", 1, 5, 3, 0, False),
        ("2017-cruise", 2017, "cruise", "Cruise missiles", 7, 0, 1, 1, False),
        ("2026-all", 2026, "all", "All launches", 0, 3, 2, 0, True),
        ("2026-srbm", 2026, "srbm", "Short-range ballistic missiles", 1, 3, 2, 0, True),
    ]
    columns = [
        "mark",
        "year",
        "class",
        "class_label",
        "class_sort",
        "missiles",
        "launch_events",
        "uncounted",
        "is_partial",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(label=frame["mark"], records=[["ml-a"]] * len(frame))


def flight_frame():
    return pd.DataFrame(
        {
            "mark": ["ml-a", "ml-b", "ml-c"],
            "label": ["A: 3,700 km", "B: 250 km", "C: 1,090 km"],
            "records": [["ml-a"], ["ml-b"], ["ml-c"]],
            "date": _days("2017-09-15", "2019-05-04", "2023-04-13"),
            "missile": ["Hwasong-12", "unidentified", "Hwasong-18"],
            "class": ["irbm", "unknown", "icbm"],
            "class_label": ["Intermediate-range ballistic missile", "Unknown", "Intercontinental ballistic missile"],
            "class_sort": [3, 9, 4],
            "distance_km": [3700.0, 250.0, 1090.0],
            "outcome": ["success", "unknown", "failure"],
            "checked": [2, 1, 3],
            "is_disputed": [False, True, False],
            "unmeasured": [2, 2, 2],
        }
    )


def lane_frame():
    lanes = ["launches", "tests", "tests", "resolutions", "resolutions", "us_sanctions", "talks"]
    days = _days("2006-07-01", "2006-10-09", "2009-05-25", "2006-10-14", "2009-06-12", "2008-06-26", "2018-06-12")
    return pd.DataFrame(
        {
            "mark": [f"m-{i}" for i in range(7)],
            "label": [f"Mark {i}" for i in range(7)],
            "records": [[f"r-{i}"] for i in range(7)],
            "lane": lanes,
            "date_earliest": days,
            "date_latest": [pd.Timestamp("2006-09-30"), *days[1:]],
            "launch_events": pd.array([7, *[None] * 6], dtype="Int32"),
            "short": [None, "1", "2", "1718", "1874", None, None],
            "kind": ["launches", "nuclear_test", "nuclear_test", "sanctions", "sanctions", "sanctions", "summit"],
            "quad_class": pd.array([None, None, None, 4, 4, 2, 1], dtype="Int32"),
            "checked": [2, 3, 3, 1, 2, 2, 2],
            "is_disputed": [False, False, False, False, False, False, True],
            "stack": [0] * 7,
        }
    )


def yield_frame():
    return pd.DataFrame(
        {
            "mark": ["nt-a", "nt-b"],
            "label": ["Nuclear test no. 1", "Nuclear test no. 6"],
            "records": [["nt-a"], ["nt-b"]],
            "test_no": [1, 6],
            "date": _days("2006-10-09", "2017-09-03"),
            "date_words": ["9 October 2006", "3 September 2017"],
            "magnitude": [4.3, 6.3],
            "magnitude_type": ["mb", "mb"],
            "yield_low_kt": [0.5, 50.0],
            "yield_high_kt": [1.0, 250.0],
            "checked": [3, 4],
            "is_disputed": [False, False],
        }
    )


def site_frame():
    return pd.DataFrame(
        {
            "mark": ["2012-sohae", "2016-sohae", "2016-other"],
            "label": ["Sohae, 2012", "Sohae, 2016", "Not known, 2016"],
            "records": [["ml-a", "ml-b"], ["ml-c"], ["ml-d"]],
            "year": [2012, 2016, 2016],
            "site": ["Sohae", "Sohae", "Place not known exactly"],
            "site_sort": [1, 1, 14],
            "launch_events": [2, 12, 1],
            "site_events": [14, 14, 1],
            "is_partial": [False, False, False],
        }
    )


CASES = [
    pytest.param(by_year.CHART, year_frame, id="launches_by_year"),
    pytest.param(ranges.CHART, flight_frame, id="launch_ranges"),
    pytest.param(sequence.CHART, lane_frame, id="tests_sanctions_talks"),
    pytest.param(yields.CHART, yield_frame, id="nuclear_yields"),
    pytest.param(sites.CHART, site_frame, id="launch_sites"),
]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("chart", "make"), CASES)
def test_spec(chart, make, palette):
    frame = make()
    before = frame.copy(deep=True)
    spec = spec_of(chart, frame, palette)
    pd.testing.assert_frame_equal(frame, before)
    fields = {"pick": ["mark"], "kind": ["class"]}
    assert {param["name"]: param["select"]["fields"] for param in picks(spec)} == {
        name: fields[name] for name in chart.selections
    }
    assert spec["width"] == "container"
    assert not re.search(r"\butc", texts(spec).lower())
    rows = [row for data in spec["datasets"].values() for row in data]
    assert not any("records" in row for row in rows)
    assert {row["mark"] for row in rows if row.get("mark")} == set(frame["mark"])


@pytest.mark.parametrize(("chart", "make"), CASES)
def test_clickable_marks_say_their_label_and_the_rest_is_silent(chart, make):
    layers = spec_of(chart, make())["layer"]
    clickable = [part for part in layers if part["mark"].get("cursor") == "pointer"]
    assert clickable
    said = [(part.get("name", "").partition("_")[0], part["encoding"]["tooltip"]["field"]) for part in clickable]
    assert all(field == SAYS.get(name, "label") for name, field in said)
    assert all(part["mark"].get("aria") is False for part in layers if part not in clickable)


@pytest.mark.parametrize(("chart", "make"), CASES)
def test_every_row_alone_and_no_row_at_all(chart, make):
    for i in range(len(make())):
        one = make().iloc[[i]].reset_index(drop=True)
        if chart is by_year.CHART and one["class_sort"].iloc[0]:
            continue
        assert spec_of(chart, one)["height"] > 0
        reading = chart.says(Rows.of(one))
        assert reading.endswith(".")
        assert "nan" not in reading.lower()
    assert chart.says(Rows.of(make().iloc[:0])) == NOTHING


def test_teal_and_rust_are_kept_for_cooperation_and_conflict():
    kept = set(LIGHT.quad.values()) | {LIGHT.accent}
    for chart, make in [(by_year.CHART, year_frame), (ranges.CHART, flight_frame), (sites.CHART, site_frame)]:
        assert not [colour for colour in kept if colour in texts(spec_of(chart, make()))]


def test_by_year_reading():
    assert by_year.reading(Rows.of(year_frame())) == (
        "8 missiles and space launchers counted in 6 launch events from 2017 to 2026, 1 of them without a published "
        "count; the fullest year is 2017 with 5, and 100% of all are short-range ballistic missiles."
    )


def test_ranges_reading():
    assert ranges.reading(Rows.of(flight_frame())) == (
        "The farthest flight was 3,700 km (Hwasong-12, 2017). Of 3 flights with a published distance 2 went farther than "
        "1,000 km; for 2 further launch events none was published."
    )


def drawn_flights(frame):
    spec = spec_of(ranges.CHART, frame)
    return pd.DataFrame(spec["datasets"]["flights"]).set_index("mark"), " ".join(spec["title"]["text"])


def test_flights_of_one_day_and_distance_stand_side_by_side_at_their_distance():
    alike = pd.concat([flight_frame().head(1)] * 5).assign(mark=list("abcde"), records=[[mark] for mark in "abcde"])
    flights, signs = drawn_flights(pd.concat([alike, flight_frame().tail(2)], ignore_index=True))
    same = flights.loc[list("abcde")]
    assert same["y"].nunique() == 1
    assert same["place"].nunique() == 5
    assert same.loc["a", "place"] == same.loc["a", "date"]
    assert (flights.loc[["ml-b", "ml-c"], "place"] == flights.loc[["ml-b", "ml-c"], "date"]).all()
    assert flights["place"].is_monotonic_increasing
    assert "stand up to" in signs
    assert "from their day" in signs


def test_flights_that_do_not_meet_stand_on_their_day():
    flights, signs = drawn_flights(flight_frame())
    assert (flights["place"] == flights["date"]).all()
    assert "from their day" not in signs


def test_no_flight_is_far_from_its_day(database):
    flights, _ = drawn_flights(frame_of(database, "launch_ranges"))
    moved = (pd.to_datetime(flights["place"]) - pd.to_datetime(flights["date"])).abs()
    assert moved.max() < pd.Timedelta(days=240)
    assert (moved > pd.Timedelta(0)).mean() < 0.4


def test_the_line_follows_the_farthest_flight_so_far(database):
    drawn = spec_of(ranges.CHART, frame_of(database, "launch_ranges"))["datasets"]
    steps = pd.DataFrame(drawn["steps"])
    kilometres = [int(re.search(r"([\d,]+) km", words)[1].replace(",", "")) for words in steps["words"]]
    assert kilometres[-1] == 4500
    assert kilometres == sorted(set(kilometres))
    assert list(steps["end"][:-1]) == list(steps["start"][1:])
    assert sum(row["is_record"] for row in drawn["flights"]) == len(steps)


def test_one_flight_makes_no_line():
    assert spec_of(ranges.CHART, flight_frame().head(1))["datasets"]["steps"] == []


def test_names_of_classes_stand_apart_at_the_height_of_their_farthest_flight(database):
    classes = pd.DataFrame(spec_of(ranges.CHART, frame_of(database, "launch_ranges"))["datasets"]["classes"])
    assert (classes["wide_y"].diff().dropna() >= range_layout.CLASS_PX - 0.01).all()
    assert (classes["narrow_y"].diff().dropna() >= range_layout.NARROW_CLASS_PX - 0.01).all()
    assert classes["at_y"].is_monotonic_increasing
    launches = Counter(row["class"] for row in table("missile_launches") if row["distance_km"])
    assert {row["class"]: int(row["name"].rpartition(": ")[2]) for _, row in classes.iterrows()} == launches


def test_sequence_reading():
    assert sequence.reading(Rows.of(lane_frame())) == (
        "7 launch events, 2 nuclear tests, 2 resolutions, 1 step of US sanctions and 1 round of talks or summit. "
        "A Security Council resolution followed a nuclear test after 5 to 18 days (12 in the median of 2)."
    )


def test_yields_reading():
    assert yields.reading(Rows.of(yield_frame())) == (
        "2 nuclear tests; the strongest, of 3 September 2017, is put at 50 to 250 kilotons. "
        "The highest published yield of a test is 3.5 times the lowest in the median."
    )
    assert yields.reading(Rows.of(yield_frame().head(1))) == (
        "The yield of the nuclear test of 9 October 2006 is put at 0.5 to 1 kilotons."
    )


def test_sites_reading():
    assert sites.reading(Rows.of(site_frame())) == (
        "Sohae was used most, for 14 of 15 launch events (2012 to 2016); "
        "for 1 of 15 the place was published only roughly or not at all."
    )


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("chart", CHARTS)
def test_marks_records_and_drawing(database, chart, filters):
    assert_marks_records_and_drawing(database, chart, filters)


def test_launches_add_up(database):
    rows = frame_of(database, "launches_by_year").set_index("mark")
    missiles, events, uncounted = defaultdict(int), Counter(), Counter()
    for row in table("missile_launches"):
        for mark in (f"{row['date'][:4]}-all", f"{row['date'][:4]}-{row['class']}"):
            missiles[mark] += int(row["count"] or 0)
            events[mark] += 1
            uncounted[mark] += not row["count"]
    assert rows["missiles"].to_dict() == dict(missiles)
    assert rows["launch_events"].to_dict() == dict(events)
    assert rows["uncounted"].to_dict() == {mark: uncounted[mark] for mark in events}
    assert (rows["records"].map(len) == rows["launch_events"]).all()


def test_launches_that_read_the_same_are_told_apart_by_place_and_number(database):
    labels = frame_of(database, "launch_ranges").set_index("mark")["label"]
    assert labels.is_unique
    words = "Type not identified, 5 June 2022: 300 km flown; short-range ballistic missile; outcome not known"
    assert labels["ml-2022-06-05-02"] == f"{words}; from Hungnam"
    assert labels["ml-2022-06-05-07"] == f"{words}; from Kaechon Airbase"
    assert labels["ml-2022-11-03-03"].endswith("; 2 of 2 alike")
    assert "alike" not in labels["ml-2022-06-05-04"]


def test_ranges_are_the_published_distances(database):
    measured = {row["launch_id"]: float(row["distance_km"]) for row in table("missile_launches") if row["distance_km"]}
    rows = frame_of(database, "launch_ranges").set_index("mark")
    assert rows["distance_km"].to_dict() == measured
    assert rows["unmeasured"].iloc[0] == len(table("missile_launches")) - len(measured)


def test_sites_hold_every_launch_once(database):
    rows = frame_of(database, "launch_sites")
    launches = sorted(row["launch_id"] for row in table("missile_launches"))
    assert sorted(record for records in rows["records"] for record in records) == launches
    rough = sum(not row["lat"] for row in table("missile_launches"))
    assert rows.loc[rows["site_sort"] == 14, "launch_events"].sum() == rough


def test_yields_are_those_of_the_table(database):
    rows = frame_of(database, "nuclear_yields").set_index("mark")
    for row in table("nuclear_tests"):
        drawn = rows.loc[row["test_id"]]
        assert (drawn["yield_low_kt"], drawn["yield_high_kt"]) == (
            float(row["yield_low_kt"]),
            float(row["yield_high_kt"]),
        )
        assert drawn["magnitude"] == float(row["magnitude"])


def test_lanes_hold_what_the_events_say(database):
    rows = frame_of(database, "tests_sanctions_talks")
    lanes = rows.groupby("lane")["records"].agg(lambda lists: {record for records in lists for record in records})
    events = [row for row in table("events") if row["date"] >= "1984"]
    talks = {row["event_id"] for row in events if row["kind"] in ("talks", "summit")}
    sanctions = {
        row["event_id"] for row in events if row["kind"] == "sanctions" and "USA" in row["initiator"].split(";")
    }
    assert lanes["talks"] == talks
    assert lanes["us_sanctions"] == sanctions
    assert lanes["launches"] == {row["launch_id"] for row in table("missile_launches")}
    assert sorted(rows.loc[rows["lane"] == "resolutions", "short"]) == sorted(
        ["1695", "1718", "1874", "2087", "2094", "2270", "2321", "2356", "2371", "2375", "2397"]
    )
