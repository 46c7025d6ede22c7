"""In a real browser: a reader comes back after the server was replaced, as from a tunnel or a sleeping laptop, and goes on."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, expect

from dashboard.record.filters import Filters
from dashboard.store.config import Settings
from dashboard.store.database import Database
from tests.browser.reading import Watched, click_first_free, evidence, panel, settled, still
from tests.browser.serving import Server, free_port, running


def started(settings: Settings, port: int) -> AbstractContextManager[Server]:
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), "--out", str(settings.out)]
    return running(command, port, "/healthz")


def test_what_was_typed_stays_and_the_page_answers_again(browser: Browser, real_settings: Settings) -> None:
    port = free_port()
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    runs: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda _: runs.append(socket.url)))
    with started(real_settings, port) as first:
        page.goto(f"{first.address}/sources")
        box = page.get_by_label("Find a source")
        box.click()
        box.press_sequentially("kissinger")
        os.kill(first.pid, signal.SIGKILL)
    runs.clear()
    with started(real_settings, port):
        # Nobody has touched the page: it has come back by itself.
        _until(page, lambda: len(runs) > 5)
        expect(box).to_have_value("kissinger")
        box.press("Enter")
        expect(page.get_by_text(re.compile(r"^[0-9]{1,2} sources\. Click a row"))).to_be_visible(timeout=20_000)
    page.close()


def _until(page: object, is_so: Callable[[], bool]) -> None:
    for _ in range(300):
        if is_so():
            return
        page.wait_for_timeout(100)  # type: ignore[attr-defined]
    raise AssertionError("the page did not come back")


def test_a_mark_the_list_and_the_table_answer_after_the_server_was_replaced(
    browser: Browser, real_settings: Settings, database: Database
) -> None:
    chart = "events_timeline"
    labels = list(database.frame("charts", chart, Filters(eras=("summits",)).parameters())["label"])
    port = free_port()
    window = browser.new_context(viewport={"width": 1360, "height": 900})
    window.set_default_timeout(30_000)
    pages = [window.new_page() for _ in range(3)]
    runs: Counter[int] = Counter()
    for number, page in enumerate(pages):
        page.on("websocket", lambda socket, n=number: socket.on("framereceived", lambda _: runs.update([n])))
    with started(real_settings, port) as first:
        for page in pages:
            page.goto(f"{first.address}/events?era=summits")
            settled(page)
        os.kill(first.pid, signal.SIGKILL)
    runs.clear()
    with started(real_settings, port):
        _until(pages[0], lambda: min(runs[number] for number in range(3)) > 5)
        on_mark, on_list, on_table = pages
        still(on_mark)
        click_first_free(on_mark, chart, labels)
        expect(evidence(on_mark, chart)).to_be_visible(timeout=20_000)
        panel(on_list, chart).get_by_role("button", name="Find a mark").click()
        expect(on_list.get_by_placeholder("Type a part of its label")).to_be_visible(timeout=20_000)
        panel(on_table, chart).get_by_text("Table", exact=True).click()
        expect(panel(on_table, chart).locator("[data-testid=stDataFrame]")).to_be_visible(timeout=20_000)
        for page in pages:
            assert "era=summits" in page.url
    window.close()


def test_citing_and_taking_away_work_under_a_prefix(
    browser: Browser, real_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("PANMUNJOM_URL", f"http://127.0.0.1:{port}/panmunjom")
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), "--out", str(real_settings.out)]
    with running(command, port, "/healthz") as server:
        window = browser.new_context(viewport={"width": 1360, "height": 900})
        window.set_default_timeout(30_000)
        page = window.new_page()
        watched = Watched(page, server.address)
        page.goto(f"{server.address}/panmunjom/events?record=ev-1994-10-21-agreed-framework")
        settled(page)
        page.locator(".evidence").get_by_role("button", name="Cite this record").click()
        dialog = page.get_by_role("dialog", name="How to cite")
        expect(dialog.locator(".citing-chosen")).to_be_visible(timeout=40_000)
        expect(dialog.locator(".citing-entry:visible")).to_contain_text("/panmunjom/r/ev-1994-10-21-agreed-framework")
        with page.expect_download() as started_file:
            dialog.get_by_role("link", name="RIS").click()
        assert "/panmunjom/r/" in started_file.value.path().read_text()
        page.keyboard.press("Escape")
        page.goto(f"{server.address}/panmunjom/events?era=summits")
        settled(page)
        panel(page, "events_timeline").get_by_role("button", name="Take it away").click()
        with page.expect_download() as started_file:
            page.get_by_role("link", name="CSV", exact=True).click()
        assert f"{port}/panmunjom/events?era=summits" in started_file.value.path().read_text()
        asked = [address for address in watched.addresses if address.startswith("http")]
        assert all(address.startswith(f"{server.address}/panmunjom/") for address in asked)
        assert watched.complaints() == []
        window.close()
