"""Starts the dashboard, or any Streamlit page, as a process of its own and stops it again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from dashboard.store.config import DEFAULT, ROOT

START_S = 60


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process id."""

    address: str
    pid: int


@contextmanager
def serve(out: Path, data: Path = DEFAULT.data) -> Iterator[Server]:
    """The dashboard on the builds in `out`, which were made from `data`: from other data it would build them anew."""
    port = free_port()
    where = ["--out", str(out), "--data", str(data)]
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), *where]
    with running(command, port, "/healthz") as server:
        yield server


@contextmanager
def running(command: Sequence[str], port: int, health: str) -> Iterator[Server]:
    """A command that serves on `port`; it is waited for until `health` answers."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            if not _answers(process, port, health):
                log.seek(0)
                raise RuntimeError(f"{' '.join(command)} does not answer:\n{log.read().decode()[-3000:]}")
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int, path: str) -> bool:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except OSError:
            time.sleep(0.02)
        finally:
            connection.close()
    return False
