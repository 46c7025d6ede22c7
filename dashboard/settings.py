"""The settings of this process: the defaults, with the folder of builds from PANMUNJOM_OUT where the command line set it."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dashboard.store.config import DEFAULT, Settings


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Paths and limits."""
    out = os.environ.get("PANMUNJOM_OUT")
    return replace(DEFAULT, out=Path(out)) if out else DEFAULT
