"""Short notes to the reader about an address: plain text, because what an address holds must never be read as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.markup.templates import Template
from dashboard.parts.html import html

_HTML = Template("parts/notes.html")


def notes(texts: Iterable[str]) -> None:
    """Shows each text as a note that a screen reader announces."""
    for text in texts:
        html(_HTML.note(text))
