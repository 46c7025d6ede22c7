"""Every path and limit of the data layer in one place, each with the reason for its value."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from dashboard.coded import config as coded
from dashboard.library import config as library

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """Paths and limits.

    `data`: folder of CSV files and texts. `sql`: folder of statements. `out`: where builds are written. `library`: texts of sources.
    `coded`: coded events.
    `deadline_s`: seconds one query may take; the slowest chart needs about a fortieth of it on a quiet machine.
    `memory_limit`, `threads`: what the engine may use; a hostile query fails early instead of taking the machine. The tables are
    small: with two threads a query alone is about a tenth faster, but takes a sixth more of the processor, which many readers share.
    `kept_builds`: how many builds stay on disk, the served one included, so that readers in flight keep theirs.
    """

    data: Path = ROOT / "data"
    sql: Path = ROOT / "sql"
    out: Path = ROOT / "build"
    library: Path = field(default_factory=library.folder)
    coded: Path = field(default_factory=coded.folder)
    deadline_s: float = 2.0
    memory_limit: str = "256MB"
    threads: int = 1
    kept_builds: int = 2


DEFAULT = Settings()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Paths and limits of this process: the defaults, with the folder of builds from PANMUNJOM_OUT where the command line set it."""
    out = os.environ.get("PANMUNJOM_OUT")
    return replace(DEFAULT, out=Path(out) if out else DEFAULT.out, library=library.folder(), coded=coded.folder())
