"""Every fault of a data folder is named by file, line, column, value and what was expected; all of them in one run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from dashboard.__main__ import main
from dashboard.store.build import build, rehearse
from dashboard.store.config import DEFAULT, Settings
from dashboard.store.current import current
from dashboard.store.dictionary import Table, read_tables
from dashboard.store.load import read_folder
from dashboard.store.problems import DataError, Problem
from dashboard.store.sqlfiles import statements


@dataclass(frozen=True)
class Fault:
    """An edit of the tiny data (`old` occurs once in `file`), the problem it makes, and the check that finds it, if any.

    `value` and `expected` are parts of what the problem says.
    """

    name: str
    file: str
    old: str
    new: str
    where: tuple[str, int, str]
    value: str
    expected: str
    check: str = ""


# A lone surrogate stands for a raw byte, as in Python's surrogateescape.
FAULTS = [
    Fault("wrong header", "detentions.csv", "_id,name,", "_id,nome,", ("detentions.csv", 1, ""), "nome", "header"),
    Fault("missing cell", "votes.csv", "korea,,1,", "korea,,1", ("votes.csv", 2, ""), "S/RES/1", "17 cells, found 16"),
    Fault("extra cell", "nuclear_tests.csv", "129.1,", "129.1,,", ("nuclear_tests.csv", 2, ""), "USGS", "19"),
    Fault("unclosed quote", "missile_launches.csv", "Nodong", '"Nod', ("missile_launches.csv", 2, ""), "", "RFC 4180"),
    Fault("bad date", "treaties.csv", "2003~", "2003-13", ("treaties.csv", 3, "ended"), "2003-13", "EDTF"),
    Fault("no such day", "positions.csv", "2018-06-12", "2018-06-31", ("positions.csv", 3, "date"), "06-31", "EDTF"),
    Fault("unknown code", "events.csv", "sanctions,", "sanctionz,", ("events.csv", 4, "kind"), "sanctionz", "event_kind"),
    Fault("broken UTF-8", "aliases.csv", "공화국,hangul", "공화국,\udcffngul", ("aliases.csv", 2, "kind"), "ÿngul", "UTF-8; byte 61"),
    Fault("hidden character", "positions.csv", "both sign", "b\u202esign", ("positions.csv", 3, "condition"), "b", "U+202E"),
    Fault("NUL", "series.csv", "Aid", "A\0id", ("series.csv", 2, "title"), "A", "U+0000"),
    Fault("byte order mark inside", "topics.csv", "A treaty first", "\ufeffA", ("topics.csv", 2, "positive_pole"), "A", "FEFF"),
    Fault("white space at an end", "series.csv", "annual", "annual ", ("series.csv", 2, "frequency"), "annual ", "white"),
    Fault("unknown actor in a list", "events.csv", "USA,kim-envoy", "USA,kim", ("events.csv", 3, "target"), "kim", "actors"),
    Fault("unknown key", "positions.csv", "8-1,ada", "8-1,ida", ("positions.csv", 3, "expert"), "ida", "experts.csv"),
    Fault("citation of no record", "citations.csv", ",de-lee,", ",de-x,", ("citations.csv", 22, "record"), "de-x", "record"),
    Fault("quote one too far", "citations.csv", "25,71", "26,72", ("citations.csv", 16, "quote"), "The armi", "26-72",
          "quote_not_at_offsets"),
    Fault("quote past the end", "citations.csv", "113,140", "113,999", ("citations.csv", 23, "quote"), "정전", "113-999",
          "quote_not_at_offsets"),
    Fault("anchor of one word", "citations.csv", "ac-usa.1,ac-usa,so-daily,supports,,,,,,,",
          "ac-usa.1,ac-usa,so-daily,supports,,,too short,one,https://example.org/daily,2026-11-27,",
          ("citations.csv", 2, "last_words"), "one", "two to five words", "anchor_of_the_wrong_length"),
    Fault("link that runs", "sources.csv", "https://example.org/daily", "javascript:alert(1)", ("sources.csv", 4, "url"),
          "javascript:", "http or https"),
    Fault("no DOI", "sources.csv", "10.1000/", "doi:10.1000/", ("sources.csv", 3, "doi"), "doi:", "DOI"),
    Fault("empty citation list", "citations.csv", "ev-2006-embargo.1,ev-2006-embargo", "ev-2006.1,ev-1994-10-talks",
          ("events.csv", 0, "citations"), "ev-2006-embargo", "at least one row", "record_without_citation"),
    Fault("no number", "observations.csv", ",-2,", ",two,", ("observations.csv", 2, "value"), "two", "double"),
    Fault("out of range", "events.csv", "126.67", "226.67", ("events.csv", 2, "lon"), "226.67", "180"),
    Fault("key used twice", "experts.csv", "ada-scholar,Ada", "ada-scholar,Ida,,scholar,,,\nada-scholar,Ada",
          ("experts.csv", 3, "expert_id"), "ada-scholar", "stands on line 2"),
    Fault("empty cell", "cameo.csv", "Consult", "", ("cameo.csv", 2, "label"), "", "a value"),
    Fault("value twice in a list", "treaties.csv", ";consultation", ";ceasefire", ("treaties.csv", 3, "obligations"),
          "ceasefire;ceasefire", "different values"),
    Fault("changed text", "sources/essay.txt", "of a stranger", "of a Stranger", ("sources.csv", 2, "sha256"), "a28a", ""),
    Fault("decomposed text", "sources/essay.txt", "정전협정", unicodedata.normalize("NFD", "정전협정"),
          ("sources.csv", 2, "file"), "essay.txt", "NFC"),
    Fault("file outside the folder", "sources.csv", "essay.txt", "../events.csv", ("sources.csv", 2, "file"), "../", "a file"),
    Fault("story of a missing record", "stories/tale.toml", "[tr-declaration-1994]", "[tr-declaration-1995]",
          ("stories/tale.toml", 26, "step 2"), "tr-declaration-1995", "id of a record", "story_of_a_missing_record"),
    Fault("gap between eras", "eras.csv", "1953-07-28", "1953-07-30", ("eras.csv", 3, "start_date"), "truce", "without a gap",
          "era_gap"),
    Fault("event before all eras", "events.csv", "armistice,1953-07-27", "armistice,1899", ("events.csv", 2, "date"), "1899",
          "inside one of the eras", "event_outside_eras"),
    Fault("tally", "votes.csv", ",15,0,0,", ",14,0,0,", ("votes.csv", 2, "in_favour"), "14-0-0", "add up", "vote_tally"),
    Fault("quad class", "cameo.csv", "-8.0,4", "-8.0,3", ("cameo.csv", 4, "quad_class"), "3", "root 16", "quad_class_off_root"),
    Fault("name of nothing", "aliases.csv", "PRK,", "PRX,", ("aliases.csv", 2, "target"), "PRX", "missile:NAME",
          "alias_without_target"),
    Fault("name of two things", "aliases.csv", "Rodong,hangul", "Rodong,hangul,also\nUSA,Rodong,hangul",
          ("aliases.csv", 4, "note"), "Rodong", "what else the name means: missile:Nodong", "alias_ambiguous"),
    Fault("id in two tables", "missile_launches.csv", "ml-1993-05-29-01", "de-lee", ("data", 0, "id"), "de-lee",
          "detention and launch", "record_id_used_twice"),
    Fault("document without words", "citations.csv", "stopped the war,55,70", ",,",
          ("citations.csv", 14, "quote"), "po-ada-scholar-2010-1.1", "exact words", "document_cited_without_quote"),
    Fault("claim without passage", "citations.csv", "cl-essay-02,doc-essay,passage", "cl-essay-02,doc-essay,evidence",
          ("claims.csv", 3, "claim_id"), "cl-essay-02", "found 0", "claim_passage"),
    Fault("ends before it was signed", "treaties.csv", "1994-10-21", "2010-10-21", ("treaties.csv", 3, "ended"), "2003~",
          "after 2010", "treaty_dates_out_of_order"),
    Fault("ended and in force", "treaties.csv", "collapsed", "in_force", ("treaties.csv", 3, "end_mode"), "in_force",
          "ended is empty", "treaty_end_mode"),
    Fault("two sources, one address", "sources.csv", "https://example.org/daily", "http://www.EXAMPLE.org/essay/?utm_source=x#top",
          ("sources.csv", 4, "url"), "EXAMPLE.org/essay", "doc-essay has it", "source_address_twice"),
    Fault("contradicted by nothing", "citations.csv", "cl-essay-02,so-daily,evidence", "cl-essay-02,so-daily,supports",
          ("claims.csv", 3, "verdict"), "cl-essay-02", "from another source", "contradicted_claim_without_evidence"),
    Fault("position outside claims", "citations.csv", "stopped the war,55,70", "peace treaty,99,111",
          ("citations.csv", 14, "quote"), "peace treaty", "passage of a claim", "position_quote_outside_claims"),
    Fault("more agree than are cited", "events.csv", ",1,+1 source", ",9,+1 source", ("events.csv", 3, "checked"), "9",
          "the sources cited with ev-1994-10-talks", "checked_beyond_its_sources"),
    Fault("judged before it happened", "clause_events.csv", "1953-07-28", "1953-07-01", ("clause_events.csv", 2, "date"),
          "1953-07-01", "not before ev-1953-07-27-armistice", "reading_before_its_act"),
    Fault("described, not printed", "sources.csv", '"@Daily | report; part ""2"""', "Report of 3 May 1994 on talks",
          ("sources.csv", 4, "title"), "Report of", "square brackets", "placeholder_title"),
    Fault("no date and no reason", "sources.csv", "Jo Writer,1994-10", "Jo Writer,", ("sources.csv", 4, "published"), "",
          "Updated without a date", "source_without_date_or_reason"),
    Fault("repost as the original", "sources.csv", "https://example.org/armistice", "https://rbs0.com/armistice",
          ("sources.csv", 3, "kind"), "primary_document", "rbs0.com reposts", "repost_as_original"),
    Fault("the same act twice", "events.csv", "ev-2006-embargo,2006~",
          "ev-2006-other,2006~,-2 days: 조선 embargo,An embargo begins.,sanctions,UNSC,PRK,USA,163,,,,0,\nev-2006-embargo,2006~",
          ("events.csv", 4, "event_id"), "ev-2006-other", "another act than ev-2006-embargo", "two_events_of_one_act"),
    Fault("coded otherwise", "codings.csv", "2006-embargo,target,PRK,PRK,PRK", "2006-embargo,target,PRK,PRK,USA",
          ("codings.csv", 2, "settled"), "USA", "which is PRK", "coding_not_in_the_record"),
    Fault("agreement of other codings", "agreement.csv", "nominal,1,", "nominal,2,", ("agreement.csv", 2, "records"), "2",
          "1 coded records of target", "agreement_is_stale"),
    Fault("change before another", "CHANGES.csv", "so-daily,2026-11-28",
          "so-daily,2026-11-28\nev-1953-07-27-armistice,cameo,56,57,It is a treaty.,so-daily,2026-11-27",
          ("CHANGES.csv", 3, "day"), "2026-11-27", "added at the end", "change_out_of_order"),
    Fault("change of nothing", "CHANGES.csv", "ev-2006-embargo,", "ev-2007-embargo,", ("CHANGES.csv", 2, "record"),
          "ev-2007-embargo", "the id of a record", "change_of_an_unknown_row"),
    Fault("position of an expert not listed", "claims.csv", "USA;PRK,supported", "ada-scholar;PRK,supported",
          ("claims.csv", 2, "about"), "cl-essay-01", "po-ada-scholar-2010-1", "claim_without_its_position"),
]  # fmt: skip
# Faults that hide another one of the list when they are made in the same run.
HIDING = {
    "decomposed text",
    "file outside the folder",
    "unclosed quote",
    "ends before it was signed",
    "document without words",
    "link that runs",
    "position of an expert not listed",
    "the same act twice",
    "event before all eras",
}


def apply(settings: Settings, fault: Fault) -> None:
    path = settings.data / fault.file
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    assert text.count(fault.old) == 1, f"{fault.old!r} occurs {text.count(fault.old)} times in {fault.file}"
    path.write_bytes(text.replace(fault.old, fault.new).encode("utf-8", "surrogateescape"))


def rehearsed(settings: Settings) -> list[Problem]:
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("attach ':memory:' as rehearsal")
        return rehearse(con, settings)


@pytest.fixture(scope="module")
def tables() -> list[Table]:
    with duckdb.connect() as con:
        for statement in statements(DEFAULT.sql, "schema").values():
            con.execute(statement.text)
        return read_tables(con)


def is_named(fault: Fault, problems: Iterable[Problem]) -> bool:
    return any(
        (problem.file, problem.line, problem.column) == fault.where
        and fault.value in problem.value
        and fault.expected in problem.expected
        for problem in problems
    )


def test_the_tiny_data_has_no_fault(tiny_copy: Settings) -> None:
    assert rehearsed(tiny_copy) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_named(fault: Fault, tiny_copy: Settings, tables: list[Table]) -> None:
    apply(tiny_copy, fault)
    # What the reader of the files finds needs no engine; a rehearsal reports it too (see the test of all faults).
    problems = read_folder(tiny_copy.data, tables).problems
    if not is_named(fault, problems):
        problems = rehearsed(tiny_copy)
    assert is_named(fault, problems), "\n".join(map(str, problems))


def test_every_check_is_shown_to_fail() -> None:
    assert {fault.check for fault in FAULTS if fault.check} == statements(DEFAULT.sql, "checks").keys()


def test_all_faults_at_once_are_named_in_one_run_and_nothing_is_switched(
    tiny_copy: Settings, served: tuple[str, Path]
) -> None:
    together = [fault for fault in FAULTS if fault.name not in HIDING]
    for fault in together:
        apply(tiny_copy, fault)
    (tiny_copy.data / "extra.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        build(tiny_copy)
    unnamed = [fault.name for fault in together if not is_named(fault, caught.value.problems)]
    assert unnamed == []
    assert any(problem.file == "extra.csv" for problem in caught.value.problems)
    assert caught.value.problems == sorted(caught.value.problems)
    assert current(tiny_copy) == served


def test_missing_file_is_named(tiny_copy: Settings) -> None:
    (tiny_copy.data / "aliases.csv").unlink()
    assert Problem("aliases.csv", 0, "", "", "a file of this name") in rehearsed(tiny_copy)


def test_empty_file_is_named(tiny_copy: Settings) -> None:
    (tiny_copy.data / "aliases.csv").write_bytes(b"")
    (problem,) = rehearsed(tiny_copy)
    assert (problem.file, problem.line) == ("aliases.csv", 1)
    assert "a header" in problem.expected


def test_the_command_reports_and_fails(tiny_copy: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    apply(tiny_copy, next(fault for fault in FAULTS if fault.name == "bad date"))
    code = main(["build", "--data", str(tiny_copy.data), "--out", str(tiny_copy.out)])
    message = capsys.readouterr().err
    assert code == 1
    assert "treaties.csv:3 [ended] '2003-13': expected an EDTF date" in message
    assert "1 problem" in message


def test_long_values_are_cut_in_messages() -> None:
    shown = str(Problem("a.csv", 2, "note", "x" * 500, "less"))
    assert len(shown) < 130
    assert "…" in shown


def test_windows_line_ends_are_read(tiny_copy: Settings) -> None:
    for name in ("events.csv", "citations.csv"):
        path: Path = tiny_copy.data / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert rehearsed(tiny_copy) == []
