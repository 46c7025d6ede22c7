"""Who owes whom: the edges of four years against the CSV files, the drawing, and the sentence under it."""

import pandas as pd
import pytest

from dashboard.charts.draw.marks import NOTHING
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties import who_owes_whom
from dashboard.charts.treaties.network_words import YEARS, state_name
from dashboard.record.filters import Filters
from tests.unit.counting import table
from tests.unit.drawn import spec as spec_of

STATES = {"USA": "USA", "PRK": "PRK", "KOR": "KOR", "CHN": "CHN", "SUN": "RUS", "RUS": "RUS", "JPN": "JPN"}


def network_frame():
    edges = [(1961, "USA", "KOR"), (1961, "KOR", "USA"), (2024, "RUS", "PRK")]
    return pd.DataFrame(
        {
            "mark": f"{year}-{ower}-{owed}-defense",
            "label": f"{year}: {ower} owed {owed}",
            "records": [f"tr-{ower}"],
            "year": year,
            "ower": ower,
            "owed": owed,
            "obligation": "Defence",
            "obligation_code": "defense",
            "instrument_names": f"Treaty of {ower}, {year}",
            "compared_with": year - 1,
            "is_new": year == 2024,
            "no_longer": "",
            "is_only_year": False,
        }
        for year, ower, owed in edges
    )


def bound_by_defence(year):
    """Who owed defence to whom on the last day of a year, counted again: by every party of a treaty of states in force."""
    day, edges = f"{year}-12-31", set()
    for treaty in table("treaties"):
        if treaty["instrument"] == "unsc_resolution" or "defense" not in treaty["obligations"].split(";"):
            continue
        ended = treaty["ended"] or ("9999" if treaty["end_mode"] == "in_force" else "0000")
        if not treaty["in_force"] or not treaty["in_force"] <= day < ended:
            continue
        parties = {
            STATES[row["actor"]]
            for row in table("treaty_parties")
            if row["treaty"] == treaty["treaty_id"] and row["role"] == "party" and row["actor"] in STATES
        }
        edges |= {(ower, owed) for ower in parties for owed in parties if ower != owed}
    return edges


@pytest.mark.parametrize("year", YEARS)
def test_edges_of_defence_agree_with_the_tables(database, year):
    frame = database.frame("charts", "who_owes_whom", Filters().parameters())
    shown = frame[(frame["year"] == year) & (frame["obligation_code"] == "defense") & (frame["ower"] != "UN")]
    assert set(zip(shown["ower"], shown["owed"], strict=True)) == bound_by_defence(year)


def test_the_four_years_look_different(database):
    frame = database.frame("charts", "who_owes_whom", Filters().parameters())
    assert frame["mark"].is_unique
    edges = {year: {mark.partition("-")[2] for mark in frame.loc[frame["year"] == year, "mark"]} for year in YEARS}
    allied = {
        f"{pair}-{duty}" for pair in ("chn-rus", "rus-chn") for duty in ("consultation", "defense", "nonaggression")
    }
    assert edges[1950] == {"un-kor-defense"} | allied
    assert "rus-prk-defense" in edges[1961] & edges[1994] & edges[2024]
    assert "prk-usa-arms-limitation" in edges[1994] - edges[1961] - edges[2024]
    assert "usa-prk-arms-limitation" not in edges[2024]
    assert "jpn-kor-consultation" in edges[2024] - edges[1994]
    assert "kor-prk-nonaggression" in edges[1994] - edges[2024]


@pytest.mark.parametrize("theme", PALETTES)
def test_every_edge_is_drawn_without_its_records(theme):
    spec = spec_of(who_owes_whom.CHART, network_frame(), PALETTES[theme])
    rows = [row for data in spec["datasets"].values() for row in data]
    assert {row["mark"] for row in rows if "mark" in row} == set(network_frame()["mark"])
    assert all("records" not in row for row in rows)
    assert sorted(param["name"] for param in spec["params"]) == ["height", "pick"]
    mutual = {row["mark"]: row["is_mutual"] for row in rows if "is_mutual" in row}
    assert [mutual[mark] for mark in network_frame()["mark"]] == [True, True, False]


def test_the_name_of_the_state_is_that_of_the_year():
    assert state_name("RUS", 1961) == "USSR"
    assert state_name("RUS", 1994) == "Russia"


def test_reading():
    says = who_owes_whom.CHART.says
    text = says(Rows.of(network_frame())).replace("\N{NO-BREAK SPACE}", " ")
    assert text == (
        "Obligations between two states: 0 at the end of 1950, 2 at the end of 1961, 0 at the end of 1994 and "
        "1 at the end of 2024; in 2024 defence bound Russia\N{EN DASH}N. Korea."
    )
    assert says(Rows.of(network_frame().head(0))) == NOTHING
