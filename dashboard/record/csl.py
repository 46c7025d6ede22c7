"""Citations as CSL-JSON, the form that reference managers and style processors share: of a chart, a record, a passage and a source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.record import authors, cite
from dashboard.record.filters import address
from dashboard.record.places import STATES, place_in_words
from dashboard.store import dates
from dashboard.store.database import Database

Fields = Mapping[str, Any]
Item = dict[str, Any]

_KINDS = {
    "primary_document": "document",
    "official_statement": "document",
    "scholarly": "article-journal",
    "think_tank": "report",
    "reference_work": "entry-encyclopedia",
    "dataset": "dataset",
    "press": "article-newspaper",
}
# Here whoever publishes is the name of what the text stands in.
_IN_CONTAINER = ("article-journal", "article-newspaper", "entry-encyclopedia", "webpage")
# What scholars write, by where it came out; the first that is found decides, and what none knows is an article.
_SCHOLARLY = (
    (
        "article-journal",
        re.compile(r"\b(Journal|Review|Quarterly|Bulletin|Affairs|Magazine|Letters|Perspective|Survey)\b"),
    ),
    ("book", re.compile(r"\bPress\b|Routledge|\bBooks\b|Rowman|Palgrave|US Marine Corps|Center of Military History")),
    (
        "report",
        re.compile(
            r"\b(Institute|Center|Program|University|Archive|Command|Committee|Observatory|Project|CISAC|SIPA)\b"
        ),
    ),
)
_IN_BOOK = ", in: "
_THESIS = re.compile(r"\b(dissertation|PhD thesis|master's thesis)\b", re.IGNORECASE)
# Names of CSL 1.0.2; what it has no name for is a section.
_LABELS = {
    "page": "page",
    "paragraph": "paragraph",
    "article": "article-locator",
    "section": "section",
    "document": "section",
    "minute": "timestamp",
}
_RANGE = re.compile(r"[0-9-]+/[0-9-]+")
# Before a place that is a number, the word that every style knows for it.
_BEFORE = {"page": "p. ", "paragraph": "para. "}


@dataclass(frozen=True)
class Edition:
    """Which state of the record is cited: its version, the day of the latest work on it, and the address of this site."""

    version: str
    day: str
    base: str
    # How many changes of fact it has seen: two states of one day are told apart by it.
    changes: int = 0

    @property
    def stamp(self) -> str:
        """As an address has it, in order of time: `2026-11-28.0123456789ab.2069`."""
        return f"{self.day}.{self.version}.{self.changes}"

    @property
    def said(self) -> str:
        """`data version 0123456789ab of 28 November 2026`."""
        return f"data version {self.version}" + (f" of {dates.in_words(self.day)}" if self.day else "")


def edition(database: Database, base: str) -> Edition:
    """The state that this database holds. Raises StoreError."""
    day, changes = _state(database)
    return Edition(database.build_id, day, base.rstrip("/"), changes)


@lru_cache(maxsize=4)
def _state(database: Database) -> tuple[str, int]:
    (row,) = database.rows("pages", "edition")
    return str(row["day"]), int(row["changes"])


def chart_item(chart_id: str, title: str, filters: str, where: str, of: Edition) -> Item:
    """A chart under filters, which are in words; `where` is its whole address."""
    narrowed = "" if filters == "No filters" else f" ({filters})"
    return _own(chart_id, "dataset", f"{title}{narrowed}", where, of)


def record_item(record: Fields, of: Edition) -> Item:
    """A record, by its page. `record` is the row of record_page."""
    own = _own(record["record_id"], "entry", record["title"], f"{of.base}/r/{record['record_id']}", of)
    # What it tells happened on a day of its own, which no style has a place for: an entry of today was not first published then.
    own["custom"]["date"] = record["date"]
    return own | _without_nothing({"abstract": record["summary"], "note": record["note"]})


def _own(key: str, kind: str, title: str, url: str, of: Edition) -> Item:
    return _without_nothing(
        {
            "id": key,
            "type": kind,
            "title": title,
            "author": [{"literal": cite.AUTHORS}],
            "container-title": cite.SITE,
            "publisher": cite.PUBLISHER,
            "issued": csl_date(of.day),
            "version": of.version,
            "language": "en-US",
            "URL": url,
            "DOI": cite.doi(),
            # Fields that the schema of CSL does not have stand here.
            "custom": {"license": cite.RECORD_LICENCE},
        }
    )


def record_items(record: Fields, evidence: Sequence[Fields], of: Edition) -> list[Item]:
    """A record, followed by one item for each source it rests on. `evidence` is as in export_citations."""
    return [record_item(record, of), *(cited_item(citation) for citation in evidence)]


def source_item(source: Fields, key: str) -> Item:
    """A source by itself."""
    kind = _KINDS.get(source["source_kind"], "webpage")
    if kind == "article-journal":
        kind = _scholarly(source)
    # In brackets stands why there is none.
    publisher = None if source["publisher"].startswith("[") else source["publisher"]
    chapter, _, book = source["title"].rpartition(_IN_BOOK) if kind == "book" else ("", "", "")
    stands_in = {"container-title": publisher} if kind in _IN_CONTAINER else {"publisher": publisher}
    if chapter:
        kind, stands_in = "chapter", {"container-title": book, "publisher": publisher}
    return _without_nothing(
        {
            "id": key,
            "type": kind,
            "title": chapter or source["title"],
            "author": authors.as_csl(source["author"]),
            **stands_in,
            "issued": csl_date(source["published"]),
            "URL": source["url"],
            "DOI": source["doi"],
        }
    )


def _scholarly(source: Fields) -> str:
    if _THESIS.search(source["title"]):
        return "thesis"
    return next((kind for kind, names_it in _SCHOLARLY if names_it.search(source["publisher"])), "article-journal")


def cited_item(citation: Fields) -> Item:
    """A source with the place in it that a record rests on. `citation` is a row of export_citations."""
    more = {
        "locator": citation["locator"],
        "annote": citation["cited_for"],
        "note": f"“{citation['quote']}”" if citation["quote"] else None,
        "keyword": citation["role"],
        # Fields that the schema of CSL does not have stand here.
        "custom": _without_nothing(
            {
                "label": _LABELS.get(citation["locator_kind"] or ""),
                "place": place(citation),
                "place_state": citation["place_state"],
                "place_said": STATES[citation["place_state"]],
            }
        ),
    }
    return source_item(citation, citation["citation"]) | _without_nothing(more)


def place(citation: Fields) -> str:
    """The place as a style processor reads it: `p. 12`, `article II(13)(d)`; empty where none is known."""
    kind, locator = citation["locator_kind"], citation["locator"]
    before = _BEFORE.get(kind or "")
    return f"{before}{locator}" if before and locator else place_in_words(kind, locator)


def passage_address(citation: Fields) -> str:
    """From the root: the words themselves where they are here for everybody, else the record that rests on them."""
    if citation["place_state"] == "words_here":
        return address("/source", doc=citation["source"], cite=citation["citation"])
    return f"/r/{citation['record']}"


def csl_date(edtf: str | None) -> Item | None:
    """A date as CSL has it, as exact as it is known."""
    if not edtf:
        return None
    try:
        span = dates.span(edtf)
    except ValueError:
        return {"literal": edtf}
    shown = {"day": 3, "month": 2, "year": 1}.get(span.precision)
    if shown is None:
        return _range(edtf) or {"literal": dates.in_words(edtf)}
    parts = [span.earliest.year, span.earliest.month, span.earliest.day][:shown]
    return {"date-parts": [parts], **({"circa": True} if span.approximate else {})}


def _range(edtf: str) -> Item | None:
    """From one date to another, where both are exact as they stand."""
    ends = [csl_date(end) for end in edtf.split("/")] if _RANGE.fullmatch(edtf) else []
    parts = [end["date-parts"][0] for end in ends if end]
    return {"date-parts": parts} if parts else None


def _without_nothing(item: Item) -> Item:
    return {name: value for name, value in item.items() if value not in (None, "", [])}
