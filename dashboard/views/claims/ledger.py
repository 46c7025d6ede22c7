"""The ledger of claims: each with the exact words, our reading, the verdict with its reason, the evidence, and the records it speaks of."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.record_link import Row, paragraph_number, record_link
from dashboard.parts.rich import rich
from dashboard.record import words
from dashboard.record.filters import Filters, address
from dashboard.record.places import place_in_words, straight_to
from dashboard.views.claims.filters import LedgerFilters, choices, clear_ledger, ledger_bar, parse_ledger, show_whole

FIRST = 20
_HTML = Template("views/claims/ledger.html")


@st.fragment
def ledger(filters: Filters) -> None:
    """The list of claims under the filters of the page and its own. A change of its own filters reruns the list alone."""
    allowed = choices()
    own, notes = parse_ledger(context.query(), allowed)
    html(_HTML.head())
    ledger_bar(own, allowed)
    show_notes(notes)
    build_id = context.database().build_id
    count, contradicted, claims = ledger_html(build_id, filters, own)
    with st.container(horizontal=True, vertical_alignment="center"):
        html(_sentence(count, contradicted, own))
        if not own.is_empty:
            st.button("Clear the list's filters", key="l-clear", on_click=clear_ledger, type="tertiary")
    rich(_HTML.whole(claims), key="ledger-list")
    if count > FIRST:
        label = f"Show the first {FIRST} only" if own.whole else f"Show all {count} claims"
        st.button(label, key="l-whole", on_click=show_whole, args=(not own.whole,))


@st.cache_data(max_entries=128, show_spinner=False)
def ledger_html(build_id: str, filters: Filters, own: LedgerFilters) -> tuple[int, int, Markup]:
    """How many claims match, how many of them are contradicted, and the HTML of those that are shown."""
    rows = context.database().rows("pages", "claims_ledger", {**filters.parameters(), **own.parameters()})
    shown = rows if own.whole else rows[:FIRST]
    contradicted = sum(row["verdict"] == "contradicted" for row in rows)
    return len(rows), contradicted, _HTML.claims([_claim(row) for row in shown], words.UNTRACED)


def _sentence(count: int, contradicted: int, own: LedgerFilters) -> Markup:
    """Says how many claims are listed, of how many, and how many of them are contradicted."""
    all_of_them = f"all {count}" if count > 1 else str(count)
    listed = all_of_them if own.whole or count <= FIRST else f"{FIRST} of {count}"
    return _HTML.sentence(listed if count else "", words.TYPES["claim"].of(count), contradicted)


def _claim(row: Row) -> dict[str, Any]:
    """A row with the paragraph of its words, the address where they are read, and the entries of its lists."""
    return {
        "row": row,
        "paragraph": paragraph_number(context.bodies()[row["document"]], row["start_offset"]),
        "reader": address("/source", doc=row["document"], cite=row["citation_id"]),
        "evidence": [_source(source) for source in row["evidence"]],
        "shown_by": [record_link(record) for record in row["shown_by"]],
        "about": [record_link(record) for record in row["about"]],
    }


def _source(source: Row) -> Markup:
    place = place_in_words(source["locator_kind"], source["locator"])
    return _HTML.source(source, straight_to(source["url"], source), place)
