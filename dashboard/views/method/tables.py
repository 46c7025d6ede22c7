"""The pieces of the method page: a section with its heading, a paragraph, a table; all text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.markup.marks import escape


@dataclass(frozen=True)
class Section:
    """One section of the page: `id` is its place in the address, `html` its escaped content."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class Html:
    """A table cell that is HTML already, such as a link."""

    text: str


Cell = str | int | float | Html | None


def paragraph(*sentences: str) -> str:
    """A paragraph of plain sentences."""
    return f"<p>{escape(' '.join(sentences))}</p>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table with a caption that says what one row is. Columns of numbers are set to the right."""
    listed = [list(row) for row in rows]
    numeric = [bool(listed) and all(_is_number(row[at]) for row in listed) for at in range(len(head))]
    titles = "".join(
        f"<th scope='col'{_number_class(right)}>{escape(title)}</th>"
        for title, right in zip(head, numeric, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, numeric)}</tr>" for row in listed)
    return (
        f"<div class='method-scroll' tabindex='0' role='region' aria-label='{escape(caption)}'><table class='method-table'>"
        f"<caption>{escape(caption)}</caption><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def share(part: int, whole: int) -> str:
    """A share in whole per cent; empty where there is no whole."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def _is_number(cell: Cell) -> bool:
    return (
        cell is None or isinstance(cell, int | float) or (isinstance(cell, str) and (not cell or cell.endswith(" %")))
    )


def _cells(row: Sequence[Cell], numeric: Sequence[bool]) -> str:
    first, *rest = zip(row, numeric, strict=True)
    head = f"<th scope='row'{_number_class(first[1])}>{_text(first[0])}</th>"
    return head + "".join(f"<td{_number_class(right)}>{_text(cell)}</td>" for cell, right in rest)


def _number_class(right: bool) -> str:
    return " class='number'" if right else ""


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Html):
        return cell.text
    if isinstance(cell, float):
        return f"{cell:+.1f}".replace("-", "\N{MINUS SIGN}")
    return f"{cell:,}" if isinstance(cell, int) else escape(cell)


def folded(summary: str, html: str) -> str:
    """A long piece that opens on demand."""
    return f"<details class='method-table-box'><summary><b>{escape(summary)}</b></summary>{html}</details>"
