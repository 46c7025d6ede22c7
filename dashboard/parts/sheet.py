"""The sheet of evidence beside a page, with its buttons: close, previous mark, next mark. `sheet.js` rings the mark and hears the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from dashboard.markup.templates import Template
from dashboard.parts.html import html

_HTML = Template("parts/sheet.html")


@dataclass(frozen=True)
class Steps:
    """Where an open mark stands among those of its chart, counted from one; `go` opens the one so many places further."""

    place: int
    count: int
    go: Callable[[int], None]


@contextmanager
def sheet(of: str, on_close: Callable[[], None], steps: Steps | None = None) -> Iterator[None]:
    """A sheet to write evidence into. `of` is what it belongs to, a chart or a list: one sheet of each name a page."""
    with st.container(key=f"evidence-box-{of}"):
        with st.container(key=f"bar-{of}", horizontal=True, vertical_alignment="center", gap="xsmall"):
            if steps:
                _step_buttons(of, steps)
            st.button("Close", key=f"close-{of}", on_click=on_close, type="tertiary", icon=":material/close:")
        yield


def _step_buttons(of: str, steps: Steps) -> None:
    ends = {"Previous": (-1, steps.place == 1), "Next": (1, steps.place == steps.count)}
    for label, (by, is_end) in ends.items():
        st.button(label, key=f"{label.lower()}-{of}", on_click=steps.go, args=(by,), disabled=is_end, type="tertiary")
    html(_HTML.place(steps.place, steps.count))
