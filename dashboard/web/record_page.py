"""A record as a plain HTML page that people without JavaScript, reference managers and search engines can read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from dashboard.charts.pages import page_of_type
from dashboard.markup import styles
from dashboard.markup.site import at
from dashboard.markup.templates import Template
from dashboard.record import cite, words
from dashboard.record.filters import address as address_of
from dashboard.record.links import Site
from dashboard.record.places import STATES, place_in_words, straight_to
from dashboard.web import linked_data, previews, typeface_files
from dashboard.web.lists import Listed

Fields = Mapping[str, Any]

_HTML = Template("web/record_page.html")
CSS = typeface_files.rules() + styles.sheet("web/record_page.css")
_HASH = base64.b64encode(hashlib.sha256(CSS.encode("utf-8")).digest()).decode("ascii")
# Stricter than the dashboard's: nothing but this page's own style and the typefaces that stand here.
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def record_html(
    record: Fields,
    evidence: Sequence[Fields],
    address: str,
    version: str,
    lists: Sequence[Listed] = (),
    day: str = "",
    notes: Sequence[str] = (),
) -> Markup:
    """The page of a record. `record` is the row of record_page, `evidence` the rows of export_citations for it.

    `address` is the absolute address of the page and `version` the state of the data in words, for citations. `lists` are
    links to what stands beside it, `day` that of the latest work on the record: the date of the page. `notes` say what was
    ignored of its address.
    """
    site = Site(address.rpartition("/r/")[0])
    page = page_of_type(record["type"])
    here = {citation["source"] for citation in evidence if citation["place_state"] == "words_here"}
    shown = {
        "record": record,
        "notes": notes,
        "path": at(f"/r/{record['record_id']}"),
        "meta": [
            *page_meta(record["title"], record["summary"], address, day),
            ("citation_keywords", "; ".join([record["kind"] or "", *record["actors"]]).strip("; ")),
        ],
        "lists": lists,
        "data": linked_data.of_record(record, evidence, site, day),
        "type": words.capitalised(words.noun(record["type"]).one),
        "facts": _facts(record),
        "opened": address_of(f"/{page.path}", record=record["record_id"]) if page else "",
        "texts": address_of("/source", record=record["record_id"]) if len(here) > 1 else "",
        "sources": [_citation(citation) for citation in evidence if citation["role"] != "mention"],
        "mentions": [_citation(citation) for citation in evidence if citation["role"] == "mention"],
        "citation": cite.line(record["title"], version, address),
        "terms": cite.TERMS,
        "preview": previews.record_card_of(record["title"], record["summary"] or record["title"], address),
        "preloads": typeface_files.preloads(with_serif=any(citation["quote"] for citation in evidence)),
    }
    return _HTML.record_page(shown, styles.style(CSS))


def missing_html(what: str) -> Markup:
    """The page for an id that no record has."""
    return _HTML.missing(what[:80], typeface_files.preloads(with_serif=False), styles.style(CSS))


def lost_html() -> Markup:
    """The page for an address at which nothing stands."""
    return _HTML.lost(typeface_files.preloads(with_serif=False), styles.style(CSS))


def support(record: Fields) -> str:
    """How well a record is supported, in sentences. `record` is the row of record_page."""
    said = [
        *words.support(record["checked"]),
        words.DISPUTED if record["is_disputed"] else "",
        words.CONTRADICTED if record["has_contradicted_claim"] else "",
    ]
    return " ".join(filter(None, said))


def page_meta(title: str, summary: str | None, address: str, day: str) -> list[tuple[str, str | None]]:
    """What reference managers and search engines read, by name.

    No name of a journal stands here and no date but that of the page: a reference manager would make an article of 1953 of it.
    """
    return [
        ("citation_title", title),
        # With a comma behind it Zotero takes the name whole; else it makes a person of it, Authors, The Panmunjom.
        ("citation_author", f"{cite.AUTHORS},"),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_publisher", cite.PUBLISHER),
        ("citation_public_url", address),
        ("citation_language", "en"),
        ("description", summary or title),
    ]


def _facts(record: Fields) -> list[tuple[str, str | None]]:
    return [
        ("Date", record["date_words"]),
        ("Era", record["era"]),
        ("Place", record["place"]),
        ("Actors", "; ".join(record["actors"])),
        ("Verdict", record["verdict"]),
        ("Support", support(record)),
    ]


def _citation(citation: Fields) -> dict[str, Any]:
    place = place_in_words(citation["locator_kind"], citation["locator"])
    passage = address_of("/source", doc=citation["source"], cite=citation["citation"])
    return {
        "row": citation,
        "role": words.capitalised(words.ROLES.get(citation["role"]) or str(citation["role"])),
        "named": ", ".join(filter(None, (citation["publisher"], citation["author"], place))),
        "url": straight_to(citation["url"], citation),
        "state": STATES[citation["place_state"]],
        "passage": passage if citation["place_state"] == "words_here" else "",
    }
