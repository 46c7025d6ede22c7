"""A drawing that opens a part by the mark that is picked: it begins with the one that a link, the list or the arrow keys open."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import streamlit as st


def begin_with(spec: dict[str, Any], key: str, text: str, mark: str | None) -> dict[str, Any]:
    """The specification of the drawing with this key, with the mark that was open when the browser began to draw it.

    `text` is the specification as text: the browser draws anew when it changes, and only then may what it begins with.
    """
    begun, drawn = _name(key), crc32(text.encode())
    if st.session_state.get(begun, (None, None))[0] != drawn:
        st.session_state[begun] = (drawn, mark)
    opened = st.session_state[begun][1]
    if not opened:
        return spec
    params = [{**param, "value": [{"mark": opened}]} if param["name"] == "pick" else param for param in spec["params"]]
    return {**spec, "params": params}


def begun(key: str) -> str | None:
    """The mark that the drawing with this key began with."""
    mark: str | None = st.session_state.get(_name(key), (None, None))[1]
    return mark


def _name(key: str) -> str:
    return f"begun-{key}"
