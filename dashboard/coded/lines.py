"""Checks lines before an engine reads them: what would stop it or be read wrongly in silence is set aside with number and reason."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from dashboard.coded.config import CodedError, Limits
from dashboard.coded.inputs import Chunk
from dashboard.coded.layouts import Layout

SHOWN = 200


@dataclass(frozen=True)
class Bad:
    """A line that was set aside: its number, why, and its start."""

    line: int
    reason: str
    text: str


@dataclass
class LineReader:
    """Makes tables of text out of the chunks of one file: a row for each good line, with its number in the column `line`.

    What the first line says holds for the whole file: whether its cells are parted by tabs or commas, and what the columns are called where
    it names them.
    """

    layout: Layout
    limits: Limits
    is_comma: bool = False
    head: list[str] = field(default_factory=list)

    def start(self, first: bytes) -> None:
        """Learns from the first line of a file, which need not be in the first chunk that is read.

        Raises CodedError for a file of another form.
        """
        if first.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise CodedError("it is written in UTF-16; save it as UTF-8")
        text = first.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")
        self.is_comma = "\t" not in text and "," in text
        cells = next(csv.reader([text]), []) if self.is_comma else text.split("\t")
        names = [cell.strip() for cell in cells]
        # Whoever sorted the columns anew left their names over them.
        if names and (names[0].casefold() == self.layout.first.casefold() or set(self.layout.needed) <= set(names)):
            self.head = names
            twice = next((name for name in self.layout.wanted if names.count(name) > 1), "")
            if twice:
                raise CodedError(f"it has two columns {twice}")
            missing = [name for name in self.layout.needed if name not in self.head]
            if missing:
                raise CodedError(f"it has no column {', '.join(missing)}, so that it is no file of {self.layout.label}")
        elif not self.layout.names:
            raise CodedError(f"its first line does not name its columns, which files of {self.layout.label} do")

    def tables(self, chunk: Chunk) -> tuple[list[pa.Table], list[Bad]]:
        """The good lines of a chunk, and those that were set aside."""
        if chunk.is_overlong:
            return [], [self._overlong(chunk.first, chunk.content)]
        content, first = self._without_head(chunk)
        if not content:
            return [], []
        if self.is_comma:
            return self._of_commas(content, first)
        table = self._at_once(content, first, chunk.next_line - first)
        if table is not None:
            return [table], []
        return self._line_by_line(content, first)

    def _without_head(self, chunk: Chunk) -> tuple[bytes, int]:
        content = chunk.content.replace(b"\r\n", b"\n") if b"\r" in chunk.content else chunk.content
        if chunk.first == 1:
            content = content.removeprefix(b"\xef\xbb\xbf")
            if self.head:
                return content.partition(b"\n")[2], 2
        return content, chunk.first

    def _names(self, width: int) -> list[str] | None:
        if self.head:
            return self.head if width == len(self.head) else None
        return self.layout.names.get(width)

    def _expected(self) -> str:
        widths = [len(self.head)] if self.head else sorted(self.layout.names)
        return " or ".join(map(str, widths))

    def _at_once(self, content: bytes, first: int, count: int) -> pa.Table | None:
        """All lines in one go, as good files allow; None where one of them is not good."""
        names = self._names(content.partition(b"\n")[0].count(b"\t") + 1)
        if names is None or b"\0" in content or b"\r" in content or not _is_utf8(content):
            return None
        if content.startswith(b"\n") or b"\n\n" in content or self._may_be_overlong(content):
            return None
        odd: list[object] = []

        def refuse(row: object) -> str:
            odd.append(row)
            return "skip"

        table = self._parsed(content, names, refuse)
        return None if odd or len(table) != count else _numbered(table, np.arange(first, first + count))

    def _may_be_overlong(self, content: bytes) -> bool:
        """Whether a line may be too long: one that is has a stretch of half that length, counted from the start, without an end."""
        step = max(self.limits.line // 2, 1)
        return any(content.find(b"\n", at, at + step) < 0 for at in range(0, len(content) - step, step))

    def _line_by_line(self, content: bytes, first: int) -> tuple[list[pa.Table], list[Bad]]:
        bad: list[Bad] = []
        good: dict[int, tuple[list[int], list[bytes]]] = {}
        for number, line in enumerate(content.split(b"\n")[:-1], first):
            width = line.count(b"\t") + 1
            reason = self._fault(line, width)
            if reason:
                bad.append(Bad(number, reason, _shown(line)))
            elif line:
                numbers, lines = good.setdefault(width, ([], []))
                numbers.append(number)
                lines.append(line)
        tables = [
            _numbered(self._parsed(b"\n".join(lines) + b"\n", self._names(width) or [], None), numbers)
            for width, (numbers, lines) in good.items()
        ]
        return tables, bad

    def _fault(self, line: bytes, width: int) -> str:
        if not line:
            return ""
        faults = (
            (len(line) > self.limits.line, f"longer than {self.limits.line:,} bytes"),
            (b"\0" in line, "holds a NUL"),
            (b"\r" in line, "holds a carriage return in its middle"),
            (not _is_utf8(line), "is not UTF-8"),
            (self._names(width) is None, f"has {width} columns instead of {self._expected()}"),
        )
        return next((reason for is_so, reason in faults if is_so), "")

    def _overlong(self, number: int, content: bytes) -> Bad:
        return Bad(number, f"longer than {self.limits.line:,} bytes", _shown(content))

    def _block(self) -> int:
        """Bytes that are taken apart at a time: few enough to stay in the cache of a processor, and room for the longest line."""
        return max(1 << 20, 2 * self.limits.line)

    def _parsed(self, content: bytes, names: Sequence[str], refuse: object) -> pa.Table:
        wanted = [name for name in self.layout.wanted if name in names]
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            read_options=arrow_csv.ReadOptions(column_names=list(names), block_size=self._block(), use_threads=False),
            parse_options=arrow_csv.ParseOptions(
                delimiter="\t", quote_char=False, double_quote=False, invalid_row_handler=refuse
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, pa.string()),
                strings_can_be_null=True,
                null_values=["", "NA"] if self.layout.statement == "icews" else [""],
                check_utf8=False,
            ),
        )
        return self._complete(table)

    def _of_commas(self, content: bytes, first: int) -> tuple[list[pa.Table], list[Bad]]:
        """Lines with quoted cells, as spreadsheets and statistics programs write them; a cell may not hold a line break."""
        bad: list[Bad] = []
        numbers: list[int] = []
        rows: list[list[str | None]] = []
        names = self.head
        for number, line in enumerate(content.split(b"\n")[:-1], first):
            cells = _cells(line) if not _is_faulty(line, self.limits) else []
            names = names or self.layout.names.get(len(cells), [])
            reason = self._fault(line, len(cells))
            if not reason and line and len(cells) != len(names):
                reason = f"has {len(cells)} columns instead of {len(names)}"
            if reason:
                bad.append(Bad(number, reason, _shown(line)))
            elif line:
                numbers.append(number)
                # Statistics programs write NA for a cell without a value.
                rows.append([None if cell in ("", "NA") else cell for cell in cells])
        if not rows:
            return [], bad
        columns = zip(*rows, strict=True)
        wanted = {name: pa.array(list(values), pa.string()) for name, values in zip(names, columns, strict=True)}
        kept = {name: wanted[name] for name in self.layout.wanted if name in wanted}
        return [_numbered(self._complete(pa.table(kept)), numbers)], bad

    def _complete(self, table: pa.Table) -> pa.Table:
        """The table with every wanted column, empty where the file has none."""
        for name in self.layout.wanted:
            if name not in table.column_names:
                table = table.append_column(name, pa.nulls(len(table), pa.string()))
        return table.select(list(self.layout.wanted))


def _cells(line: bytes) -> list[str]:
    try:
        return next(csv.reader([line.decode("utf-8")], strict=True), [])
    except csv.Error:
        return []


def _is_faulty(line: bytes, limits: Limits) -> bool:
    return b"\0" in line or b"\r" in line or len(line) > limits.line or not _is_utf8(line)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _shown(line: bytes) -> str:
    text = line[:SHOWN].decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() or char == "\t" else f"\\x{ord(char):02x}" for char in text)


def _numbered(table: pa.Table, numbers: Sequence[int] | np.ndarray) -> pa.Table:
    return table.append_column("line", pa.array(numbers, pa.int64()))
