"""What a step needs of the browser: the arrow keys go from step to step, and the mark that the step speaks of is ringed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "panmunjom_turn",
    js=Path(__file__).with_name("turn.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def turn(step: str, label: str) -> None:
    """Lets the keys turn the steps, shows another `step` from its top, and rings the mark of that label, where there is one."""
    with st.container(key="story-turn-keys"):
        _component(key="story-turn", data={"html": "", "step": step, "ring": label})
