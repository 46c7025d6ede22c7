"""The sheet of evidence over a page, with the button that closes it; `sheet.js` places it and closes it by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def sheet(of: str, on_close: Callable[[], None]) -> Iterator[None]:
    """A sheet to write evidence into. `of` is what it belongs to, a chart or a list: one sheet of each name a page."""
    with st.container(key=f"evidence-box-{of}"):
        st.button("Close", key=f"close-{of}", on_click=on_close, type="tertiary", icon=":material/close:")
        yield
