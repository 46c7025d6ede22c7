"""The records behind a mark, each with what it says, how well it is supported, and the words or references it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.draw.marks import plural
from dashboard.markup.marks import excerpt
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.held import held_passage, view_key
from dashboard.parts.record_dates import timeline
from dashboard.parts.rich import rich
from dashboard.record import words
from dashboard.record.filters import address
from dashboard.record.places import STATES, place_in_words, straight_to

SHOWN_RECORDS = 40
Row = dict[str, Any]
PRIMARY = ("primary_document", "official_statement")
# How the sign of a citation looks, by what is known of the place of its words.
MARKS = {"words_here": "here", "place_known": "placed", "page_only": "page"}

_HTML = Template("parts/evidence_panel.html")
_ROUGH = {"month": " (day not known)", "year": " (only the year is known)", "decade": " (date not known)"}


@st.cache_data(max_entries=512, show_spinner=False)
def evidence_html(build: str, records: tuple[str, ...], view: str = "") -> Markup:
    """HTML of the records with their evidence, in order of date. The build, and what this reader may see of the library, key the cache."""
    rows = context.database().rows("pages", "evidence_by_record", {"records": list(records[:SHOWN_RECORDS])})
    shown = [_record(list(group)) for _, group in groupby(rows, key=lambda row: row["record_id"])]
    return _HTML.listed(shown, SHOWN_RECORDS, len(records))


def evidence_panel(title: str, records: Sequence[str], *, key: str, near: str = "", of: str = "this mark") -> None:
    """Shows the records behind a mark. `title` says in words what the mark stands for, `near` is the label of its drawing.

    `of` says what the records stand behind where it is no mark.
    """
    html = evidence_html(context.database().file.name, tuple(records), view_key())
    # Beside its drawing a single record needs no head, which would say its title twice.
    count = f"{plural(len(records), 'record')} behind {of}" if len(records) > 1 or (title and not near) else ""
    rich(_HTML.panel(title if count else "", count, html), key=key, near=near)


def _record(rows: list[Row]) -> dict[str, Any]:
    """What is shown of a record: its first row, what is said of it in words, and its citations."""
    first = rows[0]
    cited = [(row, _citation(row)) for row in rows if row["source_id"]]
    here = {row["source_id"] for row, one in cited if one["part"] or one["held"]}
    return {
        "row": first,
        "meta": " · ".join(filter(None, [_when(first), first["kind_label"]])),
        "stance": words.STANCES.get(first["stance"], words.NO_STANCE),
        "untraced": "" if first["traced"] else words.UNTRACED,
        "dates": timeline(first["dates"] or []),
        "support": words.support(first["checked"]),
        "glance": _glance([one for row, one in cited if row["role"] != "mention"]),
        "contradicted": words.CONTRADICTED if first["has_contradicted_claim"] else "",
        "sources": [one for row, one in cited if row["role"] != "mention"],
        "mentions": [one for row, one in cited if row["role"] == "mention"],
        "texts": address("/source", record=first["record_id"]) if len(here) > 1 else "",
        "texts_count": len(here),
    }


def _glance(sources: list[dict[str, Any]]) -> str:
    """The sources at a glance: how many, what is primary, what leads to its place, what disputes."""
    rows = [one["row"] for one in sources]
    if len(rows) < 2:
        return ""
    counts = (
        (sum(row["source_kind"] in PRIMARY for row in rows), "primary or official"),
        (sum(one["mark"] != "page" for one in sources), "at a known place"),
        (sum(row["role"] == "disputes" for row in rows), "disputing"),
    )
    return f"{plural(len(rows), 'source')}: " + ", ".join(f"{count} {what}" for count, what in counts if count)


def _when(row: Row) -> str:
    if not row["date"]:
        return ""
    place = f", {row['place']}" if row["place"] and row["type"] in ("event", "treaty") else ""
    return f"{row['date_words']}{_ROUGH.get(row['date_precision'], '')}{place}"


def _citation(row: Row) -> dict[str, Any]:
    role = words.ROLES.get(row["role"], row["role"])
    if not (row["is_document"] and row["quote"]):
        held = held_passage(row)
        return {
            "row": row,
            "role": role,
            "part": None,
            "place": place_in_words(row["locator_kind"], row["locator"]),
            "state": STATES["words_here" if held else row["place_state"]],
            "mark": MARKS["words_here" if held else row["place_state"]],
            "url": straight_to(row["url"], row),
            "held": held,
            "held_url": address("/source", doc=row["source_id"], cite=row["citation_id"]),
        }
    return {
        "row": row,
        "role": role,
        "part": excerpt(context.bodies()[row["source_id"]], row["start_offset"], row["end_offset"]),
        "held": None,
        "state": STATES["words_here"],
        "mark": "here",
        "url": address("/source", doc=row["source_id"], cite=row["citation_id"]),
    }
