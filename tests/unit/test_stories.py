"""Stories: what a file may say, every fault with its line, numbers that are computed or looked for, and the five that are told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace

import pytest

from dashboard.checks.stories import faults, try_stories
from dashboard.store.build import build
from dashboard.store.config import DEFAULT, Settings
from dashboard.store.current import current, is_fresh
from dashboard.store.database import Database, open_current
from dashboard.store.problems import DataError, Problem
from dashboard.stories.counts import counts, said
from dashboard.stories.prose import Reference, paragraphs, plain, unsupported
from dashboard.stories.story import steps_of, stories
from tests.conftest import TINY

FILE = "stories/tale.toml"


@dataclass(frozen=True)
class Fault:
    """An edit of the tiny story (`old` occurs once), and the problem it makes; `value` and `expected` are parts of what it says."""

    name: str
    old: str
    new: str
    line: int
    column: str
    value: str
    expected: str


FAULTS = [
    Fault("no TOML", 'chart = "treaty_lifespans"', "chart = treaty", 24, "", "Invalid value", "TOML"),
    Fault("no place", "place = 1\n", "", 0, "place", "", "a value"),
    Fault("a place in words", "place = 1", 'place = "one"', 1, "place", "one", "type int"),
    Fault("an empty title", 'title = "The day"', 'title = " "', 11, "step 1, title", "", "a value"),
    Fault("an unknown key", 'title = "The day"', 'titel = "The day"', 11, "step 1, titel", "The day", "title, chart"),
    Fault("a step without a title", 'title = "The day"\n', "", 10, "step 1, title", "", "a value"),
    Fault("an unknown filter", "kind = [", "kinds = [", 25, "step 2, kinds", "armistice", "kind"),
    Fault("a hidden character", "The day", "The\u202eday", 11, "", "The", "U+202E"),
    Fault("a tag in a text", "The declaration", "<b>The declaration", 26, "step 2", "<", "in brackets"),
    Fault(
        "a bracket that stays open", "[tr-declaration-1994]", "[tr-declaration-1994", 26, "step 2", "[", "in brackets"
    ),
    Fault("an empty bracket", "[tr-declaration-1994]", "[]", 26, "step 2", "[]", "ids of records"),
    Fault("an unknown count", "{events} event", "{event} event", 26, "step 2", "{event}", "counts days, events"),
    Fault("an unknown form", "{days:words}", "{days:roman}", 17, "step 1", "{days:roman}", "words or Words"),
    Fault("a count that no text has", "{days:words} days & ", "", 8, "counts", "days", "with {days}"),
    Fault(
        "a count of nothing",
        'days = { days = ["tr-armistice-1953", "ev-1953-07-27-armistice"] }',
        'days = { sum = "x" }',
        8,
        "counts",
        "days",
        "a chart or days",
    ),
    Fault("days from one record", 'days = ["tr-armistice-1953", ', "days = [", 8, "counts", "days", "two records"),
    Fault(
        "a record that is gone",
        "[tr-declaration-1994]",
        "[tr-declaration-1995]",
        26,
        "step 2",
        "tr-declaration-1995",
        "record",
    ),
    Fault(
        "a record that is gone on the next line",
        "\ntr-armistice-1953]",
        "\ntr-armistice-1954]",
        17,
        "step 1",
        "tr-armistice-1954",
        "record",
    ),
    Fault("a record of a count that is gone", '["tr-armistice-1953"', '["tr-x"', 8, "counts", "tr-x", "record"),
    Fault(
        "a chart that is gone",
        'chart = "treaty_lifespans"',
        'chart = "lifespans"',
        24,
        "step 2, chart",
        "lifespans",
        "dashboard charts",
    ),
    Fault(
        "a value of a filter that is gone",
        '"armistice", "political',
        '"armistic", "political',
        25,
        "step 2, kind",
        "armistic",
        "does not have",
    ),
    Fault("no date", 'to = "1953"', 'to = "last year"', 13, "step 1, to", "last year", "not a date"),
    Fault("a year on a chart without years", 'to = "1953"', "year = 1953", 13, "step 1, year", "1953", "single years"),
    Fault(
        "a mark that is gone",
        'mark = "ev-1953-07-27-armistice"',
        'mark = "ev-1994-10-talks"',
        14,
        "step 1, mark",
        "ev-1994-10-talks",
        "a mark of events_timeline in this state, such as ev-1953",
    ),
    Fault("a state without marks", 'to = "1953"', 'to = "1900"', 12, "step 1, chart", "events_timeline", "has a mark"),
    Fault(
        "a count of a chart that is gone",
        'events = { chart = "events_timeline"',
        'events = { chart = "events"',
        7,
        "counts, events",
        "events",
        "dashboard charts",
    ),
    Fault("a column that is gone", "quad_class = 1", "quadrant = 1", 7, "counts, events", "quadrant", "a column"),
    Fault(
        "a value that no row has", "quad_class = 1", "quad_class = 9", 7, "counts, events", "quad_class=9", "one row"
    ),
    Fault(
        "a number that no record has", "27 July 1953", "28 July 1953", 16, "step 1, text", "28", "a number of a record"
    ),
    Fault(
        "a month that no record has", "27 July 1953", "27 June 1953", 16, "step 1, text", "June", "a number of a record"
    ),
    Fault(
        "a number in words", "such events", "such events in seven", 19, "step 1, text", "seven", "a number of a record"
    ),
    Fault(
        "a number in a title", "What came of it", "What came of 12", 23, "step 2, title", "12", "a number of a record"
    ),
    Fault("a number in the answer", "Because of", "Because of 17", 4, "answer", "17", "a number of a record"),
]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """What builds name in stories with one fault each, by file: all stand in one folder, and those that are named are taken out."""
    folder = tmp_path_factory.mktemp("tales")
    copy = replace(DEFAULT, data=folder / "data", out=folder / "build")
    shutil.copytree(TINY, copy.data)
    tale = (copy.data / FILE).read_text(encoding="utf-8")
    for number, fault in enumerate(FAULTS):
        assert tale.count(fault.old) == 1, fault.name
        (copy.data / told(number)).write_text(tale.replace(fault.old, fault.new), encoding="utf-8")
    found: dict[str, list[Problem]] = {}
    # The first build ends at what the reader of the files and the checks find, the second at the trial of what it has made.
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            build(copy, trials=[try_stories])
        assert current(copy) is None
        for problem in caught.value.problems:
            found.setdefault(problem.file, []).append(problem)
        for file in {problem.file for problem in caught.value.problems}:
            (copy.data / file).unlink()
    return found


def told(number: int) -> str:
    """The file of the story with a fault."""
    return f"stories/tale-{number}.toml"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_named_with_its_line_and_nothing_is_switched(
    fault: Fault, named: dict[str, list[Problem]]
) -> None:
    found = named.get(told(FAULTS.index(fault)), [])
    there = [one for one in found if (one.line, one.column) == (fault.line, fault.column)]
    assert any(fault.value in one.value and fault.expected in one.expected for one in there), "\n".join(map(str, found))


def test_the_story_without_a_fault_is_not_named(named: dict[str, list[Problem]]) -> None:
    assert named.keys() == {told(number) for number in range(len(FAULTS))}


def test_a_file_of_another_name_or_form_is_named(tiny_copy: Settings) -> None:
    folder = tiny_copy.data / "stories"
    (folder / "My Tale.md").write_text("# no", encoding="utf-8")
    (folder / "bytes.toml").write_bytes(b"place = 1\ntitle = '\xff'\n")
    (folder / "empty.toml").write_text("", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        build(tiny_copy)
    problems = {one.file: one for one in caught.value.problems}
    assert "ends in .toml" in problems["stories/My Tale.md"].expected
    assert problems["stories/bytes.toml"] == Problem("stories/bytes.toml", 2, "", "ff 27 0a", "UTF-8; byte 19 is not")
    assert problems["stories/empty.toml"].expected == "a value"


def test_a_changed_story_makes_a_build_stale(tiny_copy: Settings) -> None:
    build(tiny_copy, trials=[try_stories])
    assert is_fresh(tiny_copy)
    path = tiny_copy.data / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("The day", "That day"), encoding="utf-8")
    assert not is_fresh(tiny_copy)


def test_a_data_folder_may_have_no_stories(tiny_copy: Settings) -> None:
    (tiny_copy.data / FILE).unlink()
    build(tiny_copy, trials=[try_stories])
    assert stories(open_current(tiny_copy)) == {}


def test_records_are_numbered_through_the_story_and_a_record_keeps_its_number(tiny_database: Database) -> None:
    story = stories(tiny_database)["tale"]
    assert story.numbers == {"ev-1953-07-27-armistice": 1, "tr-armistice-1953": 2, "tr-declaration-1994": 3}
    assert [step.records for step in story.steps] == [
        ["ev-1953-07-27-armistice", "tr-armistice-1953"],
        ["tr-declaration-1994"],
    ]


def test_sentences_become_paragraphs_with_numbers_in_place_and_signs_at_their_words(tiny_database: Database) -> None:
    story, known = stories(tiny_database)["tale"], counts(tiny_database)["tale"]
    assert known == {"events": 2, "days": 0}
    first, second = paragraphs(story.steps[0].text, story.numbers, known)
    assert first == [
        "The armistice was signed on 27 July 1953",
        Reference("ev-1953-07-27-armistice", 1),
        Reference("tr-armistice-1953", 2),
        '. It took no days & "nothing" more.',
    ]
    assert second == ["Two such events are on record", Reference("ev-1953-07-27-armistice", 1), "."]
    assert plain(story.steps[1].text, known) == "The declaration of 1994 followed; 2 event."


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (7, "", "7"),
        (7, "words", "seven"),
        (7, "Words", "Seven"),
        (12, "words", "twelve"),
        (13, "words", "13"),
        (1234, "", "1,234"),
    ],
)
def test_a_number_is_said_in_words_where_it_is_small(number: int, form: str, text: str) -> None:
    assert said(number, form) == text


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("about 500,000 tons [ev-1994-x]", ["reached 500,000 tons"], []),
        ("Five days after 9 October 2006", ["for 5 days", "9 October 2006"], []),
        ("either party may end it, and two or one did", [""], []),
        ("in May 1993 and {count} more", ["12 May"], ["1993"]),
        ("seven and 7.5", ["7"], ["7.5"]),
    ],
)
def test_typed_numbers_are_looked_for_in_the_records(text: str, words: list[str], found: list[str]) -> None:
    assert unsupported(text, words) == found


def test_the_real_stories_have_no_fault(database: Database, real_settings: Settings) -> None:
    assert faults(real_settings, database) == []
    assert len(stories(database)) == len(list((DEFAULT.data / "stories").glob("*.toml"))) == 5


def test_the_real_stories_are_short_and_every_step_rests_on_records(database: Database) -> None:
    known = counts(database)
    for story in stories(database).values():
        assert 5 <= len(story.steps) <= 8, story.id
    for story, step in steps_of(database):
        words = len(plain(step.text, known.get(story.id, {})).split())
        assert 40 <= words <= 90, f"{story.id}, step {step.number}: {words} words"
        assert step.records, f"{story.id}, step {step.number}"
        assert step.mark, f"{story.id}, step {step.number}"
