"""The values that filters accept: eras in order of time, actors by how often they occur, the kinds of one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.record.filters import Vocabulary
from dashboard.store.database import Database


def vocabulary(database: Database, kinds: str) -> Vocabulary:
    """What a page accepts, each value with its label in order of display.

    `kinds` names the vocabulary of the kind filter: one of codes.csv, `topic`, `pattern` or `series`; an unknown one has none.
    Raises StoreError where the database cannot answer.
    """
    own_list = "patterns_pairs" if kinds == "pattern" else "vocabulary_kinds"
    return Vocabulary(
        eras=_labels(database, "vocabulary_eras"),
        actors=_labels(database, "vocabulary_actors"),
        kinds=_labels(database, own_list, {"vocabulary": kinds}),
    )


def _labels(database: Database, name: str, values: Mapping[str, Any] | None = None) -> dict[str, str]:
    return {row["code"]: row["label"] or row["code"] for row in database.rows("pages", name, values)}
