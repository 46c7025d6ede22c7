"""The set-up of `deploy/` with nginx on loopback before two processes: what is closed, who stays where, what a loss costs."""

from __future__ import annotations

import asyncio
import json
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard.store.config import Settings
from dashboard.web.guard.messages import REVIVED
from tests.deployed import DEPLOY, NGINX, Site, deployed, trusting

pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed (apt-get install nginx-light)")


@pytest.fixture(scope="module")
def site(tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with deployed(tmp_path_factory.mktemp("deploy"), tiny_settings) as made:
        yield made


def test_pages_files_and_records_come_under_the_prefix(site: Site) -> None:
    status, headers, body = site.get("/panmunjom/events?era=war")
    assert status == 200
    assert b"Panmunjom" in body
    assert headers["strict-transport-security"]
    assert headers["content-security-policy"]
    assert "server" not in headers or "uvicorn" not in headers["server"]
    assert "Secure; SameSite=Lax" in headers["set-cookie"]
    assert site.get("/panmunjom/charts/events_timeline.csv")[0] == 200
    record = site.get("/panmunjom/r/de-lee")[2].decode()
    assert f"https://localhost:{site.port}/panmunjom/r/de-lee" in record
    assert site.get("/panmunjom/nowhere")[0] == 404
    assert site.get("/panmunjom/Events/")[1]["location"].endswith("/panmunjom/events")


@pytest.mark.parametrize(
    "path",
    [
        "healthz",
        "readyz",
        "_stcore/metrics",
        "_stcore/agent",
        "_stcore/upload_file/a/b",
        "auth/login",
        "%5fstcore/metrics",
    ],
)
def test_what_is_for_operators_is_closed(path: str, site: Site) -> None:
    assert site.get(f"/panmunjom/{path}")[0] == 404


def test_a_reader_stays_with_one_process_and_readers_are_spread(site: Site) -> None:
    # Each reader asks for a record of its own: lines of the log may stand in another order than requests were made.
    found = site.get("/panmunjom/records.jsonl")[2].splitlines()
    paths = [f"/panmunjom/r/{json.loads(line)['record_id']}" for line in found][:12]
    assert len(set(paths)) == 12
    before = Counter(site.served_by())
    for _ in range(3):
        for reader, path in enumerate(paths):
            assert site.get(path, f"panmunjom=reader{reader}")[0] == 200
    until = time.monotonic() + 20
    while (served := Counter(site.served_by()) - before).total() < 3 * len(paths) and time.monotonic() < until:
        time.sleep(0.05)
    by_reader = [[process for path, process in served.elements() if path == own] for own in paths]
    assert [len(processes) for processes in by_reader] == [3] * len(paths)
    assert [len(set(processes)) for processes in by_reader] == [1] * len(paths)
    assert {process for processes in by_reader for process in processes} == {f"127.0.0.1:{port}" for port in site.ports}


def rerun(fragment: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = "events"
    message.rerun_script.query_string = "era=war"
    message.rerun_script.fragment_id = fragment
    return bytes(message.SerializeToString())


async def opened(site: Site, cookie: str, session: str = "") -> ClientConnection:
    return await connect(
        f"wss://localhost:{site.port}/panmunjom/_stcore/stream",
        subprotocols=["streamlit", "token", session] if session else ["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": f"panmunjom={cookie}"},
        ssl=trusting(),
        max_size=30_000_000,
        proxy=None,
    )


async def run_of(socket: ClientConnection) -> tuple[str, int]:
    """Session and elements of one run."""
    session, elements = "", 0
    async with asyncio.timeout(60):
        while True:
            message = ForwardMsg.FromString(bytes(await socket.recv()))  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            session = message.new_session.initialize.session_id if kind == "new_session" else session
            elements += kind in ("delta", "ref_hash")
            if kind == "script_finished":
                return session, elements


def test_a_killed_process_loses_no_readers_view(site: Site) -> None:
    async def run() -> None:
        first = await opened(site, "kim")
        await first.send(rerun())
        session, before = await run_of(first)
        assert session
        # Which of the two has the session is not known: both are killed, one after the other.
        for port in site.ports:
            site.stop(port, signal.SIGKILL)
            socket = await opened(site, "kim", session)
            called = ForwardMsg()
            # A process that knows the session says nothing by itself.
            with suppress(TimeoutError):
                called = ForwardMsg.FromString(bytes(await asyncio.wait_for(socket.recv(), 10)))  # type: ignore[arg-type]
            if called.WhichOneof("type") == "auto_rerun":
                assert called.auto_rerun.fragment_id == REVIVED
                await socket.send(rerun("panel-of-before"))
                _, after = await run_of(socket)
                assert after == before
                await socket.close()
                site.start(port)
                site.wait(port)
                return
            await socket.close()
            site.start(port)
            site.wait(port)
        pytest.fail("no process had the session")

    asyncio.run(run())


def test_a_rolling_restart_drops_nothing(site: Site) -> None:
    stop = threading.Event()
    answers: list[int] = []

    def reads() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            try:
                answers.append(site.get("/panmunjom/r/de-lee", f"panmunjom=r{number % 7}")[0])
            except (OSError, HTTPException):
                answers.append(0)
            time.sleep(0.05)

    reader = threading.Thread(target=reads)
    reader.start()
    for port in site.ports:
        site.stop(port)
        site.start(port)
        site.wait(port)
    stop.set()
    reader.join()
    assert len(answers) > 20
    assert set(answers) == {200}


def test_a_flood_is_told_to_come_back(site: Site) -> None:
    connection = HTTPSConnection("localhost", site.port, timeout=30, context=trusting())
    waits = []
    for _ in range(400):
        connection.request("GET", "/panmunjom/charts/nothing.csv")
        answer = connection.getresponse()
        answer.read()
        if answer.status == 429:
            waits.append(int(answer.headers["Retry-After"]))
    connection.close()
    assert waits
    assert min(waits) >= 1
    assert site.get("/panmunjom/r/de-lee")[0] == 200


def test_at_the_root_of_a_host_all_is_where_it_is_looked_for(
    tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with deployed(tmp_path_factory.mktemp("root"), tiny_settings, prefix="", processes=1) as root:
        status, headers, body = root.get("/events?era=war")
        assert (status, b"Panmunjom" in body) == (200, True)
        assert headers["strict-transport-security"]
        assert root.get("/charts/events_timeline.csv")[0] == 200
        assert f"{root.address}/r/de-lee" in root.get("/r/de-lee")[2].decode()
        assert root.get("/nowhere")[0] == 404
        assert root.get("/Events/")[1]["location"].endswith("/events")
        for closed in ("/healthz", "/readyz", "/_stcore/metrics", "/_stcore/agent", "/auth/login"):
            assert root.get(closed)[0] == 404, closed


def test_the_root_variant_and_the_unit_are_well_formed(tmp_path: Path) -> None:
    site = (DEPLOY / "nginx" / "root.conf").read_text()
    prefixed = (DEPLOY / "nginx" / "prefix.conf").read_text()
    closed = "(?:healthz|readyz|_stcore/(?:metrics|agent|upload_file|script-health-check)|auth|oauth2callback)"
    assert closed in site
    assert closed in prefixed
    compose = (DEPLOY / "container" / "processes.conf").read_text()
    own = (DEPLOY / "nginx" / "panmunjom-http.conf").read_text()
    told = own.replace("127.0.0.1:8501", "one:8501").replace("127.0.0.1:8502", "two:8501").splitlines()[2:]
    assert compose.splitlines()[1:] == told
    # Whoever is nicer to readers must not be killed for it: pictures, workbooks and questions in SQL are.
    unit = (DEPLOY / "systemd" / "panmunjom@.service").read_text()
    assert unit.index("@resources") < unit.index("SystemCallFilter=setpriority")
    for costly in ("charts", "previews", "tables", "cite", "records", "sql"):
        assert costly in site.split("zone=panmunjom_files")[0].rsplit("location", 1)[1]
        assert costly in prefixed.split("zone=panmunjom_files")[0].rsplit("location", 1)[1]
