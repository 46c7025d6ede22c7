"""The bar above a text: a box to find words, steps between them, and a box for the page where the text has pages."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.markup.templates import FOLDER, Template
from dashboard.views.reader import asked, finding
from dashboard.views.reader.asked import Asked
from dashboard.views.reader.texts import Text

_KEY = "find"
_component = st.components.v2.component(
    "panmunjom_find",
    html=str(Template("views/reader/find_box.html").box()),
    js="".join((FOLDER / path).read_text(encoding="utf-8") for path in ("parts/bring.js", "views/reader/find_box.js")),
    isolate_styles=False,
)


def find_box(text: Text, wanted: Asked) -> None:
    """Draws the bar. What the reader does in it goes into the address; the found words themselves are marked in the text."""

    def given(name: str, act: Callable[[str], None]) -> Callable[[], None]:
        # A callback runs after every run in which the value was there, even if it was taken back.
        def run() -> None:
            value = st.session_state[_KEY].get(name)
            if value is not None:
                act(str(value))

        return run

    _component(
        key=_KEY,
        data={
            "words": wanted.words,
            "said": said(wanted),
            "hit": wanted.hit,
            "count": len(wanted.hits.spans),
            "page": text.page_at(wanted.position),
            "pages": len(text.pages),
        },
        on_find_change=given("find", lambda words: _find(text, wanted, words)),
        on_step_change=given("step", lambda step: _step(wanted, int(step))),
        on_page_change=given("page", lambda page: asked.go(page=page)),
    )


def said(wanted: Asked) -> str:
    """How many there are, and which is shown."""
    count = len(wanted.hits.spans)
    if not wanted.words:
        return ""
    if not count:
        return "Not in this text"
    whole = f"the first {count:,}" if wanted.hits.more else f"{count:,}"
    return f"{wanted.hit:,} of {whole}" if wanted.hit else f"{whole} found"


def _find(text: Text, wanted: Asked, words: str) -> None:
    clean = finding.asked(words)
    hits = finding.find(text.body, clean) if clean else finding.Hits()
    number = hits.next_to(wanted.position)
    # Words that cannot be looked for stay in the address, so that the page can say so.
    asked.go(find=clean or words.strip()[: finding.LONGEST], hit=str(number) if number else "")


def _step(wanted: Asked, step: int) -> None:
    count = len(wanted.hits.spans)
    if count:
        number = (wanted.hit - 1 + step) % count + 1 if wanted.hit else wanted.hits.next_to(wanted.position)
        asked.go(hit=str(number))
