"""Plain pages of records and things: what reference managers, search engines and readers without JavaScript find in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from asgi_client import Answer, request
from starlette.applications import Starlette

from dashboard import server
from dashboard.doors import replies
from dashboard.store.config import Settings
from dashboard.store.database import Database

Get = Callable[..., Answer]
Setting = Callable[[str, str], None]


class Head(HTMLParser):
    """The elements of a page that say what it is."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str | None]] = []
        self.data: list[Any] = []
        self._is_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        name = named.get("name") or named.get("property")
        if tag == "meta" and name and named.get("content"):
            self.meta.append((str(name), str(named["content"])))
        if tag in ("a", "link"):
            self.links.append(named)
        self._is_data = tag == "script" and named.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.data.append(json.loads(data))
            self._is_data = False


def as_zotero_reads(meta: list[tuple[str, str]]) -> dict[str, Any]:
    """What Zotero makes of a page by its own rules: tags of HighWire, then of Open Graph, decide the type.

    https://github.com/zotero/translators: Embedded Metadata.js (`init`, `addHighwireMetadata`) and RDF.js (`detectType`).
    """
    found = dict(reversed(meta))
    sure = {
        "citation_journal_title": "journalArticle",
        "citation_technical_report_institution": "report",
        "citation_conference_title": "conferencePaper",
        "citation_conference": "conferencePaper",
        "citation_book_title": "bookSection",
        "citation_inbook_title": "bookSection",
        "citation_dissertation_institution": "thesis",
    }
    by_tag = next((kind for name, kind in sure.items() if name in found), "")
    by_graph = {"website": "webpage", "book": "book"}.get(found.get("og:type", ""), "")
    guessed = "journalArticle" if "citation_title" in found or "citation_series_title" in found else "webpage"
    return {
        "itemType": by_tag or by_graph or guessed,
        "title": found.get("citation_title") or found.get("og:title"),
        "date": found.get("citation_publication_date") or found.get("citation_date"),
        "publisher": found.get("citation_publisher"),
        "url": found.get("citation_public_url") or found.get("og:url"),
        "websiteTitle": found.get("og:site_name"),
        "creators": [clean_author(value) for name, value in meta if name == "citation_author"],
    }


def clean_author(written: str) -> tuple[str, str]:
    """Last and first name as Zotero's `cleanAuthor` takes them apart: at a comma where there is one, else before the last word."""
    name = written.strip(" .,/[]:")
    last, _, first = name.partition(", ") if "," in written else reversed(name.rpartition(" "))
    return last, first


@pytest.fixture(scope="module")
def real(real_settings: Settings) -> Iterator[Get]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replies, "settings", lambda: real_settings)
        app = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)
        yield lambda target, headers=None, method="GET": request(app, target, headers, method)


@pytest.mark.parametrize(
    "path", ["/r/ev-1953-07-27-armistice", "/r/tr-agreed-framework-1994", "/experts/adam-mount", "/eras/korean-war"]
)
def test_a_reference_manager_takes_a_page_for_a_page_of_this_site(real: Get, path: str) -> None:
    answer = real(path)
    assert answer.status == 200
    item = as_zotero_reads(Head(answer.text).meta)
    assert item["itemType"] == "webpage"
    # One name, as that of a body: not a person with a first name.
    assert item["creators"] == [("The Panmunjom authors", "")]
    assert item["publisher"] == item["websiteTitle"] == "Panmunjom"
    assert re.fullmatch(r"2026/\d\d/\d\d", item["date"])
    assert item["url"] == f"http://127.0.0.1{path}"
    assert item["title"]


@pytest.mark.parametrize(
    ("path", "kind", "has"),
    [
        ("/r/ev-1953-07-27-armistice", "Event", {"startDate": "1953-07-27"}),
        ("/r/tr-agreed-framework-1994", "Legislation", {"legislationDate": "1994-10-21"}),
        ("/r/cl-pacheco-pardo-02", "ClaimReview", {"claimReviewed": "North Korea attacked South Korea in June 1950."}),
        ("/experts/adam-mount", "Person", {"name": "Adam Mount"}),
        ("/sources/doc-pacheco-pardo-2014", "CreativeWork", {"datePublished": "2014"}),
        ("/eras/korean-war", "DefinedTerm", {"name": "Korean War"}),
    ],
)
def test_a_reader_of_linked_data_finds_author_title_date_and_publisher(
    real: Get, path: str, kind: str, has: dict[str, str]
) -> None:
    head = Head(real(path).text)
    (data,) = head.data
    page, thing = data["@graph"]
    assert data["@context"] == "https://schema.org"
    assert page["@type"] == "WebPage"
    assert page["author"]["name"] == "The Panmunjom authors"
    assert page["publisher"]["name"] == "Panmunjom"
    assert page["datePublished"].startswith("2026-")
    assert page["url"] == f"http://127.0.0.1{path}"
    assert page["mainEntity"] == {"@id": thing["@id"]}
    assert thing["@type"] == kind
    assert {name: thing[name] for name in has} == has
    assert None not in thing.values()


@pytest.mark.parametrize(
    "path", ["/r/ev-1953-07-27-armistice", "/r/ac-usa", "/r/ob-unga-ideal-distance-usa-prk-1991", "/eras/korean-war"]
)
def test_only_works_cite_and_cover_a_time(real: Get, path: str) -> None:
    page, thing = Head(real(path).text).data[0]["@graph"]
    assert not {"citation", "temporalCoverage"} & thing.keys()
    assert {"citation", "temporalCoverage"} & page.keys()


def test_the_site_map_keeps_to_the_protocol(real: Get) -> None:
    root = ET.fromstring(real("/sitemap.xml").body)  # noqa: S314
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    for entry in root:
        assert [child.tag.rpartition("}")[2] for child in entry] == ["loc", "lastmod"]
        assert 12 <= len(entry[0].text or "") <= 2048
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry[1].text or "")


def test_a_claim_is_a_review_with_its_verdict(real: Get) -> None:
    _, review = Head(real("/r/cl-pacheco-pardo-02").text).data[0]["@graph"]
    assert review["reviewRating"]["alternateName"] == "Supported"
    assert "Pacheco" in review["itemReviewed"]["appearance"][0]["author"]["name"]


def test_a_record_leads_to_its_neighbours_and_its_charts(real: Get) -> None:
    text = real("/r/ev-1994-10-21-agreed-framework").text
    hrefs = [str(link.get("href")) for link in Head(text).links]
    assert "Before and after it" in text
    assert "Charts it appears in" in text
    neighbours = [href for href in hrefs if href.startswith("/r/ev-199")]
    assert len(neighbours) >= 4
    chart = next(href for href in hrefs if "mark=events_timeline" in href)
    assert chart.startswith("/events?")
    for href in neighbours:
        assert real(href).status == 200


def test_an_instrument_lists_its_clauses_and_who_kept_them(real: Get) -> None:
    text = real("/r/tr-agreed-framework-1994").text
    assert "Clauses of instruments" in text
    assert "/r/tc-agreed-framework-1994-freeze" in text
    assert "/r/ce-agreed-framework-1994-freeze-2002-usa-state" in text


def test_an_actor_lists_what_it_did_and_says_how_much_is_not_listed(real: Get) -> None:
    text = real("/r/ac-usa").text
    assert "The latest 60 of" in text
    assert text.count('href="/r/ev-') == 60


@pytest.mark.parametrize("form", ["json", "ris", "bib"])
def test_a_record_for_reference_managers(real: Get, form: str) -> None:
    answer = real(f"/r/ev-1953-07-27-armistice.{form}")
    assert answer.status == 200
    assert "armistice" in answer.text.lower()


@pytest.mark.parametrize(
    "path", ["/experts/nobody", "/sources/%3Cscript%3E", "/eras/'%20or%201=1", "/experts/%00", "/eras/" + "a" * 900]
)
def test_what_is_not_there_is_said(real: Get, path: str) -> None:
    answer = real(path)
    assert answer.status == 404
    assert b"<script" not in answer.body


def test_the_site_map_holds_pages_that_are_there(real: Get, database: Database) -> None:
    answer = real("/sitemap.xml")
    root = ET.fromstring(answer.body)  # noqa: S314
    listed = [str(entry.findtext("{*}loc")) for entry in root]
    assert len(listed) == len(set(listed)) < 50_000
    assert "http://127.0.0.1/r/ev-1953-07-27-armistice" in listed
    assert "http://127.0.0.1/data" in listed
    for kind in ("experts", "sources", "eras", "r"):
        some = [one for one in listed if one.startswith(f"http://127.0.0.1/{kind}/")]
        for address in some[:: max(1, len(some) // 5)]:
            assert real(address.removeprefix("http://127.0.0.1")).status == 200, address
    assert real("/sitemap.xml", {"If-None-Match": answer.headers["etag"]}).status == 304
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in real("/robots.txt").text


def test_links_and_addresses_stay_behind_a_prefix(real: Get, setting: Setting) -> None:
    setting("URL", "https://uni.example/korea")
    head = Head(real("/experts/adam-mount").text)
    assert ("og:url", "https://uni.example/korea/experts/adam-mount") in head.meta
    inside = [str(link["href"]) for link in head.links if str(link.get("href")).startswith("/")]
    assert inside
    assert all(href.startswith(("/korea/", "/static/")) for href in inside)
    assert "https://uni.example/korea/r/ev-1953-07-27-armistice" in real("/sitemap.xml").text
