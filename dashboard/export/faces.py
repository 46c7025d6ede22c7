"""Where the typeface files for pictures are: beside the builds, made once an installation."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from importlib.metadata import version
from pathlib import Path

from dashboard.store.config import settings

TIMEOUT_S = 60
_MAKER = Path(__file__).with_name("make_faces.py")
_PACKAGES = ("fontpkg-source-sans-3", "pylopdf-fonts-ko")
_lock = threading.Lock()


def folder() -> Path:
    """The folder of the files. Makes it where it is missing. Raises OSError or subprocess.SubprocessError."""
    made = _place() / f"faces-{'-'.join(version(package) for package in _PACKAGES)}"
    with _lock:
        if not made.is_dir():
            _make(made)
    return made


def _place() -> Path:
    out = settings().out
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            return out
    except OSError:
        # An installation may be for reading only.
        return Path(tempfile.gettempdir())


def _make(made: Path) -> None:
    """Makes the files aside and moves them into place whole, because another process may do the same."""
    with tempfile.TemporaryDirectory(dir=made.parent) as aside:
        staged = Path(aside) / "faces"
        staged.mkdir()
        command = [sys.executable, "-I", str(_MAKER), str(staged)]
        subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=True)  # noqa: S603
        try:
            staged.rename(made)
        except OSError:
            if not made.is_dir():
                raise
