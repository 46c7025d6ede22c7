"""Entity tags: what a browser or program keeps of an answer and asks for again only where it has changed."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from dashboard.record import cite
from dashboard.store.config import ROOT


def tag(version: str, *asked: Any) -> str:
    """A weak entity tag: the same build, texts for everybody, code and question give the same answer, compressed or not."""
    named = json.dumps([version, _code(), cite.doi(), *asked])
    return f'W/"{hashlib.sha256(named.encode()).hexdigest()[:24]}"'


@lru_cache(maxsize=1)
def _code() -> str:
    """Hash of what turns rows into answers, so that a new version of the code is not answered from a reader's cache."""
    digest = hashlib.sha256()
    for file in sorted([*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "sql").rglob("*.sql")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()
