"""Faults of whole files, as an editor or git makes them: looked for first and said once, because each would show as a thousand others."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path

from dashboard.store.dictionary import Table
from dashboard.store.problems import Problem

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_SAVE_AS = "save it as CSV in UTF-8 without a byte order mark, with commas, or undo it with: git checkout --"
_LINE_FEEDS = (
    "line feeds alone. Git or an editor has changed them; commit what you have edited, then write the files anew"
)


def wrong_form(folder: Path, tables: Iterable[Table]) -> list[Problem]:
    """What keeps files of the folder from being read as they are meant, a sentence a cause with the way out; empty where all is well."""
    problems = []
    for table in tables:
        path = folder / table.file
        found = _saved_otherwise(path, table.csv_columns) if path.is_file() else ""
        if found:
            problems.append(
                Problem(path.name, 0, "", found, f"the form of this folder; {_SAVE_AS} {folder.name}/{path.name}")
            )
    files = [*folder.glob("*.csv"), *folder.glob("sources/*.txt")]
    windows = [file for file in files if b"\r\n" in file.read_bytes()]
    # A few such files can be read, and what stands in their cells is named by line.
    if len(windows) * 2 > len(files):
        shown = f"Windows line ends in {len(windows)} of {len(files)} files"
        problems.append(
            Problem(folder.name, 0, "", shown, f"{_LINE_FEEDS}: rm -r {folder.name} && git checkout -- {folder.name}")
        )
    return problems


def _saved_otherwise(path: Path, columns: list[str]) -> str:
    """What a spreadsheet has done to a file of these columns; empty where it has done nothing."""
    raw = path.read_bytes()
    if raw.startswith(_UTF_16):
        return "saved as UTF-16"
    head = raw.split(b"\n", 1)[0].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").strip()
    for sign, name in _SEPARATORS.items():
        if head.split(sign)[: len(columns)] == columns:
            return f"separated by {name}"
    return "saved with a byte order mark" if raw.startswith(codecs.BOM_UTF8) else ""
