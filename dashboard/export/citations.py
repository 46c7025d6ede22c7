"""What cites a chart, a record or a passage: in styles for people, and as RIS, BibTeX and CSL-JSON for reference managers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.export import bibtex, citing, style_gaps
from dashboard.record import authors, cite
from dashboard.record.csl import Edition, Item

CSL_JSON = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True)
class Citable:
    """What is cited: the item itself, where in it the words stand, the address that stays, and what it rests on."""

    item: Item
    permalink: str
    edition: Edition
    place: str = ""
    sources: Sequence[Item] = ()

    @property
    def found(self) -> str:
        """Where and in which state of the record it was found, in a sentence."""
        said = f"{self.edition.said[0].upper()}{self.edition.said[1:]}"
        return ", ".join(filter(None, (said, self.permalink, cite.doi_address())))

    def in_styles(self, styles: Sequence[str] = tuple(citing.STYLES)) -> dict[str, citing.Cited]:
        """It in each style. Raises CitingError.

        The identifier of the release names the whole; a style would put it in the place of the address, which names the part.
        """
        if self.item.get("DOI") != cite.doi() or not cite.doi():
            return citing.in_styles(self.item, self.place, styles)
        whole = style_gaps.Run(f" {cite.doi_address()}", url=cite.doi_address())
        part = {name: value for name, value in self.item.items() if name != "DOI"}
        made = citing.in_styles(part, self.place, styles)
        notes = ("chicago-notes",)
        return {
            name: citing.Cited((*one.entry, whole), (*one.cited, whole) if name in notes else one.cited)
            for name, one in made.items()
        }

    @property
    def items(self) -> list[Item]:
        return [self.item, *self.sources]


Writer = Callable[[Citable], bytes]
# Every form of a citation by the ending of its address, with its media type.
FORMS: dict[str, tuple[str, Writer]] = {}


def _form(ending: str, media_type: str) -> Callable[[Writer], Writer]:
    def listed(write: Writer) -> Writer:
        FORMS[ending] = (media_type, write)
        return write

    return listed


@_form("json", "application/json")
def _styled(citable: Citable) -> bytes:
    made = citable.in_styles()
    styles = [
        {
            "style": name,
            "name": citing.STYLES[name].name,
            "entry": [vars(run) for run in cited.entry],
            "beside": citing.STYLES[name].beside,
            "cited": [vars(run) for run in cited.cited],
        }
        for name, cited in made.items()
    ]
    told = {"title": citable.item["title"], "version": citable.edition.version, "date": citable.edition.day}
    return _json({**told, "permalink": citable.permalink, "found": citable.found, "styles": styles})


@_form("txt", "text/plain; charset=utf-8")
def _text(citable: Citable) -> bytes:
    made = citable.in_styles()
    parts = [citable.item["title"], citable.found]
    for name, cited in made.items():
        style = citing.STYLES[name]
        parts.append(f"{style.name}\n{citing.plain(cited.entry)}\n{style.beside}: {citing.plain(cited.cited)}")
    return ("\n\n".join(parts) + "\n").encode("utf-8")


@_form("ris", "application/x-research-info-systems")
def _ris(citable: Citable) -> bytes:
    return to_ris([_noted(citable), *citable.sources])


@_form("bib", "application/x-bibtex")
def _bibtex(citable: Citable) -> bytes:
    return to_bibtex([_noted(citable), *citable.sources])


@_form("csl.json", CSL_JSON)
def _csl(citable: Citable) -> bytes:
    return to_csl(citable.items)


def to_csl(items: Sequence[Item]) -> bytes:
    """The items as CSL-JSON."""
    return _json(items)


def to_bibtex(items: Sequence[Item]) -> bytes:
    """The items as BibTeX. Raises CitingError."""
    return bibtex.entries(items).encode("utf-8")


_RIS_TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ELEC",
    "entry-encyclopedia": "ENCYC",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}


def to_ris(items: Sequence[Item]) -> bytes:
    """The items as RIS."""
    # It takes longer to read than most files to make.
    import rispy

    class Unnumbered(rispy.RisWriter):  # type: ignore[misc]
        """Without a number before each reference, which some programs do not expect."""

        def set_header(self, count: int) -> str:
            return ""

    made = rispy.dumps([_ris_entry(item) for item in items], implementation=Unnumbered)
    return str(made).lstrip().encode("utf-8")


def _ris_entry(item: Item) -> dict[str, Any]:
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    year, month, day = (f"{part:02}" for part in [*issued, *[0] * 3][:3])
    known = "/".join(part if part != "00" else "" for part in (year, month, day)) if issued else ""
    entry = {
        "type_of_reference": _RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": [authors.in_a_line(author) for author in item.get("author", [])],
        "title": item["title"],
        "secondary_title": item.get("container-title"),
        "publisher": item.get("publisher"),
        "year": str(issued[0]) if issued else None,
        "date": known,
        "edition": f"Data version {item['version']}" if "version" in item else None,
        "doi": item.get("DOI"),
        "urls": [item["URL"]],
        "language": item.get("language"),
        "abstract": item.get("abstract"),
        # Where the words stand is no range of pages of the work, which is what RIS has a field for.
        "notes": [text for text in (_place(item), item.get("annote"), item.get("note")) if text],
    }
    return {name: _one_line(value) for name, value in entry.items() if value}


def _place(item: Item) -> str:
    place = item.get("custom", {}).get("place")
    return f"Place: {place}" if place else ""


def _one_line(value: Any) -> Any:
    if isinstance(value, list):
        return [_one_line(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _noted(citable: Citable) -> Item:
    """The item with its version in the note: neither RIS nor BibTeX has a field for it that all programs read."""
    note = ". ".join(filter(None, [citable.item.get("note", "").rstrip("."), citable.found]))
    return {**citable.item, "note": note}


def _json(content: Mapping[str, Any] | Sequence[Item]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
