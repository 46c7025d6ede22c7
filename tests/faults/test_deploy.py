"""The set-up of `deploy/` with nginx on loopback before two processes: what is closed, who stays where, what a loss costs."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard.store.config import ROOT, Settings
from dashboard.web.guard.messages import REVIVED
from tests.browser.serving import free_port
from tests.loops import run_alone

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed (apt-get install nginx-light)")
DEPLOY = ROOT / "deploy"
START_S = 90


@dataclass
class Site:
    """nginx and the processes behind it."""

    port: int
    folder: Path
    settings: Settings
    ports: tuple[int, int]
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, port: int) -> None:
        where = ["--data", str(self.settings.data), "--out", str(self.settings.out)]
        command = [sys.executable, "-m", "dashboard", "serve", *where]
        own = {"PANMUNJOM_URL": f"https://localhost:{self.port}/panmunjom", "PANMUNJOM_PORT": str(port)}
        with (self.folder / f"{port}.log").open("ab") as log:
            self.processes[port] = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log, start_new_session=True
            )

    def is_up(self, port: int) -> bool:
        return (
            subprocess.run(
                ["curl", "-fs", f"http://127.0.0.1:{port}/readyz"], capture_output=True, check=False
            ).returncode
            == 0
        )

    def wait(self, port: int) -> None:
        until = time.monotonic() + START_S
        while not self.is_up(port):
            assert time.monotonic() < until, (self.folder / f"{port}.log").read_text()[-2000:]
            time.sleep(0.2)

    def stop(self, port: int, how: signal.Signals = signal.SIGTERM) -> None:
        process = self.processes.pop(port)
        os.killpg(process.pid, how)
        process.wait(20)

    def get(self, path: str, cookie: str = "") -> tuple[int, dict[str, str], bytes]:
        connection = HTTPSConnection("localhost", self.port, timeout=30, context=trusting())
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def served_by(self) -> list[tuple[str, str]]:
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        return [(row["path"], row["process"]) for row in map(json.loads, lines)]


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def configured(folder: Path, port: int, ports: tuple[int, int]) -> Path:
    """The files of deploy/ with the ports, certificate and logs of this test."""
    http = (DEPLOY / "nginx" / "panmunjom-http.conf").read_text()
    http = http.replace("127.0.0.1:8501", f"127.0.0.1:{ports[0]}").replace("127.0.0.1:8502", f"127.0.0.1:{ports[1]}")
    server = (DEPLOY / "nginx" / "panmunjom-server.conf").read_text()
    (folder / "server.conf").write_text(server.replace("/var/log/nginx/panmunjom.log", str(folder / "access.log")))
    site = (DEPLOY / "nginx" / "prefix.conf").read_text()
    for old, new in (
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("/etc/ssl/panmunjom/fullchain.pem", str(folder / "cert.pem")),
        ("/etc/ssl/panmunjom/privkey.pem", str(folder / "key.pem")),
        ("/etc/nginx/panmunjom-server.conf", str(folder / "server.conf")),
    ):
        assert old in site
        site = site.replace(old, new)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;"
        f"events {{ worker_connections 512; }} http {{ {temporary} include /etc/nginx/mime.types;\n{http}\n{site}\n}}"
    )
    return whole


@pytest.fixture(scope="module")
def site(tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("deploy")
    made = Site(free_port(), folder, tiny_settings, (free_port(), free_port()))
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(["openssl", "req", *asked, *files], check=True, capture_output=True)
    configuration = configured(folder, made.port, made.ports)
    subprocess.run([NGINX, "-t", "-c", str(configuration)], check=True, capture_output=True)
    for port in made.ports:
        made.start(port)
    for port in made.ports:
        made.wait(port)
    proxy = subprocess.Popen([NGINX, "-c", str(configuration)], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    yield made
    proxy.terminate()
    proxy.wait(10)
    for port in list(made.processes):
        made.stop(port)


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
    for reader in range(12):
        for _ in range(3):
            assert site.get(f"/panmunjom/r/de-lee?reader={reader}", f"panmunjom=reader{reader}")[0] == 200
    by_process = [process for path, process in site.served_by() if path == "/panmunjom/r/de-lee"][-36:]
    assert len(set(by_process)) == 2
    assert all(len(set(by_process[at : at + 3])) == 1 for at in range(0, 36, 3))


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

    run_alone(run())


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
