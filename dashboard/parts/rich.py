"""HTML on the page that can also scroll to a passage and follow an inner link without a reload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.markup.templates import Template

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "panmunjom_rich",
    html=str(Template("parts/rich.html").empty()),
    js="".join((_HERE / name).read_text(encoding="utf-8") for name in ("bring.js", "sheet.js", "rich.js")),
    isolate_styles=False,
)


def rich(
    html: Markup, *, key: str, focus: str = "", near: str = "", on_cite: Callable[[str], None] | None = None
) -> None:
    """Shows `html` and brings its `#chosen` element into view.

    `near` is the label of a mark of the chart in the same panel: it is ringed, and the sheet keeps off it. `on_cite` gets
    the id of a passage that the reader chose. A link with `data-page` opens a page of this app without a reload.
    """

    def cite() -> None:
        chosen = st.session_state[key].cite
        if chosen and on_cite:
            on_cite(chosen)

    _component(key=key, data={"html": str(html), "focus": focus, "near": near}, on_cite_change=cite)
