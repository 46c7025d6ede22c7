"""Coded events from files: every form of file, hostile lines, broken files, kills and full disks; nothing half-written is ever read."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import duckdb
import pytest

from dashboard.coded.commands import run_import
from dashboard.coded.config import CodedError, Limits
from dashboard.coded.importing import Report, import_files
from dashboard.coded.layouts import LAYOUTS
from dashboard.coded.shelf import alone, read
from dashboard.coded.states import chosen, codes, states
from dashboard.store.config import ROOT
from tests.unit.coded_files import ICEWS_HEAD, gdelt, icews, write, zipped


def events(folder: Path, columns: str = "*", where: str = "true") -> list[tuple]:
    shelf = read(folder)
    files = [str(folder / file) for file in shelf.events.values()] if shelf else []
    if not files:
        return []
    return duckdb.execute(
        f"select {columns} from read_parquet($1, hive_partitioning = false) where {where} order by source, event_id",
        [files],
    ).fetchall()


def rows(folder: Path, table: str) -> list[tuple]:
    """The rows of a table of sums in the order in which they lie."""
    shelf = read(folder)
    assert shelf
    with duckdb.connect(str(folder / shelf.base), read_only=True) as con:
        return con.execute(f"from {table}").fetchall()


def sums(folder: Path, table: str) -> list[tuple]:
    """The same in the order of what they hold, without the pair, which both states tell."""
    return sorted(row[1:] if table.startswith("pair_") else row for row in rows(folder, table))


def bad_lines(folder: Path) -> list[tuple[str, int, str]]:
    with (folder / "bad-lines.csv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def imported(folder: Path, *paths: Path, kind: str = "gdelt1", **options: object) -> Report:
    return import_files(kind, paths, folder, **options)  # type: ignore[arg-type]


def test_rows_of_57_58_and_61_columns_in_one_run(tmp_path):
    mixed = write(tmp_path / "in", "a.CSV", gdelt(1, width=57), gdelt(2), gdelt(3, width=61), gdelt(4, width=57))
    report = imported(tmp_path / "out", mixed)
    assert (report.rows, report.bad, report.troubles) == (4, 0, [])
    found = events(tmp_path / "out", "event_id, date::varchar, actor1, actor2, goldstein_x10, added::varchar, url")
    assert found[0] == ("1", "2017-09-03", "USA", "PRK", -100, "2017-09-03", None)
    assert found[2] == ("3", "2017-09-03", "USA", "PRK", -100, "2017-09-03", "https://example.org/3")


def test_a_folder_with_zips_and_other_files(tmp_path):
    packed = zipped(write(tmp_path / "in" / "deep", "a.export.CSV", gdelt(1), gdelt(2)))
    packed.with_suffix(".CSV").unlink()
    write(tmp_path / "in", "b.tsv", gdelt(3))
    write(tmp_path / "in", "readme.md", "nothing to import")
    assert imported(tmp_path / "out", tmp_path / "in").rows == 3


def test_a_file_with_commas_quotes_and_names_of_columns(tmp_path):
    line = gdelt(7, ActionGeo_FullName="Seoul, South Korea", Actor2CountryCode="NA").split("\t")
    names = LAYOUTS["gdelt1"].names[58]
    text = [",".join(f'"{cell}"' if cell else "NA" for cell in cells) for cells in (names, line)]
    assert imported(tmp_path / "out", write(tmp_path, "a.csv", *text)).rows == 1
    assert events(tmp_path / "out", "place, actor1, actor2, url") == [
        ("Seoul, South Korea", "USA", None, "https://example.org/7")
    ]


HOSTILE = {
    "a column too few": (gdelt(9).rpartition("\t")[0].rpartition("\t")[0], "has 56 columns instead of 57 or 58 or 61"),
    "a column too many": (gdelt(9) + "\tx", "has 59 columns instead of 57 or 58 or 61"),
    "a carriage return": (gdelt(9, Actor1Code="USA\rGOV"), "holds a carriage return in its middle"),
    "a NUL": (gdelt(9, Actor1Code="US\0A"), "holds a NUL"),
    "no UTF-8": (gdelt(9).encode().replace(b"USAGOV", b"US\xff\xfeA"), "is not UTF-8"),
    "overlong": (gdelt(9, SOURCEURL="x" * 70_000), "longer than 65,536 bytes"),
    "no date": (gdelt(9, SQLDATE="20171340"), "SQLDATE is not a day"),
    "cut short and filled up": (gdelt(9, DATEADDED=""), "DATEADDED is not a day; the line may be cut short"),
    "a year that is none": (gdelt(9, "99991231"), "SQLDATE is not in 1800 to 2100"),
    "no number": (gdelt(9, GLOBALEVENTID="abc"), "GLOBALEVENTID is not a number"),
    "a value off the scale": (gdelt(9, GoldsteinScale="99999"), "GoldsteinScale is not -10 to 10"),
    "a value far off the scale": (gdelt(9, GoldsteinScale="1e300"), "GoldsteinScale is not -10 to 10"),
    "a value a little off the scale": (gdelt(9, GoldsteinScale="10.04"), "GoldsteinScale is not -10 to 10"),
    "no quad class": (gdelt(9, QuadClass="7"), "QuadClass is not 1 to 4"),
}


@pytest.mark.parametrize(("line", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_bad_line_is_set_aside_with_its_number_and_the_others_are_read(tmp_path, line, reason):
    report = imported(tmp_path / "out", write(tmp_path, "a.tsv", gdelt(1), line, gdelt(2)))
    assert (report.rows, report.bad, report.troubles) == (2, 1, [])
    assert bad_lines(tmp_path / "out") == [("a.tsv", 2, reason)]
    assert [event for (event,) in events(tmp_path / "out", "event_id")] == ["1", "2"]


def test_a_line_longer_than_a_chunk_is_set_aside_within_memory(tmp_path):
    file = write(tmp_path, "a.tsv", gdelt(1), b"x" * 900_000, gdelt(2), gdelt(3, width=57))
    report = imported(tmp_path / "out", file, limits=Limits(chunk=100_000))
    assert (report.rows, report.bad) == (3, 1)
    assert bad_lines(tmp_path / "out") == [("a.tsv", 2, "longer than 65,536 bytes")]


def test_lines_are_numbered_as_an_editor_does_over_chunks(tmp_path):
    lines = [gdelt(number) for number in range(1, 400)]
    lines[250] = "short"
    report = imported(tmp_path / "out", write(tmp_path, "a.tsv", *lines), limits=Limits(chunk=5_000, run_rows=100))
    assert report.rows == 398
    assert bad_lines(tmp_path / "out")[0][:2] == ("a.tsv", 251)


def test_windows_line_ends_blank_lines_and_no_end_are_no_faults(tmp_path):
    file = write(tmp_path, "a.tsv", gdelt(1) + "\r", "", gdelt(2))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes() + gdelt(3).encode())
    report = imported(tmp_path / "out", file)
    assert (report.rows, report.bad) == (3, 0)


def test_icews_by_names_of_states(tmp_path):
    lines = (icews(1), icews(2, "Russian Federation", "Holy See", "046"), icews(3, "NA", "Atlantis"))
    assert imported(tmp_path / "out", write(tmp_path, "a.tab", ICEWS_HEAD, *lines), kind="icews").rows == 3
    found = events(tmp_path / "out", "actor1, actor2, quad_class, goldstein_x10, story, place")
    assert found[0] == ("USA", "PRK", 3, -20, "The Paper, story 77, sentence 2", "Seoul, South Korea")
    assert [row[:3] for row in found[1:]] == [("RUS", "VAT", 1), (None, None, 3)]


def test_icews_of_2017_writes_its_days_in_another_way(tmp_path):
    lines = (icews(1).replace("2018-06-02", "12/1/2017"), icews(2).replace("2018-06-02", "1/31/2017"))
    report = imported(tmp_path / "out", write(tmp_path, "a.tab", ICEWS_HEAD, *lines), kind="icews")
    assert report.bad == 0
    found = events(tmp_path / "out", "date, added, year")
    assert sorted(map(str, (row[0] for row in found))) == ["2017-01-31", "2017-12-01"]
    assert all(row[0] == row[1] and row[2] == 2017 for row in found)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ({"2018-06-02": "infinity"}, "Event Date is not in 1800 to 2100"),
        ({"2018-06-02": "290000-01-01"}, "Event Date is not in 1800 to 2100"),
        ({"2018-06-02": "0044-03-15 (BC)"}, "Event Date is not in 1800 to 2100"),
        ({"\t-2\t": "\t99999\t"}, "Intensity is not -10 to 10"),
    ],
)
def test_a_day_or_value_that_no_column_holds_stops_no_import(tmp_path, cell, reason):
    ((old, new),) = cell.items()
    file = write(tmp_path, "a.tab", ICEWS_HEAD, icews(1), icews(2).replace(old, new), icews(3))
    report = imported(tmp_path / "out", file, kind="icews")
    assert (report.rows, report.bad, report.troubles) == (2, 1, [])
    assert bad_lines(tmp_path / "out") == [("a.tab", 3, reason)]


def test_ucdp_by_numbers_of_states(tmp_path):
    head = "id,date_start,side_a,side_b,gwnoa,gwnob,number_of_sources,source_article,"
    head += "where_coordinates,country,latitude,longitude,best"
    row = "5,2010-11-23 00:00:00.000,Government of North Korea,Government of South Korea,731,732,3,"
    row += '"Reuters, 23 Nov",Yeonpyeong,South Korea,37.6,125.7,4'
    assert imported(tmp_path / "out", write(tmp_path, "ged.csv", head, row), kind="ucdp").rows == 1
    assert events(tmp_path / "out", "actor1, actor2, quad_class, articles, story") == [
        ("PRK", "KOR", 4, 3, "Reuters, 23 Nov, 4 killed (best estimate)")
    ]


def test_a_file_of_another_kind_is_refused_in_a_sentence(tmp_path):
    report = imported(tmp_path / "out", write(tmp_path, "a.csv", "name,age", "x,3"), kind="ucdp")
    assert report.rows == 0
    assert "first line does not name its columns" in report.troubles[0]
    assert read(tmp_path / "out") is None


def test_columns_in_another_order_are_read_by_their_names(tmp_path):
    lines = ("\t".join(reversed(line.split("\t"))) for line in (ICEWS_HEAD, icews(1)))
    assert imported(tmp_path / "out", write(tmp_path, "a.tab", *lines), kind="icews").rows == 1
    assert events(tmp_path / "out", "actor1, actor2") == [("USA", "PRK")]


def test_two_columns_of_one_name_and_another_encoding_are_refused(tmp_path):
    twice = write(tmp_path, "twice.tab", ICEWS_HEAD.replace("City", "Event Date"), icews(1))
    wide = tmp_path / "wide.tab"
    wide.write_text(f"{ICEWS_HEAD}\n{icews(1)}\n", encoding="utf-16")
    report = imported(tmp_path / "out", twice, wide, kind="icews")
    assert (report.rows, report.bad) == (0, 0)
    assert "two columns Event Date" in report.troubles[0]
    assert "UTF-16" in report.troubles[1]


def test_what_a_mac_keeps_beside_a_file_is_passed_over(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.CSV", gdelt(1, NumArticles=-5) + "\n")
        made.writestr("__MACOSX/._a.CSV", b"\0\5junk")
    report = imported(tmp_path / "out", tmp_path / "a.zip")
    assert (report.rows, report.bad) == (1, 0)
    assert events(tmp_path / "out", "articles") == [(0,)]


def test_numbers_of_states_with_a_point_as_statistics_programs_write_them(tmp_path):
    file = write(tmp_path, "a.csv", "id,date_start,side_a,gwnoa,gwnob", "5,2010-11-23,A,731.0,732.0")
    imported(tmp_path / "out", file, kind="ucdp")
    assert events(tmp_path / "out", "actor1, actor2") == [("PRK", "KOR")]


def test_a_year_in_which_nobody_meets_another_state_loses_the_sums_it_had(tmp_path):
    imported(tmp_path / "out", write(tmp_path, "a.tsv", gdelt(1)))
    imported(tmp_path / "out", write(tmp_path, "b.tsv", gdelt(1, Actor2CountryCode="")))
    assert sums(tmp_path / "out", "pair_month") == sums(tmp_path / "out", "pair_year") == []
    assert sums(tmp_path / "out", "month_total")[0][4:6] == (1, 0)


def test_a_second_run_changes_nothing_and_an_event_counts_once(tmp_path):
    out = tmp_path / "out"
    imported(out, write(tmp_path, "a.tsv", gdelt(1), gdelt(2)))
    before = (out / "current.json").read_bytes()
    assert (imported(out, tmp_path / "a.tsv").known, (out / "current.json").read_bytes()) == (1, before)
    imported(out, write(tmp_path, "b.tsv", gdelt(2, NumArticles=9), gdelt(3), gdelt(3)))
    assert events(out, "event_id, articles") == [("1", 2), ("2", 9), ("3", 2)]
    assert imported(out, tmp_path / "a.tsv", again=True).rows == 2
    assert len(events(out)) == 3


def test_only_years_that_were_touched_are_written_anew(tmp_path):
    out = tmp_path / "out"
    imported(out, write(tmp_path, "a.tsv", gdelt(1, "20160101"), gdelt(2, "20170101")))
    before = read(out)
    imported(out, write(tmp_path, "b.tsv", gdelt(3, "20170102")))
    after = read(out)
    for files, others in (
        (before.events, after.events),
        *((before.rollups[n], after.rollups[n]) for n in before.rollups),
    ):
        assert files["gdelt1/2016"] == others["gdelt1/2016"]
        assert files["gdelt1/2017"] != others["gdelt1/2017"]
    assert [row[3:7] for row in sums(out, "pair_year")] == [(2016, 4, 1, 1), (2017, 4, 2, 2)]


def test_chosen_states_keep_their_rows_and_totals_stay_whole(tmp_path):
    lines = (gdelt(1), gdelt(2, Actor1CountryCode="FRA", Actor2CountryCode="DEU"), gdelt(3, Actor1CountryCode=""))
    imported(tmp_path / "out", write(tmp_path, "a.tsv", *lines), actors=("PRK",))
    assert events(tmp_path / "out", "actor1, actor2, url is null") == [
        ("USA", "PRK", False),
        (None, None, True),
        (None, "PRK", False),
    ]
    assert [row[4] for row in sums(tmp_path / "out", "month_total")] == [3]
    assert sums(tmp_path / "out", "sources")[0][-2:] == ("PRK", 0)


def test_rows_lie_by_pair_and_day(tmp_path):
    lines = [gdelt(n, f"201709{n:02d}", Actor2CountryCode=("PRK", "CHN")[n % 2]) for n in range(20, 1, -1)]
    imported(tmp_path / "out", write(tmp_path, "a.tsv", *lines))
    (file,) = read(tmp_path / "out").events.values()
    found = duckdb.execute(
        "select actor1, actor2, date from read_parquet($1)", [str(tmp_path / "out" / file)]
    ).fetchall()
    assert found == sorted(found)


def test_a_truncated_zip_is_reported_and_a_good_copy_completes(tmp_path):
    lines = [gdelt(n, SOURCEURL=os.urandom(60).hex()) for n in range(1, 2000)]
    packed = zipped(write(tmp_path, "big.CSV", *lines))
    whole = packed.read_bytes()
    packed.write_bytes(whole[: len(whole) // 2])
    report = imported(tmp_path / "out", packed, write(tmp_path, "b.tsv", gdelt(9_999)))
    assert report.rows == 1
    assert "big.zip cannot be read" in report.troubles[0]
    # The directory at its end is whole, and the middle is not.
    packed.write_bytes(whole[:9_000] + b"\0" * 2_000 + whole[11_000:])
    report = imported(tmp_path / "out", packed, limits=Limits(run_rows=100, chunk=20_000))
    assert "breaks off" in report.troubles[0]
    assert [event for (event,) in events(tmp_path / "out", "event_id")] == ["9999"]
    packed.write_bytes(whole)
    assert imported(tmp_path / "out", packed).troubles == []
    assert len(events(tmp_path / "out")) == 2_000


PROGRAM = """
import resource, signal, sys
from pathlib import Path
from dashboard.coded.config import CodedError, Limits
from dashboard.coded.importing import import_files
out, file, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
if most:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    import_files("gdelt1", [file], out, limits=Limits(run_rows=5_000, chunk=1_000_000))
except CodedError as error:
    print(error)
    sys.exit(3)
"""


def start(out: Path, file: Path, most: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(out), str(file), str(most)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def many(tmp_path: Path, count: int) -> Path:
    return write(
        tmp_path,
        "many.tsv",
        *(gdelt(n, f"2017{n % 12 + 1:02d}01", SOURCEURL=f"https://example.org/{n:x}") for n in range(count)),
    )


def test_a_disk_that_is_full_is_said_and_what_was_in_service_stays(tmp_path):
    out = tmp_path / "out"
    imported(out, write(tmp_path, "a.tsv", gdelt(999_999)))
    file = write(tmp_path, "rough.tsv", *(gdelt(n, SOURCEURL=os.urandom(40).hex()) for n in range(9_000)))
    process = start(out, file, most=300_000)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 3, said
    assert "disk is full" in said
    assert [event for (event,) in events(out, "event_id")] == ["999999"]
    assert not list(out.rglob("*.tmp"))
    assert imported(out, file).rows == 9_000
    assert len(events(out)) == 9_001


def test_a_kill_loses_the_last_run_alone_and_a_second_run_completes(tmp_path):
    out, file = tmp_path / "out", many(tmp_path, 60_000)
    process = start(out, file)
    deadline = time.monotonic() + 60
    while len(list(out.rglob("run-*.parquet"))) < 3 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    assert read(out) is None
    runs = {run.name: run.stat().st_mtime_ns for run in out.rglob("run-0000[12].parquet")}
    assert len(runs) == 2
    assert imported(out, file).rows == 60_000
    assert len(events(out)) == 60_000
    assert not (out / "staging" / "gdelt1-e3b0c442").exists()


def test_two_imports_do_not_meet(tmp_path):
    with alone(tmp_path), pytest.raises(CodedError, match="Another import"):
        imported(tmp_path, write(tmp_path, "a.tsv", gdelt(1)))


def test_the_command_makes_up_its_sample(tmp_path, capsys):
    from dashboard.__main__ import _parser

    options = _parser().parse_args(["import", "sample", "--actors", "USA,North Korea"])
    assert run_import(options, tmp_path) == 0
    assert "Made-up sample" in capsys.readouterr().out
    assert run_import(_parser().parse_args(["import", "gdelt1"]), tmp_path) == 2
    assert "Say which files" in capsys.readouterr().err


def test_codes_of_states():
    known = codes()
    for system, code, iso3 in (
        ("cameo", "ROM", "ROU"),
        ("cameo", "TMP", "TLS"),
        ("cameo", "GZS", "PSE"),
        ("cameo", "PRK", "PRK"),
        ("cow", "731", "PRK"),
        ("cow", "2", "USA"),
        ("cow", "255", "DEU"),
        ("gw", "260", "DEU"),
        ("gw", "678", "YEM"),
        ("cow", "679", "YEM"),
        ("gw", "365", "RUS"),
        ("cow", "316", "CZE"),
        ("gw", "316", "CZE"),
        ("gw", "315", "CZE"),
        ("gw", "816", "VNM"),
        ("cow", "816", "VNM"),
        ("gw", "345", "SRB"),
        ("gw", "340", "SRB"),
        ("cow", "345", "SRB"),
        ("cow", "265", "DEU"),
        ("cameo", "MTN", "MNE"),
        ("name", "soviet union", "RUS"),
        ("name", "russian federation", "RUS"),
        ("name", "holy see", "VAT"),
        ("name", "cote d'ivoire", "CIV"),
        ("name", "the former yugoslav republic of macedonia", "MKD"),
        ("name", "moldova, republic of", "MDA"),
    ):
        assert known[system, code] == iso3, (system, code)
    for region in ("AFR", "EUR", "ASA", "WST", "SEA"):
        assert ("cameo", region) not in known
    for system in ("cow", "gw"):
        numbers = [getattr(state, system) for state in states().values() if getattr(state, system)]
        assert len(numbers) == len(set(numbers)) > 180


def test_states_are_chosen_by_any_code():
    assert chosen("usa, North Korea,732") == ("KOR", "PRK", "USA")
    with pytest.raises(CodedError, match="is no state"):
        chosen("USA,Atlantis")


def test_memory_is_a_size():
    assert Limits.within("1GB").memory == 666_666_666
    for text in ("lots", "10MB", "-1GB"):
        with pytest.raises(CodedError):
            Limits.within(text)
