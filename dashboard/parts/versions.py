"""A link that an older version of the data made opens with what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.draw.marks import plural
from dashboard.export.cited import VERSION
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.notes import notes
from dashboard.parts.rendering import rendered
from dashboard.record.changes import Changed, Version, changes, counted, version_of
from dashboard.record.filters import Filters, address
from dashboard.store import dates

# Records that are named on the page; the page of what changed has all.
SHOWN = 8
_HTML = Template("parts/versions.html")


def changed_since(charts: Sequence[Chart], filters: Filters) -> None:
    """Says what changed in the records of these charts after the version that the address names; nothing where it is today's."""
    stamp = st.query_params.get(VERSION, "")
    if not stamp:
        return
    version = version_of(stamp)
    if version is None:
        notes([f"“{stamp[:40]}” is no version of the data; it was ignored."])
        return
    if version.build_id != context.database().build_id:
        found = _changes(context.database().build_id, version)
        shown = {record for chart in charts for record in rendered(chart.id, filters).all_records()}
        html(_HTML.since(_told([one for one in found if one.record_id in shown], len(found), version, stamp)))


@st.cache_data(max_entries=16, show_spinner=False)
def _changes(build_id: str, since: Version) -> list[Changed]:
    return changes(context.database(), since)


def _told(here: Sequence[Changed], everywhere: int, version: Version, stamp: str) -> dict[str, Any]:
    changed, added = counted(here)
    parts = [
        plural(changed, "record") + " changed" if changed else "",
        plural(added, "record") + " added" if added else "",
    ]
    found = " and ".join(filter(None, parts))
    return {
        "day": f"{dates.in_words(version.day.isoformat())} (version {version.build_id})",
        "found": found,
        "everywhere": everywhere,
        "records": here[:SHOWN],
        "more": max(0, len(here) - SHOWN),
        "all": address("/changes", since=stamp),
    }
