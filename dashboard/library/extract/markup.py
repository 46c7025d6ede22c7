"""Words of HTML and XML in the order in which they stand, every one: for finding a passage completeness counts more than tidiness."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html
from lxml.html import defs

from dashboard.library.config import LibraryError
from dashboard.library.extract.cleaning import Text

# fmt: off
# Neither read nor run: what stands in these is for machines, or for who fills in a form.
_SKIPPED = frozenset((
    "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "select", "datalist",
    "teiHeader", "facsimile",
))
_TEI = (
    "ab", "argument", "body", "byline", "castItem", "closer", "dateline", "docAuthor", "docDate", "docTitle", "epigraph", "head", "item",
    "lg", "l", "list", "note", "opener", "postscript", "row", "salute", "signed", "text", "titlePage", "titlePart", "trailer",
)
_NEWER = (
    "article", "aside", "body", "details", "dialog", "figcaption", "figure", "footer", "header", "html", "main", "nav", "section",
    "summary",
)
# fmt: on
_SKIPPED_IN_HTML = _SKIPPED | {"head"}
_BLOCKS = (defs.block_tags - {"del", "ins", "td", "th"}) | {*_NEWER, *_TEI}
_CELLS = frozenset(["td", "th", "cell"])
_BREAKS = frozenset(["br", "lb"])
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def from_html(text: str, into: Text) -> None:
    """Adds the words of an HTML page. Scripts are not run, and their text is left out."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        # The parser gives nothing where it may have no more memory, as it does for a page of tags alone.
        if re.search(r"\w", re.sub(r"<[^<>]*>", "", text)):
            raise MemoryError from error
        raise LibraryError("it has no words") from error
    if any("depth" in fault.message.lower() for fault in parser.error_log):
        into.remarks.append("it is nested too deep, so that its text may stop early")
    _Walk(into, is_html=True).read(tree)


def from_xml(text: str, into: Text) -> bool:
    """Adds the words of an XML document, without its entities and its header. Whether it is well-formed: if not, nothing is added."""
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    declared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        tree = etree.fromstring(declared.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    _Walk(into, is_html=False).read(tree)
    return True


class _Walk:
    """One pass over a tree, without recursion: a page may be nested as deep as its maker likes."""

    def __init__(self, into: Text, *, is_html: bool) -> None:
        self._into = into
        self._is_html = is_html
        self._skipped = _SKIPPED_IN_HTML if is_html else _SKIPPED
        self._words: list[str] = []
        # A note in an edition of documents stands within a sentence; it is told after the paragraph.
        self._around_note: list[str] | None = None
        self._notes: list[str] = []
        self._level = 0
        self._depth = 0
        self._kept = 0

    def read(self, tree: Any) -> None:
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if event == "start":
                if name in self._skipped or not name:
                    walk.skip_subtree()
                else:
                    self._begin(name, element)
                continue
            if name and name not in self._skipped:
                self._end(name)
            if element.tail and element is not tree:
                self._say(element.tail)
        self._flush()

    def _begin(self, name: str, element: Any) -> None:
        self._depth += name == "div"
        self._kept += name == "pre"
        if name == "note" and not self._is_html and self._around_note is None:
            self._around_note, self._words = self._words, []
        elif name in _BREAKS:
            self._words.append("\n")
        elif name in _CELLS:
            self._words.append("\t")
        elif name in _BLOCKS:
            self._flush()
            self._level = self._level_of(name)
        if element.text:
            self._say(element.text)

    def _end(self, name: str) -> None:
        if name == "note" and self._around_note is not None:
            self._notes.append("".join(self._words))
            self._words, self._around_note = self._around_note, None
        elif name in _BLOCKS:
            self._flush()
        elif name in _CELLS:
            self._words.append(" ")
        self._depth -= name == "div"
        self._kept -= name == "pre"

    def _level_of(self, name: str) -> int:
        found = _HEADING.fullmatch(name)
        if found:
            return int(found[1])
        return min(max(self._depth, 1), 6) if name == "head" and not self._is_html else 0

    def _say(self, words: str) -> None:
        self._words.append(words if self._kept else _SPACE.sub(" ", words))

    def _flush(self) -> None:
        if self._around_note is not None:
            self._words.append(" ")
            return
        words, notes = "".join(self._words), self._notes
        self._words, self._notes = [], []
        level, self._level = self._level, 0
        self._into.add(words if self._kept else _tidy(words), level)
        for note in notes:
            self._into.add(_tidy(note))


def _tidy(words: str) -> str:
    return "\n".join(line.strip(" \t") for line in re.sub(" {2,}", " ", words).split("\n"))
