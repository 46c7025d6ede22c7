"""Names of authors as reference managers and styles want them. authors.csv beside this file says which part is that of the family."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

Name = dict[str, str]

_FILE = Path(__file__).with_suffix(".csv")


def as_csl(authors: str | None) -> list[Name]:
    """The authors of a source as CSL has them.

    A name that is not in the file stays as it is written, in one piece: Korean and Chinese names have the family first and are
    not turned round in a list of references, and a wrong guess would be worse than none.
    """
    found: list[Name] = []
    for author in filter(None, (authors or "").split("; ")):
        found += [_parts(name) for name in _known().get(author, author).split("; ")]
    return found


def in_a_line(name: Name) -> str:
    """A name as RIS has it: `Family, Given, Suffix`."""
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)


def _parts(name: str) -> Name:
    family, *rest = name.split(", ")
    return dict(zip(("family", "given", "suffix"), (family, *rest), strict=False)) if rest else {"literal": name}


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["author"]: row["cited_as"] for row in csv.DictReader(file)}
