"""Blocks of words become one text: NFC, LF, no control characters, and offsets for headings and pages that hold in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from dashboard.library.config import LibraryError

# White space other than line ends and tabs is kept as the source has it; what cannot be seen or printed is not.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_MOST_HEADINGS = 5_000
_TITLE_LENGTH = 200


@dataclass
class Text:
    """A text under way: `add` blocks of words, then `whole` is the text."""

    most: int
    headings: list[tuple[int, int, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _left_out: int = 0

    def add(self, words: str, level: int = 0) -> None:
        """Adds a block, which a blank line parts from the one before; with a level it is a heading."""
        clean, left_out = cleaned(words)
        self._left_out += left_out
        clean = clean.strip("\n ")
        if not clean:
            return
        if self._parts:
            self._put("\n\n")
        if level and len(self.headings) < _MOST_HEADINGS:
            self.headings.append((level, self._length, " ".join(clean.split())[:_TITLE_LENGTH]))
        self._put(clean)

    def begin_page(self) -> None:
        """Notes that a page begins with the next block."""
        self.pages.append(self._length + (2 if self._parts else 0))

    def whole(self) -> str:
        """The text."""
        return "".join(self._parts)

    def notes(self) -> list[str]:
        """What a reader should know of the text."""
        made = list(self.remarks)
        made += [f"{self._left_out:,} control characters were left out"] if self._left_out else []
        turning = sum(len(_TURNING.findall(part)) for part in self._parts)
        if turning:
            made.append(f"{turning:,} characters that turn the direction of text are shown as signs")
        return made

    def _put(self, part: str) -> None:
        self._length += len(part)
        if self._length > self.most:
            raise LibraryError(f"the text is longer than {self.most:,} characters")
        self._parts.append(part)


def cleaned(words: str) -> tuple[str, int]:
    """Words in NFC with LF and without control characters, and how many of these there were."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    clean, count = _CONTROL.subn("", plain)
    return _EMPTY_LINES.sub("\n\n", unicodedata.normalize("NFC", clean)), count
