"""Where the library lies, and every limit it keeps to, each with the reason for its value."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
USER_AGENT = "Panmunjom-library/1.0 (a reader's own copy of cited pages; one request at a time per host)"
# What the process that extracts ends with where a text cannot be had; its one line of output says why.
REFUSED = 3
# A passage that citations name by its first and last words is a sentence or a paragraph, never a chapter.
LONGEST_PASSAGE = 4_000


class LibraryError(Exception):
    """Something of the library cannot be done. The message is one line for a reader."""


@dataclass(frozen=True)
class Limits:
    """What one source may cost.

    `body`: bytes of an answer, packed or unpacked; the longest volume that is cited has 9 million. `redirects`: addresses that one
    may lead to. `seconds`: for one answer from its first byte to its last, so that a slow drip ends.
    `pages`, `characters`: of a text; the longest volume has some 3 million characters. `unpacked`, `ratio`: of the files in a DOCX.
    `work_s`, `memory`, `written`: seconds, bytes of memory and bytes of files of the process that extracts.
    """

    body: int = 64_000_000
    redirects: int = 10
    seconds: float = 300.0
    pages: int = 5_000
    characters: int = 10_000_000
    unpacked: int = 200_000_000
    ratio: int = 200
    work_s: int = 60
    memory: int = 1_500_000_000
    written: int = 120_000_000


@dataclass(frozen=True)
class Manners:
    """How hosts are asked: seconds between two requests to one, hosts at the same time, seconds to wait for an answer to begin.

    `tries`: how often a busy host is asked; the wait doubles from `back_off`, and a host that names a time gets it up to `longest_wait`.
    """

    pause: float = 2.0
    hosts: int = 4
    timeout: float = 30.0
    tries: int = 4
    back_off: float = 4.0
    longest_wait: float = 120.0


def folder() -> Path:
    """Where the library lies: PANMUNJOM_LIBRARY, or `library/` beside the code."""
    return Path(os.environ.get("PANMUNJOM_LIBRARY") or ROOT / "library")
