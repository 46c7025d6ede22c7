"""Short notes to the reader about an address: plain escaped text, because what an address holds must never be read as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.markup.marks import escape


def notes(texts: Iterable[str]) -> None:
    """Shows each text as a note that a screen reader announces."""
    for text in texts:
        st.html(f"<p class='note' role='status'>{escape(text)}</p>")
