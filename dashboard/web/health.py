"""Whether the server is alive, and whether it is ready: what it serves, since when, and what is wrong with it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from dashboard.store.config import Settings
from dashboard.store.current import current
from dashboard.store.database import Database, open_current
from dashboard.store.problems import StoreError

# Whoever asks more often gets the same answer, so that asking costs nothing.
KEPT_S = 1.0


@dataclass
class Health:
    """What was found last, and whether the server is warm."""

    began: float = field(default_factory=time.monotonic)
    is_warm: bool = False
    is_stopping: bool = False
    _found: dict[str, Any] = field(default_factory=dict)
    _looked: float = float("-inf")
    _of: Settings | None = None

    def kept(self, settings: Settings) -> dict[str, Any] | None:
        """The last answer, as long as it is fresh."""
        is_fresh = self._of == settings and time.monotonic() - self._looked < KEPT_S
        return self._found if is_fresh else None

    def look(self, settings: Settings) -> dict[str, Any]:
        """Reads a little of all that is served. `status` is `ok`, `degraded` (all is served, not all is well) or `unavailable`."""
        self._found, self._looked, self._of = _look(settings), time.monotonic(), settings
        return self._found

    def ready(self, found: dict[str, Any]) -> dict[str, Any]:
        """What was found with whether it is warm and for how long it has run."""
        status = found["status"]
        if self.is_stopping:
            status = "stopping"
        elif status != "unavailable" and not self.is_warm:
            status = "warming"
        return {
            **found,
            "status": status,
            "warm": self.is_warm,
            "age_s": round(time.monotonic() - self.began, 1),
        }


def _look(settings: Settings) -> dict[str, Any]:
    try:
        database = open_current(settings)
        (row,) = database.rows("pages", "health")
    except StoreError as error:
        return {"status": "unavailable", "message": error.public, "checks": {"data": False}}
    checks = _checks(settings, database, row)
    is_well = all(checks.values())
    status = "ok" if is_well else "degraded" if checks["data"] and checks["file"] else "unavailable"
    return {"status": status, "build_id": database.build_id, "checks": checks}


def _checks(settings: Settings, database: Database, row: dict[str, Any]) -> dict[str, bool]:
    named = current(settings)
    return {
        "data": all(value is not None for name, value in row.items() if name != "word") and bool(row["eras"]),
        # One that was deleted can be read as long as the server runs; one that was written to cannot be trusted.
        "file": database.is_safe(),
        "on_disk": database.is_unchanged(),
        "pointer": named is not None and named[1] == database.file,
    }
