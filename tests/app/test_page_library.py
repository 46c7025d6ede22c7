"""The library in pages: the sheet and the reader show held words to whoever may read them, and to nobody else."""

import shutil

import pytest

from dashboard.library.audience import Client
from dashboard.library.config import Limits
from dashboard.library.keeping import add_file
from dashboard.library.shelf import Shelf
from dashboard.parts import held
from dashboard.record.places import STATES
from dashboard.store.build import build
from dashboard.views.reader.held import PART, part_at
from tests.app.conftest import served
from tests.app.pages import assert_sound, html, notes, open_page
from tests.unit.test_library_build import CITATION, anchored_copy, hold

BEFORE = "One before. Two <i onload=alert(1)>before</i>. "
WORDS = "The envoys met **again**, and spoke until noon."
TEXT = f"Far before. {BEFORE}{WORDS} One after. Two after. Three after."


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tiny data with one held text, built once; a test gets a copy of it."""
    settings = anchored_copy(tmp_path_factory.mktemp("library-pages"))
    hold(settings, TEXT)
    build(settings)
    return settings


@pytest.fixture
def library(built, tmp_path, monkeypatch):
    """The pages read the tiny data with one held text; the test gets its shelf."""
    folder = tmp_path / "library"
    shutil.copytree(built.library, folder)
    monkeypatch.setenv("PANMUNJOM_LIBRARY", str(folder))
    with served(built):
        yield Shelf(folder)


@pytest.fixture
def asks(monkeypatch):
    """Says who asks from now on: `asks(is_here=True)`."""

    def set_client(*, is_here):
        monkeypatch.setattr(held, "client", lambda: Client(is_here=is_here))

    return set_client


def sheet():
    app = open_page("events", {"record": "ev-1994-10-talks"})
    assert_sound(app)
    return html(app)


def reader(query=None):
    app = open_page("source", {"doc": "so-daily", **(query or {})})
    assert_sound(app)
    return app


def test_the_sheet_shows_the_passage_in_two_sentences_to_this_machine(library, asks):
    asks(is_here=True)
    shown = sheet()
    assert "<mark class='cited chosen'>The envoys met **again**, and spoke until noon.</mark>" in shown
    assert "… One before. Two &lt;i onload=alert(1)&gt;before" in shown
    assert "One after. Two after." in shown
    assert "Three after" not in shown
    assert STATES["words_here"] in shown
    assert f"/source?doc=so-daily&amp;cite={CITATION}" in shown


def test_the_sheet_shows_it_to_nobody_else_and_not_from_a_cache(library, asks):
    asks(is_here=True)
    assert "and spoke until" in sheet()
    asks(is_here=False)
    assert "and spoke until" not in sheet()
    assert STATES["place_known"] in sheet()
    library.release(["so-daily"], "named")
    assert "and spoke until" in sheet()
    library.withdraw(["so-daily"])
    assert "and spoke until" not in sheet()


def test_nobody_is_here_where_the_server_does_not_say_so(library):
    assert "and spoke until" not in sheet()
    assert "There is no document" in " ".join(notes(reader()))


def test_the_reader_opens_the_whole_text_at_the_passage(library, asks):
    asks(is_here=True)
    shown = html(reader({"cite": CITATION}))
    assert 'id="chosen"' in shown
    assert "Far before." in shown
    assert "Three after." in shown
    assert "&lt;i onload=alert(1)&gt;" in shown
    assert "ev-1994-10-talks" in shown


def test_the_reader_opens_nothing_for_others(library, asks):
    asks(is_here=False)
    app = reader({"cite": CITATION})
    assert "There is no document" in " ".join(notes(app))
    assert "Far before" not in html(app)


def test_a_text_that_was_fetched_anew_has_no_places_until_the_next_build(library, asks, tmp_path):
    asks(is_here=True)
    file = tmp_path / "given.txt"
    file.write_text("Another text altogether, and spoke until later.", encoding="utf-8")
    add_file(library, "so-daily", file, Limits())
    assert "and spoke until" not in sheet()
    app = reader({"cite": CITATION})
    assert "Another text altogether" in html(app)
    assert "was not found in this text" in " ".join(notes(app))


@pytest.mark.parametrize("position", [0, 1, 150_000, 399_999, 400_000, 10**9])
def test_a_long_text_is_shown_in_parts_around_the_passage(position):
    body = ("x" * 99 + "\n") * 4_000
    left, right = part_at(body, position)
    assert 0 <= left < right <= len(body)
    assert left <= min(position, len(body)) <= right
    assert right - left <= 2 * PART
    assert part_at("short", position) == (0, 5)
