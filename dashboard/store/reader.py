"""Reads a folder of CSV files strictly: nothing is guessed, repaired or skipped, and every fault is reported with its place."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from pathlib import Path

from dashboard.store.problems import Problem
from dashboard.store.signs import HIDDEN, SOFT_HYPHEN

# Line feeds may stand inside a quoted cell; every other sign that cannot be seen hides something.
_FORBIDDEN = re.compile(f"[{HIDDEN}{SOFT_HYPHEN}\t]")

Row = dict[str, str | None]


def read_table(path: Path, columns: list[str], problems: list[Problem]) -> list[tuple[int, Row]]:
    """Rows of one CSV file with the physical line each begins on (from 1; the header is line 1).

    An empty cell is None. A file that cannot be decoded or has a broken header gives what can still be read,
    so that the faults behind it are found in the same run.
    """
    text = _decode(path, problems)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, Row]] = []
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(Problem(path.name, line, "", str(error), "a well-formed row (RFC 4180)"))
            break
        if cells is None:
            break
        if header is None:
            header = cells
            _check_header(path.name, header, columns, problems)
        elif len(cells) != len(header):
            problems.append(Problem(path.name, line, "", ",".join(cells), f"{len(header)} cells, found {len(cells)}"))
            rows.append((line, _as_row(header, cells, columns)))
        else:
            for name, cell in zip(header, cells, strict=True):
                _check_cell(path.name, line, name, cell, problems)
            rows.append((line, _as_row(header, cells, columns)))
    if header is None:
        problems.append(Problem(path.name, 1, "", "", f"a header: {','.join(columns)}"))
    return rows


def read_document(folder: Path, name: str, sha256: str, length: str, place: Problem, problems: list[Problem]) -> str:
    """Text of one document, or an empty string where it is missing or not NFC, LF and UTF-8. `place` is the row that names it."""

    def fault(column: str, value: str, expected: str) -> None:
        problems.append(Problem(place.file, place.line, column, value, expected))

    if Path(name).name != name or not (folder / name).is_file():
        fault("file", name, f"a file in {folder.name}/")
        return ""
    raw = (folder / name).read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        fault("sha256", sha256, hashlib.sha256(raw).hexdigest())
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        fault("file", name, f"UTF-8; byte {error.start} is not")
        return ""
    if "\r" in text or not unicodedata.is_normalized("NFC", text):
        fault("file", name, "a text in Unicode NFC with LF line ends")
    if str(len(text)) != length:
        fault("length", length, str(len(text)))
    return text


def hidden_character(text: str) -> str:
    """The first character of a text that hides something, as U+202E; empty where there is none."""
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _decode(path: Path, problems: list[Problem]) -> str | None:
    if not path.is_file():
        problems.append(Problem(path.name, 0, "", "", "a file of this name"))
        return None
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(_undecodable(path.name, raw, error.start))
        return raw.decode("utf-8", errors="replace")


def _undecodable(file: str, raw: bytes, at: int) -> Problem:
    """The word that is not UTF-8, with its line and column, and the encoding that it seems to be in."""
    start, end = raw.rfind(b"\n", 0, at) + 1, raw.find(b"\n", at)
    before = raw[start:at].decode("cp1252", "replace")
    whole = raw[start : end if end >= 0 else len(raw)].decode("cp1252", "replace")
    left = re.split(r"[\s,;\"]", before)[-1]
    word = left + re.split(r"[\s,;\"]", whole[len(before) :])[0]
    names = raw.split(b"\n", 1)[0].decode("utf-8", "replace").strip().split(",")
    place = len(next(csv.reader([before]), [""])) - 1 if before else 0
    column = names[place] if start and place < len(names) else ""
    line = raw.count(b"\n", 0, at) + 1
    seems = "; it seems to be Windows-1252 (Latin-1): save the file as UTF-8" if "\ufffd" not in word else ""
    return Problem(file, line, column, word, f"UTF-8; byte {at} of the file is not{seems}")


def _check_header(file: str, header: list[str], columns: list[str], problems: list[Problem]) -> None:
    if header != columns:
        problems.append(Problem(file, 1, "", ",".join(header), f"the header {','.join(columns)}"))


def _check_cell(file: str, line: int, column: str, cell: str, problems: list[Problem]) -> None:
    found = hidden_character(cell)
    if found:
        problems.append(Problem(file, line, column, cell, f"no control character; found {found}"))
    elif cell != cell.strip(" "):
        problems.append(Problem(file, line, column, cell, "no white space at either end"))


def _as_row(header: list[str], cells: list[str], columns: list[str]) -> Row:
    found = dict(zip(header, cells, strict=False))
    return {name: found.get(name) or None for name in columns}
