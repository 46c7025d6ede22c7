"""The pieces of the method page: a section with its heading, a paragraph, a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup.templates import Template

_HTML = Template("views/method/tables.html")


@dataclass(frozen=True)
class Section:
    """One section of the page: `id` is its place in the address."""

    id: str
    title: str
    html: Markup


# Text, a number, or HTML such as a link.
Cell = str | int | float | Markup | None


def page(sections: Sequence[Section]) -> Markup:
    """The whole page, its contents first."""
    return _HTML.page(sections)


def pieces(*listed: Markup) -> Markup:
    """Pieces one beneath another."""
    return _HTML.pieces(listed)


def paragraph(*sentences: str) -> Markup:
    """A paragraph of plain sentences."""
    return _HTML.paragraph(" ".join(sentences))


def points(*texts: str) -> Markup:
    """A list of plain texts."""
    return _HTML.points(texts)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Markup:
    """A table with a caption that says what one row is. Columns of numbers are set to the right."""
    listed = [list(row) for row in rows]
    numeric = [bool(listed) and all(_is_number(row[at]) for row in listed) for at in range(len(head))]
    return _HTML.table(caption, head, [[_text(cell) for cell in row] for row in listed], numeric)


def folded(summary: str, piece: Markup) -> Markup:
    """A long piece that opens on demand."""
    return _HTML.folded(summary, piece)


def dictionary_table(name: str, meaning: str, listed: Markup) -> Markup:
    """A table of the data dictionary, which opens on demand."""
    return _HTML.dictionary_table(name, meaning, listed)


def share(part: int, whole: int) -> str:
    """A share in whole per cent; empty where there is no whole."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return not cell or cell.endswith(" %")
    return True


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:+.1f}".replace("-", "\N{MINUS SIGN}")
    return f"{cell:,}" if isinstance(cell, int) else cell or ""
