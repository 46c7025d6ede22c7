"""Opens workbooks with LibreOffice, where it is installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


def as_office_reads(books: Mapping[str, tuple[bytes, int]]) -> list[str] | None:
    """What is wrong with workbooks, given with the rows they should have, as LibreOffice reads them; None where there is none."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        for name, (content, _) in books.items():
            (Path(folder) / f"{name}.xlsx").write_bytes(content)
        command = [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1",
            "--outdir",
            folder,
        ]
        subprocess.run(
            [*command, *(f"{folder}/{name}.xlsx" for name in books)], check=True, capture_output=True, timeout=600
        )
        return [
            fault for name, (_, rows) in books.items() for fault in _faults(Path(folder) / f"{name}.csv", name, rows)
        ]


def _faults(file: Path, name: str, rows: int) -> list[str]:
    with file.open(encoding="utf-8", newline="") as read:
        found = list(csv.DictReader(read))
    if len(found) != rows:
        return [f"{name}: LibreOffice reads {len(found)} rows, on screen {rows}"]
    return [
        f"{name}: LibreOffice shows {value!r}"
        for row in found
        for value in row.values()
        if str(value).startswith(("#", "Err:"))
    ]
