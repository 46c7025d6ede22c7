"""How much of a peer's chronology the record holds: by day, by span, by class and decade, and only counts are kept."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from dashboard.__main__ import main
from dashboard.checks.recall import counted, read_peer, write_recall


def day(text):
    return (date.fromisoformat(text), date.fromisoformat(text))


@pytest.fixture
def peer(tmp_path):
    def write(text):
        file = tmp_path / "peer.csv"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_day_next_to_it_matches_and_two_days_off_does_not(peer):
    file = peer("date,type\n1968-01-22,a\n1968-01-25,a\n1976-08-18,b\n")
    found = counted(read_peer(file, "type"), [day("1968-01-23"), day("1976-08-18")])
    assert found == {("a", "1960s"): (2, 1), ("b", "1970s"): (1, 1)}


def test_a_record_of_many_weeks_matches_no_single_day(peer):
    long, month = (date(1994, 1, 1), date(1994, 12, 31)), (date(1995, 5, 1), date(1995, 5, 31))
    file = peer("date\n1994-06-13\n1995-05-20\n")
    assert counted(read_peer(file, ""), [long, month]) == {("all", "1990s"): (2, 1)}


def test_a_long_dispute_is_matched_by_what_begins_inside(peer):
    file = peer("start,end\n1975-02-01,1975-09-01\n1983-01-01,1983-07-31\n")
    assert counted(read_peer(file, ""), [day("1975-06-30"), day("1983-08-05")]) == {
        ("all", "1970s"): (1, 1),
        ("all", "1980s"): (1, 0),
    }


def test_an_unreadable_date_names_the_line(peer):
    with pytest.raises(ValueError, match=r"peer\.csv:3: expected a column date"):
        read_peer(peer("date\n1994-06-13\nJune 1994\n"), "")


def test_counts_replace_those_of_the_same_peer_only(tmp_path):
    (tmp_path / "recall.csv").write_text(
        "peer,class,decade,rows,matched,copy,counted_on\nOther,all,1990s,2,1,https://example.org/o,2026-01-01\n"
        "Peer,all,1950s,9,9,https://example.org/p,2026-01-01\n",
        encoding="utf-8",
    )
    write_recall(tmp_path, "Peer", "https://example.org/q", {("all", "1960s"): (4, 3)}, date(2026, 11, 28))
    with (tmp_path / "recall.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [(row["peer"], row["decade"], row["rows"], row["matched"]) for row in rows] == [
        ("Other", "1990s", "2", "1"),
        ("Peer", "1960s", "4", "3"),
    ]


def test_the_command_keeps_the_counts(tiny_copy, peer, capsys):
    assert main(["build", "--data", str(tiny_copy.data), "--out", str(tiny_copy.out)]) == 0
    file = peer("date\n1953-07-28\n1960-01-01\n")
    asked = ["--peer", "Peer", "--copy", "https://example.org/peer"]
    places = ["--data", str(tiny_copy.data), "--out", str(tiny_copy.out)]
    assert main(["recall", str(file), *asked, *places]) == 0
    assert "all\t1950s\t1 of 1\nall\t1960s\t0 of 1\n" in capsys.readouterr().out
    assert "Peer,all,1950s,1,1,https://example.org/peer," in (tiny_copy.data / "recall.csv").read_text(encoding="utf-8")
    assert main(["recall", str(peer("when\n1953\n")), *asked, *places]) == 2


def test_the_record_holds_what_experts_would_miss(database):
    shares = {}
    for row in database.rows("pages", "method_recall"):
        rows, matched = shares.get((row["peer"].partition(",")[0], row["class"]), (0, 0))
        shares[row["peer"].partition(",")[0], row["class"]] = (rows + row["rows"], matched + row["matched"])
    least = {
        ("CSIS Beyond Parallel", "Other, United States or UN Command named"): 0.85,
        ("CSIS", "Landmark"): 1.0,
        ("CNS", "all"): 1.0,
    }
    assert all(shares[key][1] / shares[key][0] >= bound for key, bound in least.items()), shares
