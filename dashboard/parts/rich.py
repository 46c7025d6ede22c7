"""Escaped HTML on the page, with two things that plain HTML cannot do there: scroll to a passage and follow an inner link without a reload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st

_HERE = Path(__file__).parent
PAGES = {
    "": "views/overview.py",
    "events": "views/events.py",
    "treaties": "views/treaties.py",
    "positions": "views/positions.py",
    "sources": "views/sources.py",
    "source": "views/source.py",
}

_component = st.components.v2.component(
    "panmunjom_rich",
    html="<div class='rich'>\n</div>",
    js=(_HERE / "rich.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def rich(html: str, *, key: str, focus: str = "", on_cite: Callable[[str], None] | None = None) -> None:
    """Shows `html`, which must be escaped already (dashboard.text), and brings its `#chosen` element into view.

    `on_cite` gets the id of a passage that the reader chose. A link with `data-page` opens a page of this app.
    """

    def cite() -> None:
        chosen = st.session_state[key].cite
        if chosen and on_cite:
            on_cite(chosen)

    result = _component(
        key=key,
        data={"html": html, "focus": focus},
        on_cite_change=cite,
        on_goto_change=lambda: None,
    )
    if result.goto:
        parts = urlsplit(result.goto)
        page = PAGES.get(parts.path.strip("/"))
        if page:
            st.switch_page(page, query_params=[(k, v) for k, vs in parse_qs(parts.query).items() for v in vs])
