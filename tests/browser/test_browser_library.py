"""With a real server: a held text is shown to this machine, in the sheet and in the reader, and to nobody whose request was passed on."""

import os
import sys
from unittest.mock import patch

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.library.shelf import Shelf
from dashboard.store.build import build
from tests.browser.reading import settled
from tests.browser.serving import free_port, running
from tests.unit.test_library_build import CITATION, TEXT, anchored_copy, hold

LONG = f"{'Words before. ' * 2_000}\n\n{TEXT}\n\n{'Words after. ' * 2_000}"
READER = f"/source?doc=so-daily&cite={CITATION}"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Settings of the tiny data with one held text."""
    settings = anchored_copy(tmp_path_factory.mktemp("library-browser"))
    hold(settings, LONG)
    build(settings)
    return settings


@pytest.fixture(scope="module")
def served(library):
    """Address of a server on it, with no public address of its own."""
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    command += ["--data", str(library.data), "--out", str(library.out)]
    with (
        patch.dict(os.environ, {"PANMUNJOM_LIBRARY": str(library.library)}),
        running(command, port, "/healthz") as server,
    ):
        yield server.address


def received(address, headers):
    """All that the server sends for the reader's page to a websocket with these headers."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    options = {"subprotocols": ["streamlit"], "max_size": 30_000_000, "proxy": None, "compression": None}
    message = BackMsg()
    message.rerun_script.query_string = READER.partition("?")[2]
    message.rerun_script.page_name = "source"
    with connect(url, additional_headers=headers, **options) as socket:
        socket.send(message.SerializeToString())
        sent = b""
        while True:
            data = socket.recv(timeout=30)
            sent += data
            if ForwardMsg.FromString(data).WhichOneof("type") == "script_finished":
                return sent


def test_the_reader_opens_at_the_passage_and_the_sheet_leads_there(served, browser):
    page = browser.new_context(base_url=served).new_page()
    page.goto("/events?record=ev-1994-10-talks")
    settled(page)
    expect(page.locator("blockquote mark", has_text="and spoke until noon.")).to_be_visible()
    page.get_by_text("Read it in the text in your library").first.click()
    page.wait_for_url(f"**{READER}")
    settled(page)
    expect(page.locator("article.document #chosen")).to_be_in_viewport(timeout=12_000)
    expect(page.locator("article.document #chosen")).to_contain_text("The envoys met")
    page.context.close()


def test_the_words_go_to_this_machine_alone_until_they_are_released(served, library):
    words, no_text = b"Words after. Words after.", b"There is no document"
    assert words in received(served, {})
    for header in (
        {"X-Forwarded-For": "203.0.113.9"},
        {"Via": "1.1 proxy"},
        {"X-Panmunjom-Peer": "127.0.0.1", "Forwarded": "for=x"},
    ):
        sent = received(served, header)
        assert words not in sent
        assert no_text in sent
    assert words in received(served, {"X-Panmunjom-Peer": "203.0.113.9"})
    shelf = Shelf(library.library)
    shelf.release(["so-daily"], "named")
    assert words in received(served, {"X-Forwarded-For": "203.0.113.9"})
    shelf.withdraw(["so-daily"])
    assert words not in received(served, {"X-Forwarded-For": "203.0.113.9"})
