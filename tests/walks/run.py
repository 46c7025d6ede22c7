"""Three walks of somebody who sees the dashboard for the first time: only what is shown is clicked, only the first address is typed.

Prints each step with what was clicked, the seconds until its answer was seen and what was seen, then clicks, seconds and dead ends of each
walk, as Markdown. `python -m tests.walks.run [ADDRESS]`; without an address it serves the current build itself. A step whose answer is not
seen is a dead end, and the command fails.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from playwright.sync_api import Error, Locator, Page, sync_playwright

from dashboard.store.config import settings
from tests.browser.conftest import ARGUMENTS
from tests.browser.find_chromium import MISSING, find
from tests.browser.reading import FREE_POINT
from tests.browser.serving import Server, serve

WAIT_MS = 60_000
# How many events each bar holds, as its words say.
COUNTS = "bars => bars.map(bar => parseInt(/: (\\d+) event/.exec(bar.getAttribute('aria-label'))?.[1] ?? 0))"


@dataclass
class Walk:
    """One walk: its steps as they were taken."""

    page: Page
    steps: list[tuple[str, float, str]] = field(default_factory=list)
    clicks: int = 0
    dead_ends: int = 0

    def step(self, does: str, act: Callable[[], None], seen: Callable[[], Locator], clicks: int = 1) -> str:
        """Does something and waits until its answer is seen; returns the answer's words."""
        started, words = time.perf_counter(), ""
        try:
            act()
            answer = seen()
            answer.wait_for(timeout=WAIT_MS)
            words = " ".join(answer.inner_text().split())[:90]
        except Error as error:
            self.dead_ends += 1
            words = f"**dead end**: {error.message.splitlines()[0]}"
        self.clicks += clicks
        self.steps.append((does, time.perf_counter() - started, words))
        return words

    def told(self, name: str) -> str:
        """The walk as a table with its sums."""
        lines = [f"| {i} | {does} | {took:.1f} | {seen} |" for i, (does, took, seen) in enumerate(self.steps, 1)]
        sums = f"{self.clicks} clicks, {sum(took for _, took, _ in self.steps):.1f} s of waiting, {self.dead_ends} dead ends."
        return "\n".join([f"### {name}", "", "| | does | s | sees |", "|--:|---|--:|---|", *lines, "", sums, ""])


def student(page: Page, address: str) -> Walk:
    """Needs a cited account of the end of the Agreed Framework."""
    walk = Walk(page)
    _open(walk, address)
    walk.step(
        "clicks “Stories” in the header", _click(page, "Stories"), lambda: page.get_by_role("heading", name="Stories")
    )
    card = page.locator(".stories li").filter(has_text="Agreed Framework").first
    walk.step(
        "clicks “Read in one piece” under “Why the Agreed Framework ended”",
        lambda: card.get_by_role("link", name="Read in one piece").click(),
        lambda: page.get_by_role("heading", name="Why the Agreed Framework ended"),
    )
    walk.step(
        "scrolls to the references",
        lambda: page.get_by_role("heading", name="References").scroll_into_view_if_needed(),
        lambda: page.locator(".story-references li").first,
        clicks=0,
    )
    walk.step("reads how to cite", lambda: None, lambda: page.locator(".story-article .quiet").last, clicks=0)
    with page.context.expect_page() as opened:
        page.locator(".story-references li a").first.click()
    record = opened.value
    walk.step("clicks the first reference", lambda: None, lambda: record.locator("h1"))
    walk.step("reads what it rests on", lambda: None, lambda: record.get_by_text("What it rests on"), clicks=0)
    walk.step("reads how to cite the record", lambda: None, lambda: record.get_by_text("To cite").first, clicks=0)
    return walk


def journalist(page: Page, address: str) -> Walk:
    """Needs a picture of launches by year, the data behind it and a link."""
    walk = Walk(page)
    _open(walk, address)
    walk.step("clicks “Weapons” in the header", _click(page, "Weapons"), lambda: _drawn(page, "launches_by_year"))
    panel = page.locator(".st-key-panel-launches_by_year")
    panel.scroll_into_view_if_needed()
    walk.step(
        "clicks “Take it away” at “Launches by year and class”",
        lambda: panel.get_by_role("button", name="Take it away").click(),
        lambda: page.get_by_role("tab", name="Data"),
    )
    taken = page.locator(".take")
    with page.expect_download() as download:
        walk.step("clicks “CSV”", taken.get_by_role("link", name="CSV").first.click, lambda: taken.first)
    walk.steps.append(("finds the file", 0.0, download.value.suggested_filename))
    walk.step(
        "clicks “Picture”",
        lambda: taken.get_by_role("tab", name="Picture").click(),
        lambda: taken.get_by_role("link", name="PNG"),
    )
    with page.expect_download() as download:
        walk.step("clicks “PNG”", lambda: taken.get_by_role("link", name="PNG").click(), lambda: taken.first)
    walk.steps.append(("finds the file", 0.0, download.value.suggested_filename))
    walk.step(
        "clicks “Share”",
        lambda: taken.get_by_role("tab", name="Share").click(),
        lambda: taken.get_by_role("button", name="Copy").first,
    )
    copy = taken.locator("[data-page-of=share]").get_by_role("button", name="Copy")
    walk.step("clicks “Copy”", copy.click, lambda: taken.locator(".take-status:not(:empty)"))
    return walk


def analyst(page: Page, address: str) -> Walk:
    """Checks the highest bar of the events by year, member by member."""
    walk = Walk(page)
    _open(walk, address)
    walk.step("clicks “Events” in the header", _click(page, "Events"), lambda: _drawn(page, "events_timeline"))
    walk.step(
        "clicks “By year and era”",
        lambda: page.get_by_role("radio", name="By year and era").click(),
        lambda: _drawn(page, "events_by_year"),
    )
    bars = page.locator(".st-key-panel-events_by_year svg.marks [aria-label*=' of ']")
    highest = bars.evaluate_all(COUNTS)
    bar = bars.nth(highest.index(max(highest)))
    sheet = page.locator("[class*=st-key-evidence-box-]")
    walk.step("clicks the highest bar", lambda: _click_mark(page, bar), lambda: sheet.locator(".panel-title"))
    records = sheet.locator("details.record")
    walk.step("counts the records beside it", lambda: None, lambda: sheet.locator(".quiet").first, clicks=0)
    walk.steps.append(("sees as many records", 0.0, f"{records.count()} records"))
    walk.step(
        "clicks the first record",
        lambda: records.first.locator("summary").click(),
        lambda: records.first.locator(".citations li").first,
    )
    walk.step(
        "clicks “Why this number?”",
        sheet.get_by_text("Why this number", exact=False).first.click,
        lambda: sheet.get_by_text("What is counted.").first,
    )
    return walk


def _open(walk: Walk, address: str) -> None:
    walk.step(
        "opens the site",
        lambda: (walk.page.goto(address), None)[1],
        lambda: _drawn(walk.page, "relationship_at_a_glance"),
        clicks=0,
    )


def _click(page: Page, name: str) -> Callable[[], None]:
    return lambda: page.locator(".st-key-navigation").get_by_role("link", name=name, exact=True).click()


def _drawn(page: Page, chart: str) -> Locator:
    page.locator(f".st-key-panel-{chart} svg.marks").wait_for(timeout=WAIT_MS)
    return page.locator(f".st-key-panel-{chart} .reading b")


def _click_mark(page: Page, mark: Locator) -> None:
    mark.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    point = mark.evaluate(FREE_POINT)
    page.mouse.click(point["x"], point["y"])


def main(arguments: list[str]) -> int:
    """Takes the three walks; returns 1 where one came to a dead end."""
    path = find()
    if not path:
        print(MISSING)
        return 1
    site = nullcontext(Server(arguments[0], 0)) if arguments else serve(settings().out)
    failed = False
    with site as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for take in (student, journalist, analyst):
            context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="en-GB")
            context.set_default_timeout(WAIT_MS)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            walk = take(context.new_page(), server.address)
            print(walk.told(f"{take.__name__.capitalize()}: {(take.__doc__ or '').lower()}"), flush=True)
            failed |= walk.dead_ends > 0
            context.close()
        browser.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
