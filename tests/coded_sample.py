"""Coded events for all tests: the made-up sample, imported once for this state of the code that imports."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def made() -> str:
    """The folder it is in, for this process and those it starts."""
    parts = (ROOT / "dashboard" / "coded", ROOT / "sql" / "coded", ROOT / "sql" / "rollups")
    files = sorted(file for part in parts for file in part.iterdir() if file.suffix in (".py", ".sql", ".csv"))
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]
    folder = ROOT / "build" / "tests-coded" / digest
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "made.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "current.json").exists():
            from dashboard.coded.importing import import_files
            from dashboard.coded.sample import write_sample

            import_files("sample", [write_sample(folder)], folder)
    return str(folder)
