"""Small tables of rows for the charts of events, treaties, positions and claims, and what is particular to how these are drawn."""

import json
from datetime import date

import pandas as pd

from dashboard.charts.draw.marks import wrapped
from dashboard.charts.draw.palette import LIGHT
from dashboard.charts.events import timeline as events
from dashboard.charts.treaties import votes
from tests.unit.drawn import spec as spec_of


def _days(*days):
    return pd.to_datetime(list(days))


def event_frame():
    return pd.DataFrame(
        {
            "mark": ["ev-a", "ev-b", "ev-c"],
            "label": ["A, 27 July 1953", "B, 1959", "C, 12 June 2018"],
            "records": [["ev-a"], ["ev-b"], ["ev-c"]],
            "date": _days("1953-07-27", "1959-07-02", "2018-06-12"),
            "date_earliest": _days("1953-07-27", "1959-01-01", "2018-06-12"),
            "date_latest": _days("1953-07-27", "1959-12-31", "2018-06-12"),
            "date_precision": ["day", "year", "day"],
            "quad_class": [2, 3, 1],
            "stack": [0.0, 0.5, 0.0],
            "checked": [3, 1, 2],
            "is_disputed": [True, False, False],
            "other_days": [[pd.Timestamp("1953-07-26")], [], []],
            "era_id": ["war", "truce", "summits"],
            "era": ["Korean War", "Armed truce", "Summits"],
            "era_start": _days("1950-06-25", "1953-07-28", "2018-01-01"),
            "era_end": _days("1953-07-27", "1965-12-31", "2019-10-05"),
        }
    )


def year_frame():
    return pd.DataFrame(
        {
            "mark": [
                "1994-talks-verbal-cooperation",
                "1994-weapons-material-conflict",
                "2026-talks-verbal-cooperation",
            ],
            "label": ["1994, talks: 4 events", "1994, weapons: 2 events", "2026, talks: 3 events"],
            "records": [["ev-a"], ["ev-b"], ["ev-c"]],
            "year": [1994, 1994, 2026],
            "family": ["Talks", "Weapons", "Talks"],
            "family_sort": [1, 5, 1],
            "quad_class": [1, 4, 1],
            "events": [4, 2, 3],
            "events_from": [0, 0, 0],
            "events_to": [4, 2, 3],
            "is_partial": [False, False, True],
        }
    )


def balance_frame():
    return pd.DataFrame(
        {
            "mark": ["1994-cooperation", "1994-conflict", "2017-conflict"],
            "label": ["1994: +10.5", "1994: -4.0", "2017: -20.0"],
            "records": [["ev-a"], ["ev-b"], ["ev-c"]],
            "year": [1994, 1994, 2017],
            "side": ["cooperation", "conflict", "conflict"],
            "goldstein_sum": [10.5, -4.0, -20.0],
            "net_goldstein": [6.5, 6.5, -20.0],
            "events": [2, 1, 2],
            "run": [1, 1, 2],
            "is_partial": [False, False, False],
        }
    )


def actor_frame():
    return pd.DataFrame(
        {
            "mark": ["prk-talks", "usa-talks", "prk-launch"],
            "label": [
                "North Korea, talks: 5 events",
                "United States, talks: 4 events",
                "North Korea, launch: 2 events",
            ],
            "records": [["ev-a"], ["ev-a"], ["ev-b"]],
            "actor": ["North Korea", "United States", "North Korea"],
            "actor_id": ["PRK", "USA", "PRK"],
            "actor_rank": [1, 2, 1],
            "actor_events": [7, 4, 7],
            "kind": ["Talks", "Talks", "Launch"],
            "kind_weight": [9, 9, 2],
            "events": [5, 4, 2],
        }
    )


def lifespan_frame():
    return pd.DataFrame(
        {
            "mark": ["tr-a", "tr-b", "tr-c", "tr-d"],
            "label": ["A", "B", "C", "D"],
            "records": [["tr-a"], ["tr-b"], ["tr-c"], ["tr-d"]],
            "short_title": [
                "Armistice",
                "Agreed Framework",
                "Joint Declaration",
                "Basic Agreement on a very long name indeed",
            ],
            "side": ["both", "both", "us", "others"],
            "lane": ["both-armistice", "both-declaration", "us-declaration", "others-agreement"],
            "kind_label": ["Armistice", "Declaration", "Declaration", "Agreement"],
            "signed": _days("1953-07-27", "1994-10-21", "2000-06-15", "1991-12-13"),
            "in_force": _days("1953-07-27", "1994-10-21", None, "1992-01-01"),
            "ended": _days(None, "2002-10-21", None, "1996-01-01"),
            "ended_earliest": _days(None, "2002-10-21", None, "1996-01-01"),
            "ended_latest": _days(None, "2002-10-21", None, "1996-01-01"),
            "is_in_force": [True, False, False, False],
            "ending": ["In force", "Collapsed", "Lapsed", "Superseded"],
            "is_broken_off": [False, True, False, False],
            "checked": [3, 2, 1, 2],
            "is_disputed": [False, False, False, True],
            "last_day": _days(*["2026-10-03"] * 4),
        }
    )


def obligation_frame():
    return pd.DataFrame(
        {
            "mark": ["tr-a-aid", "tr-a-defence", "tr-b-aid"],
            "label": ["A: aid", "A: defence", "B: aid"],
            "records": [["tr-a"], ["tr-a"], ["tr-b"]],
            "treaty": ["tr-a", "tr-a", "tr-b"],
            "short_title": ["Treaty A", "Treaty A", "Treaty B"],
            "signed_year": [1961, 1961, 2000],
            "treaty_rank": [1, 1, 2],
            "obligation": ["Aid", "Defence", "Aid"],
            "obligation_sort": [9, 1, 9],
            "legal_force": ["Binding", "Binding", "Political"],
            "legal_force_sort": [1, 1, 2],
            "checked": [2, 2, 1],
        }
    )


def vote_frame():
    counts = {
        "votes_for": [9, 13, None],
        "votes_abstained": [0, 1, None],
        "votes_not_cast": [1, 0, None],
        "votes_against": [1, 1, None],
    }
    return pd.DataFrame(
        {
            "mark": ["vo-a", "vo-b", "vo-c"],
            "label": ["A", "B", "C"],
            "records": [["vo-a"], ["vo-b"], ["vo-c"]],
            "date": _days("1950-11-30", "2024-03-28", "1991-08-08"),
            "year": [1950, 2024, 1991],
            "symbol": ["S/1894", "S/2024/255", "S/RES/702"],
            "subject": ["Calls for Chinese forces to leave Korea", "Renewal of the Panel of Experts", "Membership"],
            "result": ["Vetoed", "Vetoed", "Adopted without a vote"],
            "is_plain": [False, False, False],
            "is_adopted": [False, False, True],
            "is_vetoed": [True, True, False],
            "vetoed_by": ["Soviet Union", "Russian Federation", None],
            "dissent": ["against: Soviet Union; not voting: India", "against: Russia; abstained: China", ""],
            "checked": [1, 4, 2],
        }
        | {column: pd.array(values, dtype="Int32") for column, values in counts.items()}
    )


def position_frame():
    return pd.DataFrame(
        {
            "mark": ["po-a", "po-b", "po-c"],
            "label": ["Expert One, 2005", "Expert One, 2018", "Expert Two, 2018"],
            "records": [["po-a"], ["po-b"], ["po-c"]],
            "date": _days("2005-07-02", "2018-06-12", "2018-06-12"),
            "date_earliest": _days("2005-01-01", "2018-06-12", "2018-06-12"),
            "date_latest": _days("2005-12-31", "2018-06-12", "2018-06-12"),
            "date_precision": ["year", "day", "day"],
            "expert": ["Expert One", "Expert One", "Expert Two"],
            "topic_id": ["engagement-vs-pressure", "engagement-vs-pressure", "military-option"],
            "topic_sort": [2, 2, 3],
            "topic": ["Engagement or pressure", "Engagement or pressure", "Use of force"],
            "negative_pole": ["Pressure first", "Pressure first", "Not a usable option"],
            "positive_pole": ["Engagement first", "Engagement first", "A usable option"],
            "stance": [-1, 2, 0],
            "side": [-1, 1, 0],
            "is_act": [False, False, True],
            "positions_of_expert": [2, 2, 1],
            "checked": [1, 2, 2],
            "is_disputed": [False, True, False],
        }
    )


def verdict_frame():
    return pd.DataFrame(
        {
            "mark": ["doc-a-supported", "doc-a-contradicted", "doc-b-opinion"],
            "label": ["Supported 3 of 4", "Contradicted 1 of 4", "Opinion 2 of 2"],
            "records": [["cl-1", "cl-2", "cl-3"], ["cl-4"], ["cl-5", "cl-6"]],
            "document": ["Chapter", "Chapter", "Essay"],
            "document_note": ["Author, 2014", "Author, 2014", "about 2023"],
            "verdict": ["Supported", "Contradicted", "Opinion"],
            "verdict_code": ["supported", "contradicted", "opinion"],
            "verdict_sort": [1, 5, 3],
            "claims": [3, 1, 2],
            "document_claims": [4, 4, 2],
            "percent_from": [0.0, 75.0, 0.0],
            "percent_to": [75.0, 100.0, 100.0],
        }
    )


def picks(spec):
    """The selections of a specification, wherever it declares them."""
    nested = [param for layer in spec.get("layer", []) for param in layer.get("params", [])]
    return [param for param in spec.get("params", []) + nested if "select" in param]


def texts(spec):
    """All strings of a specification outside its data."""
    return json.dumps({name: part for name, part in spec.items() if name != "datasets"})


def test_a_vote_without_counted_seats_has_a_dashed_outline_over_all_of_them():
    spec = spec_of(votes.CHART, vote_frame())
    (outline,) = [part for part in spec["layer"] if "strokeDash" in part["mark"]]
    assert [row["mark"] for row in spec["datasets"][outline["data"]["name"]]] == ["vo-c"]
    assert (outline["encoding"]["x"]["datum"], outline["encoding"]["x2"]["datum"]) == (0, 15)
    assert outline["mark"]["cursor"] == "pointer"
    assert outline["encoding"]["description"]["field"] == "label"
    assert "Dashed" in texts(spec)
    counted = spec_of(votes.CHART, vote_frame().head(2))
    assert counted["datasets"]["uncounted"] == []
    assert "Dashed" not in texts(counted)


def test_a_rough_date_has_a_faded_bar_and_another_day_of_a_source_a_tick():
    spec = spec_of(events.CHART, event_frame())
    (bar,) = [part for part in spec["layer"] if part.get("transform") == [{"filter": "datum.quad_class === 3"}]]
    assert [(row["date_earliest"][:4], row["quad_class"]) for row in spec["datasets"]["rough"]] == [("1959", 3)]
    assert [stop["color"] for stop in bar["mark"]["fill"]["stops"]] == ["transparent", LIGHT.quad[3], "transparent"]
    (tick,) = [part for part in spec["layer"] if part["mark"]["type"] == "tick"]
    assert [row["other"][:10] for row in spec["datasets"][tick["data"]["name"]]] == ["1953-07-26"]
    assert "Tick: another day" in texts(spec)
    assert "Faded bar" in texts(spec)
    plain = spec_of(events.CHART, event_frame().iloc[[2]])
    assert plain["datasets"]["rough"] == plain["datasets"]["others"] == []


def test_dates_go_to_the_browser_as_local_days():
    spec = spec_of(events.CHART, event_frame())
    days = {row["date"] for data in spec["datasets"].values() for row in data if row.get("mark") == "ev-a"}
    assert days == {f"{date(1953, 7, 27).isoformat()}T00:00:00"}


def test_wrapped_keeps_every_word():
    text = "Human rights must be part of talks and a condition of better relations"
    assert wrapped(text, 27).split() == text.split()
    assert max(map(len, wrapped(text, 27).split("\n"))) <= 27
