"""The register of sources: every source as a row that can be found by its words and opened to read the records that rest on it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.parts import context, rerun
from dashboard.parts.evidence_panel import evidence_panel
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.sheet import sheet
from dashboard.store.dates import in_words

PARAMETER = SHEET = "source"
# Each word is looked for in every row.
LONGEST, MOST_WORDS = 200, 12
SEARCHED = ["title", "publisher", "author", "kind", "voice", "url"]
COLUMNS = {
    "title": st.column_config.TextColumn("Title", width="large"),
    "publisher": st.column_config.TextColumn("Publisher", width="medium"),
    "author": st.column_config.TextColumn("Author", width="small"),
    "published": st.column_config.TextColumn("Published", width="small"),
    "kind": st.column_config.TextColumn("Kind", width="small"),
    "voice": st.column_config.TextColumn("Voice", width="small"),
    "records": st.column_config.NumberColumn("Records", width="small"),
    "reliability_note": st.column_config.TextColumn("How far to trust it", width="large"),
    "url": st.column_config.LinkColumn("Link", width="small", validate="^https?://", display_text="open"),
}


def register() -> None:
    """The box to find a source, the table of all that match, and the records of the one that is open."""
    words = st.text_input(
        "Find a source", key="source-words", max_chars=LONGEST, placeholder="Title, publisher, kind or voice"
    )
    rows = matching(_rows(context.database().build_id), words)
    st.caption(f"{len(rows):,} sources. Click a row to read the records that rest on it or are mentioned in it.")
    # A selection holds positions: another list of rows is another table.
    key = f"source-table-{rerun.drawing(SHEET)}-{words}"

    def choose() -> None:
        # Letting go of a cell, as an order given anew does, closes nothing.
        cells = st.session_state[key]["selection"]["cells"]
        if cells:
            st.query_params[PARAMETER] = str(rows.iloc[cells[0][0]]["source_id"])

    st.dataframe(
        rows[list(COLUMNS)],
        hide_index=True,
        width="stretch",
        height=560,
        key=key,
        on_select=choose,
        selection_mode="single-cell",
        column_config=COLUMNS,
        alt="All sources",
    )
    _open_source()


def matching(rows: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows of the register that hold all of the words, in any case, in what is searched."""
    for word in words[:LONGEST].casefold().split()[:MOST_WORDS]:
        rows = rows[rows["held"].str.contains(word, regex=False)]
    return rows


@st.cache_resource(max_entries=2, show_spinner=False)
def _rows(build_id: str) -> pd.DataFrame:
    rows = context.database().frame("pages", "source_list", {})
    rows["published"] = [in_words(text) if text else "" for text in rows["published"].fillna("")]
    rows = rows.fillna({"author": "", "reliability_note": ""})
    return rows.assign(held=rows[SEARCHED].fillna("").agg(" ".join, axis=1).str.casefold())


def _open_source() -> None:
    source = st.query_params.get(PARAMETER)
    if not source:
        return
    found = context.database().rows("pages", "records_of_source", {"source": source})
    if not found:
        show_notes([f"There is no source “{source[:60]}” in this version of the data; it was ignored."])
        return
    with sheet(SHEET, _close):
        evidence_panel(found[0]["title"], [row["record_id"] for row in found], key="evidence-source", of="this source")


def _close() -> None:
    rerun.draw_anew(SHEET)
    st.query_params.pop(PARAMETER, None)
