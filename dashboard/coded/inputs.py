"""The files of an import: found in folders and zips, told apart by what they hold, and read in pieces that end with a line."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dashboard.coded.config import CodedError, Limits

ENDINGS = {".csv", ".tsv", ".tab", ".txt", ".export"}
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Member:
    """One file of lines, by itself or in a zip. `id` changes when what it holds changes; `size` is in bytes, unpacked."""

    path: Path
    inside: str
    id: str
    size: int

    @property
    def name(self) -> str:
        """How a reader finds it."""
        return f"{self.path.name}/{self.inside}" if self.inside else self.path.name

    def open(self) -> IO[bytes]:
        """The lines as bytes. Raises one of BROKEN."""
        if self.inside:
            return zipfile.ZipFile(self.path).open(self.inside)
        return self.path.open("rb")


@dataclass(frozen=True)
class Chunk:
    """Whole lines. `first` is the number of the first, `end` where the next chunk begins; of an overlong line only its start is kept."""

    content: bytes
    first: int
    end: int
    lines: int
    is_overlong: bool = False

    @property
    def next_line(self) -> int:
        """The number of the line after it."""
        return self.first + self.lines


def members(paths: Iterable[Path]) -> tuple[list[Member], list[str]]:
    """The files under these paths in order of name, and a sentence for each that cannot be opened.

    Raises CodedError for a path that is not there.
    """
    found: list[Member] = []
    broken: list[str] = []
    for path in paths:
        if not path.exists():
            raise CodedError(f"There is no {path}.")
        files = sorted(file for file in path.rglob("*") if _is_input(file)) if path.is_dir() else [path]
        for file in files:
            try:
                found += _of_zip(file) if file.suffix.lower() == ".zip" else [_of_file(file)]
            except BROKEN as error:
                broken.append(f"{file.name} cannot be read: {said(error)}; nothing of it was taken.")
    # The same file twice in one command is one.
    return list({member.id: member for member in found}.values()), broken


def chunks(member: Member, limits: Limits, offset: int = 0, line: int = 1) -> Iterator[Chunk]:
    """The lines from an offset, the first of which is number `line`. Raises one of BROKEN where the file breaks off."""
    with member.open() as file:
        if offset:
            file.seek(offset)
        rest = b""
        while block := file.read(limits.chunk):
            content, _, rest = (rest + block).rpartition(b"\n")
            if content or _:
                offset += len(content) + 1
                lines = content.count(b"\n") + 1
                yield Chunk(content + b"\n", line, offset, lines)
                line += lines
            if len(rest) > limits.line:
                head, length, rest = _past(file, rest, limits)
                offset += length
                yield Chunk(head, line, offset, 1, is_overlong=True)
                line += 1
        if rest:
            yield Chunk(rest + b"\n", line, offset + len(rest), 1)


def _past(file: IO[bytes], rest: bytes, limits: Limits) -> tuple[bytes, int, bytes]:
    """Reads on to the end of a line that is too long: its start, how many bytes it has, and what follows it."""
    head, length = rest[:200], 0
    while b"\n" not in rest:
        length += len(rest)
        rest = file.read(limits.chunk)
        if not rest:
            return head, length, b""
    line, _, after = rest.partition(b"\n")
    return head, length + len(line) + 1, after


def _is_input(file: Path) -> bool:
    return file.is_file() and not file.name.startswith(".") and file.suffix.lower() in {*ENDINGS, ".zip"}


def _of_zip(file: Path) -> list[Member]:
    with zipfile.ZipFile(file) as packed:
        return [
            Member(file, info.filename, _id(file.name, info.filename, info.file_size, info.CRC), info.file_size)
            for info in packed.infolist()
            if not info.is_dir() and _is_meant(Path(info.filename))
        ]


def _is_meant(name: Path) -> bool:
    """Whether a file in a zip holds lines; what a Mac keeps beside each file is called like it."""
    return name.suffix.lower() in ENDINGS and not name.name.startswith(".") and "__MACOSX" not in name.parts


def _of_file(file: Path) -> Member:
    size = file.stat().st_size
    with file.open("rb") as opened:
        head = opened.read(65_536)
        opened.seek(max(size - 65_536, 0))
        tail = opened.read()
    return Member(file, "", _id(file.name, size, zlib.crc32(tail, zlib.crc32(head)), file.stat().st_mtime_ns), size)


def _id(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:20]


def said(error: BaseException) -> str:
    """An error in one line."""
    return " ".join(str(error).split()) or type(error).__name__
