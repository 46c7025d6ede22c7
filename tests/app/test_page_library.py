"""The library in pages: the sheet and the reader show held words to whoever may read them, and to nobody else."""

import re
import shutil

import pytest

from dashboard.charts.catalogue import BY_ID
from dashboard.doors.pages import record_html
from dashboard.export.chart_file import Subject
from dashboard.library.audience import Client
from dashboard.library.config import Limits
from dashboard.library.keeping import add_file
from dashboard.library.shelf import Shelf
from dashboard.parts import held
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.record.places import STATES
from dashboard.store.build import build
from dashboard.store.config import settings
from dashboard.store.database import open_current
from dashboard.store.served import served as served_words
from tests.app.conftest import served
from tests.app.pages import assert_sound, html, notes, open_page
from tests.unit.loopback_site import pdf
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


def test_a_held_text_is_read_like_a_document(library, asks, tmp_path):
    """Passages, words to find, pages, headings, and how to cite: one reader for both."""
    asks(is_here=True)
    app = reader({"cite": CITATION, "find": "ENVOYS mét"})
    shown = html(app)
    assert 'class="found"' not in shown, "the found words lie in the passage"
    assert re.search(r'<mark[^>]*class="cited plain chosen found"[^>]*data-hit="1"[^>]*>envoys met</mark>', shown)
    codes = " ".join(element.value for element in app.code)
    assert f"/source?doc=so-daily&cite={CITATION}" in codes
    assert "paragraph 1, passage “The envoys met" in codes
    app = reader({"find": "x", "page": "3", "hit": "9"})
    assert "at least two letters" in " ".join(notes(app))
    assert "There is no page “3” here" in " ".join(notes(app))


def test_pages_and_headings_of_a_held_text_lead_to_their_places(library, asks, tmp_path):
    asks(is_here=True)
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf([f"Page {number} speaks of the armistice." for number in range(1, 8)]))
    add_file(library, "so-daily", file, Limits())
    app = reader({"page": "4"})
    shown = html(app)
    assert shown.count("data-begins=") == 7
    assert re.search(r"<p id='start'[^>]*data-begins='4'[^>]*>Page 4 speaks", shown)
    file = tmp_path / "page.html"
    sections = "".join(f"<h2>Part {number}</h2><p>{'Words of it. ' * 30}</p>" for number in range(1, 4))
    file.write_text(f"<h1>The whole</h1>{sections}", encoding="utf-8")
    add_file(library, "so-daily", file, Limits())
    shown = html(reader())
    assert re.findall(r"<li class='level-(\d)", shown) == ["1", "2", "2", "2"]
    (start,) = re.findall(r"href='/source\?doc=so-daily&amp;at=(\d+)'[^>]*>Part 3", shown)
    shown = html(reader({"at": start}))
    assert re.search(r"<p id='start'[^>]*class='heading'[^>]*>Part 3</p>", shown)
    assert re.search(r"<li class='level-2 here'>[^/]*/source[^>]*aria-current='location'>Part 3", shown)


def test_hangul_is_set_as_korean(library, asks, tmp_path):
    asks(is_here=True)
    file = tmp_path / "korean.txt"
    file.write_text("조선 정전에 관한 협정\n\nThe armistice agreement", encoding="utf-8")
    add_file(library, "so-daily", file, Limits())
    shown = html(reader({"find": "정전에관한"}))
    assert re.search(r"<p id='start'[^>]*lang='ko'|<p lang='ko'", shown)
    assert '<mark class="found" data-hit="1">정전에 관한</mark>' in shown
    assert shown.count("lang='ko'") == 1


def together():
    app = open_page("source", {"record": "ev-1994-10-talks"})
    assert_sound(app)
    return html(app)


def test_the_texts_of_a_record_stand_beside_each_other_for_who_may_read_them(library, asks):
    asks(is_here=True)
    shown = together()
    assert "<mark class='cited plain chosen'>The envoys met **again**, and spoke until noon.</mark>" in shown
    assert "from the library of this machine" in shown
    columns = shown.count("class='text-column'")
    assert ("/source?record=ev-1994-10-talks" in sheet()) == (columns > 1)
    asks(is_here=False)
    assert "and spoke until" not in together()
    assert together().count("class='text-column'") == columns - 1
    assert "/source?record=ev-1994-10-talks" not in sheet() or columns > 2
    app = open_page("source", {"record": "ev-nothing"})
    assert "There is no record" in " ".join(notes(app))


def states(database):
    asked = {"records": ["ev-1994-10-talks"], **served_words(database).parameter()}
    return {row["citation"]: row["place_state"] for row in database.rows("pages", "export_citations", asked)}


def test_what_travels_says_what_is_true_for_everybody(library, asks):
    asks(is_here=True)
    database = open_current(settings())
    assert states(database)[CITATION] == "place_known"
    before = served_words(database).stamp
    page = record_page_of(database)
    assert f"cite={CITATION}" not in page
    library.release(["so-daily"], "named")
    assert states(database)[CITATION] == "words_here"
    assert served_words(database).stamp != before
    page = record_page_of(database)
    assert f"cite={CITATION}" in page
    assert "and spoke until" not in page
    rows = Subject(BY_ID["events_timeline"], Filters(), database).citations
    assert {row["place_state"] for row in rows if row["citation"] == CITATION} == {"words_here"}
    library.withdraw(["so-daily"])
    assert states(database)[CITATION] == "place_known"
    assert f"cite={CITATION}" not in record_page_of(database)


def test_a_released_text_that_was_fetched_anew_is_no_longer_told_of(library, asks, tmp_path):
    library.release(["so-daily"], "named")
    file = tmp_path / "given.txt"
    file.write_text("Another text altogether.", encoding="utf-8")
    add_file(library, "so-daily", file, Limits())
    assert served_words(open_current(settings())).citations == ()


def test_method_counts_what_the_reader_may_see(library, asks):
    def counted():
        found = re.search(
            r"([\d,]+) show the words here, because the text is kept(, \d+ of them in the library)?",
            html(open_page("method")),
        )
        return int(found[1]), bool(found[2])

    asks(is_here=False)
    (others, held) = counted()
    assert not held
    asks(is_here=True)
    assert counted() == (others + 1, True)


def record_page_of(database):
    (record,) = database.rows("pages", "record_page", {"record": "ev-1994-10-talks"})
    asked = {"records": ["ev-1994-10-talks"], **served_words(database).parameter()}
    return record_html(record, database.rows("pages", "export_citations", asked), database, Site("https://example.org"))
