"""The build finds the words of citations in the library, and the id of the record stays what it is."""

import shutil
from dataclasses import replace

import pytest

from dashboard.library.config import Limits
from dashboard.library.keeping import add_file
from dashboard.library.shelf import Shelf
from dashboard.store.build import build
from dashboard.store.config import DEFAULT
from dashboard.store.current import current, input_hash, is_fresh
from dashboard.store.database import open_current
from tests.conftest import TINY

CITATION = "ev-1994-10-talks.1"
_ROW = f"{CITATION},ev-1994-10-talks,so-daily,supports,,,%s,@what it says"
WORDS = "The envoys met\nagain, and spoke until noon."
TEXT = f"Before it. {WORDS} After it."


def anchored_copy(folder):
    """Settings of a copy of the tiny data with one anchor, and of a library that is still empty."""
    shutil.copytree(TINY, folder / "data")
    path = folder / "data" / "citations.csv"
    rows = path.read_text(encoding="utf-8")
    anchor = "The envoys met,until noon.,https://example.org/daily,2026-11-20"
    assert rows.count(_ROW % ",,,") == 1
    path.write_text(rows.replace(_ROW % ",,,", _ROW % anchor), encoding="utf-8")
    return replace(DEFAULT, data=folder / "data", out=folder / "build", library=folder / "library")


def hold(settings, text, source="so-daily"):
    """Holds a text in the library of these settings."""
    file = settings.library.parent / "given.txt"
    file.write_text(text, encoding="utf-8")
    add_file(Shelf(settings.library), source, file, Limits())


def places(settings):
    rows = open_current(settings).rows("pages", "evidence_by_record", {"records": ["ev-1994-10-talks"]})
    return {row["citation_id"]: (row["library_start"], row["library_end"]) for row in rows if row["library_end"]}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tiny data built three times: without a library, with a text, and with another text that has the same words."""
    settings = anchored_copy(tmp_path_factory.mktemp("library-build"))
    said, made, found = [], [build(settings)], [places(settings)]
    for text in (TEXT, f"One sentence more. {TEXT}"):
        hold(settings, text)
        assert not is_fresh(settings)
        made.append(build(settings, said.append))
        found.append(places(settings))
        assert is_fresh(settings)
    return settings, said, made, found


def test_the_words_are_found_and_the_id_of_the_record_stays(built):
    settings, said, (without, first, second), found = built
    assert found == [{}, {CITATION: (11, 11 + len(WORDS))}, {CITATION: (30, 30 + len(WORDS))}]
    assert TEXT[11 : 11 + len(WORDS)] == WORDS
    assert without.build_id == first.build_id == second.build_id
    assert said.count("Found the words of 1 citations in library/") == 2
    (passage,) = open_current(settings).rows("pages", "library_passages", {"doc": "so-daily"})
    assert (passage["citation_id"], passage["records"]) == (CITATION, ["ev-1994-10-talks"])
    assert passage["text_sha256"] == Shelf(settings.library).snapshot("so-daily").text_sha256


def test_other_places_are_another_file_so_that_an_open_one_never_changes(built):
    settings, _, made, _ = built
    assert len({one.file for one in made}) == 3
    assert current(settings) == (made[-1].build_id, made[-1].file)
    assert made[1].file.is_file()


def test_no_word_of_a_held_text_is_in_a_build(built):
    assert all(b"and spoke until" not in one.file.read_bytes() for one in built[2] if one.file.is_file())


def test_a_library_that_is_broken_stops_no_build(tmp_path):
    settings = anchored_copy(tmp_path)
    hold(settings, TEXT)
    before = input_hash(settings)
    for path in (settings.library / "texts").glob("*/*"):
        path.write_bytes(b"\xff")
    (settings.library / "sources" / "so-else").mkdir()
    (settings.library / "sources" / "so-else" / "snapshot.json").write_text("{", encoding="utf-8")
    (settings.library / "released.json").write_text("nothing", encoding="utf-8")
    assert input_hash(settings) == before
    assert build(settings).rows["library_places"] == 0
    assert Shelf(settings.library).released() == {}
