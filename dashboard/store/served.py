"""Which citations have their words here in the library, for who asks: what everybody may read, or what the machine itself may."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.library import audience
from dashboard.library.audience import Client
from dashboard.library.shelf import Shelf
from dashboard.store.config import settings
from dashboard.store.database import Database

# Whoever asks from anywhere: what travels, such as a file or a record's page, says what is true for them.
EVERYBODY = Client()


@dataclass(frozen=True)
class Served:
    """Citations whose words stand in a held text that may be read, and a word that is another for other citations; empty for none."""

    citations: tuple[str, ...] = ()
    stamp: str = ""

    def parameter(self) -> dict[str, list[str]]:
        """As statements take it."""
        return {"served": list(self.citations)}


def served(database: Database, client: Client = EVERYBODY) -> Served:
    """What this client may read. Raises StoreError."""
    library = settings().library
    stamp = Shelf(library).stamp()
    return _served(database, library, client, stamp) if stamp else Served()


@lru_cache(maxsize=8)
def _served(database: Database, library: Path, client: Client, _: str) -> Served:
    """The same, kept until texts or releases change. A place holds only for the text in which it was found."""
    shelf = Shelf(library)
    rows = database.rows("pages", "library_found")
    texts = {
        source: held.text_sha256
        for source in {row["source_id"] for row in rows}
        if audience.may_read(shelf, source, client) and (held := shelf.snapshot(source))
    }
    found = tuple(row["citation_id"] for row in rows if texts.get(row["source_id"]) == row["text_sha256"])
    return Served(found, hashlib.sha256("\n".join(found).encode()).hexdigest()[:16] if found else "")
