"""Who publishes this and on what terms, and citations as lines of text, as they stand in files and on record pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dashboard.record.places import place_in_words
from dashboard.store.config import ROOT

PUBLISHER = "Panmunjom"
# As in CITATION.cff.
AUTHORS = "The Panmunjom authors"
SITE = "Panmunjom: US-North Korea relations since 1945"
_DOI = re.compile(r"""^doi:\s*["']?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s"']+)""", re.MULTILINE)
# LICENSE and LICENSE-DATA.md say the same at length.
CODE_LICENCE = "MIT"
RECORD_LICENCE = "CC BY 4.0"
RECORD_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
TERMS = (
    f"Rows, summaries and codes are the project's own words and may be used under the licence {RECORD_LICENCE}"
    f" ({RECORD_LICENCE_URL}); the program is under the {CODE_LICENCE} licence. Values of measured series keep the terms of"
    " their sources. Quoted passages belong to their publishers and are given as quotations; the texts they come from are"
    " outside both licences."
)
DOCUMENT_TERMS = "The text belongs to its publisher and is outside the licences of this project."

Fields = Mapping[str, Any]


@lru_cache(maxsize=1)
def doi() -> str:
    """The identifier of the deposited release, from the line `doi:` of CITATION.cff; empty until it has one.

    It names the whole record, so that in citations it stands beside the address of the part.
    """
    try:
        found = _DOI.search((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    except OSError:
        return ""
    return found[1] if found else ""


def doi_address() -> str:
    """The same as an address; empty without one."""
    return f"https://doi.org/{doi()}" if doi() else ""


def reference(citation: Fields) -> str:
    """One source as text: `Publisher, Title, place <url>`; `citation` is a row of references or export_citations."""
    place = place_in_words(citation["locator_kind"], citation["locator"])
    named = ", ".join(part for part in (citation["publisher"], citation["title"], place) if part)
    return f"{named} <{citation['url']}>"


def line(title: str, version: str, address: str) -> str:
    """How to cite something of this site in a line. `version` is what `Edition.said` gives."""
    return " ".join(filter(None, (f"{AUTHORS}. “{title}.” {SITE}, {version}. {address}", doi_address())))
