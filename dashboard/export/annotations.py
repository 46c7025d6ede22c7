"""Passages and places as W3C Web Annotations: what a record says as the body, where the words stand as the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from dashboard.record import cite
from dashboard.record.links import Site
from dashboard.record.places import place_in_words, straight_to

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TEXT_FRAGMENT = "https://wicg.github.io/scroll-to-text-fragment/"
_PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
# So many characters on each side tell a quotation from the same words elsewhere.
_AROUND = 32

Row = Mapping[str, Any]
Node = dict[str, Any]


def collection(name: str, label: str, evidence: Sequence[Row], bodies: Mapping[str, str], site: Site) -> Node:
    """All citations as one collection that is called by the address `name`.

    `evidence` has rows of export_citations, `bodies` the text of each document by source.
    """
    items = [annotation(row, bodies, site) for row in evidence]
    page = {
        "id": f"{name}#passages-1",
        "type": "AnnotationPage",
        "partOf": f"{name}#passages",
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": f"{name}#passages",
        "type": "AnnotationCollection",
        "label": label,
        "creator": {"type": "Organization", "name": cite.AUTHORS},
        "rights": cite.RECORD_LICENCE_URL,
        "total": len(items),
        "first": page,
    }


def annotation(row: Row, bodies: Mapping[str, str], site: Site) -> Node:
    """One citation: the record and what the source is cited for, and the place of the words in the source."""
    said = ". ".join(filter(None, (row["cited_for"], place_in_words(row["locator_kind"], row["locator"]))))
    body: list[Node] = [{"type": "SpecificResource", "source": site.record(row["record"]), "purpose": "linking"}]
    if said:
        body.append({"type": "TextualBody", "value": said, "purpose": "describing", "language": "en"})
    selectors = _selectors(row, bodies)
    target: Node = {"type": "SpecificResource", "source": row["url"]}
    if selectors:
        target["selector"] = selectors if len(selectors) > 1 else selectors[0]
    # A record that a passage speaks of has the same citation as that on which it rests.
    name = f"{site.record(row['record'])}#{row['citation']}"
    return {"id": name, "type": "Annotation", "motivation": "linking", "body": body, "target": target}


def _selectors(row: Row, bodies: Mapping[str, str]) -> list[Node]:
    text, start, end = bodies.get(row["source"]), row["start_offset"], row["end_offset"]
    if row["quote"]:
        quoted: Node = {"type": "TextQuoteSelector", "exact": row["quote"]}
        if text is None or start is None:
            return [quoted]
        quoted |= {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
        return [quoted, {"type": "TextPositionSelector", "start": start, "end": end}]
    opened = straight_to(row["url"], row)
    fragment = opened.removeprefix(row["url"]).lstrip("#") if opened != row["url"] else ""
    if not fragment:
        return []
    kind = _PDF_FRAGMENT if urlsplit(row["url"]).path.lower().endswith(".pdf") else _TEXT_FRAGMENT
    return [{"type": "FragmentSelector", "conformsTo": kind, "value": fragment}]
