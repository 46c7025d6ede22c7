"""The search page, and the search box that stands in the header of every page."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.markup.marks import escape
from dashboard.parts import context
from dashboard.parts.page import guarded
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.record.search import ALL_OF_A_TYPE, PER_TYPE, TYPES, Found, clean, matching_words, search
from dashboard.views.search.marks import find_words
from dashboard.views.search.results import Passages, results_html

_INVITATION = PAGE["search"].purpose
EXAMPLES = ("Geneva 1994", "김정은", "Hwasong-11A", "light water", "Kim Chong-un 2018")


def search_page() -> None:
    """The page /search?q=…&type=…; an unknown type is ignored with a note."""
    asked = st.query_params.get("type", "")
    kind = asked if asked in TYPES else ""
    note = f"<p class='note'>There is no type “{escape(asked[:40])}” here; it was ignored.</p>" if asked != kind else ""
    html = _page_html(context.database().build_id, clean(st.query_params.get("q", "")), kind)
    rich(f"{note}{html}", key="search-results")


@st.cache_data(max_entries=256, show_spinner=False)
def _page_html(build_id: str, text: str, kind: str) -> str:
    """The whole page below the header. `build_id` keys the cache."""
    database = context.database()
    found = search(database, text, kind=kind, per_type=ALL_OF_A_TYPE if kind else PER_TYPE)
    shown = [part for hit in found.hits for part in (hit.title, hit.body, hit.quote, *hit.names)]
    words = find_words(shown, found.terms, lambda asked: matching_words(database, asked, found.terms))
    documents = {hit.source for hit in found.hits if hit.source}
    passages = Passages({doc: database.rows("pages", "document_passages", {"doc": doc}) for doc in sorted(documents)})
    return f"{_head(found, kind)}{results_html(found, words, passages, kind)}"


def _head(found: Found, kind: str) -> str:
    title = "<h1 class='page-title'>Search</h1>"
    if not found.text:
        return f"{title}<p class='purpose'>{_INVITATION}</p>{_examples()}"
    if not found.terms:
        sentence = "has only words that stand in every text. Add a name, a place or a year."
        return f"{title}<p class='purpose'>“{escape(found.text)}” {sentence}</p>{_examples()}"
    if not found.hits:
        sentence = "Nothing here has these words. Try fewer of them, or another name."
        return f"{title}<p class='purpose' role='status'>“{escape(found.text)}”: {sentence}</p>{_examples()}"
    return f"{title}<p class='purpose' role='status'>{_count(found, kind)}</p>{_types(found, kind)}"


def _count(found: Found, kind: str) -> str:
    if kind:
        return f"{found.total:,} {TYPES[kind].lower()} for “{escape(found.text)}”."
    partial = found.total - found.complete
    if not found.complete:
        return f"Nothing has all the words of “{escape(found.text)}”; {partial:,} have some of them."
    things = "thing" if found.complete == 1 else "things"
    more = f", and {partial:,} with some of the words" if partial > 0 else ""
    return f"{found.complete:,} {things} for “{escape(found.text)}”{more}."


def _types(found: Found, kind: str) -> str:
    if kind:
        url = address("/search", q=found.text)
        return f"<p class='hit-types'><a data-page href='{escape(url)}'>All types</a></p>"
    if len(found.counts) < 2:
        return ""
    return _links(
        (f"{TYPES[name]} {count:,}", address("/search", q=found.text, type=name)) for name, count in found.counts
    )


def _examples() -> str:
    return _links((text, address("/search", q=text)) for text in EXAMPLES)


def _links(pairs: Iterable[tuple[str, str]]) -> str:
    listed = "".join(f"<li><a data-page href='{escape(url)}'>{escape(text)}</a></li>" for text, url in pairs)
    return f"<ul class='hit-types'>{listed}</ul>"


guarded(search_page)
