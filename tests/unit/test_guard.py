"""Limits of every door: what one client may ask for, how long it may be, and what becomes of pages that flood or come back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

import pytest
from asgi_client import Answer, request
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard import server
from dashboard.store.config import ROOT
from dashboard.store.service import Service, SettingError, read
from dashboard.web.guard import frames, messages
from dashboard.web.guard.doors import CLOSED, DoorsMiddleware, PrefixMiddleware
from dashboard.web.guard.frames import FramesMiddleware
from dashboard.web.guard.lanes import Lanes, Use
from dashboard.web.guard.shares import REMEMBERED, Busy, Shares, client_of
from dashboard.web.guard.turns import Gone, Turns, nobody_leaves

Get = Callable[..., Answer]
Setting = Callable[[str, str], None]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_client_has_its_burst_and_then_its_rate_whatever_others_do() -> None:
    clock = Clock()
    shares = Shares(3, 2.0, clock)
    for _ in range(3):
        shares.take("a")
    with pytest.raises(Busy) as caught:
        shares.take("a")
    assert (caught.value.status, caught.value.wait) == (429, 1)
    shares.take("b")
    clock.now = 0.5
    shares.take("a")
    assert shares.wait("a") == pytest.approx(0.5)


def test_clients_that_are_remembered_are_limited() -> None:
    shares = Shares(1, 1.0, Clock())
    for number in range(REMEMBERED + 50):
        shares.take(str(number))
    assert len(shares) == REMEMBERED


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_a_network_of_ipv6_is_one_client(address: str, client: str) -> None:
    assert client_of({"client": (address, 1)}) == client
    assert client_of({"client": None}) == "unknown"


def test_work_waits_in_a_short_queue_and_nobody_before_who_has_less() -> None:
    async def run() -> None:
        turns: Turns[str] = Turns(1, 4, 2)
        done: list[str] = []
        hold = asyncio.Event()

        async def held() -> bool:
            await hold.wait()
            return False

        def work(name: str) -> Callable[[], str]:
            return lambda: done.append(name) or name

        first = asyncio.ensure_future(turns.run("a", 0, work("a0"), held))
        await asyncio.sleep(0)
        rest = [asyncio.ensure_future(turns.run("a", n, work(f"a{n}"), nobody_leaves)) for n in (1, 2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy) as own:
            await turns.run("a", 3, work("a3"), nobody_leaves)
        assert own.value.status == 429
        other = [asyncio.ensure_future(turns.run("b", 10 + n, work(f"b{n}"), nobody_leaves)) for n in (1, 2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy) as full:
            await turns.run("c", 20, work("c"), nobody_leaves)
        assert full.value.status == 503
        hold.set()
        assert await asyncio.gather(first, *rest, *other) == ["a0", "a1", "a2", "b1", "b2"]
        assert sorted(done) == ["a0", "a1", "a2", "b1", "b2"]
        assert turns.figures() == {"waiting": 0, "running": 0}

    asyncio.run(run())


def test_nothing_is_done_for_who_has_gone_and_equal_work_once() -> None:
    async def run() -> None:
        turns: Turns[int] = Turns(2, 4, 4)
        made: list[int] = []

        async def gone() -> bool:
            return True

        with pytest.raises(Gone):
            await turns.run("a", 1, lambda: made.append(1) or 1, gone)
        assert made == []

        def slow() -> int:
            import time

            time.sleep(0.05)
            made.append(2)
            return 2

        assert await asyncio.gather(*(turns.run("a", 2, slow, nobody_leaves) for _ in range(5))) == [2] * 5
        assert made == [2]

    asyncio.run(run())


def test_pages_over_their_share_leave_a_place_free() -> None:
    async def run() -> None:
        lanes = Lanes(2)
        greedy = await lanes.enter(Use(), is_over=True)
        waits = asyncio.ensure_future(lanes.enter(Use(), is_over=True))
        await asyncio.sleep(0)
        honest = await asyncio.wait_for(lanes.enter(Use(), is_over=False), 1)
        lanes.leave(greedy)
        await asyncio.sleep(0)
        # Not even in the free place: two runs at once take twice as long each.
        assert not waits.done()
        lanes.leave(honest)
        await asyncio.wait_for(waits, 1)
        lanes.leave(waits.result())
        assert lanes.figures() == {"waiting": 0, "running": 0}

    asyncio.run(run())


def test_the_page_that_has_used_least_goes_first() -> None:
    async def run() -> None:
        lanes = Lanes(1)
        running = await lanes.enter(Use(), is_over=False)
        used = Use()
        used.add(3.0, lanes._clock())
        order: list[str] = []

        async def goes(name: str, use: Use) -> None:
            run = await lanes.enter(use, is_over=False)
            order.append(name)
            lanes.leave(run)

        both = asyncio.gather(goes("much", used), goes("little", Use()))
        await asyncio.sleep(0)
        lanes.leave(running)
        await both
        assert order == ["little", "much"]

    asyncio.run(run())


def rerun(query: str = "", fragment: str = "", state: str = "", kept: Sequence[str] = ()) -> bytes:
    message = BackMsg()
    message.rerun_script.cached_message_hashes.extend(kept)
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    if state:
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = "words", state
    return bytes(message.SerializeToString())


@pytest.mark.parametrize("field", ["clear_cache", "set_run_on_save", "debug_shutdown_runtime", "load_git_info"])
def test_what_no_reader_needs_is_dropped(field: str) -> None:
    message = BackMsg()
    setattr(message, field, True)
    assert messages.judged(bytes(message.SerializeToString()), 1000, is_first=False) == messages.Verdict()


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, 1002), (b"", 1002), (b"\xff\xff\xff", 1002), (b"x" * 1001, 1009)],
)
def test_what_cannot_be_read_closes_the_page(data: bytes | None, code: int) -> None:
    assert messages.judged(data, 1000, is_first=False).code == code


def test_a_state_as_long_as_a_book_closes_the_page_and_a_long_address_is_left_out() -> None:
    assert messages.judged(rerun(state="e " * 30_000), 250_000, is_first=False).code == 1009
    told = messages.judged(rerun("a=" + "x" * 9000), 250_000, is_first=False)
    assert told.data is not None
    assert BackMsg.FromString(told.data).rerun_script.query_string == ""
    short = rerun("era=war", "f", "light water")
    assert messages.judged(short, 250_000, is_first=False) == messages.Verdict(short, is_run=True)


class Socket:
    """A websocket without a network: what the browser sends, and what Streamlit is given."""

    def __init__(self, gate: FramesMiddleware, subprotocols: str = "streamlit", client: str = "192.0.2.1") -> None:
        self.scope = {
            "type": "websocket",
            "path": "/_stcore/stream",
            "headers": [(b"sec-websocket-protocol", subprotocols.encode())],
            "client": (client, 1),
            "extensions": {"websocket.http.response": {}},
        }
        self.to_server: asyncio.Queue[Any] = asyncio.Queue()
        self.to_server.put_nowait({"type": "websocket.connect"})
        self.to_browser: list[Any] = []
        self.task = asyncio.ensure_future(gate(self.scope, self.to_server.get, self._sent))

    async def _sent(self, message: Any) -> None:
        self.to_browser.append(message)

    def says(self, data: bytes) -> None:
        self.to_server.put_nowait({"type": "websocket.receive", "bytes": data})

    async def leaves(self) -> None:
        self.to_server.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self.task, 2)


class Streamlit:
    """What stands behind: it takes messages down, and says of each run that it has ended where it is told to."""

    def __init__(self, *, ends: bool = True) -> None:
        self.got: list[bytes] = []
        self.ends = ends

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.got.append(message["bytes"])
            if self.ends:
                await send({"type": "websocket.send", "bytes": finished()})


def finished(status: int = 0) -> bytes:
    message = ForwardMsg()
    message.hash = "x" * 32
    message.script_finished = status
    return bytes(message.SerializeToString())


def gate(app: Any, *, known: bool = True, **settings: Any) -> FramesMiddleware:
    return FramesMiddleware(app, lambda _: known, Service(**settings))


async def settled(seconds: float = 0.05) -> None:
    await asyncio.sleep(seconds)


def test_a_page_that_asks_too_often_is_slowed_and_one_that_floods_is_closed() -> None:
    async def run() -> None:
        app = Streamlit()
        socket = Socket(gate(app, run_burst=5, run_rate=0.001))
        for number in range(10):
            socket.says(rerun(f"from={number}"))
        await settled()
        assert len(app.got) == 5
        for _ in range(frames.MOST_WAITING + 5):
            socket.says(rerun("flood"))
        await asyncio.wait_for(socket.task, 2)
        assert socket.to_browser[-1] == {"type": "websocket.close", "code": 1013}
        assert len(app.got) == 5

    asyncio.run(run())


def test_other_pages_are_run_while_one_asks_too_often() -> None:
    async def run() -> None:
        app = Streamlit(ends=False)
        watch = gate(app, run_burst=2, run_rate=50.0, slots=2)
        greedy, honest = Socket(watch), Socket(watch)
        for _ in range(20):
            greedy.says(rerun("flood"))
        await settled()
        honest.says(rerun("mine"))
        await settled()
        assert rerun("mine") in app.got
        await greedy.leaves()
        await honest.leaves()
        assert watch.lanes.figures() == {"waiting": 0, "running": 0}
        assert watch.open.total() == 0

    asyncio.run(run())


def test_a_client_may_open_so_many_pages_and_is_told_when_to_come_back() -> None:
    async def run() -> None:
        watch = gate(Streamlit(), sockets_client=2)
        kept = [Socket(watch), Socket(watch)]
        refused = Socket(watch)
        other = Socket(watch, client="192.0.2.2")
        await settled()
        start = refused.to_browser[0]
        assert (start["type"], start["status"]) == ("websocket.http.response.start", 429)
        assert (b"retry-after", b"30") in start["headers"]
        assert other.to_browser[0]["type"] == "websocket.accept"
        for socket in (*kept, other):
            await socket.leaves()

    asyncio.run(run())


def test_a_page_whose_session_is_gone_is_called_back_and_run_as_a_whole() -> None:
    async def run() -> None:
        app = Streamlit()
        socket = Socket(gate(app, known=False), "streamlit, token, old-session")
        await settled()
        called = ForwardMsg.FromString(socket.to_browser[1]["bytes"])
        assert called.auto_rerun.fragment_id == messages.REVIVED
        socket.says(rerun("era=war", "panel-of-before", "typed"))
        socket.says(rerun("era=war", messages.REVIVED))
        socket.says(rerun("era=war", "panel"))
        await settled()
        first, second = (BackMsg.FromString(data).rerun_script for data in app.got)
        assert (first.fragment_id, first.query_string, len(first.widget_states.widgets)) == ("", "era=war", 1)
        assert second.fragment_id == "panel"
        assert any(ForwardMsg.FromString(sent["bytes"]).HasField("stop_auto_rerun") for sent in socket.to_browser[2:])
        await socket.leaves()
        fresh = Socket(gate(app, known=False))
        await settled()
        assert [sent["type"] for sent in fresh.to_browser] == ["websocket.accept"]
        await fresh.leaves()

    asyncio.run(run())


def test_a_page_that_asks_while_it_is_run_gets_all_anew_because_the_end_of_the_run_lets_go_of_what_it_kept() -> None:
    async def run() -> None:
        app = Streamlit()
        socket = Socket(gate(app))
        for era in ("war", "summits"):
            socket.says(rerun(f"era={era}", kept=["a" * 32]))
            await settled()
        states = [BackMsg.FromString(data).rerun_script for data in app.got]
        assert [len(state.cached_message_hashes) for state in states] == [1, 1]
        assert [state.query_string for state in states] == ["era=war", "era=summits"]
        await socket.leaves()
        app.ends, app.got = False, []
        running = Socket(gate(app))
        running.says(rerun(kept=["a" * 32]))
        await settled()
        running.says(rerun(fragment="panel", kept=["a" * 32]))
        await settled()
        assert [len(BackMsg.FromString(data).rerun_script.cached_message_hashes) for data in app.got] == [1, 0]
        await running.leaves()

    asyncio.run(run())


def test_a_run_that_gives_way_to_another_has_not_ended() -> None:
    assert messages.ends_a_run(finished(ForwardMsg.FINISHED_SUCCESSFULLY))
    assert not messages.ends_a_run(finished(ForwardMsg.FINISHED_EARLY_FOR_RERUN))
    assert not messages.ends_a_run(rerun("x" * 300))


def behind_doors(**settings: Any) -> Starlette:
    routes = [
        Route("/charts/{file}", lambda _: PlainTextResponse("file")),
        Route("/healthz", lambda _: PlainTextResponse("ok")),
    ]
    doors = Middleware(DoorsMiddleware, routes=routes, pages=["", "events"], settings=Service(**settings))
    shown = [*routes, Route("/{page:path}", lambda _: PlainTextResponse("the app"))]
    return Starlette(routes=shown, middleware=[Middleware(PrefixMiddleware), doors])


def test_a_client_that_asks_too_often_gets_429_and_health_goes_on() -> None:
    app = behind_doors(file_burst=3, file_rate=0.1)
    assert [request(app, "/charts/a.csv").status for _ in range(3)] == [200] * 3
    refused = request(app, "/charts/a.csv")
    assert (refused.status, refused.headers["retry-after"]) == (429, "10")
    assert request(app, "/events").status == 200
    assert [request(app, "/healthz").status for _ in range(50)] == [200] * 50


@pytest.mark.parametrize(
    "path", ["/.env", "/robots.txt", "/healthz/x", "/charts", "/nowhere", "/events/x", "/auth/login"]
)
def test_an_unknown_address_is_404_and_never_the_app(path: str) -> None:
    answer = request(behind_doors(), path)
    assert answer.status == 404
    assert "the app" not in answer.text


def test_a_page_in_capitals_or_with_a_slash_leads_to_the_page() -> None:
    for path in ("/Events", "/events/", "/EVENTS/?era=war"):
        answer = request(behind_doors(), path)
        assert answer.status == 308
        assert answer.headers["location"] == "/events" + ("?era=war" if "?" in path else "")


def test_what_is_too_long_is_refused_first() -> None:
    app = behind_doors(request_burst=0)
    assert request(app, "/" + "a" * 5000).status == 414
    assert request(app, "/charts/a.csv?" + "&".join(f"p{i}=1" for i in range(16_000))).status == 414
    assert request(app, "/events", {"Content-Length": "900000"}, "POST").status == 413


@pytest.mark.parametrize("path", [*CLOSED, "/_stcore/metrics/", "/auth/login"])
def test_what_is_closed_stays_closed_under_a_prefix(path: str, setting: Setting) -> None:
    setting("URL", "https://site.example/panmunjom")
    app = behind_doors()
    for target in (path, f"/panmunjom{path}"):
        assert request(app, target).status == 404


def test_a_prefix_may_be_left_on_or_taken_off_by_the_proxy(get: Get, setting: Setting) -> None:
    setting("URL", "https://site.example/panmunjom/")
    for before in ("", "/panmunjom"):
        assert get(f"{before}/healthz").status == 200
        assert get(f"{before}/charts/unsc_votes.csv").body.startswith(b"mark")
        record = get(f"{before}/r/de-lee").text
        assert 'content="https://site.example/panmunjom/r/de-lee"' in record
        assert 'href="/panmunjom/r/de-lee"' in record
        assert 'href="/r/' not in record
        assert 'href="/"' not in record
    listed = get("/charts.json").text
    assert '"/panmunjom/charts/' in listed
    assert '"/charts/' not in listed
    assert get("/panmunjomx/healthz").status == 404
    setting("URL", "")
    setting("PREFIX", "panmunjom")
    assert '"/panmunjom/search?q=armis"' in get("/panmunjom/search.json?q=armis").text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "user@127.0.0.1", "[::1", "127.0.0.1:99999", ""])
def test_no_host_but_this_machine_reaches_a_citation(host: str, get: Get) -> None:
    assert 'name="citation_public_url" content="http://127.0.0.1/r/de-lee"' in get("/r/de-lee", {"Host": host}).text


def test_a_record_in_capitals_or_with_a_slash_leads_to_the_record(get: Get) -> None:
    for asked, meant in (("/r/DE-LEE", "/r/de-lee"), ("/r/de-lee/", "/r/de-lee"), ("/r/De-Lee.json", "/r/de-lee.json")):
        answer = get(asked)
        assert (answer.status, answer.headers["location"]) == (308, meant)


def test_every_chart_names_a_page_that_there_is(get: Get) -> None:
    import json

    pages = {f"/{page.path}" for page in server.PAGES}
    assert {chart["page"] for chart in json.loads(get("/charts.json").body)["charts"]} <= pages


def test_settings_come_from_the_environment_or_are_named_as_wrong() -> None:
    made = read({"PANMUNJOM_LOG": "json", "PANMUNJOM_RUN_RATE": "0.5", "PANMUNJOM_SOCKETS": "7", "OTHER": "x"})
    assert (made.log, made.run_rate, made.sockets, made.slots) == ("json", 0.5, 7, Service().slots)
    for wrong in (
        {"PANMUNJOM_SOCKETS": "many"},
        {"PANMUNJOM_LOG": "xml"},
        {"PANMUNJOM_URL": "site"},
        {"PANMUNJOM_SLOTS": "-1"},
    ):
        with pytest.raises(SettingError, match=next(iter(wrong))):
            read(wrong)


def test_every_setting_is_documented() -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`PANMUNJOM_{field.name.upper()}`" in told for field in fields(Service))
