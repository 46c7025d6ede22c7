"""The ledger of claims: each with the exact words, our reading, the verdict with its reason, the evidence, and the records it speaks of."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.draw.marks import plural
from dashboard.markup.marks import escape, host, link
from dashboard.parts import context
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.record_link import Row, paragraph_number, record_link, verdict_tag
from dashboard.parts.rich import rich
from dashboard.record.filters import Filters, address
from dashboard.store.dates import in_words
from dashboard.views.claims.filters import LedgerFilters, choices, clear_ledger, ledger_bar, parse_ledger, show_whole

FIRST = 20
OPEN_ITEMS = 2
UNTRACED = "This quotation could be found nowhere but in this document."


@st.fragment
def ledger(filters: Filters) -> None:
    """The list of claims under the filters of the page and its own. A change of its own filters reruns the list alone."""
    allowed = choices()
    own, notes = parse_ledger(context.query(), allowed)
    st.html(
        "<h2 class='section-title' id='ledger'>The ledger</h2><p class='question'>Every claim, the worst first:"
        " contradicted, not verifiable, partly supported, opinion, supported. These three filters limit the list only.</p>"
    )
    ledger_bar(own, allowed)
    show_notes(notes)
    build_id = context.database().build_id
    count, contradicted, html = ledger_html(build_id, filters, own)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p class='filter-sentence' role='status'>{_sentence(count, contradicted, own)}</p>")
        if not own.is_empty:
            st.button("Clear the list's filters", key="l-clear", on_click=clear_ledger, type="tertiary")
    rich(f"<ol class='ledger'>{html}</ol>", key="ledger-list")
    if count > FIRST:
        label = f"Show the first {FIRST} only" if own.whole else f"Show all {count} claims"
        st.button(label, key="l-whole", on_click=show_whole, args=(not own.whole,))


@st.cache_data(max_entries=128, show_spinner=False)
def ledger_html(build_id: str, filters: Filters, own: LedgerFilters) -> tuple[int, int, str]:
    """How many claims match, how many of them are contradicted, and the HTML of those that are shown."""
    rows = context.database().rows("pages", "claims_ledger", {**filters.parameters(), **own.parameters()})
    shown = rows if own.whole else rows[:FIRST]
    contradicted = sum(row["verdict"] == "contradicted" for row in rows)
    return len(rows), contradicted, "".join(_claim(row) for row in shown)


def _sentence(count: int, contradicted: int, own: LedgerFilters) -> str:
    if not count:
        return "No claim matches. Clear a filter to see more."
    listed = f"all {count}" if own.whole or count <= FIRST else f"{FIRST} of {count}"
    return f"Listed: <b>{listed}</b> claim{'s' if count != 1 else ''}, {contradicted} of them contradicted.".replace(
        "all 1</b>", "1</b>"
    )


def _claim(row: Row) -> str:
    reader = address("/source", doc=row["document"], cite=row["citation_id"])
    paragraph = paragraph_number(context.bodies()[row["document"]], row["start_offset"])
    untraced = f"<p class='untraced'>{UNTRACED}</p>" if row["is_untraced"] else ""
    condition = f" <span class='quiet'>Condition: {escape(row['condition'])}.</span>" if row["condition"] else ""
    return (
        f"<li class='ledger-claim' id='{escape(row['claim_id'])}'><div>"
        f"<p class='ledger-head'>{verdict_tag(row['verdict'], row['verdict_label'])}"
        f"<span class='tag'>{escape(row['dimension_label'])}</span><span class='tag'>{escape(row['modality_label'])}</span></p>"
        f"<blockquote class='source-text'>“{escape(row['quote'])}”</blockquote>"
        f"<p class='quiet'>{escape(row['document_author'])}, {escape(row['document_title'])}, paragraph {paragraph}."
        f" <a data-page href='{escape(reader)}'>Read it in the document</a></p>{untraced}"
        f"<dl class='ledger-facts'><dt>Our reading</dt><dd>{escape(row['statement'])}{condition}</dd>"
        f"<dt>Why</dt><dd>{escape(row['verdict_note'])}</dd></dl>"
        f"<p class='record-links'><a href='/r/{escape(row['claim_id'])}' target='_blank'>Permanent page and citation</a>"
        f"<span class='record-id'>{escape(row['claim_id'])}</span></p></div>"
        f"<dl class='ledger-facts'>{_evidence(row['evidence'])}{_records('Shown by', row['shown_by'])}"
        f"{_records('Speaks of', row['about'])}</dl></li>"
    )


def _records(name: str, records: list[Row]) -> str:
    listed = _folded([record_link(record) for record in records], "record")
    return f"<dt>{name}</dt><dd>{listed}</dd>" if listed else ""


def _folded(items: list[str], noun: str) -> str:
    """A list whose first entries stand open; the rest is a click away, so that a claim with much evidence is no wall of text."""
    kept = len(items) if len(items) <= OPEN_ITEMS + 1 else OPEN_ITEMS
    first, rest = ("".join(f"<li>{item}</li>" for item in part) for part in (items[:kept], items[kept:]))
    more = f"<details><summary>and {plural(len(items) - kept, f'more {noun}')}</summary><ul class='ledger-list'>{rest}</ul></details>"
    return (f"<ul class='ledger-list'>{first}</ul>" if first else "") + (more if rest else "")


def _evidence(sources: list[Row]) -> str:
    if not sources:
        return "<dt>Evidence</dt><dd class='quiet'>No source was found that could decide it.</dd>"
    return f"<dt>Evidence</dt><dd>{_folded([_source(source) for source in sources], 'source')}</dd>"


def _source(source: Row) -> str:
    where = f", {escape(source['locator'])}" if source["locator"] else ""
    dated = f", {escape(in_words(source['published']))}" if source["published"] else ""
    return (
        f"{escape(source['publisher'])}: {link(source['url'], source['title'])}{dated}{where}"
        f" <span class='host'>{escape(host(source['url']))}</span> <span class='tag'>{escape(source['kind'])}</span>"
        f"<span class='cited-for'>{escape(source['cited_for'])}</span>"
    )
