"""All pairs at a glance: for each, how the counts before and after stand against shuffled dates, with a link to its chart."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.charts.draw.rows import Rows
from dashboard.charts.patterns.before_after import patterns_of
from dashboard.markup.marks import escape
from dashboard.parts import context
from dashboard.parts.rich import rich
from dashboard.record.chance import UNUSUAL, Pattern, Side
from dashboard.record.filters import Filters, address
from dashboard.views.patterns.choice import DEFAULT, classes


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
        _row(anchor, known.anchor[anchor], outcomes, found, wide, chosen)
        for anchor, outcomes in ((anchor, list(known.outcome)) for anchor in known.anchor)
    ]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in known.outcome.values())
    rich(
        f"<h2 class='chart-title'>All pairs</h2><p class='question'>Which pairs stand out, and how many would by chance?</p>"
        f"<p class='reading'>{_summary(found)}</p>"
        f"<div class='pattern-scroll' tabindex='0' role='region' aria-label='All pairs'><table class='pattern-table'>"
        f"<thead><tr><th scope='col'>Around</th>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div><p class='quiet'>{CAPTION}</p>",
        key="pattern-pairs",
    )


def _row(anchor: str, name: str, outcomes: list[str], found: dict[str, Pattern], filters: Filters, chosen: str) -> str:
    cells = (_cell(anchor, outcome, found.get(f"{anchor}-{outcome}"), filters, chosen) for outcome in outcomes)
    return f"<tr><th scope='row'>{escape(name)}</th>{''.join(cells)}</tr>"


def _cell(anchor: str, outcome: str, pattern: Pattern | None, filters: Filters, chosen: str) -> str:
    if anchor == outcome:
        return "<td class='same'><span role='img' aria-label='not compared with itself'></span></td>"
    if pattern is None:
        return "<td class='none'>none</td>"
    extra = {name: value for name, value in (("anchor", anchor), ("outcome", outcome)) if value != DEFAULT[name]}
    here = " aria-current='true'" if f"{anchor}-{outcome}" == chosen else ""
    look = " class='thin'" if pattern.is_thin else ""
    return (
        f"<td{look}><a data-page href='{escape(address('/patterns', filters, **extra))}'{here}"
        f" title='{escape(_in_words(pattern))}'>{_number(pattern.before, pattern)}<span class='to'>|</span>"
        f"{_number(pattern.after, pattern)}</a></td>"
    )


def _number(side: Side, pattern: Pattern) -> str:
    if pattern.is_thin or not side.is_unusual:
        return f"<span>{side.count}</span>"
    sign, words = ("▲", "more than chance") if side.count > side.median else ("▼", "fewer than chance")
    return f"<b>{side.count}<span role='img' aria-label='{words}'>{sign}</span></b>"


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


CAPTION = (
    "Left of the line the count in the 26 weeks before, right of it after. ▲ more and ▼ fewer than in 95 of 100 shuffles;"
    " pale: too few to tell. Each cell opens its chart."
)
