"""Where the words of citations stand in the reader's own library: found by the build when all tables are in."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.library.places import Anchor, find_places
from dashboard.library.shelf import Shelf

TABLE = "library_places"


def fill_places(con: duckdb.DuckDBPyConnection, library: Path) -> int:
    """Fills the table of places from the texts in `library`, which need not exist. Returns how many places were found."""
    shelf = Shelf(library)
    if not any(True for _ in shelf.all()):
        return 0
    anchored = con.execute(
        "select citation_id, source, first_words, last_words from citations"
        " where first_words is not null and quote is null order by citation_id"
    ).fetchall()
    places = find_places(shelf, [Anchor(*row) for row in anchored])
    rows = [(place.citation, place.source, place.start, place.end, place.text_sha256) for place in places]
    if rows:
        con.executemany("insert into library_places values (?, ?, ?, ?, ?)", rows)
    return len(rows)
