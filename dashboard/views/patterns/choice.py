"""The two choices of the page of patterns, what is looked around and what is counted: the address is the truth, as for filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from dashboard.parts import context
from dashboard.parts.filter_bar import OPEN_PARAMETERS
from dashboard.parts.rerun import chosen

DEFAULT = {"anchor": "talks", "outcome": "launches"}


@dataclass(frozen=True)
class Classes:
    """The classes by slug, in order of display, and the pairs that can be compared."""

    anchor: Mapping[str, str]
    outcome: Mapping[str, str]
    pairs: frozenset[str]


@lru_cache(maxsize=4)
def _classes(build_id: str) -> Classes:
    rows = context.database().rows("pages", "patterns_pairs")
    return Classes(
        {row["anchor"]: row["anchor_name"] for row in rows},
        {row["outcome"]: row["outcome_name"] for row in sorted(rows, key=lambda row: row["outcome_sort"])},
        frozenset(row["code"] for row in rows),
    )


def classes() -> Classes:
    """The classes of the current build. Raises StoreError."""
    return _classes(context.database().build_id)


def chosen_pair(kinds: tuple[str, ...]) -> tuple[str, list[str]]:
    """The pair in the address, and a sentence for each value that was ignored.

    `anchor` and `outcome` name the two classes; without them the first of the pairs in `kind` is meant, then that of the open mark.
    """
    known, notes = classes(), []
    named = {"anchor", "outcome"} & set(st.query_params)
    meant = next(iter([*kinds, *([] if named else _pairs_of_mark(known))]), "")
    asked = dict(zip(("anchor", "outcome"), meant.split("-"), strict=True)) if meant else dict(DEFAULT)
    if not kinds:
        for name, allowed in (("anchor", known.anchor), ("outcome", known.outcome)):
            value = st.query_params.get(name, "")
            if value in allowed:
                asked[name] = value
            elif value:
                notes.append(
                    f"The address asked for {name} “{value[:40]}”, which this page does not have; it was ignored."
                )
    if asked["anchor"] == asked["outcome"]:
        notes.append(
            f"{known.anchor[asked['anchor']]} cannot be counted around themselves, because each would find itself; "
            "the choice was changed."
        )
        asked["outcome"] = next(slug for slug in known.outcome if slug != asked["anchor"])
    return f"{asked['anchor']}-{asked['outcome']}", notes


def _pairs_of_mark(known: Classes) -> list[str]:
    """The pair that a link to a mark means where it names none."""
    mark = st.query_params.get("mark", "").partition("~")[2]
    return [pair for pair in known.pairs if mark.startswith(f"{pair}-")]


def choices(pair: str) -> None:
    """Draws the two choices, set to `pair`."""
    known = classes()
    anchor, outcome = pair.split("-")
    for key, value in (("p-anchor", anchor), ("p-outcome", outcome)):
        if st.session_state.get(key) != value:
            st.session_state[key] = value
    with st.container(horizontal=True, key="pattern-choices", gap="small", vertical_alignment="center"):
        st.selectbox(
            "Count",
            [slug for slug in known.outcome if slug != anchor],
            key="p-outcome",
            format_func=lambda slug: known.outcome[slug],
            on_change=_write,
            width=300,
        )
        st.selectbox(
            "in 26 weeks before and after",
            [slug for slug in known.anchor if slug != outcome],
            key="p-anchor",
            format_func=lambda slug: known.anchor[slug],
            on_change=_write,
            width=440,
        )


def _write() -> None:
    anchor, outcome = chosen("p-anchor"), chosen("p-outcome")
    if anchor is not None and outcome is not None:
        put_pair(anchor, outcome)


def put_pair(anchor: str, outcome: str) -> None:
    """Writes the pair into the address, defaults dropped; the open mark is closed and the pairs of `kind` are dropped."""
    for name in ("kind", "anchor", "outcome", *OPEN_PARAMETERS):
        st.query_params.pop(name, None)
    for name, value in (("anchor", anchor), ("outcome", outcome)):
        if value != DEFAULT[name]:
            st.query_params[name] = value
