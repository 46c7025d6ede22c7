"""What the address of the reader asks for: the document, the passage, the words to find and which of them, the page, a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.record.filters import address
from dashboard.views.reader import finding
from dashboard.views.reader.finding import Hits
from dashboard.views.reader.texts import Text

Row = dict[str, Any]

# Each says where in the text the reader wants to be, so that one takes the place of the others.
_PLACES = ("hit", "page", "at")


@dataclass(frozen=True)
class Asked:
    """What is asked of one text. `position` is the place to open; `by` names what said so: hit, cite, page, at, or nothing did."""

    words: str
    hits: Hits
    hit: int
    passage: Row | None
    position: int
    by: str
    notes: tuple[str, ...]


def read(text: Text) -> Asked:
    """Reads the address. What it asks for and the text does not have is ignored, with a sentence."""
    notes: list[str] = []
    words = finding.asked(st.query_params.get("find", ""))
    if not words and st.query_params.get("find", "").strip():
        notes.append("Words to find need at least two letters; they were ignored.")
    hits = finding.find(text.body, words) if words else Hits()
    passage = _passage(text, notes)
    hit = _number("hit", len(hits.spans), notes) if words else 0
    page = _number("page", len(text.pages), notes)
    at = _number("at", len(text.body), [])
    if not (hit or passage or page or at):
        hit = min(1, len(hits.spans))
    if hit:
        position, by = hits.spans[hit - 1][0], "hit"
    elif passage:
        position, by = passage["start_offset"], "cite"
    elif page:
        position, by = text.pages[page - 1], "page"
    elif at:
        position, by = at, "at"
    else:
        # A volume opens where it is cited: its first page says little.
        position, by = (text.passages[0]["start_offset"] if text.passages else 0), ""
    return Asked(words, hits, hit, passage, position, by, tuple(notes))


def go(**wanted: str) -> None:
    """Asks for something else of the same text; a new place takes the place of the one before."""
    dropped = (*_PLACES, "cite") if wanted.keys() & {"page", "at"} else _PLACES
    for name in dropped:
        st.query_params.pop(name, None)
    for name, value in wanted.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def place_address(text: Text, words: str, position: int) -> str:
    """The address of a place of the text, with the words that are looked for."""
    return address("/source", doc=text.id, find=words, at=str(max(1, position)))


def _passage(text: Text, notes: list[str]) -> Row | None:
    cite = st.query_params.get("cite", "")
    found = text.passage(cite)
    if cite and not found:
        notes.append(
            f"The passage “{cite[:60]}” was not found in this text; it was ignored."
            if text.is_held
            else f"There is no passage “{cite[:60]}” in this document; it was ignored."
        )
    return found


def _number(name: str, most: int, notes: list[str]) -> int:
    """A number of the address from 1 to `most`; 0 where there is none."""
    given = st.query_params.get(name, "")
    if not given:
        return 0
    if given.isascii() and given.isdecimal() and len(given) < 10 and 1 <= int(given) <= most:
        return int(given)
    notes.append(f"There is no {name} “{given[:20]}” here; it was ignored.")
    return 0
