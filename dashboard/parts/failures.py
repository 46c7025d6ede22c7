"""What a reader is told of a failure: a sentence and a number, never what an engine says; the log has the rest."""

from __future__ import annotations

import logging
import secrets

from dashboard.store import telling
from dashboard.store.problems import StoreError

_log = logging.getLogger("panmunjom")


def sentence(error: StoreError) -> str:
    """What a reader may know of data that cannot be read."""
    number = secrets.token_hex(4)
    _log.warning("incident %s: %s", number, error)
    return f"{error.public} The address still holds your filters; try again. Incident {number}."


def incident(what: str) -> str:
    """Logs the failure that is being handled; returns its number."""
    number = secrets.token_hex(4)
    telling.count("incidents")
    _log.exception("%s, incident %s", what, number)
    return number
