"""Texts of the data as labels: Streamlit reads the labels of some widgets as Markdown, which no text of the data may be."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:&^=\-])")


def verbatim(text: str) -> str:
    """A text that is shown as it is where Markdown is expected: every sign that may mean something is escaped."""
    return _SIGNS.sub(r"\\\1", text)
