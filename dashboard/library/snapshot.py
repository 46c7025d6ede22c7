"""What is known of a held text: where it came from and when, what it is, how it was extracted, its pages and headings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self


@dataclass(frozen=True)
class Extract:
    """A text drawn from bytes: NFC, LF. `pages` and `headings` hold offsets in code points; a heading is (level, offset, title)."""

    text: str
    media_type: str
    charset: str | None
    extractor: str
    pages: tuple[int, ...] = ()
    headings: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """One held text of a source, as `snapshot.json` keeps it.

    `asked` and `reached` are addresses, empty for a file that was added by hand; `archived` is the time of the copy in the
    Wayback Machine where the page itself was gone. `earlier` is the snapshot that this one took the place of, if its text was another.
    """

    source: str
    asked: str
    reached: str
    taken: str
    media_type: str
    charset: str | None
    bytes_sha256: str
    bytes_length: int
    text_sha256: str
    text_length: int
    extractor: str
    archived: str = ""
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    headings: tuple[tuple[int, int, str], ...] = ()
    earlier: dict[str, Any] | None = field(default=None)

    def to_json(self) -> str:
        """As `snapshot.json` holds it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Reads what `to_json` wrote. Raises ValueError or TypeError where it is something else."""
        known = {one.name for one in fields(cls)}
        read = json.loads(text)
        if not isinstance(read, dict):
            raise TypeError("a snapshot is an object")
        values = {name: value for name, value in read.items() if name in known}
        made = cls(**values)
        headings = tuple((int(level), int(start), str(title)) for level, start, title in made.headings)
        return replace(made, notes=tuple(made.notes), pages=tuple(made.pages), headings=headings)

    def remembered(self) -> dict[str, Any]:
        """What is kept of this snapshot when another takes its place."""
        return {
            name: getattr(self, name) for name in ("taken", "reached", "bytes_sha256", "text_sha256", "text_length")
        }
