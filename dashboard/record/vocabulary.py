"""The values that filters accept: eras in order of time, actors by how often they occur, the kinds of one page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dashboard.record.fields import CHOICES, Vocabulary, plain
from dashboard.store.database import Database


@lru_cache(maxsize=32)
def vocabulary(database: Database, kinds: str) -> Vocabulary:
    """What a page accepts, each value with its label in order of display.

    Asked for with every file and page, and the same as long as the build is.

    `kinds` names the vocabulary of the kind filter: one of codes.csv, `topic`, `pattern` or `series`; an unknown one has none.
    Raises StoreError where the database cannot answer.
    """
    values = {"vocabulary": kinds}
    names: dict[str, dict[str, list[str]]] = {choice.attribute: {} for choice in CHOICES}
    for row in database.rows("pages", "vocabulary_names", values):
        names.setdefault(row["attribute"], {}).setdefault(plain(row["name"]), []).extend(row["codes"])
    return Vocabulary({choice.attribute: _labels(database, choice.values, values) for choice in CHOICES}, names)


def _labels(database: Database, statement: str, values: Mapping[str, Any]) -> dict[str, str]:
    # Pairs of classes are no list of codes: they are made of the classes themselves.
    if (statement, values["vocabulary"]) == ("vocabulary_kinds", "pattern"):
        statement = "patterns_pairs"
    return {row["code"]: row["label"] or row["code"] for row in database.rows("pages", statement, values)}
