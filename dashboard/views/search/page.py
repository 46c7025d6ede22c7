"""The search page, and the search box that stands in the header of every page."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.pages import PAGE
from dashboard.parts import context
from dashboard.parts.page import guarded
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.record.meaning import form_of, meaning
from dashboard.record.search import ALL_OF_A_TYPE, PER_TYPE, SEARCHED, Found, clean, matching_words, search
from dashboard.record.words import TYPES
from dashboard.views.search.marks import find_words
from dashboard.views.search.results import Passages, asked_of, noted, page_html, results_html

_INVITATION = PAGE["search"].purpose
EXAMPLES = ("Geneva 1994", "김정은", "Hwasong-11A", "light water", "Kim Chong-un 2018")


def search_page() -> None:
    """The page /search?q=…&type=…&exact=1; an unknown type is ignored with a note, `exact` looks for what is written and nothing else."""
    asked = st.query_params.get("type", "")
    kind = asked if asked in SEARCHED else ""
    note = f"There is no type “{asked[:40]}” here; it was ignored." if asked != kind else ""
    text = clean(st.query_params.get("q", ""))
    is_literal = bool(st.query_params.get("exact"))
    rich(noted(note, _page_html(context.database().build_id, text, kind, is_literal)), key="search-results")


@st.cache_data(max_entries=256, show_spinner=False)
def _page_html(build_id: str, text: str, kind: str, is_literal: bool) -> Markup:
    """The whole page below the header. `build_id` keys the cache."""
    database = context.database()
    found = search(database, text, kind=kind, per_type=ALL_OF_A_TYPE if kind else PER_TYPE, is_literal=is_literal)
    meant = meaning(database, text, form_of(database, text)) if is_literal else found.instead
    head: dict[str, Any] = {
        "asked": found.text,
        "meant": meant,
        "meant_url": address("/search", q=meant) if meant and is_literal else "",
        "literal_url": address("/search", q=found.text, exact="1") if found.instead else "",
        "all_types": "",
    }
    if not found.hits:
        return page_html({**head, **_nothing(found)}, [(text, address("/search", q=text)) for text in EXAMPLES])
    shown = [part for hit in found.hits for part in (hit.title, hit.body, hit.quote, *hit.names)]
    words = find_words(shown, found.terms, lambda asked: matching_words(database, asked, found.terms))
    documents = {hit.source for hit in found.hits if hit.source}
    passages = Passages({doc: database.rows("pages", "document_passages", {"doc": doc}) for doc in sorted(documents)})
    head |= {
        "text": _count(found, kind),
        "is_answer": True,
        "all_types": address("/search", q=asked_of(found)) if kind else "",
    }
    return page_html(head, _types(found), results_html(found, words, passages, kind))


def _nothing(found: Found) -> dict[str, Any]:
    """What the page says where it shows no hit."""
    if not found.text:
        said = _INVITATION
    elif not found.terms:
        said = f"“{found.text}” has only words that stand in every text. Add a name, a place or a year."
    else:
        said = f"“{found.text}”: Nothing here has these words. Try fewer of them, or another name."
    return {"text": said, "is_answer": bool(found.terms)}


def _count(found: Found, kind: str) -> str:
    asked = asked_of(found)
    if kind:
        return f"{found.total:,} {TYPES[kind].heading.lower()} for “{asked}”."
    partial = found.total - found.complete
    if not found.complete:
        return f"Nothing has all the words of “{asked}”; {partial:,} have some of them."
    things = "thing" if found.complete == 1 else "things"
    more = f", and {partial:,} with some of the words" if partial > 0 else ""
    return f"{found.complete:,} {things} for “{asked}”{more}."


def _types(found: Found) -> list[tuple[str, str]]:
    """Each type with its count and the address that shows it alone; none where there is a single one."""
    if len(found.counts) < 2:
        return []
    return [
        (f"{TYPES[name].heading} {count:,}", address("/search", q=asked_of(found), type=name))
        for name, count in found.counts
    ]


guarded(search_page)
