"""Where the words of a citation stand in its source: in words for a reader, and as an address that opens a browser at them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

Fields = Mapping[str, Any]

# What a citation lets a reader do: read the words here, go to their place, or search the page for them.
STATES = {
    "words_here": "Words here",
    "place_known": "Place known",
    "page_only": "Only the page known",
}


def place_in_words(kind: str | None, locator: str | None) -> str:
    """`article II(13)(d)`, `paragraphs 2-4`, `entry dated 2010-05-20`; empty where no place is known."""
    if not locator:
        return ""
    if kind == "section":
        return f"section {locator}" if locator[:1].isdigit() and " " not in locator else locator
    several = kind in ("page", "paragraph", "article", "document") and any(sign in locator for sign in "-,–")
    return f"{kind}{'s' if several else ''} {locator}"


def straight_to(url: str, citation: Fields) -> str:
    """The address with a text fragment that opens a browser at the passage; a PDF opens at its page.

    `citation` has `locator_kind`, `locator`, `first_words` and `last_words`. Without a place it is the address as it is.
    """
    if urlsplit(url).path.lower().endswith(".pdf"):
        page = (citation["locator"] or "").partition("-")[0]
        is_page = citation["locator_kind"] == "page" and page.isdigit()
        return f"{url.partition('#')[0]}#page={page}" if is_page else url
    if not citation["first_words"]:
        return url
    words = ",".join(_escaped(citation[name]) for name in ("first_words", "last_words"))
    return f"{url}{'' if '#' in url else '#'}:~:text={words}"


def _escaped(words: str) -> str:
    # The syntax of a text directive gives meaning to the hyphen, which `quote` leaves as it is.
    return quote(words, safe="").replace("-", "%2D")
