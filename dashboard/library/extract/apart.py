"""Has a text extracted by a process of its own, with limits on time, memory and files, so that no file can take this one down."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.library.config import REFUSED, ROOT, LibraryError, Limits
from dashboard.library.snapshot import Extract

_LINE_LENGTH = 300


def extract_apart(body: bytes, said: str, charset: str | None, limits: Limits) -> Extract:
    """The text of these bytes; `said` and `charset` are what came with them. Raises LibraryError with one line where there is none."""
    with tempfile.TemporaryDirectory(prefix="panmunjom-extract-") as name:
        folder = Path(name)
        (folder / "body").write_bytes(body)
        code, line = _run(folder, said, charset, limits)
        if code == REFUSED and line:
            raise LibraryError(line)
        if code != 0:
            raise LibraryError(_why(code))
        try:
            values = json.loads((folder / "made.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise LibraryError("it could not be read: no text came out") from error
    return _extract(values)


def _extract(values: dict[str, Any]) -> Extract:
    headings = tuple((level, start, title) for level, start, title in values["headings"])
    return Extract(
        values["text"],
        values["media_type"],
        values["charset"],
        values["extractor"],
        pages=tuple(values["pages"]),
        headings=headings,
        notes=tuple(values["notes"]),
    )


def _run(folder: Path, said: str, charset: str | None, limits: Limits) -> tuple[int, str]:
    command = [
        sys.executable,
        "-P",
        "-m",
        "dashboard.library.extract.worker",
        said,
        charset or "",
        json.dumps(asdict(limits)),
    ]
    # It gets nothing of this process: no secrets of the environment, no standard input, and a session of its own to be ended by.
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    with (folder / "line").open("wb") as line:
        process = subprocess.Popen(  # noqa: S603 - a fixed command
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=line,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            # Twice the time of the processor, because other work may share it.
            code = process.wait(timeout=2 * limits.work_s)
        except subprocess.TimeoutExpired:
            code = -signal.SIGXCPU
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    with (folder / "line").open("rb") as line:
        lines = line.read(4 * _LINE_LENGTH).decode("utf-8", "replace").splitlines()
    return code, lines[0][:_LINE_LENGTH] if lines else ""


def _why(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "it took too long to read"
    if code == -signal.SIGXFSZ:
        return "its text is too long to write"
    if code < 0:
        return f"it could not be read: its reader broke down ({signal.Signals(-code).name})"
    return "it could not be read: its reader failed"
