"""Which build is in service, and whether it was made from the files as they are now. It knows nothing of building."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from dashboard.library.shelf import Shelf
from dashboard.store.config import Settings

POINTER = "current.json"


def current(settings: Settings) -> tuple[str, Path] | None:
    """Id and file of the current build; None where there is none."""
    pointer = pointer_of(settings)
    try:
        file = settings.out / Path(pointer["file"]).name
        return (pointer["build_id"], file) if file.is_file() else None
    except (OSError, KeyError, TypeError):
        return None


def pointer_of(settings: Settings) -> dict[str, Any]:
    """What the pointer says; empty where there is none or it cannot be read."""
    try:
        pointer = json.loads((settings.out / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return pointer if isinstance(pointer, dict) else {}


def write_pointer(settings: Settings, pointer: dict[str, Any]) -> None:
    """Makes another build current, in one step. Raises OSError."""
    staged = settings.out / f".{POINTER}"
    with staged.open("w", encoding="utf-8") as file:
        file.write(json.dumps(pointer, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    staged.replace(settings.out / POINTER)


def pointer_state(settings: Settings) -> tuple[int, ...]:
    """Changes whenever another build becomes current; empty where there is none."""
    try:
        found = (settings.out / POINTER).stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ino, found.st_size)


def input_hash(settings: Settings) -> str:
    """Hash of all files a build reads: tells whether `data/`, `sql/` or the library changed since the current build."""
    digest = hashlib.sha256(Shelf(settings.library).fingerprint().encode())
    data = (file for part in ("*.csv", "sources/*", "stories/*") for file in settings.data.glob(part))
    files = [*data, *settings.sql.glob("*/*.sql")]
    for file in sorted(files):
        digest.update(f"{file.parent.name}/{file.name}".encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_fresh(settings: Settings) -> bool:
    """Whether the current build was made from the files as they are now."""
    return current(settings) is not None and pointer_of(settings).get("input_hash") == input_hash(settings)
