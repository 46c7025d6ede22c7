"""Texts are drawn whole from pages, PDFs, Word files and plain text, and held so that nothing is lost or mixed up."""

import json

import pytest
from loopback_site import docx, html, pdf

from dashboard.library.config import LibraryError, Limits
from dashboard.library.extract.apart import extract_apart
from dashboard.library.extract.worker import extract
from dashboard.library.keeping import add_file
from dashboard.library.shelf import Shelf
from dashboard.library.snapshot import Snapshot

LIMITS = Limits()
KOREAN = "정전협정은 1953년 7월 27일 판문점에서 조인되었다. 쌍방은 적대행위를 중지하기로 합의하였다. " * 20


def text_of(body, said="", charset=None):
    return extract(body, said, charset, LIMITS)


def test_a_page_gives_all_its_words_in_order_with_headings():
    page = (
        b"<html><head><title>not said</title><style>p{}</style></head><body><nav>Menu</nav><h1>The  text</h1>"
        b"<p>One <b>two</b>, <!-- no -->three<br>four.<script>var hidden = 1;</script><p>five<h3>Part &amp; whole</h3>six"
        b"<table><tr><td>a</td><td>b</td></tr></table><pre>x\n  y</pre><footer>End</footer></body></html>"
    )
    made = text_of(page, "text/html")
    assert made.text.split() == [
        "Menu",
        "The",
        "text",
        "One",
        "two,",
        "three",
        "four.",
        "five",
        "Part",
        "&",
        "whole",
        "six",
        "a",
        "b",
        "x",
        "y",
        "End",
    ]
    assert [(level, made.text[at:].split("\n")[0]) for level, at, _ in made.headings] == [
        (1, "The text"),
        (3, "Part & whole"),
    ]
    assert "hidden" not in made.text


def test_an_edition_in_xml_keeps_its_sentences_whole_and_tells_notes_after_them():
    tei = (
        b'<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>about</teiHeader><text><body>'
        b"<div><head>1. Telegram</head><p>The talks<note><p>See <hi>below</hi>.</p></note> were broken off.</p></div></body></text></TEI>"
    )
    made = text_of(tei, "text/plain")
    assert made.text == "1. Telegram\n\nThe talks were broken off.\n\nSee below."
    assert made.headings == ((1, 0, "1. Telegram"),)


def test_data_in_json_is_read_with_its_escapes_undone():
    made = text_of(
        b'[{"title": "A statement", "year": 1994, "text": "One.\\nTwo \\u2018three\\u2019."}, null, true]', "text/plain"
    )
    assert made.text == "A statement\n\n1994\n\nOne.\nTwo ‘three’."
    assert made.media_type == "application/json"
    assert text_of(b"[sic] is no JSON", "text/plain").text == "[sic] is no JSON"
    assert text_of(b"[" * 200_000, "application/json").media_type == "text/plain"


def test_a_pdf_gives_its_pages():
    made = text_of(pdf(["First page of words", "Second page (of two)"]))
    assert [made.text[at:].split("\n")[0].strip() for at in made.pages] == [
        "First page of words",
        "Second page (of two)",
    ]


def test_a_word_file_gives_headings_and_paragraphs():
    made = text_of(docx(["The heading", "A paragraph &amp; more."]))
    assert made.text == "The heading\n\nA paragraph & more."
    assert made.headings == ((1, 0, "The heading"),)


@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "euc-kr", "no-such-set", "hex", None])
def test_a_charset_that_lies_is_not_believed(said):
    made = text_of(KOREAN.encode("euc-kr"), "text/plain", said)
    assert made.text == KOREAN.strip()
    assert text_of(KOREAN.encode("utf-8"), "text/plain", said).text == KOREAN.strip()


def test_older_pages_are_read_in_the_set_that_they_name():
    page = '<html><head><meta charset="windows-1252"></head><body><p>“Übereinkunft” – naïve</p></body></html>'
    assert text_of(page.encode("cp1252"), "text/html").text == "“Übereinkunft” – naïve"
    assert text_of("\ufeff<p>안녕</p>".encode("utf-16"), "text/html").text == "안녕"


def test_control_characters_go_and_turning_ones_are_noted():
    made = text_of("zero\0 one\x1b[31m two\u202e three\r\nfour e\u0301".encode())
    assert made.text == "zero one[31m two\u202e three\nfour é"
    assert made.notes == (
        "2 control characters were left out",
        "1 characters that turn the direction of text are shown as signs",
    )


def test_the_process_apart_says_the_same():
    body = html("The words of a page that is long enough to be one. " * 10)
    assert extract_apart(body, "text/html", "utf-8", LIMITS) == extract(body, "text/html", "utf-8", LIMITS)


def test_a_file_is_held_and_removed_again(tmp_path):
    shelf = Shelf(tmp_path / "library")
    file = tmp_path / "given.docx"
    file.write_bytes(docx(["Title", "Words that are kept."]))
    assert add_file(shelf, "so-one", file, LIMITS).state == "held"
    add_file(shelf, "so-two", file, LIMITS)
    held = shelf.snapshot("so-one")
    assert shelf.text(held) == "Title\n\nWords that are kept."
    assert shelf.body(held) == file.read_bytes()
    assert held.media_type == "application/docx"
    assert held.extractor.startswith("mammoth ")
    assert len(list((tmp_path / "library" / "texts").glob("*/*"))) == 1
    assert shelf.remove("so-one")
    assert shelf.text(shelf.snapshot("so-two"))
    assert shelf.remove("so-two")
    assert not [path for path in (tmp_path / "library").rglob("*") if path.is_file() and path.name != "changed"]
    assert not shelf.remove("so-two")


def test_a_text_that_another_hand_changed_is_not_shown(tmp_path):
    shelf = Shelf(tmp_path)
    file = tmp_path / "given.txt"
    file.write_text("Words as they were.", encoding="utf-8")
    add_file(shelf, "so-one", file, LIMITS)
    held = shelf.snapshot("so-one")
    (path,) = (tmp_path / "texts").glob("*/*")
    path.write_text("Words as they were not.", encoding="utf-8")
    with pytest.raises(LibraryError, match="another hand"):
        shelf.text(held)
    add_file(shelf, "so-one", file, LIMITS)
    assert shelf.text(held) == "Words as they were."


@pytest.mark.parametrize("name", ["../outside", "a/b", "", ".", "so_x", "A", "x" * 300])
def test_no_name_leads_out_of_the_library(tmp_path, name):
    shelf = Shelf(tmp_path / "library")
    file = tmp_path / "given.txt"
    file.write_text("Words.", encoding="utf-8")
    with pytest.raises(LibraryError, match="no source id"):
        add_file(shelf, name, file, LIMITS)
    assert shelf.snapshot(name) is None
    assert not shelf.remove(name)


def test_a_snapshot_that_is_broken_or_strange_is_as_good_as_none(tmp_path):
    shelf = Shelf(tmp_path)
    folder = tmp_path / "sources" / "so-one"
    folder.mkdir(parents=True)
    for text in ("", "[]", "{}", "null", json.dumps({"source": "so-one", "headings": [["x"]]})):
        (folder / "snapshot.json").write_text(text, encoding="utf-8")
        assert shelf.snapshot("so-one") is None
    assert list(shelf.all()) == []


def test_a_snapshot_is_read_as_it_was_written():
    made = Snapshot(
        source="so-one", asked="", reached="", taken="2026-11-28T00:00:00Z", media_type="text/plain", charset="utf-8",
        bytes_sha256="a" * 64, bytes_length=1, text_sha256="b" * 64, text_length=1, extractor="x 1", notes=("n",), pages=(0, 5),
        headings=((1, 0, "정전"),),
    )  # fmt: skip
    assert Snapshot.from_json(made.to_json()) == made
