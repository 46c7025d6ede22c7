"""The network of obligations of single years: edges counted again from the CSV files, stable marks, what changed, names on lines."""

from __future__ import annotations

import csv
import io
import itertools
import math

import pytest

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.marks import text_width
from dashboard.charts.draw.rows import Rows
from dashboard.charts.treaties.network_labels import FONT_PX, instrument_labels
from dashboard.charts.treaties.network_places import NODES, ONE, name_side, places
from dashboard.charts.treaties.network_words import YEARS, change_counts, changes, edges_of, listed
from dashboard.record.fields import FIRST_YEAR, LAST_YEAR
from dashboard.record.filters import Filters
from dashboard.store.config import ROOT
from tests.unit.drawn import spec as spec_of

NODE_OF = {"USA": "USA", "PRK": "PRK", "KOR": "KOR", "CHN": "CHN", "SUN": "RUS", "RUS": "RUS", "JPN": "JPN"}
NODE_OF |= dict.fromkeys(("UN", "UNC", "UNSC", "IAEA"), "UN")
DUTIES = {"defense", "nonaggression", "consultation", "arms_limitation"}
OPEN_TO_ALL = {"tr-outer-space-1967", "tr-npt-1968", "tr-bwc-1972"}
ONE_SIDED = {
    ("tr-us-rok-missile-guidelines-1979", "arms_limitation"): {"KOR"},
    ("tr-un-japan-sofa-1954", "defense"): {"JPN"},
    ("tr-iaea-infcirc403-1992", "arms_limitation"): {"PRK"},
}
FULL_YEAR = 2007


def table(name):
    text = (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def frame(database, year=None, **filters):
    return database.frame("charts", "who_owes_whom", Filters(year=year, **filters).parameters())


def first(edtf):
    """The first day of a date as it is written, as text that can be compared; a year stands before its days."""
    return edtf.split("/")[0].rstrip("~?")


def owed_at_the_end_of(year):
    """Who owes whom what on the last day of a year, from the CSV files alone, by the rule that the chart states."""
    day, edges = f"{year}-12-31", set()
    obliged = dict(ONE_SIDED)
    for clause in table("clauses"):
        sides = {NODE_OF[actor] for actor in clause["obliged"].split(";") if actor in NODE_OF}
        if sides:
            key = (clause["treaty"], clause["obligation"])
            obliged[key] = obliged.get(key, set()) | sides
    for treaty in table("treaties"):
        name = treaty["treaty_id"]
        open_end = treaty["end_mode"] in ("in_force", "withdrawn")
        begun = treaty["in_force"] and first(treaty["in_force"]) <= day
        if not begun or (not open_end and not (treaty["ended"] and day < first(treaty["ended"]))):
            continue
        parties = {
            NODE_OF[row["actor"]]
            for row in table("treaty_parties")
            if row["treaty"] == name
            and row["actor"] in NODE_OF
            and row["role"] in ("party", "commander", "depositary")
            and first(row["ratified"]) <= day
            and (not row["withdrew"] or day < first(row["withdrew"]))
        }
        for duty in DUTIES & set(treaty["obligations"].split(";")):
            if treaty["instrument"] == "unsc_resolution":
                edges |= {("UN", "KOR", duty)} if duty == "defense" else set()
                edges |= {("PRK", "UN", duty)} if duty == "arms_limitation" else set()
            elif name in OPEN_TO_ALL:
                edges |= {(party, "UN", duty) for party in parties}
            else:
                owers = parties & obliged.get((name, duty), parties)
                edges |= {(one, other, duty) for one in owers for other in parties if one != other}
                if name == "tr-korean-armistice-1953":
                    edges -= {("PRK", "CHN", duty), ("CHN", "PRK", duty)}
    return edges


def owed(rows):
    return set(zip(rows["ower"], rows["owed"], rows["obligation_code"], strict=True))


@pytest.mark.parametrize("year", [*YEARS, FULL_YEAR])
def test_a_year_has_the_obligations_of_the_csv_files(database, year):
    assert owed(frame(database, year)) == owed_at_the_end_of(year)


def test_the_four_years_are_those_of_single_years_with_the_same_marks(database):
    four = frame(database)
    assert four["mark"].is_unique
    for year in YEARS:
        one, of_four = frame(database, year), four[four["year"] == year]
        for column in ("mark", "label", "instruments"):
            assert one[column].tolist() == of_four[column].tolist()
        assert [list(records) for records in one["records"]] == [list(records) for records in of_four["records"]]
        assert one["is_only_year"].all()
    assert not four["is_only_year"].any()


def test_the_four_years_differ(database):
    four = frame(database)
    kept = [owed(four[four["year"] == year]) for year in YEARS]
    assert all(len(one ^ other) > 5 for one, other in itertools.combinations(kept, 2))


def test_every_year_can_be_drawn_and_read(database):
    seen = 0
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        rows = frame(database, year)
        assert rows["mark"].is_unique
        assert set(rows["year"]) <= {year}
        assert all(mark.startswith(f"{year}-") for mark in rows["mark"])
        assert all(len(records) for records in rows["records"])
        assert BY_ID["who_owes_whom"].says(Rows.of(rows)).endswith(".")
        seen += len(rows) > 0
    assert seen > 70


def test_what_changed_is_the_difference_of_two_years(database):
    for year in (1953, 1961, 1992, 2003, 2009, 2024):
        now, before = frame(database, year), owed(frame(database, year - 1))
        assert owed(now[now["is_new"]]) == owed(now) - before
        gone = {tuple(text.split(":")) for text in now["no_longer"].iloc[0].split(";") if text}
        assert gone == before - owed(now)
    four = frame(database)
    in_1994 = four[four["year"] == 1994]
    assert owed(in_1994[in_1994["is_new"]]) == owed(in_1994) - owed(frame(database, 1961))


def test_the_running_year_does_not_claim_its_last_day(database):
    assert frame(database, LAST_YEAR)["label"].str.startswith("By ").all()
    assert frame(database, 1961)["label"].str.startswith("End of 1961: ").all()


def test_changes_in_words(database):
    rows = frame(database, 1961)
    edges = edges_of(Rows.of(rows))
    assert "\N{EN DASH}N.\N{NO-BREAK SPACE}Korea defence, non-aggression and consultation" in changes(edges)
    assert changes(edges).startswith("New since 1960: USSR")
    assert change_counts(edges) == "12 new since 1960"
    assert change_counts(edges_of(Rows.of(frame(database, 1962)))) == "The same as in 1961"
    assert "1961. New since 1960" in BY_ID["who_owes_whom"].says(Rows.of(rows))
    one_way = listed([("PRK", "UN", "arms_limitation"), ("USA", "JPN", "defense"), ("JPN", "USA", "defense")], 1994)
    assert one_way == "N.\N{NO-BREAK SPACE}Korea to UN limits on arms; Japan\N{EN DASH}US defence"


def test_one_year_is_drawn_with_names_of_instruments(database):
    rows = frame(database, 1961)
    spec = spec_of(BY_ID["who_owes_whom"], rows)
    drawn = [row for data in spec["datasets"].values() for row in data]
    texts = {" ".join(row["text"].split()) for row in drawn if "text" in row}
    assert "Soviet-DPRK treaty of 1961" in texts
    assert any(text.startswith("US-ROK Mutual Defense Treaty, 1953") for text in texts)
    assert {row["mark"] for row in drawn if "mark" in row} == set(rows["mark"])
    lone = {row["name"] for row in drawn if row.get("is_bound") is False}
    assert not lone & {"US", "USSR"}
    assert [row["year"] for row in drawn if "year" in row and "panel" in row] == ["1961"]


@pytest.mark.parametrize("year", [1961, 1994, FULL_YEAR, 2024])
def test_names_of_instruments_meet_neither_states_nor_one_another(database, year):
    labels = instrument_labels(edges_of(Rows.of(frame(database, year))))
    assert len(labels) >= 6
    size = ONE[0]
    states = [(x * float(size.radius_x), y * size.radius_y) for x, y in places().values()]
    lines = []
    for number, label in enumerate(labels):
        turn = math.radians(label.angle)
        assert abs(label.angle) <= 90
        for row, text in enumerate(label.text.split("\n")):
            x, y = label.x - math.sin(turn) * row * FONT_PX, label.y + math.cos(turn) * row * FONT_PX
            half = text_width(text, FONT_PX) / 2
            points = [(x + math.cos(turn) * at * half, y + math.sin(turn) * at * half) for at in (-1, -0.5, 0, 0.5, 1)]
            assert all(math.dist(point, state) > size.state for point in points for state in states)
            lines.append((number, points))
    for (one, points), (other, others) in itertools.combinations(lines, 2):
        assert one == other or all(math.dist(a, b) > FONT_PX - 1 for a in points for b in others)


def test_names_of_states_are_outside_the_circle_where_no_line_can_be():
    for node, (x, y) in places().items():
        across, down = name_side(node)
        assert across * x + down * y > 0.6, "the name stands away from the middle"
    assert len(places()) == len(NODES)


def test_only_the_network_takes_a_year():
    chosen = Filters(year=1961)
    assert BY_ID["who_owes_whom"].own(chosen) == (chosen, [])
    filters, (note,) = BY_ID["treaty_lifespans"].own(chosen)
    assert filters == Filters()
    assert "1961" in note
