"""Fixtures of the browser tests: a server on the real data, a Chromium, and pages that are watched while a test uses them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dashboard.store.config import ROOT, Settings
from tests.browser.find_chromium import MISSING, find
from tests.browser.reading import Watched, is_dashboard, moved, settled, window
from tests.browser.serving import serve

RESULTS = ROOT / "test-results"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Visit = Callable[..., Watched]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def site(real_settings: Settings) -> Iterator[str]:
    """Address of a server on a build of the real data, started as a reader starts it."""
    with serve(real_settings.out) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = find()
    assert path, MISSING
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[tuple[object, ...], BrowserContext]]:
    """Browser profiles by window and place; tests of the same kind share one, and with it its cache of files."""
    made: dict[tuple[object, ...], BrowserContext] = {}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture(scope="session")
def tabs() -> dict[tuple[object, ...], list[Page]]:
    """Tabs that no test uses, by the kind of their window: in a new one the browser would read all scripts anew."""
    return {}


@pytest.fixture
def visit(
    site: str,
    browser: Browser,
    contexts: dict[tuple[object, ...], BrowserContext],
    tabs: dict[tuple[object, ...], list[Page]],
    request: pytest.FixtureRequest,
) -> Iterator[Visit]:
    """Opens pages: `visit("/events", width=390)`. When the test ends each must have been quiet: see `Watched.complaints`.

    A tab that another test has left goes on to the page as by a link; `loaded` loads it anew, `fresh` does so in a new profile.
    """
    opened: list[tuple[tuple[object, ...], Watched]] = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        zone: str = "UTC",
        scheme: Scheme = "light",
        fresh: bool = False,
        loaded: bool = False,
    ) -> Watched:
        key = (zone, scheme, len(contexts) if fresh else None)
        if key not in contexts:
            contexts[key] = browser.new_context(
                base_url=site,
                timezone_id=zone,
                locale="en-GB",
                color_scheme=scheme,
            )
            contexts[key].set_default_timeout(15_000)
        free = tabs.setdefault(key, [])
        tab = free.pop() if free else contexts[key].new_page()
        tab.set_viewport_size(window(width))
        tab.emulate_media(
            media="null", color_scheme=scheme, reduced_motion="null", forced_colors="null", contrast="null"
        )
        watched = Watched(tab, site)
        opened.append((key, watched))
        if loaded or not is_dashboard(tab):
            tab.goto(path)
            settled(tab)
        else:
            moved(tab, path)
        return watched

    yield open_page
    failed = getattr(request.node, "failed", False)
    complaints = [complaint for _, watched in opened for complaint in watched.complaints()]
    if failed or complaints:
        _picture([watched.page for _, watched in opened], request.node.name)
    for key, watched in opened:
        if failed or complaints or not watched.left():
            watched.page.close()
        else:
            tabs[key].append(watched.page)
    assert complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Lets the fixture above know whether the test failed."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


def _picture(pages: list[Page], test: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    name = re.sub(r"\W+", "-", test).strip("-")[:100]
    for number, page in enumerate(pages):
        page.screenshot(path=Path(RESULTS) / f"{name}-{number}.png")
