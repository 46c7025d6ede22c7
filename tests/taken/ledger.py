"""What the proof has opened so far, on disk, so that one that was stopped goes on where it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Taken:
    """A file that was taken and opened: under which filters, how long all its ways took, and what was wrong with it."""

    filters: str
    form: str
    chart: str
    seconds: float
    faults: list[str]

    @property
    def name(self) -> str:
        """How a person calls it."""
        return f"{self.chart}.{self.form} under {self.filters}"


class Ledger:
    """A line for each file, of one build. Files with faults are taken again, those without are not."""

    def __init__(self, folder: Path, build: str, *, is_new: bool) -> None:
        self._file = folder / "ledger.jsonl"
        self._books = folder / "books"
        self._books.mkdir(parents=True, exist_ok=True)
        self._taken: dict[tuple[str, str, str], Taken] = {}
        self._of_before = 0
        if not is_new and self._file.exists():
            head, *lines = self._file.read_text(encoding="utf-8").splitlines()
            if json.loads(head) == {"build": build}:
                self._read(lines)
                return
        self._file.write_text(json.dumps({"build": build}) + "\n", encoding="utf-8")
        for book in self._books.iterdir():
            book.unlink()

    def _read(self, lines: list[str]) -> None:
        for line in lines:
            self._note(Taken(**json.loads(line)))
        self._of_before = sum(not taken.faults for taken in self._taken.values())

    def _note(self, taken: Taken) -> None:
        self._taken[taken.filters, taken.form, taken.chart] = taken

    def is_done(self, filters: str, form: str, chart: str) -> bool:
        """Whether that file was opened and nothing was wrong with it."""
        taken = self._taken.get((filters, form, chart))
        return taken is not None and not taken.faults

    def add(self, taken: Taken) -> None:
        """Writes what was found of a file."""
        self._note(taken)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(taken), ensure_ascii=False) + "\n")

    def keep_book(self, chart: str, content: bytes, rows: int) -> None:
        """Keeps a workbook for the program that opens all of them at the end."""
        for old in self._books.glob(f"{chart}-*.xlsx"):
            old.unlink()
        (self._books / f"{chart}-{rows}.xlsx").write_bytes(content)

    def books(self) -> dict[str, tuple[bytes, int]]:
        """The workbooks kept, with the rows that each should have."""
        found = {}
        for file in sorted(self._books.glob("*.xlsx")):
            chart, _, rows = file.stem.rpartition("-")
            found[chart] = (file.read_bytes(), int(rows))
        return found

    def told(self) -> Iterator[str]:
        """Counts, the slowest, and every fault, a line each."""
        forms = Counter(taken.form for taken in self._taken.values())
        counted = ", ".join(f"{form} {count}" for form, count in forms.items())
        yield f"{len(self._taken)} files, each taken in three ways: {counted}"
        if self._of_before:
            yield f"{self._of_before} of them were opened by a run before this one"
        slowest = sorted(self._taken.values(), key=lambda taken: -taken.seconds)[:3]
        yield "slowest: " + ", ".join(f"{taken.name} {taken.seconds:.0f} s" for taken in slowest)
        faults = self.faults()
        yield f"{len(faults)} faults"
        yield from faults

    def faults(self) -> list[str]:
        """What is wrong, with the name of the file."""
        return [f"{taken.name}: {fault}" for taken in self._taken.values() for fault in taken.faults]
