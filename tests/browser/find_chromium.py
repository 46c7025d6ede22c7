"""Finds a Chromium for the browser tests; with --install and none found, installs Debian's package `chromium`.

Prints the path and exits 0, or says what is missing and exits 1. The pages need no special fonts: what a system does
not have is drawn as boxes, and no test looks at the shape of a letter.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALLED_BY_PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/chrome-*/headless_shell",
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell",
)
MISSING = (
    "No Chromium was found. Set CHROMIUM to the path of one, install the package chromium,"
    " or run: .venv/bin/playwright install chromium"
)


def find() -> str | None:
    """Path of a Chromium: the variable CHROMIUM, then the usual names on PATH, then one that Playwright has installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _installed_by_playwright()


def install() -> str | None:
    """Installs Debian's package where that is possible; returns the path of its Chromium, or None."""
    command = _apt()
    if command is None:
        return None
    print("No Chromium found: installing the package chromium with apt-get (one to three minutes)", flush=True)
    if not _quietly([*command, "install", "-y", "--no-install-recommends", "chromium"]):
        print("Reading the list of packages first", flush=True)
        _quietly([*command, "update"])
        _quietly([*command, "install", "-y", "--no-install-recommends", "chromium"])
    return find()


def _apt() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if os.geteuid() == 0:
        return command
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n", *command]
    return None


def _quietly(command: list[str]) -> bool:
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


def _installed_by_playwright() -> str | None:
    folders = [Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright"]
    if os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        folders.insert(0, Path(os.environ["PLAYWRIGHT_BROWSERS_PATH"]))
    found = (path for folder in folders for pattern in INSTALLED_BY_PLAYWRIGHT for path in sorted(folder.glob(pattern)))
    return next((str(path) for path in found if os.access(path, os.X_OK) and path.is_file()), None)


def main(arguments: list[str]) -> int:
    """The command line."""
    path = find()
    if path is None and "--install" in arguments and not os.environ.get("CHROMIUM"):
        path = install()
    if path is None:
        named = os.environ.get("CHROMIUM")
        print(f"CHROMIUM names {named!r}, which cannot be run." if named else MISSING, file=sys.stderr)
        return 1
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
