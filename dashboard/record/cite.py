"""Citations as text and as CSL-JSON: of the sources behind a record, of a record, and of a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.record.places import STATES, place_in_words
from dashboard.store import dates

PUBLISHER = "Panmunjom"
SITE = "Panmunjom: US-North Korea relations since 1945"
# LICENSE and LICENSE-DATA.md say the same at length.
CODE_LICENCE = "MIT"
RECORD_LICENCE = "CC BY 4.0"
RECORD_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
TERMS = (
    f"Rows, summaries and codes are the project's own words and may be used under the licence {RECORD_LICENCE}"
    f" ({RECORD_LICENCE_URL}); the program is under the {CODE_LICENCE} licence. Values of measured series keep the terms of"
    " their sources. Quoted passages belong to their publishers and are given as quotations; the texts they come from are"
    " outside both licences."
)
DOCUMENT_TERMS = "The text belongs to its publisher and is outside the licences of this project."

_CSL_KINDS = {
    "primary_document": "document",
    "official_statement": "document",
    "scholarly": "article-journal",
    "think_tank": "report",
    "reference_work": "entry-encyclopedia",
    "dataset": "dataset",
    "press": "article-newspaper",
}

# Names of CSL 1.0.2; what it has no name for is a section.
_CSL_LABELS = {
    "page": "page",
    "paragraph": "paragraph",
    "article": "article-locator",
    "section": "section",
    "document": "section",
    "minute": "timestamp",
}

Fields = Mapping[str, Any]


def reference(citation: Fields) -> str:
    """One source as text: `Publisher, Title, place <url>`; `citation` is a row of references or export_citations."""
    place = place_in_words(citation["locator_kind"], citation["locator"])
    named = ", ".join(part for part in (citation["publisher"], citation["title"], place) if part)
    return f"{named} <{citation['url']}>"


def chart_citation(title: str, filters: str, build_id: str) -> str:
    """How to cite a chart: site, chart, filters and build, which together give the same chart again."""
    return f"{SITE}. “{title}”. {filters}. Build {build_id}."


def record_citation(record: Fields, address: str, build_id: str) -> str:
    """How to cite a record: its title, date, site, build and address."""
    date = f" ({record['date_words']})" if record["date_words"] else ""
    return f"“{record['title']}”{date}. {SITE}, record {record['record_id']}, build {build_id}. {address}"


def record_csl(record: Fields, evidence: Sequence[Fields], address: str, build_id: str) -> list[dict[str, Any]]:
    """CSL-JSON of a record, followed by one item for each source it rests on. `evidence` is as in export_citations."""
    own = {
        "id": record["record_id"],
        "type": "webpage",
        "title": record["title"],
        "abstract": record["summary"],
        "container-title": SITE,
        "publisher": PUBLISHER,
        "license": RECORD_LICENCE,
        "URL": address,
        "version": build_id,
        "original-date": _csl_date(record["date"]),
        "note": record["note"],
    }
    return [_without_nothing(own), *(_source_csl(citation) for citation in evidence)]


def _source_csl(citation: Fields) -> dict[str, Any]:
    return _without_nothing(
        {
            "id": citation["citation"],
            "type": _CSL_KINDS.get(citation["source_kind"], "webpage"),
            "title": citation["title"],
            "author": [{"literal": citation["author"]}] if citation["author"] else None,
            "publisher": citation["publisher"],
            "issued": _csl_date(citation["published"]),
            "URL": citation["url"],
            "DOI": citation["doi"],
            "locator": citation["locator"],
            "label": _CSL_LABELS.get(citation["locator_kind"] or ""),
            "annote": citation["cited_for"],
            "note": f"“{citation['quote']}”" if citation["quote"] else None,
            "keyword": citation["role"],
            # Fields that CSL does not know stand here.
            "custom": {"place_state": citation["place_state"], "place_said": STATES[citation["place_state"]]},
        }
    )


def _csl_date(edtf: str | None) -> dict[str, Any] | None:
    if not edtf:
        return None
    try:
        span = dates.span(edtf)
    except ValueError:
        return {"literal": edtf}
    shown = {"day": 3, "month": 2, "year": 1}.get(span.precision)
    if shown is None:
        return {"literal": dates.in_words(edtf)}
    parts = [span.earliest.year, span.earliest.month, span.earliest.day][:shown]
    return {"date-parts": [parts], **({"circa": True} if span.approximate else {})}


def _without_nothing(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value not in (None, "")}
