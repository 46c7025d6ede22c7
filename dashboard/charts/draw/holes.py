"""Holes of a specification: what rows decide is left open when a chart is drawn, and filled with text or numbers afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

HOLE = re.compile("⟨([a-z_0-9]+)⟩")


def hole(name: str) -> Any:
    """A value that the layout gives under this name: alone it may be of any JSON type, inside an expression it is a piece of text."""
    return f"⟨{name}⟩"


def table(name: str) -> Any:
    """The data set that the layout gives under this name."""
    return alt.NamedData(name=name)


def has_rows(name: str) -> Any:
    """Whether that data set has rows: the `aria` of marks that may be none, whose group would be read out as a picture without a name."""
    return hole(f"has_{name}")


def always(name: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """A data set that is the same whatever the rows, such as a legend. Its name keeps Altair from moving it out of the layers."""
    return alt.InlineData(values=list(rows), name=name)
