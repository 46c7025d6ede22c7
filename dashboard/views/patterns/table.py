"""All pairs at a glance: for each, how the counts before and after stand against shuffled dates, with a link to its chart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.charts.draw.rows import Rows
from dashboard.charts.patterns.before_after import patterns_of
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.rich import rich
from dashboard.record.chance import UNUSUAL, Pattern
from dashboard.record.filters import Filters, address
from dashboard.views.patterns.choice import DEFAULT, classes

_HTML = Template("views/patterns/table.html")


@st.cache_data(max_entries=64, show_spinner=False)
def _found(filters: Filters, build_id: str) -> dict[str, Pattern]:
    """The comparison for each pair that has rows under these filters. `build_id` keys the cache."""
    asked = replace(filters, kinds=tuple(sorted(classes().pairs)))
    return patterns_of(Rows(context.database().table("charts", "patterns_before_after", asked.parameters())))


def all_pairs(filters: Filters, chosen: str) -> None:
    """The table of all pairs under these filters; `chosen` is the pair on the chart."""
    wide = replace(filters, kinds=())
    found, known = _found(wide, context.database().build_id), classes()
    rows = [
        (name, [_cell(anchor, outcome, found.get(f"{anchor}-{outcome}"), wide, chosen) for outcome in known.outcome])
        for anchor, name in known.anchor.items()
    ]
    rich(_HTML.all_pairs(_summary(found), known.outcome.values(), rows), key="pattern-pairs")


def _cell(anchor: str, outcome: str, pattern: Pattern | None, filters: Filters, chosen: str) -> dict[str, Any]:
    extra = {name: value for name, value in (("anchor", anchor), ("outcome", outcome)) if value != DEFAULT[name]}
    return {
        "is_same": anchor == outcome,
        "pattern": pattern,
        "url": address("/patterns", filters, **extra),
        "is_chosen": f"{anchor}-{outcome}" == chosen,
        "words": _in_words(pattern) if pattern else "",
    }


def _in_words(pattern: Pattern) -> str:
    sides = "; ".join(
        f"{name} {side.count}, shuffled {side.low:.0f} to {side.high:.0f}, p = {side.p:.3f}"
        for name, side in (("before", pattern.before), ("after", pattern.after))
    )
    return f"{pattern.anchors} anchors: {sides}"


def _summary(found: dict[str, Pattern]) -> str:
    """How many of the tested sides are unusual, and how many would be if nothing went together with anything."""
    tested = [pattern for pattern in found.values() if not pattern.is_thin]
    unusual = sum(side.is_unusual for pattern in tested for side in (pattern.before, pattern.after))
    if not tested:
        return "Under these filters no pair has enough days to tell anything."
    return (
        f"{len(tested)} of {len(found)} pairs have enough days to tell anything. Of their {2 * len(tested)} sides"
        f" {unusual} {'looks' if unusual == 1 else 'look'} unusual; if no class had to do with any other, chance would make"
        f" about {round(2 * len(tested) * UNUSUAL)} look so."
    )
