"""The tiny data with a sentence changed, so that what a build says tells which of two it is."""

from __future__ import annotations

import pytest

from dashboard.store import database as database_module
from dashboard.store.database import Database

OLD, NEW = "The war stops.", "The war ends."


def says(database: Database) -> str:
    """The sentence of a build: OLD, or NEW with more."""
    (found,) = database.rows("pages", "record_page", {"record": "ev-1953-07-27-armistice"})
    return str(found["summary"])


def as_new_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the test is as a process that has just begun: nothing is open yet."""
    monkeypatch.setattr(database_module, "_opened", {})
    monkeypatch.setattr(database_module, "_last", {})
