"""The filter bar: era, actor, period, kind, words, lens. The address is the truth; a widget writes it and is set from it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.parts import context
from dashboard.record.filters import LENSES, Filters, Vocabulary

# Parameters that say which record is open; a change of filters closes it.
OPEN_PARAMETERS = ("mark", "record")


def filter_bar(filters: Filters, vocabulary: Vocabulary, kind_name: str) -> None:
    """Draws the bar. `kind_name` is what this page calls its kinds, for example `Kind of event`."""
    _set_widgets(filters)
    with st.container(horizontal=True, key="filters", gap="small", vertical_alignment="center"):
        with st.popover(_label("Era", filters.eras, vocabulary.eras), key="pop-era"):
            _choices("Eras", "f-eras", vocabulary.eras, "Any era. Choose one or more.")
        with st.popover(_label("Actor", filters.actors, vocabulary.actors), key="pop-actor"):
            _choices("Actors", "f-actors", vocabulary.actors, "Any actor. A state finds its agencies and people too.")
        with st.popover(_period_label(filters), key="pop-period"):
            st.text_input("From", key="f-from", placeholder="1945", on_change=_write)
            st.text_input("To", key="f-to", placeholder="2026", on_change=_write)
            st.caption("A year, a month or a day: 1994, 1994-10 or 1994-10-21. Both ends are included.")
        with st.popover(_label(kind_name, filters.kinds, vocabulary.kinds), key="pop-kind"):
            _choices(kind_name, "f-kinds", vocabulary.kinds, "Any. Choose one or more.")
        with st.popover(_lens_label(filters), key="pop-lens"):
            st.radio("Which records", list(LENSES), format_func=LENSES.get, key="f-lens", on_change=_write)
        st.text_input(
            "Words",
            key="f-words",
            placeholder="Words, such as light water",
            on_change=_write,
            label_visibility="collapsed",
            icon=":material/search:",
            width=250,
        )
        if filters != Filters():
            st.button("Clear all", key="f-clear", on_click=_clear, type="tertiary")


def _choices(label: str, key: str, options: Mapping[str, str], help_text: str) -> None:
    st.multiselect(
        label,
        list(options),
        key=key,
        format_func=lambda value: options.get(value, value),
        on_change=_write,
        placeholder="Any",
        select_all=False,
    )
    st.caption(help_text)


def _label(name: str, chosen: tuple[str, ...], labels: Mapping[str, str]) -> str:
    if not chosen:
        return name
    first = labels.get(chosen[0], chosen[0]).replace("[", "(").replace("]", ")")
    return f"**{name}:** {first}" + (f" +{len(chosen) - 1}" if len(chosen) > 1 else "")


def _period_label(filters: Filters) -> str:
    if not filters.date_from and not filters.date_to:
        return "Period"
    return f"**Period:** {filters.date_from or '1945'} \N{EN DASH} {filters.date_to or 'today'}"


def _lens_label(filters: Filters) -> str:
    return "Lens" if filters.lens == "all" else f"**Lens:** {LENSES[filters.lens]}"


def _set_widgets(filters: Filters) -> None:
    values = {
        "f-eras": list(filters.eras),
        "f-actors": list(filters.actors),
        "f-kinds": list(filters.kinds),
        "f-from": filters.date_from,
        "f-to": filters.date_to,
        "f-words": filters.words,
        "f-lens": filters.lens,
    }
    for key, value in values.items():
        if st.session_state.get(key) != value:
            st.session_state[key] = value


def _write() -> None:
    state = st.session_state
    chosen = Filters(
        eras=tuple(state["f-eras"]),
        actors=tuple(state["f-actors"]),
        kinds=tuple(state["f-kinds"]),
        date_from=state["f-from"].strip(),
        date_to=state["f-to"].strip(),
        words=" ".join(state["f-words"].split()),
        lens=state["f-lens"],
        year=context.year(),
    )
    put(chosen)


def put(chosen: Filters) -> None:
    """Writes filters into the address; parameters that are no filters stay, the open record is closed."""
    names = ("era", "actor", "kind", "from", "to", "q", "lens", "year", *OPEN_PARAMETERS)
    others = {name: values for name, values in context.query().items() if name not in names}
    st.query_params.from_dict({**others, **chosen.query()})


def _clear() -> None:
    put(Filters())
