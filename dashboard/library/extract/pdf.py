"""Words of a PDF by page. The engine is built without scripts: nothing in the file can run."""

from __future__ import annotations

import re

import pypdfium2

from dashboard.library.config import LibraryError, Limits
from dashboard.library.extract.cleaning import Text

# How the engine writes the hyphen of a word that a line end parts.
_PARTED = re.compile("[\x02\ufffe\u00ad][ \t]*\r?\n?")
_MOST_TITLES = 2_000


def from_pdf(body: bytes, into: Text, limits: Limits) -> None:
    """Adds the words of each page and the outline. Raises LibraryError where the file is locked, broken, too long or only pictures."""
    try:
        document = pypdfium2.PdfDocument(body)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise LibraryError("it is locked with a password" if locked else "it is a broken PDF") from error
    if count > limits.pages:
        raise LibraryError(f"it has {count:,} pages, more than {limits.pages:,}")
    for number in range(count):
        into.begin_page()
        into.add(_PARTED.sub("", _page(document, number)))
    if not into.whole().strip():
        raise LibraryError("its pages are pictures without words; add a text that was read from them")
    _outline(document, into)


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    # A page that cannot be read is no reason to lose the others.
    try:
        page = document[number]
        words = page.get_textpage()
        text: str = words.get_text_bounded()
        words.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return text


def _outline(document: pypdfium2.PdfDocument, into: Text) -> None:
    try:
        for number, entry in enumerate(document.get_toc(max_depth=6)):
            target = entry.get_dest()
            page = target.get_index() if target else None
            if number >= _MOST_TITLES:
                break
            if page is not None and 0 <= page < len(into.pages):
                title = " ".join(entry.get_title().split())[:200]
                into.headings.append((min(entry.level + 1, 6), into.pages[page], title))
    except (pypdfium2.PdfiumError, RecursionError):
        into.headings.clear()
