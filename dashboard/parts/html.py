"""HTML on a page. What is put there has to be safe by its type, which only templates make."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator


def html(markup: Markup, into: DeltaGenerator | None = None) -> None:
    """Shows `markup` where the page has come to, or in a container of it."""
    (into or st).html(str(markup))
