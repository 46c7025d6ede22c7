"""The records that stories name, with their titles and dates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dashboard.store.database import Database


@lru_cache(maxsize=2)
def record_rows(database: Database) -> Mapping[str, dict[str, Any]]:
    """Title and date of each record that a story names, by its id. Raises StoreError."""
    return {row["record_id"]: row for row in database.rows("pages", "story_records")}
