"""A server as its operator sees it: ready when warm, figures on a port of its own, a log for programs, and an end that cuts nobody off."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from dashboard.store.config import ROOT, Settings
from tests.browser.serving import free_port

START_S = 120
READER = "198.51.100.23"


@dataclass
class Operated:
    """The server, where it tells its figures, and its log."""

    process: subprocess.Popen[bytes]
    port: int
    metrics: int
    log: Path
    # What the doors for watching said before it was ready.
    early: dict[str, tuple[int, str]]

    def get(self, path: str, port: int = 0) -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection("127.0.0.1", port or self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"X-Forwarded-For": READER})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def server(tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    port, metrics = free_port(), free_port()
    log = tmp_path_factory.mktemp("operated") / "log"
    where = ["--data", str(tiny_settings.data), "--out", str(tiny_settings.out), "--port", str(port)]
    own = {"PANMUNJOM_LOG": "json", "PANMUNJOM_METRICS_PORT": str(metrics)}
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve", *where],
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    made = Operated(process, port, metrics, log, {})
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            status, _, body = made.get("/readyz")
        except OSError:
            time.sleep(0.02)
            continue
        if status == 200:
            break
        if not made.early:
            made.early = {"ready": (status, body), "health": made.get("/healthz")[::2]}
        time.sleep(0.1)
    yield made
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def test_it_is_alive_at_once_and_ready_when_warm(server: Operated) -> None:
    status, body = server.early["ready"]
    assert status == 503
    assert json.loads(body)["status"] == "warming"
    status, body = server.early["health"]
    assert (status, json.loads(body)["status"]) == (200, "ok")
    status, _, body = server.get("/readyz")
    told = json.loads(body)
    assert (status, told["status"], told["warm"]) == (200, "ok", True)
    assert told["age_s"] > 0
    assert told["build_id"]
    assert all(told["checks"].values())


def test_figures_stand_on_a_port_of_their_own(server: Operated) -> None:
    assert server.get("/charts/events_timeline.csv")[0] == 200
    assert server.get("/nowhere")[0] == 404
    status, headers, body = server.get("/metrics", server.metrics)
    assert status == 200
    assert headers["content-type"].startswith("text/plain")
    values = {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in body.splitlines() if line[:1] != "#"}
    assert values["panmunjom_ready"] == 1
    assert values["panmunjom_memory_bytes"] > 50_000_000
    assert values['panmunjom_exports_total{what="csv"}'] >= 1
    assert values['panmunjom_answers_total{what="404"}'] >= 1
    assert any(name.startswith("panmunjom_statement_seconds_bucket") for name in values)
    assert server.get("/metrics")[0] == 404
    listening = subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=False).stdout
    assert not listening or f"127.0.0.1:{server.metrics} " in listening


def test_no_page_of_another_host_may_send_messages_into_ours(server: Operated) -> None:
    # What the browser's side of Streamlit asks before it listens to a page that frames it.
    told = json.loads(server.get("/_stcore/host-config")[2])
    assert told["allowedOrigins"] == []
    assert told["enableCustomParentMessages"] is False
    assert told["metricsUrl"] == ""
    headers = server.get("/events")[1]
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_log_is_json_with_the_number_of_the_request_and_nobodys_address(server: Operated) -> None:
    _, headers, _ = server.get("/charts/events_timeline.csv?era=nowhere")
    assert headers["x-request-id"]
    assert READER not in server.log.read_text(encoding="utf-8")
    assert all({"time", "level", "message"} <= line.keys() for line in server.lines())


def test_it_ends_when_what_is_under_way_is_answered(server: Operated) -> None:
    answers: list[tuple[int, int]] = []
    codes: list[int] = []

    def takes() -> None:
        status, _, body = server.get("/charts/events_timeline.svg?from=1951")
        answers.append((status, len(body)))

    async def reads() -> None:
        url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        async with connect(url, subprotocols=["streamlit"], max_size=30_000_000, proxy=None) as socket:  # type: ignore[list-item]
            message = BackMsg()
            message.rerun_script.page_name = "events"
            await socket.send(message.SerializeToString())
            while True:
                got = ForwardMsg.FromString(bytes(await socket.recv()))  # type: ignore[arg-type]
                if got.WhichOneof("type") == "script_finished":
                    break
            taking = Thread(target=takes)
            taking.start()
            await asyncio.sleep(0.3)
            server.process.send_signal(signal.SIGTERM)
            try:
                while True:
                    await socket.recv()
            except ConnectionClosed as error:
                codes.append(error.rcvd.code if error.rcvd else 0)
            await asyncio.to_thread(taking.join)

    asyncio.run(asyncio.wait_for(reads(), 90))
    # Clean, or by the signal that it was sent, which systemd and containers take for clean.
    assert server.process.wait(30) in (0, -signal.SIGTERM)
    assert [status for status, _ in answers] == [200]
    assert answers[0][1] > 1000
    # The browser comes back by itself after it; nobody is told that the page is at fault.
    assert codes
    assert codes[0] in (1001, 1012)
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log, log[-3000:]
