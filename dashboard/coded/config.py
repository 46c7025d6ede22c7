"""Where coded events lie, the limits an import keeps to, each with the reason for its value, and how it says that it cannot go on."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SQL = ROOT / "sql"
_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


class CodedError(Exception):
    """Something of the coded events cannot be done. The message is one line for a reader."""


@dataclass(frozen=True)
class Limits:
    """What an import may take.

    `memory`: bytes for the engine; what it sorts beyond them goes to disk. `threads`: of the engine. `line`: bytes of one line; the longest
    that was seen in a published file has 9,000. `chunk`: bytes that are checked at a time. `run_rows`: rows that are held before they
    are written, some 400 bytes each. `kept_bad`: lines that are kept word for word for a file; all of them are counted.
    """

    memory: int = 1_000_000_000
    threads: int = 2
    line: int = 65_536
    chunk: int = 16_000_000
    run_rows: int = 400_000
    kept_bad: int = 10_000

    @classmethod
    def within(cls, memory: str, threads: int = 2) -> Limits:
        """The limits for a size such as `1GB` or `800MB`. Raises CodedError for what is no size or too small to sort in."""
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?)B?", memory.strip().upper())
        if not found:
            raise CodedError(f"“{memory}” is no size of memory; write 1GB or 800MB.")
        size = int(float(found[1]) * _UNITS[found[2]])
        if size < 300_000_000:
            raise CodedError(f"{memory} is too little: an import needs 300MB.")
        # A third for what is read and not yet written; the engine gets the rest.
        return cls(memory=size * 2 // 3, threads=threads, run_rows=min(cls.run_rows, size // 2_500))


def folder() -> Path:
    """Where coded events lie: PANMUNJOM_CODED, or `coded/` beside the code."""
    return Path(os.environ.get("PANMUNJOM_CODED") or ROOT / "coded")
