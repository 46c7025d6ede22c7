"""The charts of claims by dimension and of the case for an alliance: marks, their records, the sentences under them."""

import pandas as pd
import pytest

from dashboard.charts.catalogue import on_page
from dashboard.charts.claims import alliance_case, by_dimension
from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.record.filters import Filters
from tests.unit.drawn import spec as spec_of

VERDICTS = ("supported", "partly_supported", "opinion", "unverifiable", "contradicted")
CASES = ("supports", "opposes", "mixed")


def dimension_frame():
    rows = [
        ("Legal", 1, "supported", 6),
        ("Legal", 1, "contradicted", 2),
        ("Exchange", 2, "supported", 1),
        ("Exchange", 2, "contradicted", 4),
    ]
    return pd.DataFrame(
        {
            "mark": f"{dimension}-{verdict}",
            "label": f"{dimension}, {verdict}: {claims}",
            "records": [f"cl-{dimension}-{number}" for number in range(claims)],
            "dimension": dimension,
            "dimension_rank": rank,
            "verdict": verdict,
            "verdict_code": verdict,
            "verdict_sort": VERDICTS.index(verdict) + 1,
            "claims": claims,
            "dimension_claims": {"Legal": 8, "Exchange": 5}[dimension],
        }
        for dimension, rank, verdict, claims in rows
    )


def alliance_frame():
    rows = [("Economic", 1, "supports", 4, 3), ("Economic", 1, "opposes", 2, 0), ("Legal", 2, "mixed", 1, 1)]
    return pd.DataFrame(
        {
            "mark": f"{dimension}-{case}",
            "label": f"{dimension}, {case}",
            "records": [f"cl-{dimension}-{number}" for number in range(claims)],
            "dimension": dimension,
            "dimension_rank": rank,
            "alliance_case": case,
            "case_code": case,
            "claims": claims,
            "conditional": conditional,
            "conditions": ["if it were formed"] * bool(conditional),
        }
        for dimension, rank, case, claims, conditional in rows
    )


def marks_of(spec):
    return {row["mark"] for rows in spec["datasets"].values() for row in rows if "mark" in row}


def test_they_are_on_the_page_of_claims():
    assert [chart.id for chart in on_page("claims")] == ["claims_by_verdict", "claims_by_dimension", "alliance_case"]


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(
    ("chart", "frame"), [(by_dimension.CHART, dimension_frame), (alliance_case.CHART, alliance_frame)]
)
def test_every_mark_is_drawn_without_its_records(chart, frame, theme):
    spec = spec_of(chart, frame(), PALETTES[theme])
    assert marks_of(spec) == set(frame()["mark"])
    assert all("records" not in row for rows in spec["datasets"].values() for row in rows)


def test_each_claim_is_a_square_and_open_where_on_a_condition():
    spec = spec_of(alliance_case.CHART, alliance_frame())
    squares = [row for rows in spec["datasets"].values() for row in rows if "is_open" in row]
    counted = {mark: sum(row["mark"] == mark for row in squares) for mark in alliance_frame()["mark"]}
    assert counted == dict(zip(alliance_frame()["mark"], alliance_frame()["claims"], strict=True))
    assert sum(row["is_open"] for row in squares) == alliance_frame()["conditional"].sum()
    assert all((row["x"] < 0) == (row["case_code"] == "opposes") for row in squares)


def test_readings():
    assert by_dimension.reading(Rows.of(dimension_frame())) == (
        "13 claims in 2 dimensions; contradicted are: exchange 4, legal 2; the largest share that holds is legal (75 %)."
    )
    assert alliance_case.reading(Rows.of(alliance_frame())) == (
        "Of 7 claims on an alliance, 4 speak for one, 2 against and 1 both ways."
        " 4 of them hold only on a condition, of those for one 3 of 4."
    )


def test_readings_of_nothing_say_so():
    for chart, frame in ((by_dimension.CHART, dimension_frame()), (alliance_case.CHART, alliance_frame())):
        assert chart.says(Rows.of(frame.head(0))) == NOTHING


@pytest.mark.parametrize("chart", ["claims_by_dimension", "alliance_case"])
def test_the_rows_count_each_claim_once(database, chart):
    rows = database.rows("charts", chart, Filters().parameters())
    wanted = "about_alliance != 'not_about'" if chart == "alliance_case" else "true"
    (claims,) = (
        database._con.cursor().execute(f"select list(claim_id order by claim_id) from claims where {wanted}").fetchone()
    )
    assert sorted(record for row in rows for record in row["records"]) == claims
    assert all(row["claims"] == len(row["records"]) for row in rows)


def test_conditions_stand_in_the_labels(database):
    rows = database.rows("charts", "alliance_case", Filters().parameters())
    assert any(row["conditional"] for row in rows)
    for row in rows:
        assert row["conditional"] <= row["claims"]
        assert all(condition in row["label"] for condition in row["conditions"])
        assert bool(row["conditions"]) == bool(row["conditional"])
