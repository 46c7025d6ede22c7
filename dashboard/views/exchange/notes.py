"""What must be known of each series that the explorer shows: unit, calendar, source, terms, and where it is weak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.markup.marks import escape, link
from dashboard.parts import context
from dashboard.parts.rendering import rendered
from dashboard.record.filters import Filters

OPEN_UP_TO = 2


def series_notes(filters: Filters) -> None:
    """One block a series, open where there are few."""
    frame = rendered("series_explorer", filters).frame()
    shown = frame["series"].dropna().unique().tolist() if len(frame) else []
    if not shown:
        return
    rows = context.database().rows("pages", "series_shown", {"series": shown})
    opened = " open" if len(rows) <= OPEN_UP_TO else ""
    st.html(
        "<div class='series-notes'>"
        + "".join(f"<details{opened}><summary>{escape(row['title'])}</summary>{_facts(row)}</details>" for row in rows)
        + "</div>"
    )


def _facts(row: Mapping[str, Any]) -> str:
    source = link(str(row["url"]), str(row["source_title"])) if row["url"] else escape(row["source_title"])
    facts = {
        "Unit": escape(row["unit"]),
        "Calendar": escape(row["frequency"]),
        "Source": f"{escape(row['publisher'])}: {source}",
        "Terms": escape(row["licence"]) if row["licence"] else "",
        "Note": escape(row["note"]) if row["note"] else "",
    }
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in facts.items() if words) + "</dl>"
