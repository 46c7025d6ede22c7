"""The filter bar, a widget for each filter. The address is the truth; a widget writes it and is set from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.parts import context
from dashboard.record.fields import FIELDS, MAX_WORDS_LENGTH, Choice, Day, Field, Lens, Vocabulary, Words
from dashboard.record.filters import Filters
from dashboard.record.words import LENSES

# Parameters that say which record is open; a change of filters closes it.
OPEN_PARAMETERS = ("mark", "record")
# The parts that stand in the bar, in order; the others belong to a chart.
PARTS = ("era", "actor", "period", "kind", "lens", "words")


def filter_bar(filters: Filters, vocabulary: Vocabulary, kind_name: str) -> None:
    """Draws the bar. `kind_name` is what this page calls its kinds, for example `Kind of event`."""
    _set_widgets(filters)
    with st.container(horizontal=True, key="filters", gap="small", vertical_alignment="center"):
        for part in sorted(_in_bar(), key=_place):
            fields = [field for field in FIELDS if field.part == part]
            _WIDGETS[type(fields[0])](fields, filters, vocabulary, kind_name)


def put(chosen: Filters) -> None:
    """Writes filters into the address; parameters that are no filters stay, the open record is closed."""
    names = (*(field.name for field in FIELDS), *OPEN_PARAMETERS)
    others = {name: values for name, values in context.query().items() if name not in names}
    st.query_params.from_dict({**others, **chosen.query()})


def _in_bar() -> list[str]:
    return list(dict.fromkeys(field.part for field in FIELDS if field.is_filter))


def _place(part: str) -> int:
    # A filter of which the order above does not speak stands after the kinds.
    return PARTS.index(part) if part in PARTS else PARTS.index("kind")


def _label(name: str, is_set: bool) -> str:
    # What is chosen stands in the chips beneath; here it would move the bar with every choice.
    return f"**{name}**" if is_set else name


def _choice(fields: list[Field], filters: Filters, vocabulary: Vocabulary, kind_name: str) -> None:
    (field,) = fields
    assert isinstance(field, Choice)
    options = vocabulary.of(field.attribute)
    name = kind_name if field.attribute == "kinds" else field.part.capitalize()
    with st.popover(_label(name, bool(getattr(filters, field.attribute))), key=f"pop-{field.name}"):
        st.multiselect(
            kind_name if field.attribute == "kinds" else field.many.capitalize(),
            list(options),
            key=_key(field),
            format_func=lambda value: options.get(value, value),
            on_change=_write,
            placeholder="Any",
            select_all=False,
        )
        st.caption(field.hint)


def _period(fields: list[Field], filters: Filters, vocabulary: Vocabulary, kind_name: str) -> None:
    del vocabulary, kind_name
    with st.popover(_label("Period", bool(filters.date_from or filters.date_to)), key="pop-period"):
        for field, example in zip(fields, ("1945", "2026"), strict=True):
            st.text_input(field.name.capitalize(), key=_key(field), placeholder=example, on_change=_write)
        st.caption("A year, a month or a day: 1994, 1994-10 or 1994-10-21. Both ends are included.")


def _lens(fields: list[Field], filters: Filters, vocabulary: Vocabulary, kind_name: str) -> None:
    del vocabulary, kind_name
    with st.popover(_label("Lens", filters.lens != "all"), key="pop-lens"):
        st.radio("Which records", list(LENSES), format_func=LENSES.get, key=_key(fields[0]), on_change=_write)


def _words(fields: list[Field], filters: Filters, vocabulary: Vocabulary, kind_name: str) -> None:
    del filters, vocabulary, kind_name
    st.text_input(
        "Words",
        key=_key(fields[0]),
        placeholder="Words",
        max_chars=MAX_WORDS_LENGTH,
        on_change=_write,
        label_visibility="collapsed",
        icon=":material/search:",
        width=190,
    )


_WIDGETS: dict[type[Field], Callable[[list[Field], Filters, Vocabulary, str], None]] = {
    Choice: _choice,
    Day: _period,
    Lens: _lens,
    Words: _words,
}


def _key(field: Field) -> str:
    return f"f-{field.attribute.removeprefix('date_')}"


def _widget_value(field: Field, filters: Filters) -> Any:
    value = getattr(filters, field.attribute)
    return list(value) if field.is_many else value


def _set_widgets(filters: Filters) -> None:
    for field in FIELDS:
        if field.is_filter and st.session_state.get(_key(field)) != _widget_value(field, filters):
            st.session_state[_key(field)] = _widget_value(field, filters)


def _write() -> None:
    values = {field.attribute: _asked(field) for field in FIELDS if field.is_filter}
    put(Filters(**values, year=context.year()))


def _asked(field: Field) -> Any:
    value = st.session_state[_key(field)]
    return tuple(value) if field.is_many else " ".join(value.split())
