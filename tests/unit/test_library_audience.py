"""Who may read a held text: the machine that holds it, and nobody whose request was passed on, unless the operator released the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard import server
from dashboard.library.audience import PEER, Client, client_of, may_read, text
from dashboard.library.config import Limits
from dashboard.library.keeping import add_file
from dashboard.library.shelf import Shelf
from dashboard.web.peer import PeerMiddleware
from tests.unit.asgi_client import request

HERE = {PEER: "127.0.0.1", "host": "localhost:8501"}


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.1", "::1"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_a_program_of_this_machine_is_here(peer, host, monkeypatch):
    monkeypatch.delenv("PANMUNJOM_URL", raising=False)
    assert client_of({PEER: peer, "host": host, "user-agent": "x", "cookie": "via=1"}).is_here


@pytest.mark.parametrize(
    "other",
    [
        {PEER: "10.0.0.7"},
        {PEER: "203.0.113.7"},
        {PEER: ""},
        {PEER: "localhost.example"},
        {PEER: "127.0.0.1, 203.0.113.7"},
        {"host": "panmunjom.example"},
        {"host": "rebinding.example:8501"},
        {"host": "127.0.0.1.example"},
        {"host": ""},
        {"host": "[::1"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"x-forwarded-host": "localhost"},
        {"X-Forwarded-Proto": "https"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X-Real-IP": "127.0.0.1"},
        {"CF-Connecting-IP": "127.0.0.1"},
        {"True-Client-IP": ""},
        {"X-Envoy-External-Address": "127.0.0.1"},
    ],
    ids=str,
)
def test_whoever_is_not_certainly_here_is_not(other, monkeypatch):
    monkeypatch.delenv("PANMUNJOM_URL", raising=False)
    assert not client_of({**HERE, **other}).is_here


def test_without_a_word_of_the_server_nobody_is_here():
    assert not client_of({"host": "localhost:8501"}).is_here
    assert not client_of({}).is_here


def test_a_server_with_a_public_address_has_nobody_here(monkeypatch):
    monkeypatch.setenv("PANMUNJOM_URL", "https://panmunjom.example")
    assert not client_of(HERE).is_here
    monkeypatch.setenv("PANMUNJOM_URL", "http://127.0.0.1:8501")
    assert client_of(HERE).is_here


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=4))
def test_no_header_of_a_client_makes_it_be_here(headers):
    assert not client_of({**headers, PEER: "203.0.113.7"}).is_here


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path / "library")
    file = tmp_path / "given.txt"
    for name in ("so-one", "so-two"):
        file.write_text(f"The words of {name}.", encoding="utf-8")
        add_file(made, name, file, Limits())
    return made


def test_a_text_is_for_this_machine_until_it_is_released_and_after_it_is_taken_back(shelf):
    here, far = Client(is_here=True), Client()
    assert text(shelf, "so-one", here) == "The words of so-one."
    assert text(shelf, "so-one", far) is None
    shelf.release(["so-one"], "named")
    assert text(shelf, "so-one", far) == "The words of so-one."
    assert text(shelf, "so-two", far) is None
    assert not may_read(shelf, "so-two", far)
    shelf.withdraw(["so-one"])
    assert text(shelf, "so-one", far) is None
    assert text(shelf, "so-none", here) is None
    assert text(shelf, "../so-one", here) is None


def test_a_text_other_than_the_one_that_was_searched_is_not_shown(shelf):
    here = Client(is_here=True)
    sha256 = shelf.snapshot("so-one").text_sha256
    assert text(shelf, "so-one", here, sha256)
    assert text(shelf, "so-one", here, "0" * 64) is None


def test_the_release_keeps_when_and_why(shelf):
    shelf.release(["so-one"], "public domain: work of the US federal government")
    first = shelf.released()["so-one"]
    assert first.endswith("Z public domain: work of the US federal government")
    shelf.release(["so-one", "so-two"], "named")
    assert shelf.released()["so-one"] == first


def test_the_server_tells_who_is_at_the_other_end_and_a_client_cannot():
    def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.headers.getlist(PEER)} {client_of(request.headers).is_here}")

    app = Starlette(routes=[Route("/", answer)], middleware=[m for m in server.MIDDLEWARE if m.cls is PeerMiddleware])
    assert request(app, "/", {PEER: "10.0.0.1", "host": "localhost"}).text == "['127.0.0.1'] True"
    assert request(app, "/", {PEER: "127.0.0.1", "host": "panmunjom.example"}).text == "['127.0.0.1'] False"
    assert request(app, "/", {"host": "localhost", "x-forwarded-for": "127.0.0.1"}).text == "['127.0.0.1'] False"
