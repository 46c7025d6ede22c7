"""nginx as deploy/ sets it up, on loopback before processes of the dashboard: TLS, at the root of a host or under a prefix."""

from __future__ import annotations

import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPSConnection
from pathlib import Path

from dashboard.store.config import ROOT, Settings
from tests.browser.serving import free_port

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
DEPLOY = ROOT / "deploy"
START_S = 90


@dataclass
class Site:
    """nginx and the processes behind it. `prefix` is where the dashboard is shown, empty for the root."""

    port: int
    folder: Path
    settings: Settings
    ports: tuple[int, ...]
    prefix: str = "/panmunjom"
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """As readers know it."""
        return f"https://localhost:{self.port}{self.prefix}"

    def start(self, port: int) -> None:
        """Starts a process."""
        where = ["--data", str(self.settings.data), "--out", str(self.settings.out)]
        command = [sys.executable, "-m", "dashboard", "serve", *where]
        own = {"PANMUNJOM_URL": self.address, "PANMUNJOM_PORT": str(port)}
        with (self.folder / f"{port}.log").open("ab") as log:
            self.processes[port] = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log, start_new_session=True
            )

    def is_up(self, port: int) -> bool:
        """Whether readers may be sent to it."""
        asked = ["curl", "-fs", "--noproxy", "*", f"http://127.0.0.1:{port}/readyz"]
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0

    def wait(self, port: int) -> None:
        """Waits for that."""
        until = time.monotonic() + START_S
        while not self.is_up(port):
            assert time.monotonic() < until, (self.folder / f"{port}.log").read_text()[-2000:]
            time.sleep(0.2)

    def stop(self, port: int, how: signal.Signals = signal.SIGTERM) -> None:
        """Stops a process."""
        process = self.processes.pop(port)
        os.killpg(process.pid, how)
        process.wait(20)

    def get(self, path: str, cookie: str = "") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of what nginx answers."""
        connection = HTTPSConnection("localhost", self.port, timeout=30, context=trusting())
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def served_by(self) -> list[tuple[str, str]]:
        """Path and process of each request, as far as nginx has written its line: it does so after the answer, in no certain order."""
        whole = (self.folder / "access.log").read_text(encoding="utf-8").rpartition("\n")[0]
        return [(row["path"], row["process"]) for row in map(json.loads, whole.splitlines())]


def trusting() -> ssl.SSLContext:
    """TLS that takes the certificate of this site."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def configured(made: Site) -> Path:
    """The files of deploy/ with the ports, certificate and logs of this site."""
    folder = made.folder
    http = (DEPLOY / "nginx" / "panmunjom-http.conf").read_text()
    named = "    server 127.0.0.1:{} max_fails=0;"
    own = "\n".join(named.format(port) for port in made.ports)
    both = "\n".join(named.format(port) for port in (8501, 8502))
    assert both in http
    server = (DEPLOY / "nginx" / "panmunjom-server.conf").read_text()
    (folder / "server.conf").write_text(server.replace("/var/log/nginx/panmunjom.log", str(folder / "access.log")))
    site = (DEPLOY / "nginx" / ("prefix.conf" if made.prefix else "root.conf")).read_text()
    for old, new in (
        ("listen 443", f"listen 127.0.0.1:{made.port}"),
        ("/etc/ssl/panmunjom/fullchain.pem", str(folder / "cert.pem")),
        ("/etc/ssl/panmunjom/privkey.pem", str(folder / "key.pem")),
        ("/etc/nginx/panmunjom-server.conf", str(folder / "server.conf")),
    ):
        assert old in site
        site = site.replace(old, new)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;"
        f"events {{ worker_connections 2048; }} http {{ {temporary} include /etc/nginx/mime.types;\n"
        f"{http.replace(both, own)}\n{site}\n}}"
    )
    return whole


@contextmanager
def deployed(folder: Path, settings: Settings, prefix: str = "/panmunjom", processes: int = 2) -> Iterator[Site]:
    """A site that runs, until it is left."""
    made = Site(free_port(), folder, settings, tuple(free_port() for _ in range(processes)), prefix)
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(["openssl", "req", *asked, *files], check=True, capture_output=True)
    configuration = configured(made)
    subprocess.run([NGINX, "-t", "-c", str(configuration)], check=True, capture_output=True)
    for port in made.ports:
        made.start(port)
    for port in made.ports:
        made.wait(port)
    proxy = subprocess.Popen([NGINX, "-c", str(configuration)], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    try:
        yield made
    finally:
        proxy.terminate()
        proxy.wait(10)
        for port in list(made.processes):
            made.stop(port)
