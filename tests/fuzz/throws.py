"""What is thrown at the program: each throw is made from one number alone, so that a bad one can be thrown again."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.pages import PAGES
from dashboard.doors.asked import WrongQuestionError, filters_of
from dashboard.export.chart_file import FORMATS
from dashboard.export.citations import FORMS
from dashboard.markup.marks import Mark, excerpt, paragraphs, visible
from dashboard.record.fields import FIELDS
from dashboard.record.filters import filters_in_words, parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store import dates
from dashboard.store.build import build
from dashboard.store.config import Settings
from dashboard.store.database import Database
from dashboard.store.problems import DataError
from dashboard.store.signs import HIDDEN
from dashboard.views.reader import finding

WORDS = (
    "PRK", "USA", "war", "truce", "1953", "1994-10", "1954-09/1954-10", "2019~", "..", "1994/..", "light water", "정전협정", "김정은",
    "armistice", "all", "primary", "checked2", "", " ", "-1", "0", "1e309", "NaN", "999999999999", "true", "null", "[]", "{}",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "' or 1=1 --", '";drop table record', "%00",
    "../../etc/passwd", "**bold**", "![x](http://evil.example)", "=1+1", "@SUM(A1)", "\u202e", "\ufeff", "\x00", "\x1b[31m", "\ufffe",
    "\U0001f469\u200d\U0001f469", "é", "e\u0301", "ﬁ", "ＫＮ－２３", "a" * 250, "ev-1953-07-27-armistice", "cl-essay-01", "doc-essay",
    "events_timeline~ev-2006-embargo", "~", ";", "&", "=", "#", "?", "/", "\\", "{{7*7}}", "${jndi}", "con", "__proto__", "\r\nX: 1",
)  # fmt: skip


# What breaks files of tables.
BYTES = (b'"', b",", b"\n", b"\r\n", b";", b"\x00", b"\xff", b"\xef\xbb\xbf", b"")


@dataclass
class World:
    """What is thrown at."""

    database: Database
    settings: Settings
    get: Callable[..., Any]
    folder: Path
    known: dict[str, Any] = field(default_factory=dict)


def text(chance: random.Random) -> str:
    """A word that means something, one of any signs, or a mixture."""
    kind = chance.randrange(4)
    if kind < 2:
        return chance.choice(WORDS)
    if kind == 2:
        return "".join(sign(chance) for _ in range(chance.randrange(12)))
    return text(chance) + text(chance)


def sign(chance: random.Random) -> str:
    """Any character of Unicode; those of ASCII more often."""
    top = chance.choice((0x7F, 0x7F, 0xFF, 0x2FFF, 0xD7FF, 0x10FFFF))
    point = chance.randrange(top)
    return chr(point if not 0xD800 <= point <= 0xDFFF else 0xFFFD)


def query(chance: random.Random) -> dict[str, list[str]]:
    """Parameters of an address."""
    names = [*(one.name for one in FIELDS), "mark", "record", "view", "show", "order", "version", text(chance)]
    return {
        name: [text(chance) for _ in range(chance.choice((1, 1, 2, 70)))]
        for name in chance.sample(names, chance.randrange(5))
    }


def throw_address(chance: random.Random, world: World) -> None:
    """An address of a page: it is read, said, written and read again, and every statement takes it."""
    kinds = chance.choice(["", *{chart.kinds for chart in CHARTS}])
    words = vocabulary(world.database, kinds)
    asked = query(chance)
    filters, notes = parse(asked, words)
    again, more = parse(filters.query(), words)
    assert again == filters
    assert more == [note for note in notes if note.startswith("The period ends")]
    assert not re.search(f"[{HIDDEN}]", filters.words)
    assert filters_in_words(filters, words)
    chart = chance.choice(CHARTS)
    world.database.rows("charts", chart.id, filters.parameters())
    refused = None
    try:
        strict = filters_of(asked, world.database, chart)
    except WrongQuestionError as error:
        refused = error
    if refused:
        assert refused.told()["problems"]
    else:
        own = vocabulary(world.database, chart.kinds)
        assert replace(strict, year=None) == replace(parse(asked, own)[0], year=None)


def throw_file(chance: random.Random, world: World) -> None:
    """A folder of data with a few bytes changed: it is built, or every fault has a file; nothing else happens."""
    folder = world.folder / "thrown"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(world.settings.data, folder / "data")
    files = sorted(file for file in (folder / "data").rglob("*") if file.is_file())
    for _ in range(chance.choice((1, 1, 3))):
        changed = chance.choice(files)
        content = bytearray(changed.read_bytes())
        at = chance.randrange(len(content) + 1)
        end = at + chance.choice((0, 0, 1, 5))
        put = chance.choice((*BYTES, text(chance).encode(), bytes([chance.randrange(256)])))
        content[at:end] = put
        changed.write_bytes(content)
    problems = None
    try:
        made = build(replace(world.settings, data=folder / "data", out=folder / "build"))
    except DataError as error:
        problems = error.problems
    if problems is None:
        assert made.file.is_file()
    else:
        assert problems
        assert all(problem.file for problem in problems)


def throw_date(chance: random.Random, _: World) -> None:
    """A date of any form: it is understood with its first day not after its last, or refused."""
    parts = [
        "1953",
        "07",
        "27",
        "-",
        "/",
        "..",
        "~",
        "?",
        "%",
        "X",
        "{",
        "}",
        "0",
        "9",
        "T",
        "Y",
        "00",
        "13",
        "31",
        " ",
    ]
    written = "".join(chance.choice(parts) for _ in range(chance.randrange(1, 9)))
    try:
        found = dates.span(written)
    except ValueError:
        return
    assert found.latest is None or found.earliest is None or found.earliest <= found.latest
    assert dates.in_words(written)


def throw_place(chance: random.Random, _: World) -> None:
    """A text with passages at any places: what is marked is what stands there, and taking the marks away gives the text back."""
    body = "".join(text(chance) + chance.choice(("", " ", ". ", "\n", "\n\n")) for _ in range(chance.randrange(1, 20)))
    body = body.replace("\r", "") or "a"
    marks = []
    for number in range(chance.randrange(4)):
        start = chance.randrange(len(body))
        marks.append(Mark(start, min(len(body), start + 1 + chance.randrange(60)), f"c{number}", "cited", text(chance)))
    whole = [piece for paragraph in paragraphs(body, marks, wrapped=chance.random() < 0.5) for piece in paragraph]
    for piece in whole:
        assert piece.text == body[piece.start : piece.start + len(piece.text)]
    assert "".join("".join(piece.text for piece in whole).split()) == "".join(body.split())
    assert not re.search(f"[{HIDDEN}]", visible(body))
    for mark in marks:
        assert excerpt(body, mark.start, mark.end).quote == body[mark.start : mark.end]
    for start, end in finding.find(body, finding.asked(text(chance))).spans[:20]:
        assert 0 <= start < end <= len(body)


def throw_request(chance: random.Random, world: World) -> None:
    """A request for any address: an answer that a client can read, never a failure, and nothing of what it asked for as markup."""
    charts, pages = [chart.id for chart in CHARTS], [page.path for page in PAGES]
    ids = ["ev-1953-07-27-armistice", "cl-essay-01", "tr-armistice-1953", text(chance)]
    cheap = [form for form in FORMATS if form not in ("svg", "png", "pdf", "zip")]
    ending = chance.choice(["", *(f".{form}" for form in FORMS)])
    kind = chance.choice(("chart", "record", "passage", text(chance)))
    path = chance.choice((
        f"/charts/{chance.choice(charts)}.{chance.choice(cheap)}", f"/r/{chance.choice(ids)}", f"/r/{chance.choice(ids)}.json",
        f"/records/{chance.choice(ids)}.json", "/records.jsonl", "/search.json", "/changes", "/changes.csv", "/feed.atom",
        f"/cite/{kind}/{chance.choice([*charts, *ids])}{ending}", f"/experts/{chance.choice(('ada-scholar', text(chance)))}",
        f"/sources/{chance.choice(('doc-essay', text(chance)))}", f"/eras/{chance.choice(('truce', text(chance)))}",
        f"/actors/{text(chance)}", f"/tables/{chance.choice(('events', text(chance)))}.csv",
        f"/{chance.choice(pages)}", f"/{text(chance)}", "/oembed", "/sitemap.xml", "/healthz",
    ))  # fmt: skip
    asked = {**query(chance), **({"q": [text(chance)]} if chance.random() < 0.3 else {})}
    pairs = "&".join(f"{encoded(name)}={encoded(value)}" for name, values in asked.items() for value in values)
    target = f"{encoded(path, '/')}?{pairs}" if pairs else encoded(path, "/")
    answer = world.get(target, {"Host": "127.0.0.1"}, chance.choice(("GET", "GET", "GET", "HEAD", "POST")))
    assert answer.status in (200, 304, 308, 400, 404, 405, 414), (answer.status, target)
    assert answer.headers["x-content-type-options"] == "nosniff"
    media = answer.headers.get("content-type", "")
    if answer.body and "json" in media:
        is_lines = "ndjson" in media or "jsonl" in media
        for part in answer.body.splitlines() if is_lines else [answer.body]:
            json.loads(part)
    if "html" in media:
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "Traceback" not in unescape(answer.text)
    assert "\n" not in answer.headers.get("location", "")
    assert not answer.headers.get("location", "").startswith("//")


def encoded(value: str, safe: str = "") -> str:
    """A text as it stands in an address."""
    return quote(value.encode("utf-8", "surrogatepass"), safe=safe)


THROWS: dict[str, Callable[[random.Random, World], None]] = {
    "address": throw_address,
    "file": throw_file,
    "date": throw_date,
    "place": throw_place,
    "request": throw_request,
}
