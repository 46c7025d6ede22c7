"""Plain pages of records, experts, sources and eras with what stands beside each, and what tells search engines where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.pages import PAGES
from dashboard.doors import asked, citing, files, http, told
from dashboard.doors.appearances import appearances, shown_record
from dashboard.doors.replies import (
    ASKERS,
    CACHED,
    answered,
    cached,
    elsewhere,
    opened,
    query_of,
    readable,
    record_of,
    site_of,
    unchanged,
)
from dashboard.doors.tables import FORMS
from dashboard.export import citations
from dashboard.markup.site import at
from dashboard.record import csl
from dashboard.record.filters import unknown_parameters
from dashboard.record.links import Site
from dashboard.store.database import Database
from dashboard.store.problems import StoreError
from dashboard.store.served import served
from dashboard.web import linked_data, previews, record_page, tags
from dashboard.web.lists import MOST, Listed, beside, by_type
from dashboard.web.thing_page import FOLDERS, thing_html

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What costs much and says nothing new stays out of the way of those who visit everything.
_SHUT = ("/charts/", "/cite/", "/search", "/mcp", "/_stcore/")
# Records whose page lists what belongs to them, with the beginning of their ids.
_WITH_PARTS = {"actor": "ac-", "treaty": ""}


async def record(request: Request) -> Response:
    """GET /r/{id}: a record as a page; .json, .ris and .bib for reference managers, .png as a picture for previews."""
    name = request.path_params["record"]
    if name.endswith(".png"):
        draw = partial(previews.record_picture, name.removesuffix(".png"))
        return await answered(request, partial(files.picture, name, draw))
    work = citing.cited if name.endswith((".ris", ".bib")) else _record
    return await answered(request, partial(work, request, "record", name), ASKERS)


async def actor(request: Request) -> Response:
    """GET /actors/{id}: to the page of an actor, which is a record."""
    meant = request.path_params["thing"].strip("/").lower()
    return RedirectResponse(at(f"/r/{_WITH_PARTS['actor']}{quote(meant)}"), status_code=308)


def record_html(
    record: Mapping[str, Any],
    evidence: Sequence[Mapping[str, Any]],
    database: Database,
    site: Site,
    notes: Sequence[str] = (),
) -> str:
    """The page of a record with what stands beside it. Raises StoreError."""
    edition = csl.edition(database, site.base)
    address = site.record(record["record_id"])
    lists = lists_of(record, database, site)
    return str(record_page.record_html(record, evidence, address, edition.said, lists, edition.day, notes))


def lists_of(record: Mapping[str, Any], database: Database, site: Site) -> list[Listed]:
    """What stands beside a record: its parts, its neighbours in time, the charts it appears in. Raises StoreError."""
    record_id, kind = record["record_id"], record["type"]
    found: list[Listed] = []
    if kind in _WITH_PARTS:
        thing = record_id.removeprefix(_WITH_PARTS[kind])
        # The id of an actor's record is in small letters, that of the actor may not be.
        for name in dict.fromkeys((thing.upper(), thing) if kind == "actor" else (thing,)):
            found = found or by_type(_related(database, kind, name))
    neighbours = database.rows("pages", "record_neighbours", {"record": record_id})
    links = [
        (_inside(told.chart_page(BY_ID[one.chart], site, None, one.mark), site), BY_ID[one.chart].title, "")
        for one in appearances(database, record_id)
    ]
    return [*found, *beside(neighbours), *([Listed("Charts it appears in", links)] if links else [])]


def warm() -> None:
    """Makes a page of a record before the first is asked for: what is read and prepared once. Raises StoreError."""
    database = opened()
    record = record_of(shown_record(database), database)
    if record:
        record_html(record, [], database, Site.known())


async def thing(request: Request) -> Response:
    """GET /experts/{id}, /sources/{id} and /eras/{id}: a thing that is no record, with every record that belongs to it."""
    folder = request.scope["path"].split("/")[1]
    kind = next(kind for kind, name in FOLDERS.items() if name == folder)
    return await answered(request, partial(_thing, request, kind), ASKERS)


async def sitemap(request: Request) -> Response:
    """GET /sitemap.xml: every page that stays."""
    return await answered(request, partial(_sitemap, request), ASKERS)


async def robots(request: Request) -> Response:
    """GET /robots.txt: where the site map is, and what to leave alone."""
    site = site_of(request)
    lines = [
        "User-agent: *",
        *(f"Disallow: {at(path)}" for path in _SHUT),
        f"Sitemap: {site.at('/sitemap.xml')}",
    ]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=3600"})


def dataset(base: str) -> dict[str, Any]:
    """What the page of the data tells search engines; nothing while there are no data."""
    site = Site(base)
    try:
        database = opened()
        edition = csl.edition(database, base)
    except StoreError:
        return {}
    files = [(site.at("/records.jsonl"), http.NDJSON)]
    files += [(site.table(name, form), FORMS[form][0]) for name in ("record", "evidence", "sources") for form in FORMS]
    return linked_data.of_dataset(site, database.build_id, edition.day, files)


def _record(request: Request, kind: str, name: str) -> Response:
    database, site, query = opened(), site_of(request), query_of(request)
    as_json = name.endswith(".json")
    found = record_of(name.removesuffix(".json"), database)
    if found is None:
        return elsewhere(request, "/r/", name, partial(_is_known, database)) or _no_record(name, as_json=as_json)
    evidence = database.rows(
        "pages", "export_citations", {"records": [found["record_id"]], **served(database).parameter()}
    )
    if not as_json:
        return _html(record_html(found, evidence, database, site, unknown_parameters(query, ())))
    asked.nothing_else(query, [])
    items = csl.record_items(found, evidence, csl.edition(database, site.base))
    return Response(citations.to_csl(items), media_type=citations.CSL_JSON, headers={"Cache-Control": CACHED})


def _is_known(database: Database, name: str) -> bool:
    return record_of(name.removesuffix(".json"), database) is not None


def _no_record(name: str, *, as_json: bool) -> Response:
    if as_json:
        return JSONResponse({"message": "There is no such record."}, status_code=404)
    return _html(record_page.missing_html(name), status=404)


def _html(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    given = {"Content-Security-Policy": record_page.POLICY, "Cache-Control": CACHED, **(headers or {})}
    return HTMLResponse(text, status_code=status, headers=given)


def _thing(request: Request, kind: str) -> Response:
    database, site, name = opened(), site_of(request), request.path_params["thing"]
    rows = _rows(database, kind, name)
    if not rows:
        way = elsewhere(request, f"/{FOLDERS[kind]}/", name, lambda meant: bool(_rows(database, kind, meant)))
        return way or _html(record_page.missing_html(name), status=404)
    query = query_of(request)
    known = tags.tag(database.build_id, kind, site.base, name, query)
    found = unchanged(request, known)
    if found:
        return found
    edition = csl.edition(database, site.base)
    lists = by_type(_related(database, kind, name))
    notes = unknown_parameters(query, ())
    return _html(str(thing_html(rows[0], lists, site, edition.said, edition.day, notes)), headers=cached(known))


def _rows(database: Database, kind: str, name: str) -> list[dict[str, Any]]:
    return database.rows("pages", "thing", {"kind": kind, "thing": name})


def _sitemap(request: Request) -> Response:
    asked.nothing_else(query_of(request), [])
    database, site = opened(), site_of(request)
    known = tags.tag(database.build_id, "sitemap", site.base)
    found = unchanged(request, known)
    if found:
        return found
    day = csl.edition(database, site.base).day
    paths = [f"/{page.path}" for page in PAGES if page.name not in ("source", "search")]
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for path in [*paths, *(row["path"] for row in database.rows("pages", "sitemap"))]:
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = site.at(path)
        if day:
            ET.SubElement(entry, "lastmod").text = day
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(text, media_type="application/xml", headers=cached(known))


def _related(database: Database, kind: str, name: str) -> list[dict[str, Any]]:
    return database.rows("pages", "related", {"kind": kind, "thing": name, "most": MOST})


def _inside(address: str, site: Site) -> str:
    """A whole address of this site as a link within it."""
    return at(address.removeprefix(site.base))


ROUTES = [
    readable("/r/{record:path}", record),
    Route("/actors/{thing:path}", actor),
    *(Route(f"/{folder}/{{thing:path}}", thing) for folder in FOLDERS.values()),
    Route("/sitemap.xml", sitemap),
    Route("/robots.txt", robots),
]
