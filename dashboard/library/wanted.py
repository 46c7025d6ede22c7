"""What the record asks of the library: its sources with the addresses where their texts are, and the words to find in them."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from dashboard.library.config import LibraryError
from dashboard.library.places import Anchor

_GITHUB = re.compile(r"https://github\.com/([^/]+/[^/]+)/blob/(.+)")


@dataclass(frozen=True)
class Source:
    """A source as the library needs it. `addresses` are where to look for its text, the copy in which words were read first.

    `day` is the day of the copy that is right: when its words were read, else when it was published (digits of a date, perhaps fewer).
    """

    id: str
    kind: str
    voice: str
    url: str
    addresses: tuple[str, ...]
    day: str


@dataclass(frozen=True)
class Wanted:
    """All sources that may be held, by id, and all anchors."""

    sources: dict[str, Source]
    anchors: list[Anchor]


def read_wanted(data: Path) -> Wanted:
    """Reads `sources.csv` and `citations.csv`. A source whose text the record itself keeps is left out."""
    try:
        citations = _rows(data / "citations.csv")
        listed = _rows(data / "sources.csv")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LibraryError(f"The data folder cannot be read: {error}") from error
    anchored = [row for row in citations if row["first_words"] and row["last_words"]]
    copies: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, str] = {}
    for row in anchored:
        copies[row["source"]][row["read_at"]] += 1
        days[row["source"]] = max(days.get(row["source"], ""), row["read_on"])
    sources = [
        Source(
            row["source_id"],
            row["kind"],
            row["voice"],
            row["url"],
            _addresses(copies[row["source_id"]], row["read_at"], row["url"]),
            _digits(days.get(row["source_id"]) or row["published"]),
        )
        for row in listed
        if not row["file"]
    ]
    anchors = [
        Anchor(row["citation_id"], row["source"], row["first_words"], row["last_words"])
        for row in anchored
        if not row["quote"]
    ]
    return Wanted({source.id: source for source in sources}, anchors)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _addresses(copies: Counter[str], read_at: str, url: str) -> tuple[str, ...]:
    found = [*(address for address, _ in copies.most_common()), read_at, url]
    return tuple(dict.fromkeys(plain_address(address) for address in found if address))


def plain_address(address: str) -> str:
    """The address of the text itself: without a fragment, and for a file shown on GitHub the file."""
    bare = address.partition("#")[0]
    shown = _GITHUB.fullmatch(bare)
    return f"https://raw.githubusercontent.com/{shown[1]}/{shown[2]}" if shown else bare


def _digits(edtf: str) -> str:
    return re.sub(r"\D", "", edtf.partition("/")[0])[:8]
