"""The builds that lie in a folder: which of them can be served, in which order, whether a file is as it was written, and the way back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.store.config import Settings
from dashboard.store.current import current, input_hash, pointer_of, write_pointer
from dashboard.store.problems import StoreError

Identity = tuple[int, int, int]


@dataclass(frozen=True)
class Kept:
    """A build on disk. `sha256` of its file as it was written; empty where nobody noted it."""

    build_id: str
    file: Path
    sha256: str = ""


def kept_builds(settings: Settings) -> list[Kept]:
    """The builds of a folder, the one to serve first: the current one, the previous one, then the newest of the others."""
    pointer = pointer_of(settings)
    found = [
        _named(settings, pointer.get("file"), pointer.get("sha256")),
        _named(settings, pointer.get("previous"), pointer.get("previous_sha256")),
    ]
    try:
        others = sorted(settings.out.glob("facts-*.duckdb"), key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        others = []
    builds = {kept.file: kept for kept in found if kept}
    for file in others:
        builds.setdefault(file, Kept(_id_of(file), file))
    return list(builds.values())


def is_intact(kept: Kept) -> bool:
    """Whether a file holds what was written; one that nobody noted the hash of is taken for whole if it is there."""
    known = identity(kept.file)
    if known is None:
        return False
    return not kept.sha256 or _sha256(kept.file, known) == kept.sha256


def identity(file: Path) -> Identity | None:
    """Changes when a file is replaced or written to; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def roll_back(settings: Settings) -> Kept:
    """Makes the previous build current, until the data change again. Raises StoreError where there is none that is whole."""
    now = current(settings)
    for kept in kept_builds(settings):
        if (now is None or kept.file != now[1]) and is_intact(kept):
            pointer = {
                "build_id": kept.build_id,
                "file": kept.file.name,
                "sha256": kept.sha256 or file_hash(kept.file),
                "previous": now[1].name if now else None,
                "previous_sha256": str(pointer_of(settings).get("sha256") or "") if now else "",
                # As if it were made from the files as they are: they have to change before the next start builds anew.
                "input_hash": input_hash(settings),
            }
            write_pointer(settings, pointer)
            return kept
    raise StoreError("There is no other whole build to go back to.")


def file_hash(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@lru_cache(maxsize=16)
def _sha256(file: Path, _: Identity) -> str:
    try:
        return file_hash(file)
    except OSError:
        return "unreadable"


def _named(settings: Settings, name: Any, sha256: Any) -> Kept | None:
    if not isinstance(name, str) or not name:
        return None
    file = settings.out / Path(name).name
    return Kept(_id_of(file), file, sha256 if isinstance(sha256, str) else "")


def _id_of(file: Path) -> str:
    return file.stem.removeprefix("facts-").partition("-")[0]
