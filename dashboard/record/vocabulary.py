"""The values that filters accept: eras in order of time, actors by how often they occur, the kinds of one page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dashboard.record.fields import CHOICES, Vocabulary
from dashboard.store.database import Database


@lru_cache(maxsize=32)
def vocabulary(database: Database, kinds: str) -> Vocabulary:
    """What a page accepts, each value with its label in order of display: the rows of `sql/pages/vocabulary_<attribute>.sql`.

    Asked for with every file and page, and the same as long as the build is.

    `kinds` names the vocabulary of the kind filter: one of codes.csv, `topic`, `pattern` or `series`; an unknown one has none.
    Raises StoreError where the database cannot answer.
    """
    values = {"vocabulary": kinds}
    return Vocabulary({choice.attribute: _labels(database, choice.attribute, values) for choice in CHOICES})


def _labels(database: Database, attribute: str, values: Mapping[str, Any]) -> dict[str, str]:
    own_list = (
        "patterns_pairs" if (attribute, values["vocabulary"]) == ("kinds", "pattern") else f"vocabulary_{attribute}"
    )
    return {row["code"]: row["label"] or row["code"] for row in database.rows("pages", own_list, values)}
