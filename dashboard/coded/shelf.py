"""What is in service: which files hold the events and sums of which source and year. One file says so, and it is switched at once."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dashboard.coded.config import CodedError

POINTER = "current.json"
# Grows when the form of the files changes: what another form wrote is not read. Those that differ in the sums alone can be brought
# into this form by summing anew.
FORM = 2
ONLY_SUMS_DIFFER = (1, FORM)


@dataclass
class Shelf:
    """The files in service, as paths from the folder.

    `events` and each of `rollups` map `<source>/<year>` to a file. `base` is the database of sums that pages read, `id` names its content.
    `inputs` holds by kind and id what was read, `counts` by kind how many rows name states, `previous` the files of the last service.
    """

    id: str = ""
    base: str = ""
    events: dict[str, str] = field(default_factory=dict)
    rollups: dict[str, dict[str, str]] = field(default_factory=dict)
    inputs: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    engine: str = ""
    previous: list[str] = field(default_factory=list)
    form: int = FORM

    def files(self) -> set[str]:
        """Every file in service."""
        return {
            *self.events.values(),
            *(file for part in self.rollups.values() for file in part.values()),
            self.base,
        } - {""}


def read(folder: Path, forms: Sequence[int] = (FORM,)) -> Shelf | None:
    """What is in service; None where nothing was imported, or in a form that is none of these."""
    try:
        told = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        shelf = Shelf(**told)
    except (OSError, ValueError, TypeError):
        return None
    return shelf if shelf.form in forms and (folder / shelf.base).is_file() else None


def pointer_state(folder: Path) -> tuple[int, ...]:
    """Changes whenever something else comes into service; empty where there is nothing."""
    try:
        found = (folder / POINTER).stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ino, found.st_size)


def put(folder: Path, shelf: Shelf, before: Shelf | None) -> None:
    """Puts files into service at once, and removes those that nobody reads: neither in service now nor before."""
    shelf.form = FORM
    shelf.previous = sorted(before.files() - shelf.files()) if before else []
    write_json(folder / POINTER, asdict(shelf))
    kept = shelf.files() | set(shelf.previous)
    for part in ("events", "rollups", "bases"):
        for file in (folder / part).rglob("*"):
            if file.is_file() and str(file.relative_to(folder)) not in kept:
                file.unlink()


def write_json(file: Path, value: Any) -> None:
    """Writes a file so that a reader finds the old one or the new one. Raises CodedError where it cannot be written."""
    unfinished = file.with_name(f".{file.name}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8") as opened:
            json.dump(value, opened, ensure_ascii=False, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)
    except OSError as error:
        raise CodedError(f"{file.name} cannot be written: {error}. What was in service still is.") from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the folder for one import at a time. Raises CodedError while another one is at work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w", encoding="utf-8")
    except OSError as error:
        raise CodedError(f"{folder} cannot be written: {error}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CodedError("Another import is at work in this folder; wait for it to end.") from error
        # What an import that was killed had spilled.
        shutil.rmtree(folder / "spill", ignore_errors=True)
        yield
