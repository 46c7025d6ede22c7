"""The folder of held texts: bytes and texts under their own hash, a snapshot a source, and which sources the operator released."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from dashboard.library.config import LibraryError
from dashboard.library.snapshot import Extract, Snapshot

# A source id becomes the name of a folder, so it may have no dot and no slash.
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")


def now() -> str:
    """The time as snapshots write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Shelf:
    """The texts in one folder. Nothing is written in place: a reader sees a snapshot before or after a change, never between."""

    def __init__(self, folder: Path) -> None:
        """Opens the folder, which need not exist yet."""
        self.folder = folder

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Keeps other commands from writing meanwhile. Raises LibraryError where one is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LibraryError("Another command is writing to this library; wait for it to end.") from error
            yield

    def snapshot(self, source: str) -> Snapshot | None:
        """What is held of a source; None where nothing is, or where the snapshot cannot be read."""
        if not _ID.fullmatch(source):
            return None
        try:
            read = (self.folder / "sources" / source / "snapshot.json").read_text(encoding="utf-8")
            return replace(Snapshot.from_json(read), source=source)
        except (OSError, ValueError, TypeError):
            return None

    def all(self) -> Iterator[Snapshot]:
        """Every snapshot that can be read, by source."""
        for path in sorted((self.folder / "sources").glob("*/snapshot.json")):
            held = self.snapshot(path.parent.name)
            if held:
                yield held

    def text(self, held: Snapshot) -> str:
        """The text of a snapshot. Raises LibraryError where it is missing or not what was put there."""
        path = self._file("texts", held.text_sha256)
        try:
            return _read_text(path, held.text_sha256, path.stat().st_mtime_ns)
        except (OSError, ValueError) as error:
            raise LibraryError(f"{held.source}: the held text cannot be read: {error}") from error

    def body(self, held: Snapshot) -> bytes:
        """The bytes of a snapshot. Raises LibraryError where they are missing."""
        try:
            return self._file("bytes", held.bytes_sha256).read_bytes()
        except OSError as error:
            raise LibraryError(f"{held.source}: the held bytes cannot be read: {error}") from error

    def put(self, made: Snapshot, body: bytes, extract: Extract) -> Snapshot:
        """Holds a text. A snapshot of another text that it takes the place of is remembered as `earlier`, with its files."""
        if not _ID.fullmatch(made.source):
            raise LibraryError(f"{made.source[:60]!r} is no source id.")
        before = self.snapshot(made.source)
        if before and before.text_sha256 != made.text_sha256:
            made = replace(made, earlier=before.remembered())
        elif before:
            made = replace(made, earlier=before.earlier)
        self._keep("bytes", made.bytes_sha256, body)
        self._keep("texts", made.text_sha256, extract.text.encode("utf-8"))
        self._write(self.folder / "sources" / made.source / "snapshot.json", made.to_json().encode("utf-8"))
        self._changed()
        return made

    def settle(self) -> int:
        """Forgets the earlier texts of sources that changed; how many there were."""
        changed = [held for held in self.all() if held.earlier]
        for held in changed:
            path = self.folder / "sources" / held.source / "snapshot.json"
            self._write(path, replace(held, earlier=None).to_json().encode("utf-8"))
        self._sweep()
        self._changed()
        return len(changed)

    def remove(self, source: str) -> bool:
        """Takes a source off the shelf with every file that no other source needs. Whether there was one."""
        path = self.folder / "sources" / source
        if not _ID.fullmatch(source) or not path.is_dir():
            return False
        (path / "snapshot.json").unlink(missing_ok=True)
        path.rmdir()
        self._sweep()
        self._changed()
        return True

    def fingerprint(self) -> str:
        """Hash of which texts are held: another one means that places have to be found anew."""
        lines = (f"{held.source} {held.text_sha256}\n" for held in self.all())
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def stamp(self) -> str:
        """A word that is another after every change of texts or releases; empty where there is no library."""
        try:
            return (self.folder / "changed").read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    def released(self) -> dict[str, str]:
        """Sources that may be shown to everybody, with when and why. None where the list cannot be read: that is the safe side."""
        try:
            listed = json.loads((self.folder / "released.json").read_text(encoding="utf-8"))
            return {str(source): str(why) for source, why in listed.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def release(self, sources: Iterable[str], why: str) -> None:
        """Lets these sources be shown to everybody. What was released before keeps its reason."""
        self._write_released({**{source: f"{now()} {why}" for source in sources}, **self.released()})

    def withdraw(self, sources: Iterable[str]) -> None:
        """Shows these sources to the machine itself only."""
        gone = set(sources)
        self._write_released({source: why for source, why in self.released().items() if source not in gone})

    def _write_released(self, listed: dict[str, str]) -> None:
        text = json.dumps(dict(sorted(listed.items())), ensure_ascii=False, indent=1) + "\n"
        self._write(self.folder / "released.json", text.encode("utf-8"))
        self._changed()

    def _file(self, kind: str, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise LibraryError("A snapshot names no file of the library.")
        return self.folder / kind / sha256[:2] / sha256

    def _keep(self, kind: str, sha256: str, content: bytes) -> None:
        path = self._file(kind, sha256)
        # What is there already may have been damaged since; writing it again costs little.
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            self._write(path, content)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".arriving-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _changed(self) -> None:
        self._write(self.folder / "changed", secrets.token_hex(8).encode())

    def _sweep(self) -> None:
        needed = set()
        for held in self.all():
            needed |= {held.bytes_sha256, held.text_sha256}
            needed |= {held.earlier[name] for name in ("bytes_sha256", "text_sha256")} if held.earlier else set()
        for kind in ("bytes", "texts"):
            for path in (self.folder / kind).glob("*/*"):
                if path.name not in needed:
                    path.unlink()


@lru_cache(maxsize=4)
def _read_text(path: Path, sha256: str, _: int) -> str:
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise ValueError("it was changed by another hand")
    return raw.decode("utf-8")
