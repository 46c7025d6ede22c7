"""The filters of the claims ledger that other pages do not have: document, modality and verdict, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard.parts import context
from dashboard.record.fields import MAX_VALUES, Query

NAMES = {"document": "Document", "modality": "How it is put", "verdict": "Verdict"}
EVERY = "all"

Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class LedgerFilters:
    """What the ledger is limited to, beside the filters of every page; empty means no limit. `whole`: not the first claims only."""

    document: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    whole: bool = False

    def parameters(self) -> dict[str, Any]:
        """Values to bind to the statement of the ledger."""
        return {
            "documents": list(self.document),
            "modalities": list(self.modality),
            "verdicts": list(self.verdict),
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing is limited."""
        return not (self.document or self.modality or self.verdict)


def choices() -> Choices:
    """Values of each filter with their labels, in order of display."""
    return _choices(context.database().build_id)


@st.cache_resource(max_entries=4, show_spinner=False)
def _choices(build_id: str) -> Choices:
    found: dict[str, dict[str, str]] = {name: {} for name in NAMES}
    for row in context.database().rows("pages", "claims_choices"):
        found[row["name"]][row["code"]] = row["label"]
    return found


def parse_ledger(query: Query, allowed: Choices) -> tuple[LedgerFilters, list[str]]:
    """Ledger filters of an address, and one sentence for each value that was ignored because it is not known."""
    notes: list[str] = []

    def known(name: str) -> tuple[str, ...]:
        asked = list(dict.fromkeys(query.get(name, ())))[:MAX_VALUES]
        unknown = [value for value in asked if value not in allowed[name]]
        if unknown:
            listed = ", ".join(f"“{value[:40]}”" for value in unknown[:3])
            notes.append(f"The address asked for {name} {listed}, which the ledger does not have; it was ignored.")
        return tuple(value for value in asked if value in allowed[name])

    shown = query.get("list", ())
    if shown and shown[-1] != EVERY:
        notes.append(f"The address asked for list “{shown[-1][:40]}”, which is not “{EVERY}”; it was ignored.")
    filters = LedgerFilters(known("document"), known("modality"), known("verdict"), list(shown[-1:]) == [EVERY])
    return filters, notes


def ledger_bar(filters: LedgerFilters, allowed: Choices) -> None:
    """Draws the three filters; each writes the address, which stays the truth."""
    for name in NAMES:
        chosen = list(getattr(filters, name))
        if st.session_state.get(f"l-{name}") != chosen:
            st.session_state[f"l-{name}"] = chosen
    columns = st.columns([4, 3, 3], gap="small")
    for column, (name, label) in zip(columns, NAMES.items(), strict=True):
        with column:
            st.multiselect(
                label,
                list(allowed[name]),
                key=f"l-{name}",
                format_func=partial(_label, allowed[name]),
                on_change=_write,
                args=(name,),
                placeholder="Any",
                select_all=False,
            )


def clear_ledger() -> None:
    """Takes the ledger's own filters out of the address."""
    for name in (*NAMES, "list"):
        st.query_params.pop(name, None)


def show_whole(whole: bool) -> None:
    """Writes into the address whether the whole ledger is shown."""
    if whole:
        st.query_params["list"] = EVERY
    else:
        st.query_params.pop("list", None)


def _write(name: str) -> None:
    chosen: Sequence[str] = st.session_state[f"l-{name}"]
    if chosen:
        st.query_params[name] = list(chosen)
    else:
        st.query_params.pop(name, None)


def _label(labels: Mapping[str, str], value: str) -> str:
    return labels.get(value, value)
