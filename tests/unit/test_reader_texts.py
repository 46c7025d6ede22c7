"""What the reader makes of any text: words are found in it, it comes in portions, its headings lead, its letters tell its language."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.markup.marks import Mark, is_wrapped, paragraph_starts, paragraphs
from dashboard.markup.scripts import language
from dashboard.views.reader import finding
from dashboard.views.reader.finding import Hits, find
from dashboard.views.reader.outline import headings_of, outline
from dashboard.views.reader.portion import PORTION, neighbours, portion_at


def found(body, words):
    return [body[start:end] for start, end in find(body, finding.asked(words)).spans]


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("The Armistice, the ARMISTICE.", "armistice", ["Armistice", "ARMISTICE"]),
        ("Signed at P’anmunjŏm and Kaesŏng.", "panmunjom", ["P’anmunjŏm"]),
        ("Signed at Panmunjom.", "P'anmunjŏm", ["Panmunjom"]),
        ("Kim Il Sung, Kim Il-sung and KIM IL\nSUNG", "kim il-sung", ["Kim Il Sung", "Kim Il-sung", "KIM IL\nSUNG"]),
        ("조선 정전 협정과 정전협정", "정전협정", ["정전 협정", "정전협정"]),
        ("조선 정전협정", "정전 협정", ["정전협정"]),
        ("조선정전협정", "\u110c\u1165\u11bc\u110c\u1165\u11ab", ["정전"]),
        ("朝鮮停戰\n協定", "停戰協定", ["停戰\n協定"]),
        ("ガとカ", "カ", ["カ"]),
        ("A “cease–fire” long sought", '"cease-fire"', ["“cease–fire”"]),
        ("co\u00adoperation", "cooperation", ["co\u00adoperation"]),
        ("Łódź and Tromsø", "lodz and tromso", ["Łódź and Tromsø"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("nothing here", "absent", []),
    ],
)
def test_words_are_found_as_a_reader_means_them(body, words, expected):
    assert found(body, words) == expected


@pytest.mark.parametrize("words", ["", " ", "a", "'", "--", "\u200b", ".", "\u0301"])
def test_words_that_say_too_little_are_not_looked_for(words):
    assert finding.asked(words) == ""


def test_one_syllable_is_enough_and_a_question_is_cut():
    assert finding.asked("핵") == "핵"
    assert finding.asked("two\nlines \x00") == "two lines"
    assert len(finding.asked("x" * 10_000)) == finding.LONGEST


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_words_in_any_text_give_places_of_the_text(body, words):
    clean = finding.asked(words)
    spans = find(body, clean).spans if clean else ()
    assert all(0 <= start < end <= len(body) for start, end in spans)
    assert list(spans) == sorted(spans)


def test_too_many_are_cut_and_say_so():
    hits = find("the " * (finding.MOST + 1), "the")
    assert (len(hits.spans), hits.more) == (finding.MOST, True)
    assert not find("the " * finding.MOST, "the").more


def test_places_within_a_portion_keep_their_numbers():
    hits = Hits(((10, 12), (20, 22), (30, 32)))
    assert hits.within(15, 31) == [(5, 7, 2)]
    assert [hits.next_to(place) for place in (0, 10, 11, 31)] == [1, 1, 2, 1]
    assert Hits().next_to(5) == 0


def test_a_text_of_four_megabytes_is_searched_and_cut_at_once_after_the_first_time():
    body = ("정전 협정 The armistice of P’anmunjŏm was signed by the commanders of both sides. " * 12 + "\n\n") * 4_300
    assert len(body) > 4_000_000
    find(body, "armistice")
    portion_at(body, 0)
    start = time.process_time()
    assert find(body, "commanders of nowhere").spans == ()
    left, right = portion_at(body, 3_000_000)
    assert left < 3_000_000 < right
    assert time.process_time() - start < 1


@pytest.mark.parametrize("position", [0, 1, 150_000, 399_999, 400_000, 10**9])
@pytest.mark.parametrize("line", [99, 2_000, 10**6])
def test_a_long_text_is_shown_in_portions_around_the_place(position, line):
    body = ("x" * line + "\n") * (400_000 // (line + 1) or 1)
    left, right = portion_at(body, position)
    assert 0 <= left < right <= len(body)
    assert left <= min(position, len(body)) <= right
    assert right - left <= 2 * PORTION
    assert portion_at("short", position) == (0, 5)


def test_portions_cover_the_text_and_lead_to_each_other():
    body = ("x" * 99 + "\n") * 4_000
    left, right = portion_at(body, 0)
    seen = [(left, right)]
    while (after := neighbours(body, left)[1]) is not None:
        left, right = portion_at(body, after)
        assert seen[-1][0] < left < seen[-1][1], "portions overlap, so that no passage is cut"
        before = neighbours(body, left)[0]
        assert portion_at(body, before) == seen[-1]
        seen.append((left, right))
    assert seen[-1][1] == len(body)
    assert neighbours(body, 0)[0] is None


HEADINGS = [
    (1, 0, "Preface"),
    (1, 10, "Korea"),
    (2, 20, "War"),
    (3, 30, "One"),
    (3, 40, "Two"),
    (2, 50, "Truce"),
    (3, 60, "Three"),
]


@pytest.mark.parametrize(
    ("position", "shown", "here"),
    [
        (0, ["Preface", "Korea"], "Preface"),
        (45, ["Preface", "Korea", "War", "One", "Two", "Truce"], "Two"),
        (10**6, ["Preface", "Korea", "War", "Truce", "Three"], "Three"),
    ],
)
def test_the_outline_is_open_where_the_reader_is(position, shown, here):
    entries = outline(HEADINGS, position)
    assert [entry.title for entry in entries] == shown
    assert [entry.title for entry in entries if entry.is_here] == [here]
    assert all(entry.is_closed for entry in entries if entry.title in ("Korea", "War", "Truce")) == (position == 0)
    assert outline([], position) == []


def test_the_headings_of_a_plain_text_are_its_short_open_lines_above_paragraphs(database):
    bodies = {row["source"]: row["body"] for row in database.rows("pages", "document_bodies")}
    essay = headings_of(bodies["doc-alliance-essay"])
    assert [title for _, _, title in essay][:2] == ["Background Information and Data", "Perspectives of Experts"]
    assert all(bodies["doc-alliance-essay"].startswith(title, start) for _, start, title in essay)
    assert headings_of(bodies["doc-pacheco-pardo-2014"]) == ()
    assert headings_of("A table\nof lines\n" * 40) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The armistice.", ""),
        ("Kaesŏng, près de là", ""),
        ("조선 정전에 관한 협정", "ko"),
        ("朝鮮人民軍과 美軍의 停戰協定", "ko"),
        ("朝鮮停戰協定書", "zh-Hant"),
        ("朝鲜停战协议书", "zh-Hans"),
        ("一九五三年", "zh"),
        ("朝鮮戦争の休戦協定", "ja"),
        ("Соглашение о перемирии", "ru"),
        ("The words 정전 협정 mean armistice agreement, as everybody in the room knew", ""),
        ("1953-07-27 — “…”", ""),
    ],
)
def test_letters_tell_the_language(text, expected):
    assert language(text) == expected


def test_found_words_are_pieces_within_and_across_marks():
    body = "One two three four."
    pieces = paragraphs(body, [Mark(4, 13, "a", "x", "A")], hits=[(8, 18, 7)])[0]
    assert [(piece.text, piece.ids, piece.hit) for piece in pieces] == [
        ("One ", "", 0),
        ("two ", "a", 0),
        ("three", "a", 7),
        (" four", "", 7),
        (".", "", 0),
    ]
    assert [body[piece.start :][: len(piece.text)] for piece in pieces] == [piece.text for piece in pieces]


@given(
    st.text(alphabet="ab \n", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6),
    st.booleans(),
)
def test_pieces_hold_every_letter_in_its_place(body, spans, wrapped):
    marks = [
        Mark(start, min(start + length, len(body)), f"m{number}", "x", "")
        for number, (start, length) in enumerate(spans)
        if start < len(body)
    ]
    pieces = [piece for paragraph in paragraphs(body, marks, "m0", wrapped=wrapped) for piece in paragraph]
    assert all(body[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces).replace("\n", "") == body.replace("\n", "")
    for piece in pieces:
        covering = {
            mark.id for mark in marks if mark.start <= piece.start and piece.start + len(piece.text) <= mark.end
        }
        assert set(piece.ids.split()) == covering


def test_lines_of_a_printed_page_become_paragraphs_again():
    line = "This line of a printed page reaches as far as its right margin does"
    body = f"A TITLE\n\n{(line + chr(10)) * 9}ends here.\nAnother begins.\n\n{line}\nand ends."
    assert is_wrapped(body)
    split = ["".join(piece.text for piece in pieces) for pieces in paragraphs(body, [], wrapped=True)]
    assert [text.split()[0] for text in split] == ["A", "This", "Another", "This"]
    assert [body[start:].split(maxsplit=1)[0] for start in paragraph_starts(body)] == ["A", "This", "Another", "This"]
    assert not is_wrapped("One.\nTwo.\nThree.\n\nFour.")
    assert not is_wrapped((line * 5 + "\n") * 20)
