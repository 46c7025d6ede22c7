"""What a reader may choose of a file besides its format: the size and theme of a picture, the mark that Excel needs before a CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.draw.palette import PALETTES

# Pixels of PNG for one of the drawing: for a page, for slides, for print, for a poster.
SIZES = ("1", "2", "3", "4")
USUAL_SIZE = "2"
THEMES = tuple(PALETTES)
# The width of a picture: of a page, or of a phone, on which the wide one could not be read.
SHAPES = ("wide", "phone")
# Names of the choices in an address, with the values that each may have; the first is what is made without it.
NAMES: dict[str, tuple[str, ...]] = {
    "size": (USUAL_SIZE, *(size for size in SIZES if size != USUAL_SIZE)),
    "theme": THEMES,
    "shape": SHAPES,
    "bom": ("0", "1"),
}


@dataclass(frozen=True)
class Choices:
    """The choices for one file. Those that its format has no use for are without effect."""

    size: str = USUAL_SIZE
    theme: str = THEMES[0]
    shape: str = SHAPES[0]
    bom: str = "0"

    def query(self) -> dict[str, list[str]]:
        """As parameters of an address, without what is usual."""
        return {name: [getattr(self, name)] for name, values in NAMES.items() if getattr(self, name) != values[0]}

    def named(self, form: str) -> str:
        """What a file name says of them, `_dark_3x`; empty for what is usual or has no effect."""
        told = ""
        if form in ("png", "svg", "pdf") and self.theme != THEMES[0]:
            told += f"_{self.theme}"
        if form in ("png", "svg", "pdf") and self.shape != SHAPES[0]:
            told += f"_{self.shape}"
        if form == "png" and self.size != USUAL_SIZE:
            told += f"_{self.size}x"
        return told + ("_for-excel" if form == "csv" and self.bom == "1" else "")


def take_out(query: Mapping[str, Sequence[str]]) -> tuple[Choices, dict[str, Sequence[str]], list[str]]:
    """The choices of an address, its other parameters, and a sentence for each choice that there is not."""
    rest = {name: values for name, values in query.items() if name not in NAMES}
    chosen, notes = {}, []
    for name, allowed in NAMES.items():
        for value in query.get(name, ())[-1:]:
            if value in allowed:
                chosen[name] = value
            else:
                notes.append(f"{name} is one of {', '.join(sorted(allowed))}, not “{value[:40]}”; it was ignored.")
    return Choices(**chosen), rest, notes
