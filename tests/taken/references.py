"""Reads what a bundle has for reference managers and other programs: descriptions, references, annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import bibtexparser
import frictionless
import jsonschema_rs
import rispy

_SELECTORS = {
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
    "FragmentSelector": {"value", "conformsTo"},
}
# The schema of the Citation Style Language (https://github.com/citation-style-language/schema, MIT licence beside it).
CSL_SCHEMA = jsonschema_rs.Draft7Validator(
    json.loads((Path(__file__).parents[1] / "fixtures" / "csl-data.json").read_text(encoding="utf-8"))
)


def of_package(folder: Path) -> Iterator[str]:
    """Whether frictionless finds a bundle as it describes itself."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    for path, _, message in report.flatten(["path", "title", "message"])[:3] if not report.valid else []:
        yield f"frictionless: {path}: {message}"


def of_sources(files: Mapping[str, bytes], title: str) -> Iterator[str]:
    """Whether the three files of references can be read and hold the same works."""
    csl = json.loads(files["sources.csl.json"])
    yield from (f"CSL-JSON: {fault}" for fault in csl_faults(csl))
    ris = rispy.loads(files["sources.ris"].decode("utf-8"))
    bib = bibtexparser.parse_string(files["sources.bib"].decode("utf-8"))
    if bib.failed_blocks:
        yield f"BibTeX: {len(bib.failed_blocks)} entries cannot be read"
    if not len(csl) == len(ris) == len(bib.entries):
        yield f"references: {len(csl)} in CSL-JSON, {len(ris)} in RIS, {len(bib.entries)} in BibTeX"
        return
    for item, entry in zip(csl, ris, strict=True):
        if " ".join(item["title"].split()) != entry["title"] or item.get("URL") not in entry.get("urls", []):
            yield f"RIS: {item['id']} has another title or address"
    if not csl[0]["title"].startswith(title):
        yield "references: the first is not the chart"


def csl_faults(items: Any) -> Iterator[str]:
    """What of a list of items the schema of CSL data does not allow."""
    for error in CSL_SCHEMA.iter_errors(items):
        yield f"{'/'.join(map(str, error.instance_path))}: {error.message[:200]}"


def of_annotations(collection: Mapping[str, Any]) -> Iterator[str]:
    """Whether annotations are as the Web Annotation Data Model wants them."""
    if (
        collection.get("@context") != "http://www.w3.org/ns/anno.jsonld"
        or collection.get("type") != "AnnotationCollection"
    ):
        yield "annotations: no collection"
    items = collection["first"]["items"]
    if collection["total"] != len(items) or not collection.get("id"):
        yield "annotations: the collection has no id or another total"
    if len({one["id"] for one in items}) != len(items):
        yield "annotations: two with one id"
    for one in items:
        target = one["target"]
        selectors = target.get("selector", [])
        for selector in selectors if isinstance(selectors, list) else [selectors]:
            if not _SELECTORS[selector["type"]] <= selector.keys():
                yield f"annotations: {one['id']} has an empty {selector['type']}"
        if one["type"] != "Annotation" or not urlsplit(one["id"]).scheme or not urlsplit(target["source"]).scheme:
            yield f"annotations: {one['id']} points nowhere"
