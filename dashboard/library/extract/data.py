"""Words of JSON: every text and number in it, in order, as they read when its escapes are undone."""

from __future__ import annotations

import json
from typing import Any

from dashboard.library.extract.cleaning import Text


def from_json(text: str, into: Text) -> bool:
    """Adds the texts and numbers of a JSON document. Whether it is one: if not, nothing is added."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        read = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return False
    waiting: list[Any] = [read]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            into.add(found)
        elif isinstance(found, dict):
            waiting += reversed(found.values())
        elif isinstance(found, list):
            waiting += reversed(found)
    return True
