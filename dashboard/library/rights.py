"""Which sources count as in the public domain, so that they may be fetched or released together. Everything else is released by name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dashboard.library.wanted import Source

# Scholarly works stay out: journals of the services print authors who are not in office.
_OFFICIAL = ("primary_document", "official_statement", "reference_work", "dataset")
# Named one by one: states end in .gov too, broadcasters carry agencies' texts, and the CIA's reading room holds translations.
# fmt: off
_FEDERAL = (
    "america.gov", "archives.gov", "census.gov", "congress.gov", "defense.gov", "dod.gov", "fdsys.gov", "federalregister.gov",
    "gao.gov", "govinfo.gov", "gpo.gov", "house.gov", "loc.gov", "senate.gov", "state.gov", "treasury.gov", "usembassy.gov",
    "usgs.gov", "usmission.gov", "whitehouse.gov", "af.mil", "army.mil", "dpaa.mil", "navy.mil", "pacom.mil", "usfk.mil",
)
# fmt: on
# Files of the Foreign Relations series as the Office of the Historian and its developers publish them.
_FRUS = re.compile(r"https://raw\.githubusercontent\.com/(HistoryAtState|joewiz)/frus/")
_UNITED_NATIONS = ("un.org", "undocs.org")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(.+)")


def public_domain(source: Source) -> str:
    """Why a source counts as in the public domain; empty where it does not.

    Two groups count, and only at an address of who made them: on the page of a copy, words of others stand beside the text.
    Works of the US federal government (17 U.S.C. 105), and documents issued under a symbol of the United Nations, which its
    instruction ST/AI/189/Add.9/Rev.2 leaves in the public domain (paragraph 2 b).
    """
    return _group(source, source.url)


def releasable(source: Source, reached: str) -> str:
    """The same for a held text, by the address it came from; a file that was added by hand is released by name only."""
    archived = _ARCHIVED.fullmatch(reached)
    return _group(source, archived[1] if archived else reached)


def _group(source: Source, address: str) -> str:
    host = (urlsplit(address).hostname or "").lower()
    if source.voice == "us" and source.kind in _OFFICIAL and (_is_under(host, _FEDERAL) or _FRUS.match(address)):
        return "work of the US federal government"
    if source.voice == "un" and source.kind == "primary_document" and _is_under(host, _UNITED_NATIONS):
        return "document of the United Nations"
    return ""


def _is_under(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
