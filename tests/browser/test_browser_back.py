"""In a real browser: a reader comes back after the server was replaced, as from a tunnel or a sleeping laptop, and goes on."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Browser, expect

from dashboard.store.config import Settings
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
